import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { successionGraph as graph, standsIn } from '@/db/testing/successions'
import { addMonths, monthPeriod } from '../../calendar/rules'
import { placeDueUnits } from './commands'
import { comparableFrom, type Edge, placeUnit, shareText, territoryOf } from './rules'

let system: pg.Client
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
})
afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const timed = async (): Promise<number> => {
  const begin = performance.now()
  await system.query('select rebuild_unit_homes()')
  return performance.now() - begin
}
const all = async (table: string) =>
  (
    await system.query(
      `select md5(string_agg(x::text, ',' order by x::text)) as hash, count(*)::int as n from ${table} x`,
    )
  ).rows[0]

const derived = async () => [await all('unit_homes'), await all('unit_doubts'), await all('unit_strays')]

describe('the real units', () => {
  it('have homes for every commune that ended, whole provinces, and no strays', async () => {
    const { rows } = await system.query(`
      select count(*) filter (where h.home_id is null)::int as unplaced, count(*) filter (where u.level = 'province')::int as provinces,
             count(distinct (h.unit_id, h.since))::int as units, sum(h.share)::text as shares
        from unit_homes h join units u on u.id = h.unit_id`)
    expect(rows[0].provinces).toBe(52)
    expect(Number(rows[0].shares)).toBe(rows[0].units)
    expect(rows[0].unplaced).toBeGreaterThan(10_000)
    expect((await all('unit_strays')).n).toBe(0)
    const { rows: doubted } = await system.query(
      `select count(distinct d.unit_id)::int as n from unit_doubts d join unit_versions v on v.unit_id = d.unit_id and v.valid_to is null`,
    )
    expect(doubted[0].n).toBe(3321)
  })

  it('are placed again in a moment, with the same answer', async () => {
    const before = await derived()
    expect(await timed()).toBeLessThan(5000)
    expect(await derived()).toEqual(before)
  })
})

describe('the clock', () => {
  it('places what has taken effect since, and nothing where nothing has', async () => {
    const { rows } = await system.query(
      `select unit_id as id from unit_versions where level = 'commune' and valid_to is null order by unit_id desc limit 3`,
    )
    const [from, to, later] = rows.map((row) => row.id as number)
    const add = (on: string, successor: number | undefined) =>
      system.query(
        `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed) values ($1, $2, $3, 'split', 0.5, true)`,
        [from, successor, on],
      )
    const homes = async () =>
      (
        await system.query('select count(*)::int as n from unit_homes where unit_id = $1 and until = $2', [
          from,
          '2026-01-01',
        ])
      ).rows[0].n
    await add('2026-01-01', to)
    await add('2099-01-01', later)
    expect(await homes()).toBe(0)
    await asSystem('test', (db) => placeDueUnits(db, new Date('2025-12-31T10:00:00Z')))
    expect(await homes()).toBe(0)
    await asSystem('test', (db) => placeDueUnits(db, new Date('2026-11-21T10:00:00Z')))
    expect(await homes()).toBeGreaterThan(0)
    const known = await derived()
    await asSystem('test', (db) => placeDueUnits(db, new Date('2026-11-21T10:00:00Z')))
    expect(await derived()).toEqual(known)
  })
})

describe('the database and the rules', () => {
  it('place the same way whatever the edges are', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
    console.log('seed', seed)
    const samples = fc.sample(graph, { numRuns: 250, seed })
    const { rows: parent } = await system.query(
      `select u.id, u.path from units u join unit_versions v on v.unit_id = u.id where v.level = 'province' and v.valid_to is null limit 1`,
    )
    const made: { ids: number[]; edges: Edge[]; ends: (string | null)[] }[] = []
    const { rows: fresh } = await system.query(
      `select nextval(pg_get_serial_sequence('units', 'id'))::int as id from generate_series(1, $1)`,
      [samples.length * 8],
    )
    const pathOf = (id: number) => `${parent[0].path}${String(id).padStart(7, '0')}.`
    samples.forEach(({ edges, ends }, at) => {
      const ids = fresh.slice(at * 8, at * 8 + 8).map((row) => row.id as number)
      const idOf = (unit: number) => ids[unit - 1] as number
      made.push({
        ids,
        ends,
        edges: edges.map((each) => ({
          ...each,
          predecessorId: idOf(each.predecessorId),
          successorId: idOf(each.successorId),
        })),
      })
    })
    const units = made.flatMap(({ ids, ends }) => ids.map((id, i) => ({ id, path: pathOf(id), end: ends[i] ?? null })))
    await system.query(
      `insert into units (id, level, path) select id, 'district', path from jsonb_to_recordset($1) as x(id int, path text)`,
      [JSON.stringify(units)],
    )
    await system.query(
      `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from, valid_to)
       select id, 'district', $2, 'A', 'Huyện A', 'huyen', '2020-01-01', "end" from jsonb_to_recordset($1) as x(id int, "end" date)`,
      [JSON.stringify(units), parent[0].id],
    )
    await system.query(
      `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed)
       select "predecessorId", "successorId", "effectiveOn", 'unknown', share, confirmed
         from jsonb_to_recordset($1) as x("predecessorId" int, "successorId" int, "effectiveOn" date, share numeric, confirmed boolean)`,
      [JSON.stringify(made.flatMap((each) => each.edges))],
    )
    await timed()
    const days = Array.from({ length: 28 }, (_, i) => addMonths(monthPeriod(2023, 11), i).endsOn)
    const ids = units.map(({ id }) => id)
    const { rows: placed } = await system.query(
      `select u.id, d.on_day::text as day,
              coalesce(json_agg(json_build_array(h.home_id, h.share::text) order by h.home_id nulls last) filter (where h.unit_id is not null),
                       json_build_array(json_build_array(u.id, '1'))) as homes, count(*) filter (where h.lead)::int as leads, count(h.unit_id)::int as n
         from unnest($1::int[]) u(id) cross join unnest($2::date[]) d(on_day)
         left join unit_homes h on h.unit_id = u.id and d.on_day >= h.since and d.on_day < h.until group by 1, 2`,
      [ids, days],
    )
    const { rows: firm } = await system.query(
      `select unit_id as id, max(effective_on)::text as day from unit_doubts where unit_id = any ($1) group by 1`,
      [ids],
    )
    const found = new Map(placed.map((row) => [`${row.id} ${row.day}`, row]))
    const since = new Map(firm.map((row) => [row.id, row.day]))
    let parts = 0
    let chains = 0
    for (const { ids: group, edges, ends } of made) {
      const stands = standsIn(ends)
      const ended = new Map(group.flatMap((id, i): [number, string][] => (ends[i] ? [[id, ends[i]]] : [])))
      const territory = territoryOf(edges, (id, on) => stands(group.indexOf(id) + 1, on), ended)
      const endsIn = (id: number, day: string) => ended.get(id) === day
      chains += edges.filter(
        (into) =>
          endsIn(into.successorId, into.effectiveOn) &&
          edges.some((on) => on.predecessorId === into.successorId && on.effectiveOn === into.effectiveOn),
      ).length
      for (const id of group) {
        expect(since.get(id) ?? null).toBe(comparableFrom(territory, id))
        for (const day of days) {
          const row = found.get(`${id} ${day}`)
          const wanted = placeUnit(territory, id, day)
            .sort((a, b) => (a.homeId ?? Number.POSITIVE_INFINITY) - (b.homeId ?? Number.POSITIVE_INFINITY))
            .map(({ homeId, share }) => [homeId, shareText(share)])
          expect(row?.homes, JSON.stringify({ id, day, edges, ends })).toEqual(wanted)
          expect(row?.leads).toBe(row?.n > 0 ? 1 : 0)
          if (wanted.length > 1) parts++
        }
      }
    }
    expect(parts).toBeGreaterThan(50)
    expect(chains).toBeGreaterThan(10)
  })
})
