import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import type { ListedChange, UnitChanges } from './queries'
import { type ChangesWords, sheetOf, writeChanges } from './sheet'

const words: ChangesWords = {
  name: 'Thay đổi',
  heading: ['Thay đổi đơn vị hành chính', '=1+1'],
  column: (id) => id,
  kind: (kind) => `(${kind})`,
  level: (level) => level,
  crossed: (way) => `crossed ${way}`,
  confirmed: (yes) => (yes ? 'yes' : 'no'),
  date: (day) => day,
}
const state = (fullName: string, code: string) => ({
  ...{ name: fullName, fullName, type: 'xa' as const, code, parentId: 1, place: ['Huyện A', 'Tỉnh B'] },
})
const row: ListedChange = {
  ...{ unitId: 5, level: 'commune', on: '2025-07-01', kinds: ['merged', 'ended'], crossed: null },
  ...{ old: state('=HYPERLINK("http://x")', '00123'), now: null, predecessors: [], confirmed: false },
  successors: [
    { id: 6, fullName: 'Xã Hai', province: 'Tỉnh B' },
    { id: 7, fullName: 'Xã Ba', province: null },
  ],
  ...{ resolution: '@cmd', reorganisationId: null },
}
const changes = { rows: [row] } as unknown as UnitChanges

it('has a row for a change, old and new apart, and codes keep their zeros', () => {
  const { columns, rows } = sheetOf(changes, words)
  const cells = Object.fromEntries(columns.map((column, at) => [column.header, rows[0]?.[at]]))
  expect(cells).toMatchObject({
    ...{ level: 'commune', on: '2025-07-01', kinds: '(merged); (ended)', oldCode: '00123', newName: null },
    ...{ oldPlace: 'Huyện A, Tỉnh B', predecessors: null, successors: 'Xã Hai (Tỉnh B); Xã Ba', confirmed: 'no' },
  })
})

it('no text of a unit is a formula', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await writeChanges(changes, words)).buffer)
  const texts: unknown[] = []
  book.worksheets[0]?.eachRow((line) => {
    line.eachCell((cell) => {
      expect(cell.type).toBe(ExcelJS.ValueType.String)
      texts.push(cell.value)
    })
  })
  expect(texts).toContain('\'=HYPERLINK("http://x")')
  expect(texts).toContain("'@cmd")
  expect(texts).toContain("'=1+1")
})
