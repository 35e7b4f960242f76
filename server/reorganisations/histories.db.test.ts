import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { once } from '@/db/testing/cast'
import { stateOf } from '@/db/testing/checksum'
import type { TestUnit } from '@/db/testing/factories'
import { makeUnit } from '@/db/testing/factories'
import { addDays, instantAt } from '../calendar/rules'
import { as, drafted, file, freshTerritory, query, run, type Territory, takenBack } from '../testing-territory'
import { diceFrom, oneOf, someChanges } from '../testing-trees'
import type { Change } from '../units/plan/rules'
import { loadTree } from '../units/tree/queries'
import { pathStep, type Tree, treeProblems, versionOn } from '../units/tree/rules'

/**
 * Histories by chance, through the job and real rows: communes merge, split, move and close, villages with them; reports are filed
 * between. At every moment the tree is a tree, the country's totals are the same on both trees, and what nobody has built on is
 * taken back to the very state before.
 */

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const dice = diceFrom(seed)
const system = () => process.env.SYSTEM_URL ?? ''
let cast: Territory
/** What chance may choose from: some communes of one province with what lies in them, and the two provinces. */
let choice: Set<number>
let mark = 0

beforeAll(async () => {
  console.log('seed', seed)
  cast = await freshTerritory([8, 9, 10, 11])
  const communes = cast.communes.slice(0, 10)
  const inside: TestUnit[] = []
  for (const commune of communes.slice(0, 5)) {
    inside.push(await makeUnit(commune, 'village', `Thôn ${commune.code}`))
    const team = await makeUnit(commune, 'team', `Tổ ${commune.code}`)
    await query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, commune.id],
    )
    inside.push(team)
  }
  choice = new Set([cast.province.id, ...communes.map((each) => each.id), ...inside.map((each) => each.id)])
  for (const commune of communes) {
    await file(cast.province, '2026-08', commune, Math.floor(dice() * 500), 'accepted')
    await file(
      cast.province,
      '2026-09',
      commune,
      Math.floor(dice() * 500),
      oneOf(['draft', 'submitted', 'accepted'] as const, dice),
    )
  }
})
afterAll(() => cast.close())

const wholeTree = () => asSystem('test', (db) => loadTree(db, [{ kind: 'close', unitId: cast.province.id }]))

/** The part of the tree that chance may touch; what has been opened there since too. */
function touchable(tree: Tree): Tree {
  const known = (id: number): boolean => {
    if (choice.has(id)) return true
    const unit = tree.units.get(id)
    if (unit?.level !== 'commune') return false
    return (
      tree.edges.some((edge) => edge.to === id && edge.on >= '2026-10-15') ||
      (unit.versions[0]?.validFrom !== undefined && unit.versions[0].validFrom >= '2026-10-15')
    )
  }
  const units = [...tree.units].filter(([id, unit]) => unit.level === 'nation' || known(id))
  return { ...tree, units: new Map(units) }
}

async function checkTree(on: string): Promise<void> {
  const tree = await wholeTree()
  const ours = [...tree.units.values()].filter((unit) => unit.path.startsWith(cast.province.path))
  expect(
    treeProblems({
      ...tree,
      units: new Map(
        [...tree.units].filter(
          ([id, unit]) => unit.level === 'nation' || unit.level === 'province' || ours.some((each) => each.id === id),
        ),
      ),
    }),
  ).toEqual([])
  for (const { id, path, versions } of ours) {
    const last = versions.at(-1)
    if (last?.validTo === null && last.parentId !== null)
      expect(path).toBe(`${tree.units.get(last.parentId)?.path}${pathStep(id)}`)
  }
  expect(versionOn(tree.units.get(cast.province.id), on)).not.toBeNull()
}

/** C01 of a month, of the country and of the province, lines and what is placed nowhere, on one tree. */
async function sums(period: string, tree: 'then' | 'now', at: Date) {
  const ask = (provinceId?: number) =>
    as(cast.ministry.identity, at).comparisons.compare({
      ...{ from: period, to: period, codes: ['C01', 'T1_01'], tree },
      ...(provinceId && { provinceId }),
    })
  const add = ({ rows, unallocated, elsewhere }: Awaited<ReturnType<typeof ask>>, code: string) =>
    [...rows, unallocated, elsewhere].reduce((sum, row) => sum + (row?.figures[code]?.now?.num ?? 0), 0)
  const [nation, province] = [await ask(), await ask(cast.province.id)]
  const row = nation.rows.find((each) => each.unitId === cast.province.id)
  return {
    nation: [add(nation, 'C01'), add(nation, 'T1_01')].map((sum) => Math.round(sum * 1e6) / 1e6),
    lines: [add(province, 'C01'), add(province, 'T1_01')].map((sum) => Math.round(sum * 1e6) / 1e6),
    province: ['C01', 'T1_01'].map((code) => Math.round((row?.figures[code]?.now?.num ?? 0) * 1e6) / 1e6),
  }
}

/** One resolution by chance on a day, applied; null when none of some tries can stand. */
async function somethingHappens(on: string): Promise<string | null> {
  const at = instantAt(on, 8)
  for (let tries = 0; tries < 8; tries++) {
    const changes: Change[] = someChanges(touchable(await wholeTree()), on, dice, ++mark)
    if (changes.length === 0) continue
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

it('stands and adds up whatever happens, and is taken back exactly', async () => {
  let day = '2026-10-15'
  let done = 0
  for (let turn = 0; turn < 3; turn++) {
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [instantAt(day, 9)])
    const states: { id: string; before: Record<string, string> }[] = []
    // Every other turn is taken back again.
    const back = turn % 2 === 1
    for (let step = 0; step < 2; step++) {
      day = addDays(day, 1)
      const before = back ? await stateOf(system()) : {}
      const id = await somethingHappens(day)
      if (!id) continue
      done += 1
      states.push({ id, before })
      await checkTree(day)
      for (const period of ['2026-08', '2026-09']) {
        const at = instantAt(day, 10)
        const [now, then] = [await sums(period, 'now', at), await sums(period, 'then', at)]
        expect(now.nation, `${period} after ${done}`).toEqual(then.nation)
        expect(now.lines, `${period} now, after ${done}`).toEqual(now.province)
        expect(then.lines, `${period} then, after ${done}`).toEqual(then.province)
      }
    }
    if (back) {
      // The last one first: nothing stands on it.
      for (const { id, before } of states.reverse()) {
        expect(await takenBack(cast.ministry, id, instantAt(day, 12))).toMatchObject({ state: 'undone', failure: null })
        expect(await stateOf(system())).toEqual(before)
      }
    }
  }
  expect(done).toBeGreaterThan(2)
}, 240_000)
