import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { monthPeriod } from '../calendar/rules'
import { withCtx } from '../context'
import { runClock } from '../jobs'
import { rosterFigures } from '../rosters/figures/queries'
import { appRouter } from '../router'
import { session as logged } from '../testing-activities'
import { classOf } from '../testing-training'
import { trainingFigures } from '../training/queries'
import { createCallerFactory } from '../trpc'

const now = new Date('2026-11-20T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let officer: TestActor
let neighbour: TestActor
let team: TestUnit
let leader: TestActor
let other: TestActor

const system = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  lookAt(cast.urls.system, async (client) => (await client.query(text, values)).rows as Row[])

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  team = await makeTeam(cast.commune, 'Thôn Một')
  leader = await makeActor('team_leader', team)
  other = await makeActor('team_member', team)
})
afterAll(() => cast.close())

/** Everything a name can stand in, said of one person; returns his id. */
async function everywhere(who: {
  name: string
  phone: string
  residence: string
  employer: string
  year: number
  account: TestActor | null
}) {
  const { name, phone } = who
  const { memberId } = await as(officer).rosters.add({
    ...{
      ...once(),
      teamId: team.id,
      from: '2025-07-10',
      fullName: name,
      phone,
      birthYear: who.year,
      sex: 'female',
      role: 'member',
    },
    ...{
      component: 'youth_union',
      concurrentPost: `Kế toán ${who.residence}`,
      employer: who.employer,
      residence: who.residence,
    },
  })
  if (who.account) await as(officer).rosters.linkAccount({ ...once(), memberId, personId: who.account.personId })
  const { id } = await as(officer).training.plan(classOf({ held: true }))
  await as(officer).training.attend({ ...once(), sessionId: id, gone: [], came: [{ memberId, teamId: team.id }] })
  const course = (await as(officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
  await as(officer).training.record({
    ...once(),
    courseId: course,
    module: null,
    source: 'platform',
    members: [{ memberId, on: '2026-11-03' }],
  })
  const given = {
    ...logged(team.id, { onDay: '2026-11-10', memberIds: [memberId] }),
    note: `${name} (${phone}) dẫn đường`,
    place: `Nhà ${name}`,
  }
  await as(officer).activities.log({ ...given, toldBy: name.toUpperCase() })
  await as(officer).activities.reject({ ...once(), id: given.id, reason: `${name} ghi trùng buổi` })
  await as(officer).activities.restore({ ...once(), id: given.id })
  await as(officer).decisions.draft({
    ...{
      ...once(),
      communeId: cast.commune.id,
      kind: 'renewal' as const,
      effectiveOn: '2026-12-01',
      grounds: [`Xét đơn của ${name}`],
    },
    reason: `Bổ sung ${name} làm Tổ phó`,
    lines: [
      {
        teamId: team.id,
        villageIds: [],
        seats: [{ memberId, role: 'deputy', component: null, concurrentPost: `Kế toán ${who.residence}` }],
      },
    ],
  })
  const asked = { ...once(), memberId, receivedOn: '2026-11-19', note: `${name} đề nghị`, kind: 'see' as const }
  const first = await as(officer).persons.receive(asked)
  await as(officer).persons.extend({ ...once(), id: first.id, reason: `Chờ ${name} bổ sung` })
  await as(officer).persons.close({ ...once(), id: first.id, done: true, outcome: `Đã gửi bản in cho ${name}` })
  // A file that names him, one that nobody has looked into yet, and one of somebody else.
  for (const [cells, state] of [
    [['1', name.normalize('NFD').toUpperCase(), phone], 'checked'],
    [null, 'mapping'],
    [['1', 'Người Khác Hẳn', '0900999999'], 'checked'],
  ] as const) {
    const file = randomUUID()
    await system(
      `insert into roster_imports (id, unit_id, path, person_id, assignment_id, file_name, sha256, content, reading, state, created_at, changed_at)
       values ($1, $2, $3, $4, $5, 'danh-sach.xlsx', 'x', $6, $7, $8, now(), $9)`,
      [
        file,
        cast.commune.id,
        cast.commune.path,
        officer.personId,
        officer.assignmentId,
        Buffer.from(name),
        '{}',
        state,
        now,
      ],
    )
    if (cells)
      await system(
        `insert into roster_import_rows (import_id, place, unit_id, path, sheet, line, cells, verdict, said) values ($1, 0, $2, $3, 0, 2, $4, 'new', '{}')`,
        [file, cast.commune.id, cast.commune.path, JSON.stringify(cells)],
      )
  }
  return memberId
}

/** Every table in which one of the words stands, capitals and marks apart; names of units are nobody's. */
async function tablesWith(...words: string[]): Promise<string[]> {
  return lookAt(cast.urls.system, async (client) => {
    const { rows } = await client.query<{ t: string }>(
      `select tablename as t from pg_tables where schemaname = 'public' and tablename !~ '^unit(s|_versions|_aliases)$' order by 1`,
    )
    const keys = (await client.query(`select '%' || search_key(w) || '%' as key from unnest($1::text[]) w`, [words]))
      .rows
    const found: string[] = []
    for (const { t } of rows) {
      const said = await client.query(
        `with y as materialized (select search_key(x::text) as key from ${t} x) select 1 from y where key like any ($1::text[]) limit 1`,
        [keys.map(({ key }) => key)],
      )
      if (said.rows.length > 0) found.push(t)
    }
    return found
  })
}

const figures = async () => {
  const who = officer.identity
  const at = (unit: TestUnit) =>
    withCtx(
      who,
      'read',
      async ({ db }) => ({
        ...(await rosterFigures(db, unit.id, '2026-10-15', '2026-11-14')),
        ...(await trainingFigures(db, unit.id, monthPeriod(2026, 11))),
      }),
      now,
    )
  return {
    month: await at(cast.commune),
    counts: (await as(cast.admin).rosters.counts({ unitId: cast.commune.id }))?.places,
    people: (await as(cast.admin).rosters.composition({ unitId: cast.commune.id }))?.rows
      .filter(({ heading }) => heading === 'sex')
      .reduce((sum, row) => sum + row.n, 0),
    board: (await as(officer).training.board({})).total,
    sessions: (await as(officer).training.sessions({})).sessions.map(({ id, people }) => [id, people]),
    logs: (await as(officer).activities.list({})).sums,
  }
}

const person = {
  ...{
    name: 'Hoàng Thị Quỳnh-Châu',
    phone: '0900787878',
    residence: 'Xóm Cây Quéo',
    employer: 'Hợp tác xã Ngọc Bích Xanh',
    year: 1973,
  },
}

describe('everything kept of a member', () => {
  let memberId: string
  beforeAll(async () => {
    memberId = await everywhere({ ...person, account: other })
  })

  it('is shown to himself and to the commune that answers him, to nobody else', async () => {
    await as(officer).persons.reveal({ ...once(), memberId })
    const [own] = await as(other).persons.own()
    const expected = {
      attendances: [
        { title: 'Dịch vụ công trực tuyến', from: '2026-11-05', to: '2026-11-05', unit: cast.commune.fullName },
      ],
      completions: [{ module: null, on: '2026-11-03', source: 'platform' }],
      activities: [{ on: '2026-11-10', kind: 'home_guidance', told: false }],
      decisions: [{ kind: 'renewal', state: 'draft', on: '2026-12-01' }],
      requests: [{ kind: 'see', state: 'done', outcome: `Đã gửi bản in cho ${person.name}` }],
    }
    expect(own).toMatchObject({
      fullName: person.name,
      phone: person.phone,
      kept: { ...expected, account: { signInName: other.signInName } },
    })
    expect(own?.kept.account?.posts).toMatchObject([{ role: 'team_member', to: null }])
    const seen = await as(officer).persons.kept({ memberId })
    expect(seen).toMatchObject({ ...expected, account: { name: other.fullName, signInName: null } })
    expect(JSON.stringify(seen)).not.toContain(person.phone)
    for (const who of [
      neighbour,
      leader,
      cast.admin,
      cast.otherAdmin,
      cast.ministry,
      await makeActor('partner', cast.commune),
    ])
      expect(await as(who).persons.kept({ memberId }), who.personId).toBeNull()
    expect((await as(other).persons.readings({ memberId })).map((each) => each.kind)).toEqual(['reveal'])
  })

  it('a file of names of a course and a roster that he was on are among what was read of him', async () => {
    const course = (await as(officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
    await as(officer).training.exportNames({ ...once(), courseId: course, reason: 'Gửi Sở đối chiếu' })
    await as(neighbour).training.exportNames({ ...once(), courseId: course, reason: 'Của xã bên cạnh' })
    await as(officer).rosters.export({ ...once(), unitId: cast.commune.id, reason: 'Rà soát cuối năm' })
    await as(cast.admin).persons.open({ ...once(), unitId: team.id, reason: 'Kiểm tra theo kế hoạch' })
    expect((await as(other).persons.readings({ memberId })).map((each) => each.reason)).toEqual([
      'Kiểm tra theo kế hoạch',
      'Rà soát cuối năm',
      'Gửi Sở đối chiếu',
      null,
    ])
  })

  it('a deletion waits for the end of his post in a team; then nothing anywhere leads to him, and every figure stands', async () => {
    const { id } = await as(officer).persons.receive({
      ...once(),
      memberId,
      kind: 'delete',
      receivedOn: '2026-11-20',
      note: person.name,
    })
    const close = { id, done: true, outcome: `Đã xóa dữ liệu của ${person.name}, số 0900 787 878` }
    expect(await reasonOf(as(officer).persons.close({ ...once(), ...close }))).toBe('persons.holdsPost')
    await as(await makeActor('commune_leader', cast.commune)).people.endAssignment({
      ...{ ...once(), assignmentId: other.assignmentId, reason: `${person.name} xin thôi` },
    })
    const words = [person.name, other.fullName, person.phone, person.residence, person.employer, other.signInName]
    const before = await figures()
    expect(before.month).toMatchObject({ A07: 1, A08: 1, B02: 1, B03: 1, B04: 1 })
    expect(await tablesWith(person.name)).toEqual([
      ...[
        'activities',
        'activity_events',
        'assignments',
        'data_requests',
        'members',
        'roster_import_rows',
        'team_decisions',
      ],
    ])
    await as(officer).persons.close({ ...once(), ...close })
    expect(await figures()).toEqual(before)
    expect(await tablesWith(...words)).toEqual([])
    const [left] = await system<{ birth_year: number | null; sex: string }>('select * from members where id = $1', [
      memberId,
    ])
    expect(left).toMatchObject({ full_name: null, birth_year: null, person_id: null, sex: 'female' })
    // The request stays as it was carried out; files that could not name him stay.
    const desk = await as(officer).persons.requests({ communeId: cast.commune.id })
    expect(desk?.find((each) => each.kind === 'delete')).toMatchObject({
      kind: 'delete',
      state: 'done',
      outcome: 'Đã xóa dữ liệu của …, số …',
      member: { fullName: null },
    })
    const files = await system(`select state, content is null as gone from roster_imports order by state, gone`)
    expect(files).toEqual([
      { state: 'cancelled', gone: true },
      { state: 'cancelled', gone: true },
      { state: 'checked', gone: false },
    ])
    expect(await reasonOf(as(other).persons.own())).toBe('UNAUTHORIZED')
  })
})

it('the job does the same five years after, for entries merged into his too, and leaves whoever still holds a post', async () => {
  const former = {
    ...person,
    name: 'Đinh Công Tráng-Kiên',
    phone: '0900565656',
    residence: 'Bến Đò Xưa',
    employer: 'Trạm Bơm Số Tám',
  }
  const memberId = await everywhere({ ...former, account: null })
  const twin = await as(officer).rosters.add({
    ...{
      ...once(),
      teamId: team.id,
      from: '2025-07-10',
      fullName: former.name,
      birthYear: former.year,
      another: true,
      role: 'member',
    },
  })
  await as(officer).rosters.merge({ ...once(), keepId: memberId, dropId: twin.memberId })
  const working = await everywhere({
    ...person,
    name: 'Vương Đang Làm-Việc',
    phone: '0900343434',
    residence: 'Đồi Sim',
    employer: 'Chợ Phiên',
    account: leader,
  })
  for (const id of [memberId, working])
    for (const held of (await as(officer).rosters.get({ memberId: id })).memberships)
      await as(officer).rosters.end({
        ...once(),
        membershipId: held.membershipId,
        on: '2026-11-20',
        reason: 'own_wish',
      })
  await system(`update members set created_at = '2025-07-10'`)
  const then = async () => {
    const { counts: _, people: __, ...rest } = await figures()
    return rest
  }
  const before = await then()
  await runClock(new Date('2031-11-18T20:00:00Z'))
  expect((await tablesWith(former.name)).length).toBeGreaterThan(0)
  await runClock(new Date('2031-11-19T20:00:00Z'))
  expect(await tablesWith(former.name, former.phone, former.residence, former.employer)).toEqual([])
  const years = await system(`select birth_year from members where id = any ($1)`, [[memberId, twin.memberId]])
  expect(years).toEqual([{ birth_year: null }, { birth_year: null }])
  expect(await then()).toEqual(before)
  expect((await as(officer).rosters.get({ memberId: working })).fullName).toBe('Vương Đang Làm-Việc')
})

describe('break-ins', () => {
  it('nobody takes a name away but the commune that answers, through a request', async () => {
    const memberId = await everywhere({ ...person, name: 'Phan Vẫn Còn-Đây', phone: '0900121212', account: null })
    const ask = (who: TestActor) =>
      withCtx(
        who.identity,
        'write',
        ({ db }) => db.execute(`select anonymise_members('{${memberId}}'::uuid[], now())`),
        now,
      )
    for (const who of [
      neighbour,
      leader,
      cast.admin,
      cast.otherAdmin,
      cast.ministry,
      await makeActor('auditor', cast.commune),
    ])
      await expect(ask(who), who.personId).rejects.toMatchObject({ cause: { code: '42501' } })
    await expect(
      withCtx(
        officer.identity,
        'read',
        ({ db }) => db.execute(`select anonymise_members('{${memberId}}'::uuid[], now())`),
        now,
      ),
    ).rejects.toMatchObject({ cause: { code: expect.stringMatching(/42501|25006/) } })
    expect((await as(officer).rosters.get({ memberId })).fullName).toBe('Phan Vẫn Còn-Đây')
  })

  it('no name is opened and no roster or list taken out without a reason, and nothing is written of the attempt as a reading', async () => {
    const course = (await as(officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
    const read = async () => (await system(`select 1 from access_log where kind in ('reveal', 'export')`)).length
    const before = await read()
    for (const reason of [undefined, null, '', '    ', 'x', '\u200b\u200b\u200b\u200b\u200b\u200b']) {
      const bad = { code: 'BAD_REQUEST' }
      await expect(as(cast.admin).persons.open({ ...once(), unitId: team.id, reason } as never)).rejects.toMatchObject(
        bad,
      )
      await expect(
        as(officer).rosters.export({ ...once(), unitId: cast.commune.id, reason } as never),
      ).rejects.toMatchObject(bad)
      await expect(
        as(officer).training.exportNames({ ...once(), courseId: course, reason } as never),
      ).rejects.toMatchObject(bad)
    }
    const memberId = (await as(officer).rosters.list({ unitId: team.id }))?.rows.at(0)?.memberId ?? ''
    await expect(as(officer).persons.reveal({ memberId } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    for (const who of [neighbour, cast.admin, cast.otherAdmin, cast.ministry])
      expect(await reasonOf(as(who).persons.reveal({ ...once(), memberId, reason: 'Kiểm tra' } as never))).toBe(
        'rosters.noMember',
      )
    expect(await read()).toBe(before)
  })
})
