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
