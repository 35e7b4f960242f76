import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { childrenOf, makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import {
  as,
  drafted,
  file,
  freshTerritory,
  now,
  opening,
  query,
  run,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** Three communes become one and are three again: figures, rights, reports and expectations before, after and after that. */

const on = '2026-11-01'
/** The morning of the day. */
const later = new Date('2026-11-02T01:00:00Z')

let cast: Territory
let parts: [TestUnit, TestUnit, TestUnit]
let villages: TestUnit[]
let team: TestUnit
const officers: TestActor[] = []

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  parts = cast.communes.slice(0, 3) as [TestUnit, TestUnit, TestUnit]
  villages = [await makeUnit(parts[0], 'village', 'Thôn Một'), await makeUnit(parts[1], 'village', 'Thôn Hai')]
  team = await makeUnit(parts[0], 'team', 'Tổ Một')
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, parts[0].id],
  )
  await query(
    `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) values ($1, $1, $2, $3, '2025-07-02')`,
    [team.id, team.path, villages[0]?.id],
  )
  for (const part of parts) officers.push(await makeActor('commune_officer', part))
  await makeActor('commune_leader', parts[0])
  for (const [i, part] of parts.entries())
    await query(
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
       select id, path, '2026-01-01', $2, $2 * 4, $2 * 3, $2, 1, now() from units where id = $1`,
      [part.id, 100 * (i + 1)],
    )
  await file(cast.province, '2026-10', parts[0], 100, 'accepted')
  await file(cast.province, '2026-10', parts[1], 80, 'accepted')
  await file(cast.province, '2026-10', parts[2], 60, 'submitted')
  await file(cast.province, '2026-11', parts[0], 7, 'draft')
})
afterAll(() => cast.close())

const merger = (): Change[] => [
  opening(cast.province, 'x', 'Ba Xã', parts[0].code),
  ...parts.map((part): Change => ({ kind: 'merge', unitId: part.id, into: { ref: 'x' } })),
]
const figure = async (who: TestActor, tree: 'then' | 'now', period = '2026-10') => {
  const found = await as(who.identity, later).comparisons.compare({
    ...{ from: period, to: period, codes: ['C01'], tree, provinceId: cast.province.id },
  })
  return found.rows.flatMap((row) => (row.received > 0 ? [row.figures.C01?.now?.num] : []))
}
const newUnit = () => unitCalled('Ba Xã')

describe('a merger', () => {
  let event: { id: string; version: number }
  let before: Record<string, string>

  it('says beforehand what it does, and writes nothing', async () => {
    event = await drafted(cast.admin, merger(), on, now)
    before = await state()
    const dry = await as(cast.admin.identity, now).reorganisations.foresee({ id: event.id })
    const shown = await as(cast.admin.identity, now).reorganisations.get({ id: event.id })
    expect(shown.drafted).toEqual([{ ref: 'x', level: 'commune', name: 'Xã Ba Xã', code: parts[0].code }])
    expect(shown.lines.rows.map(({ kind, subject, target }) => [kind, subject.ref, target?.ref])).toEqual([
      ['open', 'x', null],
      ...parts.map(() => ['merge', null, 'x']),
    ])
    expect(dry.conflicts).toEqual([])
    const said = new Map(
      dry.parts.flatMap(({ noun, foreseen }) => foreseen.map((each) => [`${noun} ${each.key}`, each])),
    )
    expect(said.get('units ends')?.params.count).toBe(3)
    expect(said.get('units level')?.params).toMatchObject({ level: 'commune' })
    expect(said.get('teams follows')?.params.count).toBe(1)
    expect(said.get('teams coverage')?.params).toEqual({
      coveredBefore: 1,
      villagesBefore: 2,
      coveredAfter: 1,
      villagesAfter: 2,
    })
    expect(said.get('people moves')?.params.count).toBe(4)
    expect(said.get('obligations month')?.params).toMatchObject({ period: '2026-11', before: 3, after: 1 })
    expect(said.get('reports notes')?.params.count).toBe(1)
    expect(await state()).toEqual(before)
  })

  it('is applied by the job once it is ordered', async () => {
    event = await as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    expect(await run(now)).toBe(1)
    const shown = await as(cast.admin.identity, now).reorganisations.get({ id: event.id })
    expect(shown).toMatchObject({ over: true, due: false, drafted: [] })
    expect(shown.failure).toBeNull()
    expect(shown.state).toBe('applied')
    expect(shown.runs[0]).toMatchObject({ action: 'apply', state: 'done' })
  })

  it('says 240 on the tree of today and 100, 80, 60 on the tree of then', async () => {
    expect(await figure(cast.admin, 'now')).toEqual([240])
    expect(await figure(cast.admin, 'then')).toEqual([100, 80, 60])
  })

  it('lets the month that holds the day be filed by the new unit, the old parts as a note', async () => {
    const unit = await newUnit()
    const owed = await query<{ unit_id: number; moved: boolean }>(
      `select unit_id, moved_by is not null as moved from obligations o join periods p on p.id = o.period_id
        where p.code = '2026-11' and unit_id = any ($1) order by moved`,
      [[unit.id, ...parts.map((part) => part.id)]],
    )
    expect(owed.map((row) => row.moved)).toEqual([false, true, true, true])
    expect(owed[0]?.unit_id).toBe(unit.id)
    const notes = await query<{ from_id: number; values: Record<string, number> }>(
      `select from_id, values from report_parts where unit_id = $1`,
      [unit.id],
    )
    expect(notes).toEqual([{ from_id: parts[0].id, values: { C01: 7, T1_01: 14 } }])
    const old = await query<{ state: string; moved: boolean }>(
      `select o.state, moved_by is not null as moved from obligations o join periods p on p.id = o.period_id
        where p.code = '2026-10' and unit_id = any ($1)`,
      [parts.map((part) => part.id)],
    )
    expect(old.every((row) => !row.moved)).toBe(true)
  })

  it('gives an officer of a part the whole history, under his new post, and nothing under the old one', async () => {
    const unit = await newUnit()
    const [officer] = officers
    if (!officer) throw new Error('nobody')
    expect(await reasonOf(as(officer.identity, later).people.me())).toBe('UNAUTHORIZED')
    const [post] = await query<{ id: string }>(
      `select id from assignments where person_id = $1 and unit_id = $2 and valid_to is null`,
      [officer.personId, unit.id],
    )
    const identity = { ...officer.identity, assignmentId: post?.id ?? '' }
    const report = await as(identity, later).reports.get({ unitId: parts[2].id, period: '2026-10' })
    expect(report.values.C01).toBe(60)
    const own = await as(identity, later).reports.get({ period: '2026-11' })
    expect(own.noted).toEqual({
      parts: [
        {
          ...{ unitId: parts[0].id, name: parts[0].fullName, status: 'draft', entire: true, nil: false },
          values: { C01: 7, T1_01: 14 },
        },
      ],
      former: 3,
    })
    const old = await as(identity, later).reports.get({ unitId: parts[0].id, period: '2026-11' })
    expect(old.status).toBe('noted')
    expect(old.ended).toMatchObject({ on, heirs: ['Xã Ba Xã'], reorganisationId: event.id })
    const stranger = (await childrenOf(cast.province)).find((each) => each.id !== unit.id)
    expect(await reasonOf(as(identity, later).reports.get({ unitId: stranger?.id ?? 0, period: '2026-10' }))).not.toBe(
      'done',
    )
    expect(
      await reasonOf(
        as(identity, later).reports.save({ ...once(), unitId: parts[2].id, period: '2026-10', cells: [] }),
      ),
    ).not.toBe('done')
  })

  it('proposes to the new unit the sums of what its parts had confirmed', async () => {
    const unit = await newUnit()
    const shown = await as(cast.admin.identity, later).units.get({ id: unit.id })
    expect([shown.denominators, shown.inherited]).toEqual([
      [],
      { households: 600, population: 2400, adults: 1800, elderly: 600, businessHouseholds: 3 },
    ])
  })

  it('keeps villages, teams and coverage together under the new unit', async () => {
    const unit = await newUnit()
    const teams = await as(cast.admin.identity, later).teams.list({ communeId: unit.id ?? 0 })
    expect(teams?.teams.map((each) => each.id)).toEqual([team.id])
    expect(teams?.villages.map((each) => [each.id, each.covered])).toEqual([
      [villages[1]?.id, false],
      [villages[0]?.id, true],
    ])
  })

  it('is checked: teams before are teams after and those that ended, and nobody lost his post', async () => {
    const list = await as(cast.admin.identity, later).reorganisations.checks({ id: event.id })
    const nothing = { opened: 0, closed: 0, waiting: 0 }
    expect(list?.rows).toHaveLength(1)
    expect(list?.rows[0]).toMatchObject({
      ...{ agrees: true, teams: { before: 1, after: 1, ...nothing }, villages: { before: 2, after: 2, ...nothing } },
    })
    expect(list?.rows[0]?.from.map((each) => each.id).sort()).toEqual(parts.map((part) => part.id).sort())
    expect(list?.rows[0]?.to.map((each) => each.name)).toEqual(['Xã Ba Xã'])
    expect(list?.sum.agrees).toBe(true)
    expect(list?.posts).toEqual({ before: 4, after: 4, waiting: 0, review: [] })
    // The province says so, once; the ministry sees that it has.
    expect(list).toMatchObject({ confirmedAt: null, confirmed: { n: 0, all: 1 }, can: { confirm: true } })
    const me = as(cast.admin.identity, later).reorganisations
    expect(
      await reasonOf(as(cast.otherAdmin.identity, later).reorganisations.confirmChecks({ ...once(), id: event.id })),
    ).not.toBe('done')
    expect(await reasonOf(me.confirmChecks({ ...once(), id: event.id }))).toBe('done')
    expect(await reasonOf(me.confirmChecks({ ...once(), id: event.id }))).toBe('reorganisations.confirmed')
    expect(await me.checks({ id: event.id })).toMatchObject({ confirmedAt: later, can: { confirm: false } })
    const above = await as(cast.ministry.identity, later).reorganisations.checks({ id: event.id })
    expect(above?.confirmed).toEqual({ n: 1, all: 1 })
  })

  it('is taken back to the very state before', async () => {
    const after = await takenBack(cast.admin, event.id, later)
    expect(after.failure).toBeNull()
    expect(after.state).toBe('undone')
    expect(await state()).toEqual(before)
    expect(await figure(cast.admin, 'now')).toEqual([100, 80, 60])
  })
})

describe('a commune that is cut', () => {
  it('has its village, team and posts counted as waiting, and found again once they are placed', async () => {
    const [cut, one, two] = parts
    const changes = [one, two].map(
      (unit): Change => ({
        ...{ kind: 'split', unitId: cut.id, into: { unitId: unit.id }, share: unit === one ? 60_000_000 : null },
      }),
    )
    let event = await drafted(cast.admin, changes, '2026-11-02', later)
    event = await as(cast.admin.identity, later).reorganisations.schedule({ ...once(), ...event })
    expect(await run(later)).toBe(1)
    const morning = new Date('2026-11-03T01:00:00Z')
    const asAdmin = as(cast.admin.identity, morning).reorganisations
    const before = await asAdmin.checks({ id: event.id })
    expect(before?.sum).toMatchObject({
      teams: { before: 1, opened: 0, after: 0, closed: 0, waiting: 1 },
      villages: { before: 2, opened: 0, after: 1, closed: 0, waiting: 1 },
      agrees: true,
    })
    expect(before?.posts).toMatchObject({ before: 2, after: 0, waiting: 2 })
    expect(await reasonOf(asAdmin.confirmChecks({ ...once(), id: event.id }))).toBe('reorganisations.waiting')
    const { waits, open, can } = await asAdmin.waits({ reorganisationId: event.id })
    expect([open, can.place]).toEqual([4, true])
    for (const wait of waits) await asAdmin.place({ ...once(), waitId: wait.id, unitId: one.id })
    const after = await asAdmin.checks({ id: event.id })
    expect(after?.sum).toMatchObject({
      teams: { before: 1, opened: 0, after: 1, closed: 0, waiting: 0 },
      villages: { before: 2, opened: 0, after: 2, closed: 0, waiting: 0 },
      agrees: true,
    })
    expect(after?.posts).toMatchObject({ before: 2, after: 2, waiting: 0 })
    expect((await asAdmin.list({ state: 'applied' })).rows.find((row) => row.id === event.id)?.kinds).toEqual({
      split: 1,
    })
  })
})
