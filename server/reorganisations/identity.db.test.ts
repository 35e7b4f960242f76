import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { once } from '@/db/testing/cast'
import { addDays, type Day, instantAt } from '../calendar/rules'
import { freshSmallCountry, type SmallCountry } from '../testing-small-country'
import { as, drafted, file, query, run, state, takenBack } from '../testing-territory'
import { diceFrom, oneOf, someChanges } from '../testing-trees'
import { type Change, planOf } from '../units/plan/rules'
import { loadTree } from '../units/tree/queries'
import type { Tree } from '../units/tree/rules'

/**
 * Taking back is the inverse of applying, whatever was applied: two hundred small histories of a country of forty units, one of them
 * of twelve resolutions, through the job and real rows, with reports filed between; each taken back from its last resolution to its
 * first, and every table as it was before each of them. Now and then one is kept, and the next begin from there.
 */

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const [runs, keptEvery] = [Number(process.env.RUNS ?? 200), 25]
const dice = diceFrom(seed)
/** Before anything else: what is filed after a resolution stands on it. */
const sent = new Date('2026-10-19T02:00:00Z')
let country: SmallCountry
let mark = 0
/** Lines by kind, resolutions taken back, reports begun or moved on. */
const tried: Record<string, number> = {}
const count = (what: string, n = 1) => {
  tried[what] = (tried[what] ?? 0) + n
}

beforeAll(async () => {
  console.log('seed', seed)
  country = await freshSmallCountry(dice)
})
afterAll(async () => {
  await endSessions()
  await country.close()
})

/** All there is: loading takes what lies in the provinces that lines speak of. */
async function wholeTree(): Promise<Tree> {
  const provinces = await query<{ id: number }>(`select id from units where level in ('nation', 'province')`)
  return asSystem('test', (db) =>
    loadTree(
      db,
      provinces.map(({ id }): Change => ({ kind: 'close', unitId: id })),
    ),
  )
}

/** Some commune files a month or its report goes a step on. */
async function somebodyReports(): Promise<void> {
  const period = oneOf(['2026-08', '2026-09', '2026-10', '2026-11'], dice)
  const [unit] = await query<{ id: number; path: string; province: number; report: string | null; status: string }>(
    `select u.id, u.path, left(u.path, 7)::int as province, r.id as report, r.status from units u
       join obligations o on o.unit_id = u.id join periods p on p.id = o.period_id and p.code = $1
       join unit_versions v on v.unit_id = u.id and v.level = 'commune' and v.valid_to is null
       left join reports r on r.unit_id = u.id and r.period_id = p.id
      order by md5(u.id || $2) limit 1`,
    [period, String(dice())],
  )
  if (!unit) return
  count('reports')
  const figure = Math.floor(dice() * 500)
  if (!unit.report)
    await file(
      { id: unit.province },
      period,
      unit,
      figure,
      oneOf(['draft', 'submitted', 'accepted'] as const, dice),
      sent,
    )
  else
    await query(
      `update reports set submitted_at = coalesce(submitted_at, $2), status = case status when 'draft' then 'submitted' else 'accepted' end
        where id = $1 and status in ('draft', 'submitted')`,
      [unit.report, sent],
    )
}

/** One resolution by chance on a day, applied; null when none of many tries can stand. */
async function somethingHappens(on: Day): Promise<string | null> {
  // On its morning, or entered late.
  const at = instantAt(addDays(on, dice() < 0.6 ? 0 : 2), 8)
  const tree = await wholeTree()
  const me = as(country.ministry.identity, at).reorganisations
  for (let tries = 0; tries < 40; tries++) {
    // Whole provinces more often than chance would have it: with them moves all that lies in them, and what had ended there.
    const level = dice() < 0.15 ? ('province' as const) : undefined
    const changes = [1, dice() < 0.4 ? 1 : 0].flatMap((n) => (n ? someChanges(tree, on, dice, ++mark, level) : []))
    let next = Math.max(...tree.units.keys())
    if (changes.length === 0 || !planOf(tree, on, changes, () => ++next).plan) continue
    const event = await drafted(country.ministry, changes, on, at)
    const { conflicts } = await me.foresee({ id: event.id })
    const { reports } = await me.late({ id: event.id })
    if (conflicts.length > 0) {
      await me.delete({ ...once(), ...event })
      continue
    }
    let { version } = event
    for (const { reportId, decisions } of reports) {
      const decision = oneOf(decisions, dice)
      ;({ version } = await me.decide({ ...once(), id: event.id, version, reportIds: [reportId], decision }))
      count('late')
    }
    await me.schedule({ ...once(), id: event.id, version })
    await run(at)
    const { state, failure } = await me.get({ id: event.id })
    expect([state, failure]).toEqual(['applied', null])
    for (const { kind } of changes) count(kind)
    return event.id
  }
  return null
}

it('apply then undo is identity', async () => {
  let first: Day = '2026-10-20'
  for (let turn = 0; turn < runs; turn++) {
    const label = `seed ${seed}, turn ${turn}`
    await somebodyReports()
    const kept = turn % keptEvery === keptEvery - 1
    const length = turn === 0 ? 12 : 1 + Math.floor(dice() * 2)
    const made: { id: string; on: Day; before: Record<string, string> }[] = []
    let day = first
    for (let step = 0; step < length; step++) {
      if (dice() < 0.7) day = addDays(day, 1)
      const before = kept ? {} : await state()
      const id = await somethingHappens(day)
      if (id) made.push({ id, on: day, before })
    }
    if (kept) {
      first = addDays(day, 1)
      continue
    }
    for (const { id, on, before } of made.reverse()) {
      const after = await takenBack(country.ministry, id, instantAt(addDays(on, 2), 12))
      expect(after, label).toMatchObject({ state: 'undone', failure: null })
      expect(await state(), label).toEqual(before)
      count('undone')
    }
  }
  console.log(tried)
  expect(tried.undone).toBeGreaterThan(runs)
  for (const kind of ['open', 'merge', 'split', 'rename', 'recode', 'move', 'close'])
    expect(tried[kind], kind).toBeGreaterThan(2)
}, 1_800_000)
