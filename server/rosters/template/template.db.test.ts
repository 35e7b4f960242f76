import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import {
  apply,
  as,
  csv,
  exported,
  id,
  later,
  look,
  one,
  openRosters,
  problemsOf,
  type Rosters,
  refusedAs,
  rowsOf,
  send,
} from '@/server/testing-roster-import'
import { templateWords } from '@/server/testing-roster-template'
import { fields } from '../import/rules'
import { writeTemplate } from './sheet'

let world: Rosters
let officer: TestActor
let neighbour: TestActor
let department: TestActor
let elsewhere: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer, neighbour, department, elsewhere } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('hands out a roster for a reason that is written down, to the commune alone', async () => {
  const file = csv(
    'Thôn Một,Nguyễn Văn An,1985,Nam,0900000001,Tổ trưởng,,05/03/2026,,,',
    'Thôn Một,Trần Thị Bình,1990,Nữ,0900000002,,Hội Phụ nữ,,,,',
    'Thôn Hai,Lê Văn Cường,1979,Nam,,Tổ trưởng,,2026-02-01,,,',
    'Thôn Hai,Hoàng Văn Giang,1991,,,,,,,,',
  )
  await apply(officer, await send(officer, file))
  const unit = world.first.id
  const roster = await exported(officer, unit)
  expect(roster?.rows.map(({ member }) => member?.fullName)).toEqual([
    'Lê Văn Cường',
    'Hoàng Văn Giang',
    'Nguyễn Văn An',
    'Trần Thị Bình',
  ])
  expect(roster?.rows[2]?.member?.phone).toBe('0900000001')
  const log = await one(
    sql`select kind, subject, reason from access_log where kind = 'export' and person_id = ${officer.personId}`,
  )
  expect(log).toEqual([{ kind: 'export', subject: `rosters/${unit}`, reason: 'Cập nhật danh sách' }])
  const kept = await one<{ response: string }>(
    sql`select response::text from requests where procedure = 'rosters.export'`,
  )
  expect(kept[0]?.response).not.toContain('Nguyễn')
  for (const who of [neighbour, department, elsewhere])
    await expect(exported(who, unit)).rejects.toEqual(refusedAs('FORBIDDEN'))
  await expect(as(officer).rosters.export({ requestId: id(), unitId: unit, reason: 'x' })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
})

/** A roster as it comes back from people: every cell says the same in another way. */
async function messyCopy(bytes: Uint8Array): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  const from = book.worksheets[0]
  if (!from) throw new Error('no sheet')
  const copy = new ExcelJS.Workbook()
  const sheet = copy.addWorksheet('Sao chép')
  sheet.addRow(['DANH SÁCH'])
  const at = (field: (typeof fields)[number]) => fields.indexOf(field) + 1
  const order = fields.toReversed()
  const vary = (n: number, ...ways: unknown[]) => ways[n % ways.length] as ExcelJS.CellValue
  const grouped = (text: string, mark: string) => text.replace(/\B(?=(\d{3})+$)/g, mark)
  from.eachRow((row, line) => {
    if (line < 5) return
    const said = (field: (typeof fields)[number]) => row.getCell(at(field)).value
    sheet.addRow(
      order.map((field): ExcelJS.CellValue => {
        const value = said(field)
        if (value === null || value === undefined) return vary(line, null, '  ', '\u200b')
        if (value instanceof Date) {
          const [year = '', month, day] = value.toISOString().slice(0, 10).split('-')
          return vary(
            line,
            value,
            `${day}/${month}/${year}`,
            ` ${Number(day)}-${Number(month)}-${year} `,
            `${year}-${month}-${day}`,
          )
        }
        const text = String(value)
        if (line > 5 && field === 'birthYear')
          return vary(line, value, ` ${text}\u00a0`, grouped(text, '.'), grouped(text, ','), {
            formula: '1+1',
            result: value as number,
          })
        if (line > 5 && field === 'phone')
          return vary(
            line,
            Number(text),
            `+84 ${text.slice(1)}`,
            `${text.slice(0, 4)}.${text.slice(4, 7)} ${text.slice(7)}`,
          )
        if (line > 5 && field === 'teamCode')
          return vary(line, Number(text.slice(1)), grouped(text.slice(1), '.'), text.toLowerCase())
        if (line > 5 && field === 'isLocal' && text === 'Có') return vary(line, 'x', '1', 'CÓ')
        if (field === 'memberCode') return vary(line, ` ${text.toUpperCase()}`, text)
        const spaced = ` ${text.replaceAll(' ', ' \u00a0 ')}\u200b `
        return vary(
          line,
          spaced.normalize('NFD'),
          { richText: [{ text: spaced.slice(0, 3) }, { text: spaced.slice(3) }] },
          text.normalize('NFD'),
        )
      }),
    )
  })
  return new Uint8Array(await copy.xlsx.writeBuffer())
}

it('comes back in another order, with other dates, spaces, numbers and marks, and changes nothing', async () => {
  const file = csv(
    'Thôn Một,Đỗ Thị Hòa,1985,Nữ,0900000011,Tổ phó,Bí thư chi bộ,05/03/2026,31/12/2026,Lý do sức khỏe,',
    'Thôn Hai,Ưng Quốc Khánh,1990,Nam,0900000012,Tổ phó,Hội Phụ nữ,12/11/2026,,,',
    'Thôn Hai,Nguyễn Hoàng Thúy,1992,Nữ,,,Giáo viên,2026-02-01,,,',
    'Thôn Một,Lê Quý Đôn,,,,,,,,,',
  )
  await apply(officer, await send(officer, file))
  const texts = [
    '=HYPERLINK("http://x";"y")',
    "'=1+1",
    '-',
    '+84 cửa hàng',
    '@nhà',
    'Trường  Số 1, cơ sở “Á”',
    '1.260',
    '😀',
  ]
  await asSystem('test', async (db) => {
    const posts = await db.execute<{ id: string; m: string }>(
      sql`select id, member_id as m from memberships order by id`,
    )
    for (const [i, { id: post, m }] of posts.rows.entries()) {
      const [a, b, c] = [0, 1, 2].map((n) => texts[(i + 3 * n) % texts.length]?.replaceAll('  ', ' '))
      await db.execute(
        sql`update memberships set concurrent_post = ${a}, is_local = true, selection = '{open,skilled}' where id = ${post}`,
      )
      await db.execute(sql`update members set employer = ${b}, residence = ${c} where id = ${m}`)
    }
  })
  const roster = await exported(officer, world.first.id)
  if (!roster) throw new Error('no roster')
  const bytes = await writeTemplate(roster, templateWords)
  for (const content of [bytes, await messyCopy(bytes)]) {
    const made = await send(officer, content, { name: 'a.xlsx', at: later })
    const { summary, reading } = await look(officer, made)
    expect(await rowsOf(officer, made, 'changed')).toEqual([])
    expect(await problemsOf(officer, made)).toEqual([])
    expect(reading?.sheets[0]).toMatchObject({ taken: true, rows: 8 })
    expect(summary).toMatchObject({
      counts: { unchanged: 8, new: 0, changed: 0, wrong: 0, duplicate: 0 },
      questions: [],
    })
  }
})

it('writes nothing that a program would work out', async () => {
  const roster = await exported(officer, world.first.id)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(await writeTemplate(roster as never, templateWords)) as unknown as ArrayBuffer)
  const begun = new Set<string>()
  for (const sheet of book.worksheets)
    sheet.eachRow((row) =>
      row.eachCell(({ value, type }) => {
        expect(type).not.toBe(ExcelJS.ValueType.Formula)
        if (typeof value === 'string') begun.add(value.slice(0, 2))
      }),
    )
  expect([...begun].filter((text) => /^[=+\-@\t\r\n]/.test(text))).toEqual([])
  for (const marked of ["'=", "''", "'-", "'+", "'@"]) expect(begun).toContain(marked)
})
