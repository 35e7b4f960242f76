import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import { endOf, look, openRosters, type Rosters, refusedAs, rowsOf, send } from '@/server/testing-roster-import'

let world: Rosters
let officer: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('refuses what is no list, each with its reason', async () => {
  expect(await endOf(officer, '%PDF-1.7')).toEqual(['failed', 'file', 'kind'])
  expect(await endOf(officer, 'a,"b')).toEqual(['failed', 'file', 'quotes'])
  expect(await endOf(officer, Buffer.from('PK\u0003\u0004 nothing'))).toEqual(['failed', 'file', 'broken'])
  expect(await endOf(officer, Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toEqual(['failed', 'file', 'oldExcel'])
  expect(await endOf(officer, 'một cột\nthôi')).toEqual(['failed', 'noHeaders', null])
  await expect(send(officer, '')).rejects.toEqual(refusedAs('BAD_REQUEST'))
})

it('reads a workbook: merged cells, hidden sheets, formulas by their saved values, both kinds of days', async () => {
  const book = new ExcelJS.Workbook()
  book.properties.date1904 = true
  const sheet = book.addWorksheet('Xã')
  sheet.addRow(['DANH SÁCH TỔ'])
  sheet.mergeCells('A1:D1')
  sheet.addRow(['Tổ', 'Họ và tên', 'Ngày sinh', 'Từ ngày'])
  sheet.addRow([
    'Thôn Một',
    'Mai Thi\u0323 Oanh\u200b',
    { formula: '1980+1', result: 1981 },
    new Date('2026-05-06T00:00:00Z'),
  ])
  sheet.addRow([null, 'Mai Văn Phú', 1982, '7/5/2026'])
  sheet.mergeCells('A3:A4')
  book.addWorksheet('Ẩn', { state: 'hidden' }).addRow(['Tổ', 'Họ và tên'])
  const made = await send(officer, new Uint8Array(await book.xlsx.writeBuffer()), { name: 'a.xlsx' })
  const state = await look(officer, made)
  expect(state).toMatchObject({ state: 'checked', reading: { hidden: ['Ẩn'] }, summary: { counts: { new: 2 } } })
  const rows = await rowsOf(officer, made, 'new')
  expect(rows.map(({ line, changes }) => [line, changes.find(({ field }) => field === 'from')?.new])).toEqual([
    [3, '2026-05-06'],
    [4, '2026-05-07'],
  ])
  expect(rows[0]?.fullName).toBe('Mai Thị Oanh'.normalize('NFC'))
})

/** A zip file as programs write it, of parts that are stored as they are. */
function zipOf(parts: Record<string, string>): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    chunks.push(head, Buffer.from(name), content)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + content.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, ...directory, end])
}
const bookOf = async (rows: unknown[][], name = 'a') => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet(name).addRows(rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const heading = ['Tổ', 'Họ tên']

it('says of an empty sheet, of headers alone and of too many rows what it is', async () => {
  expect(await endOf(officer, await bookOf([]), 'a.xlsx')).toEqual(['failed', 'file', 'empty'])
  expect(await endOf(officer, await bookOf([heading]), 'a.xlsx')).toEqual(['failed', 'noRows', null])
  expect(await endOf(officer, 'Tổ,Họ tên\n')).toEqual(['failed', 'noRows', null])
  const rows = Array.from({ length: 20_001 }, () => ['Thôn Một', 'Nguyễn Văn An'])
  expect(await endOf(officer, await bookOf([heading, ...rows]), 'a.xlsx')).toEqual(['failed', 'tooManyRows', null])
  expect(await endOf(officer, [heading, ...rows].map((row) => row.join()).join('\n'))).toEqual([
    ...['failed', 'tooManyRows', null],
  ])
})

it('goes by what a file is and not by its name', async () => {
  const text = 'Tổ;Họ tên\nThôn Một;Nguyễn Văn An'
  expect(await endOf(officer, text, 'renamed.xlsx')).toEqual(['checked', null, null])
  expect(await endOf(officer, await bookOf([heading, ['Thôn Một', 'Nguyễn Văn An']]), 'renamed.csv')).toEqual([
    ...['checked', null, null],
  ])
  const parts = { 'xl/workbook.xml': '<workbook/>' }
  const macro = zipOf({ ...parts, 'xl/vbaProject.bin': 'x' })
  const type = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
  const without = zipOf({ '[Content_Types].xml': `<Types><Override ContentType="${type}"/></Types>`, ...parts })
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  for (const name of ['a.xlsx', 'a.xlsm', 'a.csv']) {
    expect(await endOf(officer, macro, name)).toEqual(['failed', 'file', 'macro'])
    expect(await endOf(officer, without, name)).toEqual(['failed', 'file', 'macro'])
    expect(await endOf(officer, Buffer.concat([compound, Buffer.alloc(512)]), name)).toEqual([
      'failed',
      'file',
      'oldExcel',
    ])
    const encrypted = Buffer.concat([compound, Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await endOf(officer, encrypted, name)).toEqual(['failed', 'file', 'password'])
  }
  expect(await endOf(officer, zipOf({ 'xl/workbook.bin': 'x' }), 'a.xlsb')).toEqual(['failed', 'file', 'kind'])
  expect(await endOf(officer, zipOf({ mimetype: 'x', 'content.xml': '<a/>' }), 'a.ods')).toEqual([
    'failed',
    'file',
    'kind',
  ])
})

it('keeps nothing of a text that the database has no place for', async () => {
  const sheet = ['Thôn Một', 'Nguyễn _x0000_Văn An', '_xD83D_x', 'a\ud83d']
    .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')
  const titles = ['Tổ', 'Họ tên', 'Nơi ở', 'Ghi chú']
    .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')
  const rel = '<Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/>'
  const file = zipOf({
    'xl/workbook.xml': '<x:workbook><x:sheets><x:sheet name="&#272;&amp;a" r:id="rId1"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${rel}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${titles}</row><row r="2">${sheet}</row></sheetData></worksheet>`,
  })
  const made = await send(officer, file, { name: 'a.xlsx' })
  expect(await look(officer, made)).toMatchObject({ state: 'checked', reading: { sheets: [{ name: 'Đ&a' }] } })
  expect(await rowsOf(officer, made, 'new')).toMatchObject([{ fullName: 'Nguyễn Văn An', line: 2 }])
})
