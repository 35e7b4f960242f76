import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import {
  apply,
  as,
  csv,
  exported,
  header,
  id,
  later,
  look,
  memberships,
  namesIn,
  one,
  openRosters,
  problemsOf,
  type Rosters,
  refusedAs,
  rowsOf,
  send,
} from '@/server/testing-roster-import'

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

const codeOf = async (name: string) =>
  (await exported(officer, world.first.id))?.rows.find(({ member }) => member?.fullName === name)?.member?.id ?? ''
const bring = async (...rows: string[]) => apply(officer, await send(officer, csv(...rows)))

it('changes by code: cells old to new, another role from a day on, an end, a move; and again nothing', async () => {
  await bring(
    'Thôn Một,Nguyễn Văn An,1985,Nam,0900000001,Tổ trưởng,Bí thư chi bộ,05/03/2026,,,',
    'Thôn Một,Trần Thị Bình,1990,Nữ,0900000002,,Hội Phụ nữ,,,,',
    'Thôn Hai,Lê Văn Cường,1979,Nam,,Tổ trưởng,,2026-02-01,,,',
  )
  const [an, binh, cuong] = [await codeOf('Nguyễn Văn An'), await codeOf('Trần Thị Bình'), await codeOf('Lê Văn Cường')]
  const file = csv(
    `Thôn Một,Nguyễn Văn An,1986,Nam,,Tổ viên,Bí thư chi bộ,05/03/2026,,,${an}`,
    `Thôn Một,Trần Thị Bình,1990,Nữ,0900000002,Tổ trưởng,Hội Phụ nữ,21/11/2026,,,${binh}`,
    `Thôn Hai,Lê Văn Cường,1979,Nam,,Tổ trưởng,,2026-02-01,31/10/2026,Lý do sức khỏe,${cuong}`,
  )
  const made = await send(officer, file)
  const changed = await rowsOf(officer, made, 'changed')
  expect(changed.map(({ changes }) => changes)).toEqual([
    [
      { field: 'birthYear', old: 1985, new: 1986 },
      { field: 'phone', old: '0900000001', new: null },
      { field: 'role', old: 'leader', new: 'member' },
    ],
    [{ field: 'role', old: 'member', new: 'leader' }],
    [
      { field: 'to', old: null, new: '2026-10-31' },
      { field: 'reason', old: null, new: 'health' },
    ],
  ])
  expect((await apply(officer, made)).state).toBe('done')
  expect(await memberships(world.teams.one)).toEqual([
    { name: 'Nguyễn Văn An', role: 'leader', from: '2026-03-05', to: '2026-11-21', reason: 'changed' },
    { name: 'Nguyễn Văn An', role: 'member', from: '2026-11-21', to: null, reason: null },
    { name: 'Trần Thị Bình', role: 'leader', from: '2026-11-21', to: null, reason: null },
  ])
  const ended = (await memberships(world.teams.two)).find(({ name }) => name === 'Lê Văn Cường')
  expect(ended).toMatchObject({ to: '2026-11-01', reason: 'health' })
  expect((await look(officer, await send(officer, file, { at: later }))).summary?.counts).toMatchObject({
    unchanged: 3,
    changed: 0,
    new: 0,
    wrong: 0,
  })

  const move = `Mã Tổ,${header}\nT${world.teams.one},Thôn Hai,Nguyễn Văn An,1986,Nam,,Tổ viên,Bí thư chi bộ,05/03/2026,,,${an}`
  const moving = await send(officer, move)
  expect((await rowsOf(officer, moving, 'changed'))[0]?.changes).toMatchObject([{ field: 'team' }])
  expect((await apply(officer, moving)).state).toBe('done')
  expect(await namesIn(world.teams.two)).toContain('Nguyễn Văn An')
  expect((await look(officer, await send(officer, move, { at: later }))).summary?.counts).toMatchObject({
    unchanged: 1,
    changed: 0,
  })
})

it('asks a person about possible duplicates', async () => {
  await bring('Thôn Hai,Hoàng Văn Giang,1991,,,,,,,,')
  const made = await send(
    officer,
    csv('Thôn Một,Hoàng Văn Giang,1991,,,,,,,,', 'Thôn Hai,hoang van giang,1991,,,,,,,,'),
  )
  const rows = await rowsOf(officer, made, 'duplicate')
  expect(rows).toHaveLength(2)
  const [candidate] = rows[0]?.candidates ?? []
  expect(candidate).toMatchObject({ kind: 'member', fullName: 'Hoàng Văn Giang', same: ['birthYear'] })
  const choose = (place: number, choice: string) =>
    as(officer).rosterImport.choose({ requestId: id(), id: made, choices: [{ place, choice }] })
  await expect(choose(0, `member:${randomUUID()}`)).rejects.toEqual(refusedAs('BAD_REQUEST'))
  await choose(0, candidate?.choice ?? '')
  expect(await look(officer, made)).toMatchObject({ undecided: 1 })
  await choose(1, 'another')
  const done = await apply(officer, made)
  expect(done).toMatchObject({ state: 'done', summary: { applied: { added: 2 } } })
  const people = await one<{ n: number }>(
    sql`select count(*)::int as n from members where full_name ilike 'hoàng văn giang' or full_name = 'hoang van giang'`,
  )
  expect(people).toEqual([{ n: 2 }])
})

it('follows the code of an entry that was joined to another, and on, to the person', async () => {
  await bring(
    'Thôn Một,Phan Thị Sen,1988,Nữ,0900000021,,,,,,',
    'Thôn Hai,Phan Thị Sen,,Nữ,0900000022,,,,,,',
    'Thôn Hai,Phan Thị Sen,1989,Nữ,0900000023,,,,,,',
  )
  const roster = await exported(officer, world.first.id)
  const code = (phone: string) => roster?.rows.find(({ member }) => member?.phone === phone)?.member?.id ?? ''
  const [first, second, third] = ['0900000021', '0900000022', '0900000023'].map(code) as [string, string, string]
  const merge = (keepId: string, dropId: string) => as(officer).rosters.merge({ requestId: id(), keepId, dropId })
  await merge(third, second)
  await merge(first, third)

  const file = csv(`Thôn Hai,Phan Thị Sen,1988,Nữ,0900000021,Tổ phó,,,,,${second}`)
  const made = await send(officer, file)
  expect(await rowsOf(officer, made, 'changed')).toMatchObject([
    { fullName: 'Phan Thị Sen', changes: [{ field: 'role', old: 'member', new: 'deputy' }] },
  ])
  expect((await apply(officer, made)).state).toBe('done')
  expect(await one(sql`select member_id as id from memberships where role = 'deputy' and valid_to is null`)).toEqual([
    { id: first },
  ])
  const again = await look(officer, await send(officer, file, { at: later }))
  expect(again.summary?.counts).toMatchObject({ unchanged: 1, changed: 0, new: 0, wrong: 0 })

  // A list from before the joining has the person twice: the row with the code of today counts.
  const both = await send(
    officer,
    csv(
      `Thôn Hai,Phan Thị Sen,1988,Nữ,0900000021,Tổ phó,,,,,${third}`,
      `Thôn Hai,Phan Thị Sen,1988,Nữ,0900000021,Tổ phó,,,,,${first}`,
    ),
  )
  expect(await problemsOf(officer, both)).toEqual([[2, 'twice']])
  expect((await look(officer, both)).summary?.counts).toMatchObject({ unchanged: 1, wrong: 1 })
})

it('takes no code of somebody in another commune, and none that only looks like one', async () => {
  const theirs = await send(world.neighbour, csv('Thôn Một,Ngô Thị Kiều,1992,,0900000031,,,,,,'))
  await apply(world.neighbour, theirs)
  const [{ id: code } = { id: '' }] = await one<{ id: string }>(
    sql`select id from members where full_name = 'Ngô Thị Kiều'`,
  )
  const rows = [code, 'ABC', randomUUID(), `${code}x`].map(
    (each) => `Thôn Một,Ngô Thị Kiều,1992,,0900000031,,,,,,${each}`,
  )
  expect(await problemsOf(officer, await send(officer, csv(...rows)))).toEqual(
    [2, 3, 4, 5].map((line) => [line, 'memberUnknown']),
  )
})
