import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import { lockReports } from '../commands'
import type { ReportValues } from '../rules'
import { frozenSheets } from './sheet'

/** Chốt số liệu (domain.md 22.16): what is published of a month, in revisions that nothing moves. */

const createCaller = createCallerFactory(appRouter)
const { code: period, startsOn } = monthPeriod(2026, 11)
const sending = new Date('2026-11-16T10:00:00+07:00')
/** After the department's due time (Friday 20/11, 17:00), before the month closes. */
const after = new Date('2026-11-20T17:00:01+07:00')
const closed = new Date('2026-11-25T09:00:00+07:00')
const as = (who: TestActor, at = after) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let department: TestActor
const posts = new Map<number, { officer: TestActor; leader: TestActor }>()
const postsOf = (unit: TestUnit) => posts.get(unit.id) as { officer: TestActor; leader: TestActor }

const month = (more: ReportValues = {}): ReportValues => ({
  ...{ C01: 10, C02: 20, T1_01: 30, T2_01: 4, T3_01: 12, T4_01: 9, T5_01: 7, ...more },
})
const current = async (unit: TestUnit, at: Date) => {
  const { report } = await as(postsOf(unit).officer, at).reports.get({ unitId: unit.id, period })
  return { reportId: report?.id ?? '', version: report?.version ?? 0 }
}
async function send(unit: TestUnit, values: ReportValues, at = sending): Promise<void> {
  const { officer, leader } = postsOf(unit)
  const asked = { unitId: unit.id, period }
  const before = await as(officer, at).reports.get(asked)
  const cells = Object.entries(values).map(([code, value]) => ({
    ...{ code, seen: before.values[code] ?? null, value },
    detail: { reason: 'Đã kiểm tra, số đúng' },
  }))
  const saved = await as(officer, at).reports.save({ ...once(), ...asked, cells })
  await as(leader, at).reports.submit({ ...once(), reportId: saved.reportId, version: saved.version })
}
const accept = async (unit: TestUnit, at = sending) =>
  as(department, at).reports.acceptMany({ ...once(), reports: [await current(unit, at)] })
const reopen = async (unit: TestUnit, at: Date) =>
  as(department, at).reports.reopen({ ...once(), ...(await current(unit, at)), reason: 'Đề nghị rà soát số liệu' })

const place = () => ({ unitId: cast.province.id, period })
const freeze = (who = department, at = after, reason: string | null = null) =>
  as(who, at).frozen.freeze({ ...once(), period, reason })
const list = (who = department, at = after) => as(who, at).frozen.list(place())
const changes = (revision: number, against: 'now' | 'before' = 'now', who = department) =>
  as(who).frozen.changes({ ...place(), revision, against })
/** Everything that a revision says, as text. */
const bytes = async (revision: number) => {
  const found = await as(department).frozen.get({ ...place(), revision })
  return JSON.stringify([found.revision, found.lines, found.totals, found.sums])
}

beforeAll(async () => {
  cast = await freshCast('Thanh Hóa')
  await lookAt(cast.urls.system, (client) => client.query(`update province_settings set reporting_from = '2026-10-15'`))
  await asSystem('test', (db) => openPeriod(db, monthPeriod(2026, 11), instantAt(startsOn)))
  for (const unit of [cast.commune, cast.sibling])
    posts.set(unit.id, {
      officer: await makeActor('commune_officer', unit),
      leader: await makeActor('commune_leader', unit),
    })
  department = await makeActor('department_leader', cast.province)
  await send(cast.commune, month({ T1_08: 0 }))
  await accept(cast.commune)
  await send(cast.sibling, month({ T1_01: 100 }))
})
afterAll(() => cast?.close())

it('waits for the level’s own due time, and is for who answers for the figures', async () => {
  expect(await reasonOf(freeze(department, sending))).toBe('frozen.tooEarly')
  expect(await reasonOf(freeze(department, new Date('2026-11-20T17:00:00+07:00')))).toBe('frozen.tooEarly')
  expect(await reasonOf(freeze(cast.ministry, after))).toBe('frozen.tooEarly')
  const { officer, leader } = postsOf(cast.commune)
  for (const who of [officer, leader, cast.admin]) expect(await reasonOf(freeze(who))).toBe('frozen.freeze')
  expect(await list()).toMatchObject({ revisions: [], changed: null, can: { freeze: true } })
  expect((await list(department, sending)).can.freeze).toBe(false)
  expect((await list(cast.ministry)).can.freeze).toBe(false)
})

it('keeps what is accepted, n of N, a blank as a blank; what was only sent is not in it', async () => {
  const input = { ...once(), period, reason: null }
  const first = await as(department).frozen.freeze(input)
  expect(first.revision).toBe(1)
  // The same request again, at once with itself: the same answer, and no second revision.
  expect(await Promise.all([as(department).frozen.freeze(input), as(department).frozen.freeze(input)])).toEqual([
    first,
    first,
  ])
  const { revisions, changed } = await list()
  expect(revisions).toMatchObject([{ revision: 1, accepted: 1, reason: null, at: after }])
  expect(revisions[0]?.by.role).toBe('department_leader')
  expect(changed).toEqual({ units: 0, figures: 0, totals: 0 })
  const { lines, totals, sums } = await as(department).frozen.get({ ...place(), revision: 1 })
  expect(lines).toHaveLength(revisions[0]?.required ?? -1)
  const mine = lines.find(({ unitId }) => unitId === cast.commune.id)
  expect(mine?.values).toMatchObject({ T1_01: 30, T1_08: 0 })
  expect(mine?.values?.C11 ?? null).toBeNull()
  expect(lines.find(({ unitId }) => unitId === cast.sibling.id)).toMatchObject({ accepted: 0, values: null })
  const total = (code: string) => totals.find((each) => each.code === code)
  expect(total('T1_01')).toMatchObject({ n: 1, num: '30.000' })
  expect(total('T1_08')).toMatchObject({ n: 1, num: '0.000' })
  expect(total('C11')).toBeUndefined()
  expect(sums.find(({ code }) => code === 'T1_01')).toMatchObject({ n: 1, num: '30.000' })
})

it('is not moved by what comes after; the list says exactly what did', async () => {
  const was = await bytes(1)
  await accept(cast.sibling, after)
  expect(await changes(1)).toMatchObject({
    units: [{ unitId: cast.sibling.id, kind: 'entered', was: { accepted: 0 }, now: { accepted: 1 } }],
  })
  // Opened again: it counts no more, until it is accepted again.
  await reopen(cast.commune, after)
  expect((await changes(1)).units.map(({ unitId, kind }) => [unitId, kind])).toEqual([
    [cast.commune.id, 'left'],
    [cast.sibling.id, 'entered'],
  ])
  await send(cast.commune, { T1_01: 31, T1_08: null, C11: 2 }, after)
  await accept(cast.commune, after)
  const { units, totals } = await changes(1)
  expect(units.find(({ unitId }) => unitId === cast.commune.id)).toMatchObject({
    kind: 'changed',
    rows: [
      { code: 'C05', part: 'value', was: 62, now: 63 },
      { code: 'C11', part: 'value', was: null, now: 2 },
      { code: 'T1_01', part: 'value', was: 30, now: 31 },
      { code: 'T1_08', part: 'value', was: 0, now: null },
    ],
  })
  expect(totals.filter(({ code }) => ['T1_01', 'T1_08', 'C11', 'R00'].includes(code))).toMatchObject([
    { code: 'C11', was: null, now: { n: 1, num: '2.000' } },
    { code: 'T1_01', was: { n: 1, num: '30.000' }, now: { n: 2, num: '131.000' } },
    { code: 'T1_08', was: { n: 1, num: '0.000' }, now: null },
    { code: 'R00', was: { n: 1 }, now: { n: 2 } },
  ])
  expect(await bytes(1)).toBe(was)
  expect((await list()).changed).toMatchObject({ units: 2 })
})

it('is made again for a reason, with the difference from the one before', async () => {
  const since = await changes(1)
  const was = await bytes(1)
  expect(await reasonOf(freeze())).toBe('frozen.reasonNeeded')
  expect(await reasonOf(freeze(department, after, '..'))).toContain('common.sentence')
  const { revision } = await freeze(department, after, 'Xã gửi bổ sung sau hạn')
  expect(revision).toBe(2)
  const { units, totals } = await changes(2, 'before')
  expect({ units, totals }).toEqual({ units: since.units, totals: since.totals })
  expect(await changes(2)).toMatchObject({ units: [], totals: [] })
  expect(await changes(1, 'before')).toMatchObject({ units: [], totals: [] })
  expect((await list()).revisions).toMatchObject([
    { revision: 2, accepted: 2, reason: 'Xã gửi bổ sung sau hạn' },
    { revision: 1, accepted: 1 },
  ])
  expect(await bytes(1)).toBe(was)
})

it('is a spreadsheet: totals, units, what differs from the one before; a blank stays blank', async () => {
  const word = 'x'
  const [totals, units, moved] = frozenSheets(
    await as(department).frozen.get({ ...place(), revision: 2 }),
    await changes(2, 'before'),
    {
      ...{ names: { totals: 'a', units: 'b', changes: 'c' }, heading: [], notes: [] },
      columns: {
        ...{ code: word, row: word, measure: word, value: word, givers: word },
        ...{ unit: word, required: word, accepted: word, was: word, now: word },
      },
      ...{ name: (code) => code, measure: () => '', numerator: (name) => `${name} n` },
    },
  )
  const rowOf = (sheet: typeof totals, first: string) => sheet?.rows.find(([name]) => name === first)
  expect(rowOf(totals, 'T1_01')).toEqual(['T1_01', 'T1_01', '', 131, 2])
  expect(rowOf(totals, 'T1_08')).toEqual(['T1_08', 'T1_08', '', null, null])
  const at = units?.columns.findIndex(({ header }) => header.startsWith('T1_08')) ?? -1
  expect(rowOf(units, cast.commune.fullName)?.slice(2, 4)).toEqual([1, 1])
  expect(rowOf(units, cast.commune.fullName)?.[at]).toBeNull()
  expect(units?.rows).toHaveLength(78)
  expect(moved?.rows).toContainEqual([cast.commune.fullName, 'T1_08', 'T1_08', 0, null])
  expect(moved?.rows).toContainEqual([cast.province.fullName, 'T1_01', 'T1_01', 30, 131])
})

it('gives every revision its own number when two are made at once', async () => {
  const made = await Promise.all(['Lần ba', 'Lần bốn'].map((reason) => freeze(department, after, reason)))
  expect(made.map(({ revision }) => revision).sort()).toEqual([3, 4])
  expect((await list()).revisions.map(({ revision }) => revision)).toEqual([4, 3, 2, 1])
})

it('does not lock, and is not moved by the locking', async () => {
  const was = await bytes(4)
  await lookAt(cast.urls.system, (client) => client.query(`update periods set state = 'closed', closed_at = closes_at`))
  await asSystem('test', (db) => lockReports(db, closed))
  expect(await bytes(4)).toBe(was)
  expect(await changes(4)).toMatchObject({ units: [], totals: [] })
})

describe('the country', () => {
  const nation = () => ({ unitId: cast.nation.id, period })

  it('is frozen by the ministry: a line for each province, its totals as they stood', async () => {
    expect(await freeze(cast.ministry, closed)).toMatchObject({ revision: 1 })
    const found = await as(cast.ministry, closed).frozen.get({ ...nation(), revision: 1 })
    expect(found.lines).toHaveLength(34)
    expect(found.lines.find(({ unitId }) => unitId === cast.province.id)).toMatchObject({ accepted: 2, values: null })
    expect(found.sums.find(({ code }) => code === 'T1_01')).toMatchObject({ n: 2, num: '131.000' })
    expect(found.revision.accepted).toBe(2)
  })

  it('says which province has moved since', async () => {
    await reopen(cast.sibling, closed)
    const { units, totals } = await as(cast.ministry, closed).frozen.changes({
      ...{ ...nation(), revision: 1, against: 'now' },
    })
    expect(units).toMatchObject([{ unitId: cast.province.id, was: { accepted: 2 }, now: { accepted: 1 }, rows: [] }])
    expect(totals.find(({ code }) => code === 'T1_01')).toMatchObject({
      ...{ unitId: cast.province.id, was: { num: '131.000' }, now: { num: '31.000' } },
    })
  })
})

describe('another province', () => {
  let elsewhere: TestUnit
  let beside: TestActor
  const own = (revision: number) => ({ unitId: elsewhere.id, period, revision })

  beforeAll(async () => {
    elsewhere = await findUnit('province', 'Thanh Hóa')
    beside = await makeActor('department_leader', elsewhere)
  })

  it('reads nothing of this one, nor does whoever sits below', async () => {
    for (const who of [beside, cast.otherAdmin, postsOf(cast.commune).officer]) {
      expect(await reasonOf(list(who))).toBe('frozen.view')
      expect(await reasonOf(as(who).frozen.get({ ...place(), revision: 1 }))).toBe('frozen.view')
      expect(await reasonOf(changes(1, 'now', who))).toBe('frozen.view')
    }
    expect(await reasonOf(as(department).frozen.list({ unitId: cast.nation.id, period }))).toBe('frozen.view')
    expect(await reasonOf(as(department).frozen.list({ unitId: cast.commune.id, period }))).toBe('frozen.none')
    expect(await reasonOf(as(department).frozen.get({ ...place(), revision: 9 }))).toBe('frozen.none')
  })

  it('freezes its own: of two at once without a reason one is the first, the other is asked why', async () => {
    const answers = await Promise.all([reasonOf(freeze(beside)), reasonOf(freeze(beside))])
    expect(answers.sort()).toEqual(['done', 'frozen.reasonNeeded'])
    const { lines, totals } = await as(beside).frozen.get(own(1))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.every(({ accepted, values }) => accepted === 0 && values === null)).toBe(true)
    expect(totals).toEqual([])
    expect((await list()).revisions).toHaveLength(4)
  })

  it('takes nothing out of what was published when it gets a commune of this one', async () => {
    const was = await bytes(4)
    await lookAt(cast.urls.system, (client) =>
      client.query(`update units set path = $2 || right(path, 8) where id = $1`, [cast.sibling.id, elsewhere.path]),
    )
    expect(await bytes(4)).toBe(was)
    expect(was).toContain(cast.sibling.fullName)
  })
})
