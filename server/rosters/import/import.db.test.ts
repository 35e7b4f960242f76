import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { makeActor, type TestActor } from '@/db/testing/factories'
import {
  apply,
  as,
  csv,
  id,
  later,
  look,
  memberships,
  one,
  openRosters,
  type Rosters,
  refusedAs,
  rowsOf,
  send,
} from '@/server/testing-roster-import'
import { forgetRosterImports } from './running/commands'

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

it('takes in a file, writes nothing before it is told to, and the same file again changes nothing', async () => {
  const file = csv(
    'Thôn Một,Nguyễn Văn An,1985,Nam,0900 000 001,Tổ trưởng,Bí thư chi bộ,05/03/2026,,,',
    'Tổ công nghệ số cộng đồng Thôn Một,Trần Thị  Bình,"1.990",nữ,+84900000002,,Hội Phụ nữ,,,,',
    'thon hai,Lê Văn Cường,12/5/1979,nam,,Tổ trưởng,,2026-02-01,,,',
  )
  const made = await send(officer, file)
  const checked = await look(officer, made)
  expect(checked).toMatchObject({
    state: 'checked',
    summary: { counts: { new: 3, wrong: 0, duplicate: 0, changed: 0, unchanged: 0 } },
  })
  expect(checked.summary?.limits.total).toBe(2)
  expect(await memberships(world.teams.one)).toEqual([])
  const done = await apply(officer, made)
  expect(done).toMatchObject({ state: 'done', summary: { applied: { added: 3, changed: 0, ended: 0, leftOut: 0 } } })
  expect(await memberships(world.teams.one)).toEqual([
    { name: 'Nguyễn Văn An', role: 'leader', from: '2026-03-05', to: null, reason: null },
    { name: 'Trần Thị Bình', role: 'member', from: '2026-11-21', to: null, reason: null },
  ])
  const audit = () =>
    one<{ n: number }>(sql`select count(*)::int as n from audit_log where table_name in ('members', 'memberships')`)
  const before = await audit()
  expect(before).toEqual([{ n: 6 }])
  const again = await send(officer, file, { at: later })
  expect((await look(officer, again)).summary?.counts).toEqual({
    new: 0,
    wrong: 0,
    duplicate: 0,
    changed: 0,
    unchanged: 3,
  })
  await expect(
    as(officer).rosterImport.confirm({ requestId: id(), id: again, mark: (await look(officer, again)).mark ?? '' }),
  ).rejects.toEqual(refusedAs('BAD_REQUEST'))
  expect(await audit()).toEqual(before)
})

it('says of every cell what is wrong, applies the right rows alone when that is chosen, and hands out the wrong ones', async () => {
  const made = await send(
    officer,
    csv(
      'Thôn Ba,Phạm Văn Dũng,1985,,,,,,,,',
      'Thôn Một,Phạm Văn Dũng,85,Nan,12,Trưởng,Sao Hỏa,5/3/26,,,',
      'Thôn Một,Vũ Thị Én,1985,,,Tổ trưởng,,,,,',
      'Thôn Một,Vũ Thị Yến,1985,,,,,01/12/2025,,,',
      'Thôn Hai,Hoàng Văn Giang,1991,,,,,,,,',
      'Thôn Hai,=1+1,1991,,,,,,,,',
    ),
  )
  const state = await look(officer, made)
  expect(state.summary?.counts).toMatchObject({ wrong: 5, new: 1 })
  const wrong = await rowsOf(officer, made, 'wrong')
  expect(wrong.map(({ line, problems }) => [line, problems.map(({ kind }) => kind)])).toEqual([
    [2, ['teamUnknown']],
    [3, ['sex', 'phone', 'birthYear', 'role', 'component', 'dayUnclear']],
    [4, ['secondLeader']],
    [5, ['beforeFounding']],
    [7, ['name']],
  ])
  expect(wrong[2]?.problems[0]?.text).toBe('Nguyễn Văn An')
  await expect(as(officer).rosterImport.confirm({ requestId: id(), id: made, mark: state.mark ?? '' })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
  const sheets = await as(officer).rosterImport.wrongRows({ id: made })
  expect(sheets.sheets[0]?.rows).toHaveLength(5)
  expect(sheets.sheets[0]?.rows[1]?.faults.toSorted()).toEqual([2, 3, 4, 5, 6, 7])
  expect(await apply(officer, made, true)).toMatchObject({
    state: 'done',
    summary: { applied: { added: 1, leftOut: 5 } },
  })
})

it('shows nothing to other tenants and lets them do nothing', async () => {
  const made = await send(officer, csv('Thôn Một,Đỗ Văn Hải,1980,,,,,,,,'))
  const { mark } = await look(officer, made)
  for (const who of [neighbour, department, elsewhere]) {
    const { rosterImport: theirs } = as(who)
    const missing = refusedAs('NOT_FOUND')
    await expect(theirs.get({ id: made })).rejects.toEqual(missing)
    await expect(theirs.rows({ id: made, verdict: 'new' })).rejects.toEqual(missing)
    await expect(theirs.wrongRows({ id: made })).rejects.toEqual(missing)
    await expect(theirs.confirm({ requestId: id(), id: made, mark: mark ?? '' })).rejects.toEqual(missing)
    await expect(theirs.cancel({ requestId: id(), id: made })).rejects.toEqual(missing)
    await expect(theirs.discard({ requestId: id(), id: made })).rejects.toEqual(missing)
    await expect(
      theirs.choose({ requestId: id(), id: made, choices: [{ place: 0, choice: 'another' }] }),
    ).rejects.toEqual(missing)
    expect((await theirs.list()).imports.map((each) => each.id)).not.toContain(made)
  }
  await as(officer).rosterImport.cancel({ requestId: id(), id: made })
  expect(await look(officer, made)).toMatchObject({ state: 'cancelled' })
  await as(officer).rosterImport.discard({ requestId: id(), id: made })
  expect(await one(sql`select content, reading from roster_imports where id = ${made}`)).toEqual([
    { content: null, reading: null },
  ])
  expect(await one(sql`select 1 from roster_import_rows where import_id = ${made}`)).toEqual([])
})

it('takes a province’s file over many communes without telling what the register knows', async () => {
  const { first, second } = world
  const file = [
    'Mã xã,Xã,Tổ,Họ tên,Năm sinh,Điện thoại,Chức vụ',
    `${first.code},,Thôn Một,Trần Thị Bình,1990,0900000003,Tổ viên`,
    `,${second.name},Thôn Một,Ngô Thị Kiều,1992,,Tổ trưởng`,
    `,Xã Không Có,Thôn Một,Ngô Thị Lan,1992,,`,
  ].join('\n')
  const made = await send(department, file)
  const state = await look(department, made)
  expect(state.summary?.counts).toMatchObject({ changed: 1, new: 1, wrong: 1 })
  expect((await rowsOf(department, made, 'changed'))[0]?.changes).toEqual([
    { field: 'phone', old: null, new: '0900000003', hidden: true },
  ])
  expect((await apply(department, made, true)).state).toBe('done')
  expect(await memberships(world.teams.theirs)).toMatchObject([{ name: 'Ngô Thị Kiều', role: 'leader' }])
  const colleague = await makeActor('province_officer', world.province)
  await expect(look(colleague, made)).rejects.toEqual(refusedAs('NOT_FOUND'))
  await expect(send(elsewhere, file)).resolves.toBeTypeOf('string')
  const other = await one<{ verdict: string; n: number }>(sql`
    select verdict, count(*)::int as n from roster_import_rows r join roster_imports i on i.id = r.import_id where i.person_id = ${elsewhere.personId} group by 1`)
  expect(other).toEqual([{ verdict: 'wrong', n: 3 }])
})

it('forgets what files held thirty days after their end', async () => {
  const inJanuary = new Date('2027-01-15T09:00:00+07:00')
  expect(await asSystem('test', (db) => forgetRosterImports(db, inJanuary))).toBeGreaterThan(3)
  expect(await one(sql`select 1 from roster_import_rows`)).toEqual([])
  expect(
    await one(sql`select 1 from roster_imports where content is not null and state not in ('checking', 'applying')`),
  ).toEqual([])
})
