import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { writeSheets } from './write'

it('gives every sheet a name that the program takes, whatever it was called', async () => {
  const given = ['History', 'history', 'Tổ: 1/2', '', "'\u0001'", 'x'.repeat(40), `${'x'.repeat(30)}😀`]
  const table = { heading: [], columns: [{ header: 'A', kind: 'text' as const }], rows: [['=1']] }
  const bytes = await writeSheets(given.map((name) => ({ ...table, name })))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  const names = book.worksheets.map(({ name }) => name)
  expect(names.slice(0, 5)).toEqual(['History 1', 'history 1 2', 'Tổ 1 2', 'Sheet', 'Sheet 5'])
  expect(new Set(names).size).toBe(given.length)
  for (const name of names) expect([encodeURIComponent(name), name.length <= 31]).toEqual([expect.anything(), true])
  expect(book.worksheets[0]?.getCell('A2').value).toBe("'=1")
})
