import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { teamsRouter } from '../../teams/router'
import { createCallerFactory, router } from '../../trpc'
import { rostersRouter } from '../router'
import { rosterImportRouter } from './router'
import { forgetRosterImports, runRosterImports } from './running/commands'

const createCaller = createCallerFactory(
  router({ rosters: rostersRouter, rosterImport: rosterImportRouter, teams: teamsRouter }),
)
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: { identity: Identity }, at = now) => createCaller({ identity: who.identity, now: at })
const id = () => randomUUID()
const refusedAs = (code: string) => expect.objectContaining({ code })

let database: Awaited<ReturnType<typeof freshDatabase>>
let province: TestUnit
let communes: TestUnit[]
let officer: TestActor
let neighbour: TestActor
let department: TestActor
let elsewhere: TestActor
/** Two teams of the first commune, one of the second. */
let teams: number[]

const header = 'Tổ,Họ và tên,Năm sinh,Giới tính,SĐT,Vai trò,Thành phần,Từ ngày,Đến ngày,Lý do thôi,Mã thành viên'
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64')
const work = (at = now) => runRosterImports(() => at)

async function send(who: TestActor, content: string | Uint8Array, name = 'ds.csv', at = now): Promise<string> {
  const { id: made } = await as(who, at).rosterImport.send({ requestId: id(), name, content: base64(content) })
  await work(at)
  return made
}
const look = (who: TestActor, made: string) => as(who).rosterImport.get({ id: made })
const rowsOf = async (who: TestActor, made: string, verdict: 'wrong' | 'duplicate' | 'new' | 'changed' | 'unchanged') =>
  (await as(who).rosterImport.rows({ id: made, verdict })).rows

async function apply(who: TestActor, made: string, skipWrong = false, at = now) {
  const { mark } = await look(who, made)
  await as(who, at).rosterImport.confirm({ requestId: id(), id: made, mark: mark ?? '', skipWrong })
  await work(at)
  return look(who, made)
}
const csv = (...rows: string[]) => [header, ...rows].join('\n')
const one = async <T>(query: ReturnType<typeof sql>): Promise<T[]> =>
  asSystem('look', async (db) => (await db.execute(query)).rows as T[])
const memberships = (team: number) =>
  one<{ name: string; role: string; from: string; to: string | null; reason: string | null }>(sql`
    select m.full_name as name, s.role, s.valid_from as "from", s.valid_to as "to", s.ended_reason as reason
      from memberships s join members m on m.id = s.member_id where s.unit_id = ${team} order by m.sort_name, s.valid_from, s.created_at`)

beforeAll(async () => {
  database = await freshDatabase()
  province = await findUnit('province', 'Thanh Hóa')
  communes = (await childrenOf(province)).slice(0, 3)
  const [first, second] = communes
  if (!first || !second) throw new Error('no communes')
  officer = await makeActor('commune_officer', first)
  neighbour = await makeActor('commune_officer', second)
  department = await makeActor('province_admin', province)
  elsewhere = await makeActor('province_admin', await findUnit('province', 'Cà Mau'))
  const team = async (who: TestActor, communeId: number, name: string) =>
    (
      await as(who).teams.add({
        requestId: id(),
        communeId,
        level: 'village',
        name,
        foundedOn: '2026-01-01',
        villageIds: [],
      })
    ).id
  teams = [
    await team(officer, first.id, 'Thôn Một'),
    await team(officer, first.id, 'Thôn Hai'),
    await team(neighbour, second.id, 'Thôn Một'),
  ]
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
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
  expect(await memberships(teams[0] ?? 0)).toEqual([])
  const done = await apply(officer, made)
  expect(done).toMatchObject({ state: 'done', summary: { applied: { added: 3, changed: 0, ended: 0, leftOut: 0 } } })
  expect(await memberships(teams[0] ?? 0)).toEqual([
    { name: 'Nguyễn Văn An', role: 'leader', from: '2026-03-05', to: null, reason: null },
    { name: 'Trần Thị Bình', role: 'member', from: '2026-11-21', to: null, reason: null },
  ])
  const audit = () =>
    one<{ n: number }>(sql`select count(*)::int as n from audit_log where table_name in ('members', 'memberships')`)
  const before = await audit()
  expect(before).toEqual([{ n: 6 }])
  const later = new Date('2026-12-01T09:00:00+07:00')
  const again = await send(officer, file, 'ds.csv', later)
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

const export_ = async (who: TestActor, unitId: number) => {
  const { roster } = await as(who).rosters.export({ requestId: id(), unitId, reason: 'Cập nhật danh sách' })
  return roster
}
const codeOf = async (name: string) =>
  (await export_(officer, communes[0]?.id ?? 0))?.rows.find(({ member }) => member?.fullName === name)?.member?.id ?? ''

it('hands out a roster for a reason that is written down, to the commune alone', async () => {
  const unit = communes[0]?.id ?? 0
  const roster = await export_(officer, unit)
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
    await expect(export_(who, unit)).rejects.toEqual(refusedAs('FORBIDDEN'))
  await expect(as(officer).rosters.export({ requestId: id(), unitId: unit, reason: 'x' })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
})

it('changes by code: cells old to new, another role from a day on, an end, a move; and again nothing', async () => {
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
  expect(await memberships(teams[0] ?? 0)).toEqual([
    { name: 'Nguyễn Văn An', role: 'leader', from: '2026-03-05', to: '2026-11-21', reason: 'changed' },
    { name: 'Nguyễn Văn An', role: 'member', from: '2026-11-21', to: null, reason: null },
    { name: 'Trần Thị Bình', role: 'leader', from: '2026-11-21', to: null, reason: null },
  ])
  const ended = (await memberships(teams[1] ?? 0)).find(({ name }) => name === 'Lê Văn Cường')
  expect(ended).toMatchObject({ to: '2026-11-01', reason: 'health' })
  const later = new Date('2026-11-25T09:00:00+07:00')
  expect((await look(officer, await send(officer, file, 'a.csv', later))).summary?.counts).toMatchObject({
    unchanged: 3,
    changed: 0,
    new: 0,
    wrong: 0,
  })

  const move = `Mã Tổ,${header}\nT${teams[0]},Thôn Hai,Nguyễn Văn An,1986,Nam,,Tổ viên,Bí thư chi bộ,05/03/2026,,,${an}`
  const moving = await send(officer, move, 'b.csv')
  expect((await rowsOf(officer, moving, 'changed'))[0]?.changes).toMatchObject([{ field: 'team' }])
  expect((await apply(officer, moving)).state).toBe('done')
  expect((await memberships(teams[1] ?? 0)).map(({ name }) => name)).toContain('Nguyễn Văn An')
  expect((await look(officer, await send(officer, move, 'b.csv', later))).summary?.counts).toMatchObject({
    unchanged: 1,
    changed: 0,
  })
})

it('asks a person about possible duplicates', async () => {
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
  const [first, second] = communes
  const file = [
    'Mã xã,Xã,Tổ,Họ tên,Năm sinh,Điện thoại,Chức vụ',
    `${first?.code},,Thôn Một,Trần Thị Bình,1990,0900000003,Tổ trưởng`,
    `,${second?.name},Thôn Một,Ngô Thị Kiều,1992,,Tổ trưởng`,
    `,Xã Không Có,Thôn Một,Ngô Thị Lan,1992,,`,
  ].join('\n')
  const made = await send(department, file)
  const state = await look(department, made)
  expect(state.summary?.counts).toMatchObject({ changed: 1, new: 1, wrong: 1 })
  expect((await rowsOf(department, made, 'changed'))[0]?.changes).toEqual([
    { field: 'phone', old: null, new: '0900000003', hidden: true },
  ])
  expect((await apply(department, made, true)).state).toBe('done')
  expect(await memberships(teams[2] ?? 0)).toMatchObject([{ name: 'Ngô Thị Kiều', role: 'leader' }])
  const colleague = await makeActor('province_officer', province)
  await expect(look(colleague, made)).rejects.toEqual(refusedAs('NOT_FOUND'))
  await expect(send(elsewhere, file)).resolves.toBeTypeOf('string')
  const other = await one<{ verdict: string; n: number }>(sql`
    select verdict, count(*)::int as n from roster_import_rows r join roster_imports i on i.id = r.import_id where i.person_id = ${elsewhere.personId} group by 1`)
  expect(other).toEqual([{ verdict: 'wrong', n: 3 }])
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

it('refuses what is no list, each with its reason', async () => {
  const refusal = async (content: string | Uint8Array) => {
    const { state, failure, reading } = await look(officer, await send(officer, content))
    return [state, failure, reading?.refused]
  }
  expect(await refusal('%PDF-1.7')).toEqual(['failed', 'file', 'kind'])
  expect(await refusal('a,"b')).toEqual(['failed', 'file', 'quotes'])
  expect(await refusal(Buffer.from('PK\u0003\u0004 nothing'))).toEqual(['failed', 'file', 'broken'])
  expect(await refusal(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toEqual(['failed', 'file', 'oldExcel'])
  expect(await refusal('một cột\nthôi')).toEqual(['failed', 'noHeaders', null])
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
  const made = await send(officer, new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx')
  const state = await look(officer, made)
  expect(state).toMatchObject({ state: 'checked', reading: { hidden: ['Ẩn'] }, summary: { counts: { new: 2 } } })
  const rows = await rowsOf(officer, made, 'new')
  expect(rows.map(({ line, changes }) => [line, changes.find(({ field }) => field === 'from')?.new])).toEqual([
    [3, '2026-05-06'],
    [4, '2026-05-07'],
  ])
  expect(rows[0]?.fullName).toBe('Mai Thị Oanh'.normalize('NFC'))
})

it('stops when the post has ended, and shows anew what has changed since the dry run', async () => {
  const first = communes[0]
  if (!first) throw new Error('no commune')
  const leader = await makeActor('commune_leader', first)
  const made = await send(leader, csv('Thôn Một,Bùi Văn Quân,1980,,,,,,,,'))
  const { mark } = await look(leader, made)
  await as(leader).rosterImport.confirm({ requestId: id(), id: made, mark: mark ?? '' })
  await asSystem('test', (db) =>
    db.execute(sql`update assignments set valid_to = '2026-11-21T01:00:00Z' where id = ${leader.assignmentId}`),
  )
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'failed', failure: 'noLongerAllowed' })
  expect((await memberships(teams[0] ?? 0)).map(({ name }) => name)).not.toContain('Bùi Văn Quân')

  // Another of the commune may order what this one has sent: it is done under the post of whoever orders.
  const colleague = await makeActor('commune_leader', first)
  const sent = await send(officer, csv('Thôn Hai,Bùi Văn Lực,1980,,,,,,,,'))
  expect((await apply(colleague, sent)).state).toBe('done')
  expect(
    await one(
      sql`select distinct person_id as by from audit_log l where table_name = 'members' and row_key = (select id::text from members where full_name = 'Bùi Văn Lực')`,
    ),
  ).toEqual([{ by: colleague.personId }])

  const file = csv('Thôn Hai,Bùi Văn Sơn,1980,,,Tổ phó,,,,,')
  const [a, b] = [await send(officer, file), await send(officer, file)]
  expect((await apply(officer, a)).state).toBe('done')
  const since = await apply(officer, b)
  expect(since).toMatchObject({
    state: 'checked',
    options: { changedSince: true },
    summary: { counts: { unchanged: 1, new: 0 } },
  })
})

it('is cancelled in the middle, begun anew after a kill, and given up after three', async () => {
  const made = await send(officer, csv('Thôn Hai,Bùi Văn Tám,1980,,,,,,,,'))
  const { mark } = await look(officer, made)
  await as(officer).rosterImport.confirm({ requestId: id(), id: made, mark: mark ?? '' })
  await as(officer).rosterImport.cancel({ requestId: id(), id: made })
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'cancelled' })
  expect((await memberships(teams[1] ?? 0)).map(({ name }) => name)).not.toContain('Bùi Văn Tám')

  const killed = await send(officer, csv('Thôn Hai,Bùi Văn Uy,1980,,,,,,,,'))
  await as(officer).rosterImport.confirm({
    requestId: id(),
    id: killed,
    mark: (await look(officer, killed)).mark ?? '',
  })
  // The database cuts the connection when the first person is written.
  const owner = async (text: string) => {
    const { lookAt } = await import('@/db/testing/look')
    await lookAt(database.urls.owner, (client) => client.query(text))
  }
  await owner(`create function cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger cut after insert on memberships for each row execute function cut()`)
  await work()
  expect(await look(officer, killed)).toMatchObject({ state: 'applying' })
  expect(await one(sql`select 1 from members where full_name = 'Bùi Văn Uy'`)).toEqual([])
  await owner('drop trigger cut on memberships')
  await work()
  expect(await look(officer, killed)).toMatchObject({ state: 'done' })
  expect((await memberships(teams[1] ?? 0)).map(({ name }) => name)).toContain('Bùi Văn Uy')

  const doomed = await send(officer, csv('Thôn Hai,Bùi Văn Vinh,1980,,,,,,,,'))
  await as(officer).rosterImport.confirm({
    requestId: id(),
    id: doomed,
    mark: (await look(officer, doomed)).mark ?? '',
  })
  await asSystem('test', (db) => db.execute(sql`update roster_imports set attempts = 3 where id = ${doomed}`))
  await work()
  expect(await look(officer, doomed)).toMatchObject({ state: 'failed', failure: 'broken' })
})

it('forgets what files held thirty days after their end', async () => {
  const later = new Date('2027-01-15T09:00:00+07:00')
  expect(await asSystem('test', (db) => forgetRosterImports(db, later))).toBeGreaterThan(5)
  expect(await one(sql`select 1 from roster_import_rows`)).toEqual([])
  expect(
    await one(sql`select 1 from roster_imports where content is not null and state not in ('checking', 'applying')`),
  ).toEqual([])
})
