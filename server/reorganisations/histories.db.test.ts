import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { once } from '@/db/testing/cast'
import { childrenOf, findUnit, makeUnit, type TestUnit } from '@/db/testing/factories'
import { addDays, type Day, instantAt, monthPeriod } from '../calendar/rules'
import { as, drafted, file, freshTerritory, query, run, state, type Territory, takenBack } from '../testing-territory'
import { diceFrom, oneOf, someChanges } from '../testing-trees'
import { type Change, planOf } from '../units/plan/rules'
import { loadTree } from '../units/tree/queries'
import { pathStep, type Tree, treeProblems, versionOn } from '../units/tree/rules'

/**
 * Histories by chance, through the job and real rows: communes of two provinces merge, split, move (also to the other province)
 * and close, villages with them, sometimes two resolutions on a day; reports are filed before and between. At every moment the tree
 * is a tree, the country's figures are the same on both trees, each province is the sum of its lines, and what nobody has built on
 * is taken back to the very state before.
 */

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const dice = diceFrom(seed)
const firstDay: Day = '2026-10-15'
const codes = ['C01', 'T1_01', 'T1_03', 'A05']
let cast: Territory
let provinces: TestUnit[]
/** What chance may choose from at first: communes of two provinces with what lies in them, and the provinces to move to. */
let choice: Set<number>
let mark = 0
/** What has really been tried. */
const tried = { applied: 0, sameDay: 0, undone: 0, filedBetween: 0, restated: 0, unplaced: 0, strays: 0 }

beforeAll(async () => {
  console.log('seed', seed)
  cast = await freshTerritory([8, 9, 10, 11], 'both')
  provinces = [cast.province, await findUnit('province', 'Thanh Hóa')]
  const communes = (await Promise.all(provinces.map(childrenOf))).flatMap((list) => list.slice(0, 6))
  const inside: TestUnit[] = []
  for (const commune of [...communes.slice(0, 2), ...communes.slice(6, 8)]) {
    inside.push(await makeUnit(commune, 'village', `Thôn ${commune.code}`))
    const team = await makeUnit(commune, 'team', `Tổ ${commune.code}`)
    await query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, commune.id],
    )
    inside.push(team)
  }
  choice = new Set([...provinces, ...communes, ...inside].map((each) => each.id))
  for (const commune of communes) await populate(commune.id)
  for (const commune of communes) {
    await report('2026-08', commune.id, 'accepted')
    await report('2026-09', commune.id, oneOf(['draft', 'submitted', 'accepted'] as const, dice))
  }
})
afterAll(() => cast.close())

const below = (n: number) => Math.floor(dice() * n)

/** Households and adults of a commune, that its percentages are weighed by. */
const populate = (unitId: number) =>
  query(
    `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
     select id, path, '2026-01-01', $2, 4000, $3, 0, 0, '2026-01-01' from units where id = $1 on conflict do nothing`,
    [unitId, 500 + below(500), 1000 + below(2000)],
  )

/** A commune's month: a flow, a stock, a percentage typed in, and one of numerator and denominator; some of it blank. */
async function report(period: string, unitId: number, status: 'draft' | 'submitted' | 'accepted') {
  const [unit] = await query<{ id: number; path: string; province: number }>(
    `select id, path, left(path, 7)::integer as province from units where id = $1`,
    [unitId],
  )
  const province = provinces.find((each) => each.id === unit?.province)
  if (!unit || !province) throw new Error(`${unitId} lies in no province of ours`)
  const villages = 1 + below(20)
  const more = { ...(dice() < 0.8 && { T1_03: below(1000) / 10 }), A01: villages, A04: below(villages) }
  await file(province, period, unit, below(500), status, instantAt(monthPeriodEnd(period), 9), more)
}
const monthPeriodEnd = (code: string): Day => monthPeriod(Number(code.slice(0, 4)), Number(code.slice(5))).endsOn

const wholeTree = () =>
  asSystem('test', (db) =>
    loadTree(
      db,
      provinces.map(({ id }): Change => ({ kind: 'close', unitId: id })),
    ),
  )

/** The part of the tree that chance may touch; what has been opened there since too. */
function touchable(tree: Tree): Tree {
  const known = (id: number): boolean => {
    if (choice.has(id)) return true
    const first = tree.units.get(id)?.versions[0]?.validFrom
    return tree.units.get(id)?.level === 'commune' && first !== undefined && first >= firstDay
  }
  return { ...tree, units: new Map([...tree.units].filter(([id, { level }]) => level === 'nation' || known(id))) }
}

async function checkTree(on: Day): Promise<void> {
  const tree = await wholeTree()
  const ours = [...tree.units.values()].filter((unit) => provinces.some(({ path }) => unit.path.startsWith(path)))
  const seen = [...tree.units.values()].filter(({ level }) => level === 'nation' || level === 'province')
  expect(treeProblems({ ...tree, units: new Map([...seen, ...ours].map((unit) => [unit.id, unit])) })).toEqual([])
  for (const { id, path, versions } of ours) {
    const last = versions.at(-1)
    if (last?.validTo === null && last.parentId !== null)
      expect(path).toBe(`${tree.units.get(last.parentId)?.path}${pathStep(id)}`)
  }
  for (const { id } of provinces) expect(versionOn(tree.units.get(id), on)).not.toBeNull()
}

type Asked = { from: string; to: string; tree: 'now' | 'then'; provinceId?: number }
const ask = (asked: Asked, at: Date) => as(cast.ministry.identity, at).comparisons.compare({ codes, ...asked })
type Table = Awaited<ReturnType<typeof ask>>
type Line = Table['rows'][number] | null | undefined
/** As near as floats added in another order: a half of the last digit kept is no other figure. */
const near = (figure: number): number => expect.closeTo(figure, 5)
type Sums = Record<string, number[] | number>
const about = (sums: Sums) =>
  Object.fromEntries(
    Object.entries(sums).map(([code, each]) => [code, typeof each === 'number' ? each : each.map(near)]),
  )
/** n, sum and weight of every indicator over some lines, each report once; reports owed and sent. */
const added = (lines: readonly Line[]): Sums => ({
  ...Object.fromEntries(
    codes.map((code) => {
      const amounts = lines.flatMap((line) => line?.figures[code]?.now ?? [])
      const over = (of: (amount: (typeof amounts)[number]) => number) =>
        amounts.reduce((all, amount) => all + of(amount), 0)
      return [code, [over((x) => x.n - (x.also ?? 0)), over((x) => x.num ?? 0), over((x) => x.den)]]
    }),
  ),
  required: lines.reduce((all, line) => all + (line ? line.required - line.also.required : 0), 0),
  received: lines.reduce((all, line) => all + (line ? line.received - line.also.received : 0), 0),
})
const allOf = ({ rows, unallocated, elsewhere }: Table): Line[] => [...rows, unallocated, elsewhere]

/** A month or some months looked at on both trees: the country, each province beside its lines, and a line of months. */
async function checkFigures(from: string, to: string, at: Date, label: string): Promise<void> {
  const [today, past] = [await ask({ from, to, tree: 'now' }, at), await ask({ from, to, tree: 'then' }, at)]
  const rowOf = (tree: 'now' | 'then', id: number) =>
    (tree === 'now' ? today : past).rows.find((each) => each.unitId === id)
  expect(added(allOf(today)), label).toEqual(about(added(allOf(past))))
  for (const tree of ['now', 'then'] as const)
    for (const { id, name } of provinces) {
      const lines = await ask({ from, to, tree, provinceId: id }, at)
      expect(added(allOf(lines)), `${label}, ${name}, ${tree}`).toEqual(about(added([rowOf(tree, id)])))
      if (tree === 'then') continue
      tried.unplaced += lines.unallocated?.received ?? 0
      tried.restated += lines.rows.filter((each) => each.received > 1 || each.also.received > 0).length
    }
  if (from !== to) return
  const series = (tree: 'now' | 'then') =>
    as(cast.ministry.identity, at).comparisons.series({
      ...{ code: 'T1_03', to, months: 2, tree, unitIds: provinces.map(({ id }) => id) },
    })
  const pointOf = ({ lines }: Awaited<ReturnType<typeof series>>, unitId: number | null) => {
    const last = lines.find((line) => line.unitId === unitId)?.points.at(-1)
    return [last?.num ?? 0, last?.den ?? 0]
  }
  const [lines, linesThen] = [await series('now'), await series('then')]
  expect(pointOf(lines, null), label).toEqual(pointOf(linesThen, null).map(near))
  for (const tree of ['now', 'then'] as const)
    for (const { id } of provinces) {
      const { num, den } = rowOf(tree, id)?.figures.T1_03?.now ?? { num: 0, den: 0 }
      const point = pointOf(tree === 'now' ? lines : linesThen, id)
      expect(point, `${label}, ${tree}`).toEqual([near(num ?? 0), near(den)])
    }
}

/** What carries figures over the border of the two provinces: a move, a merger, a cut with shares or without. */
function acrossBorder(tree: Tree): Change[] {
  const standing = [...tree.units.values()].filter(({ id, level }) => level === 'commune' && choice.has(id))
  const [home, away] = dice() < 0.5 ? provinces : [...provinces].reverse()
  const inside = (province: TestUnit | undefined) =>
    standing.filter(({ path, versions }) => path.startsWith(province?.path ?? '-') && versions.at(-1)?.validTo === null)
  const [from, near, to] = [inside(home), inside(home), inside(away)].map(
    (list) => list.length > 0 && oneOf(list, dice),
  )
  if (!from || !near || !to || !away) return []
  const split = (into: { id: number }, share: number | null): Change => ({
    ...{ kind: 'split', unitId: from.id, into: { unitId: into.id }, share },
  })
  switch (below(4)) {
    case 0:
      return [{ kind: 'merge', unitId: from.id, into: { unitId: to.id } }]
    case 1:
      return [split(near, 40_000_000), split(to, 60_000_000)]
    case 2:
      return [split(near, null), split(to, null)]
    default:
      return [{ kind: 'move', unitId: from.id, parent: { unitId: away.id } }]
  }
}

/** One resolution by chance on a day, applied; null when none of many tries can stand. */
async function somethingHappens(on: Day, across: boolean): Promise<string | null> {
  const at = instantAt(on, 8)
  const whole = await wholeTree()
  const tree = touchable(whole)
  for (let tries = 0; tries < 60; tries++) {
    const changes = across ? acrossBorder(tree) : someChanges(tree, on, dice, ++mark)
    const subjects = changes.flatMap((change) => ('unitId' in change ? [change.unitId] : []))
    if (changes.length === 0 || subjects.some((id) => tree.units.get(id)?.level === 'province')) continue
    let next = Math.max(...whole.units.keys())
    if (!planOf(whole, on, changes, () => ++next).plan) continue
    const event = await drafted(cast.ministry, changes, on, at)
    const me = as(cast.ministry.identity, at).reorganisations
    const { conflicts } = await me.foresee({ id: event.id })
    if (conflicts.length > 0) {
      await me.delete({ ...once(), ...event })
      continue
    }
    await me.schedule({ ...once(), ...event })
    await run(at)
    const { state, failure } = await me.get({ id: event.id })
    expect([state, failure]).toEqual(['applied', null])
    return event.id
  }
  return null
}

/** Every commune that chance may touch files the month that has ended. */
async function everybodyFiles(period: string): Promise<void> {
  const { units } = touchable(await wholeTree())
  for (const { id, level, versions } of units.values()) {
    if (level !== 'commune' || versions.at(-1)?.validTo !== null) continue
    await populate(id)
    await report(period, id, oneOf(['submitted', 'accepted'] as const, dice))
    tried.filedBetween += 1
  }
}

it('stands and adds up whatever happens, and is taken back exactly', async () => {
  let day = firstDay
  let months = ['2026-08', '2026-09']
  for (let turn = 0; turn < 4; turn++) {
    if (turn === 2) {
      day = '2026-11-15'
      await everybodyFiles('2026-11')
      months = [...months, '2026-11']
    }
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [instantAt(day, 9)])
    const states: { id: string; before: Record<string, string> }[] = []
    // Every other turn is taken back again.
    const back = turn % 2 === 1
    for (let step = 0; step < (back ? 2 : 3); step++) {
      // Two resolutions of one day, then one of the next; the first carries figures over the border.
      if (step !== 1) day = addDays(day, 1)
      const before = back ? await state() : {}
      const id = await somethingHappens(day, step === 0)
      if (!id) continue
      tried.applied += 1
      if (step === 1 && states.length > 0) tried.sameDay += 1
      states.push({ id, before })
      await checkTree(day)
      const month = oneOf(months, dice)
      await checkFigures(month, month, instantAt(day, 10), `${month} after ${tried.applied}`)
      if (step === 2) await checkFigures('2026-08', '2026-09', instantAt(day, 10), `both months after ${tried.applied}`)
    }
    const [{ n } = { n: 0 }] = await query<{ n: number }>('select count(*)::int as n from unit_strays')
    tried.strays += n
    if (!back) continue
    // The last one first: nothing stands on it.
    for (const { id, before } of states.reverse()) {
      expect(await takenBack(cast.ministry, id, instantAt(day, 12))).toMatchObject({ state: 'undone', failure: null })
      expect(await state()).toEqual(before)
      tried.undone += 1
    }
  }
  console.log(tried)
  expect(tried.applied).toBeGreaterThan(6)
  expect(tried.sameDay).toBeGreaterThan(1)
  expect(tried.undone).toBeGreaterThan(2)
  expect(tried.filedBetween).toBeGreaterThan(5)
  expect(tried.restated + tried.unplaced).toBeGreaterThan(5)
  expect(tried.strays).toBeGreaterThan(1)
}, 240_000)
