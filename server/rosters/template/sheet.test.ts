import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { templateWords as words } from '@/server/testing-roster-template'
import { readBook } from '../../sheets/read'
import { recognise } from '../import/columns/rules'
import { fields } from '../import/rules'
import type { ExportedRoster, TemplateRow } from './rules'
import { writeTemplate } from './sheet'

const team = { teamId: 7, team: 'Tổ công nghệ số cộng đồng Thôn 1', level: 'village' as const, villages: 'Thôn 1' }
const member: NonNullable<TemplateRow['member']> = {
  ...{ id: 'a7b2', restricted: false, fullName: 'Trần Thị Bình', birthYear: 1990, sex: 'female', phone: '0900000001' },
  ...{ role: 'leader', component: 'p44_1', concurrentPost: '=1+1', employer: null, residence: null, isLocal: true },
  ...{ selection: ['open'], from: '2026-03-05', to: null, reason: null },
}
const roster: ExportedRoster = {
  ...{ commune: 'Xã Lìa', teams: [team.team], madeBy: 'An', madeAt: new Date(), on: '2026-11-21', reason: 'A & B' },
  components: [{ code: 'p44_1', name: 'Hội Khuyến học', closed: false }],
  rows: [
    { ...team, member },
    { ...team, member: { ...member, id: 'c9d3', restricted: true } },
    { ...team, teamId: 8, member: null },
  ],
}

it('is a form: lists to choose from, locked codes, true days, phones as text, no formulas, who and why on paper', async () => {
  const bytes = await writeTemplate(roster, words)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  const at = (field: (typeof fields)[number], line = 6) => sheet.getCell(line, fields.indexOf(field) + 1)
  expect(at('from').value).toEqual(new Date('2026-03-05T00:00:00Z'))
  expect([at('phone').value, at('phone').numFmt, at('from').numFmt]).toEqual(['0900000001', '@', 'dd/mm/yyyy'])
  expect([at('concurrentPost').value, at('component').value]).toEqual(["'=1+1", 'Hội Khuyến học'])
  expect([at('fullName', 7).value, at('phone', 7).value, at('memberCode', 7).value]).toEqual([
    words.restricted,
    null,
    'c9d3',
  ])
  expect([at('teamCode', 8).value, at('fullName', 8).value]).toEqual(['T8', null])
  expect(
    ['teamCode', 'memberCode', 'fullName', 'phone'].map((field) => at(field as 'phone').protection?.locked !== false),
  ).toEqual([...[true, true, false, false]])
  const { sheetProtection } = (sheet as unknown as { model: { sheetProtection: Record<string, unknown> } }).model
  expect(sheetProtection).toMatchObject({ sheet: true })
  expect(sheetProtection.hashValue).toBeUndefined()
  for (const field of ['team', 'sex', 'role', 'component', 'reason'] as const)
    expect(at(field).dataValidation?.type, field).toBe('list')
  expect(sheet.headerFooter.oddHeader).toContain('A && B')
  const lists = book.getWorksheet(words.lists)
  expect(lists?.state).toBe('hidden')
  expect(lists?.getColumn(fields.indexOf('component') + 1).values).toContain('Hội Khuyến học')

  const { tables, hidden } = await readBook(bytes)
  expect(hidden).toEqual([words.lists])
  const [first, guide] = tables.map((table) => recognise(table))
  expect(first?.reading).toMatchObject({ taken: true, line: 5, rows: 3, columns: [...fields] })
  expect(guide?.reading.taken).toBe(false)
})
