import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import words from '@/messages/vi/rosterImport.json'
import {
  as,
  id,
  look,
  openRosters,
  problemsOf,
  type Rosters,
  refusedAs,
  rowsOf,
  send,
  work,
} from '@/server/testing-roster-import'
import { writeWrongRows } from '../sheet'

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

it('asks once what the columns of an old list mean, and remembers it', async () => {
  const old = 'TT;Tên người;Thuộc;Năm\n1;Lý Văn Mạnh;Thôn Một;1970\n2;Lý Thị Nga;Thôn Hai;1971'
  const made = await send(officer, old)
  const asked = await look(officer, made)
  expect(asked).toMatchObject({ state: 'mapping', reading: { asked: { remembered: false, sheet: 0 } } })
  expect(asked.reading?.sheets[0]?.samples[0]).toEqual(['1', 'Lý Văn Mạnh', 'Thôn Một', '1970'])
  const name = (columns: (string | null)[]) =>
    as(officer).rosterImport.nameColumns({ requestId: id(), id: made, columns: columns as never })
  await expect(name([null, 'fullName', null, null])).rejects.toEqual(refusedAs('BAD_REQUEST'))
  await name([null, 'fullName', 'team', 'birthYear'])
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'checked', summary: { counts: { new: 2 } } })
  const again = await look(officer, await send(officer, old))
  expect(again.reading?.asked).toMatchObject({ remembered: true, offered: [null, 'fullName', 'team', 'birthYear'] })
})

it('lets a person name columns of a file that was understood in part, and goes by it the next time', async () => {
  const old = 'Tổ,Họ tên,Số máy,Trách nhiệm\nThôn Một,Lý Văn Tài,0912345670,Tổ trưởng'
  const made = await send(officer, old)
  const first = await look(officer, made)
  expect(first).toMatchObject({ state: 'checked', reading: { asked: { remembered: false } } })
  const columns = ['team', 'fullName', 'phone', 'role'] as const
  await as(officer).rosterImport.nameColumns({ requestId: id(), id: made, columns: [...columns] })
  await work()
  const leader = expect.objectContaining({ field: 'role', new: 'leader' })
  expect((await rowsOf(officer, made, 'new'))[0]?.changes).toContainEqual(leader)
  const again = await send(officer, 'Số máy,Tổ,Họ tên,Trách nhiệm\n12,Thôn Một,Lý Văn Tài,Tổ trưởng')
  expect(await look(officer, again)).toMatchObject({
    state: 'checked',
    reading: { sheets: [{ columns: ['phone', 'team', 'fullName', 'role'] }], asked: { remembered: true } },
  })
  expect(await problemsOf(officer, again)).toEqual([[2, 'phone']])
})

it('knows the headers of an old list again in the file of its wrong rows', async () => {
  const made = await send(officer, 'Cột A,Cột B,Cột C\nThôn Một,Lý Văn Sáu,abc')
  const columns = ['team', 'fullName', 'phone'] as const
  await as(officer).rosterImport.nameColumns({ requestId: id(), id: made, columns: [...columns] })
  await work()
  const { sheets } = await as(officer).rosterImport.wrongRows({ id: made })
  const given = {
    sheet: words.wrong.sheet,
    title: () => 'Sai',
    lead: 'Sửa',
    line: words.wrong.line,
    problem: words.wrong.problem,
  }
  const file = await writeWrongRows(sheets, { ...given, problems: ({ kind }) => kind })
  const back = await look(officer, await send(officer, file))
  expect(back.reading?.asked).toMatchObject({ remembered: true, offered: [...columns, null, null] })
})
