import { randomUUID } from 'node:crypto'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from './calendar/commands'
import { instantAt, monthPeriod } from './calendar/rules'
import { withCtx } from './context'
import { rosterFigures } from './rosters/figures/queries'
import { appRouter } from './router'
import { session as logged } from './testing-activities'
import { classOf } from './testing-training'
import { trainingFigures } from './training/queries'
import { createCallerFactory } from './trpc'

/** A commune in which a person's name stands in everything that it can stand in. */

export const now = new Date('2026-11-20T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
export const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

type Person = { name: string; phone: string; residence: string; employer: string; year: number }
export const person: Person = {
  name: 'Hoàng Thị Quỳnh-Châu',
  phone: '0900787878',
  residence: 'Xóm Cây Quéo',
  employer: 'Hợp tác xã Ngọc Bích Xanh',
  year: 1973,
}

export type Keeping = Cast & {
  officer: TestActor
  neighbour: TestActor
  team: TestUnit
  leader: TestActor
  /** A member of the team with an account. */
  other: TestActor
  system: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Everything a name can stand in, said of one person; returns his id. */
  everywhere: (who: Person & { account: TestActor | null }) => Promise<string>
  /** Every table in which one of the words stands, capitals and marks apart; names of units are nobody's. */
  tablesWith: (...words: string[]) => Promise<string[]>
  /** Every figure that people of the commune are counted in. */
  figures: () => ReturnType<typeof figuresOf>
}

/** Quảng Trị with Cà Mau beside it; an officer of a commune, his neighbour, a team with a leader and a member. */
export async function freshKeeping(): Promise<Keeping> {
  const cast = await freshCast('Cà Mau')
  const officer = await makeActor('commune_officer', cast.commune)
  const neighbour = await makeActor('commune_officer', cast.sibling)
  const team = await makeTeam(cast.commune, 'Thôn Một')
  const leader = await makeActor('team_leader', team)
  const other = await makeActor('team_member', team)
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    const month = monthPeriod(2026, 11)
    await openPeriod(db, month, instantAt(month.startsOn))
  })
  const people = { ...cast, officer, neighbour, team, leader, other }
  const system: Keeping['system'] = (text, values = []) =>
    lookAt(cast.urls.system, async (client) => (await client.query(text, values)).rows)
  return {
    ...people,
    system,
    everywhere: (who) => everywhere({ ...people, system }, who),
    tablesWith: (...words) => tablesWith(cast.urls.system, words),
    figures: () => figuresOf(people),
  }
}

type Given = Pick<Keeping, 'admin' | 'commune' | 'officer' | 'team' | 'system'>

async function everywhere(
  { officer, team, commune, system }: Given,
  who: Person & { account: TestActor | null },
): Promise<string> {
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
      communeId: commune.id,
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
  const grid = await as(officer).teamReports.grid({ period: '2026-11' })
  await as(officer).teamReports.enter({
    ...{ ...once(), period: '2026-11' },
    reports: [
      {
        ...{ teamId: team.id, version: grid.rows[0]?.version ?? 0, values: {}, nil: true, source: 'phone' as const },
        ...{ toldBy: name, reason: `${name} báo lại` },
      },
    ],
  })
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
      [file, commune.id, commune.path, officer.personId, officer.assignmentId, Buffer.from(name), '{}', state, now],
    )
    if (cells)
      await system(
        `insert into roster_import_rows (import_id, place, unit_id, path, sheet, line, cells, verdict, said) values ($1, 0, $2, $3, 0, 2, $4, 'new', '{}')`,
        [file, commune.id, commune.path, JSON.stringify(cells)],
      )
  }
  return memberId
}

function tablesWith(url: string, words: string[]): Promise<string[]> {
  return lookAt(url, async (client) => {
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

async function figuresOf({ officer, commune, admin }: Omit<Given, 'system'>) {
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
    month: await at(commune),
    counts: (await as(admin).rosters.counts({ unitId: commune.id }))?.places,
    people: (await as(admin).rosters.composition({ unitId: commune.id }))?.rows
      .filter(({ heading }) => heading === 'sex')
      .reduce((sum, row) => sum + row.n, 0),
    board: (await as(officer).training.board({})).total,
    sessions: (await as(officer).training.sessions({})).sessions.map(({ id, people }) => [id, people]),
    logs: (await as(officer).activities.list({})).sums,
  }
}
