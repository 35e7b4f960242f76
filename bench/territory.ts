import { randomUUID } from 'node:crypto'
import { stateOf } from '@/db/testing/checksum'
import { rowOf } from '@/server/reorganisations/commands'
import type { Change } from '@/server/units/plan/rules'
import { median, rounded } from './figures'
import { type Api, answerOf, openApi } from './http'
import { makeOldTree, oldDatabase } from './old-tree'
import { mintSession, type Session } from './sessions'
import { type BenchDatabase, openWorld } from './world'

const on = '2025-07-01'
const month = '2025-06'
const calls = 40
const warmUps = 8
/** Restated figures cost at most so much more than unrestated ones (median of the same run). */
const goal = 1.2

type Rows = {
  rows: { figures: Record<string, { now?: { n: number; num: number | null } }> }[]
  unallocated?: Rows['rows'][number] | null
}

async function count(database: BenchDatabase, level: string, day: string): Promise<number> {
  const { rows } = await database.admin.query<{ n: number }>(
    `select count(*)::int as n from unit_versions where level = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)`,
    [level, day],
  )
  return rows[0]?.n ?? 0
}

/** All totals of the country by month and indicator, as one text. */
async function nationalTotals(database: BenchDatabase): Promise<string> {
  const { rows } = await database.admin.query<{ sum: string }>(
    `select md5(string_agg(x, '|' order by x)) as sum from (
       select period_id || ' ' || indicator_id || ' ' || sum(submitted_n) || ' ' || sum(submitted_num) || ' ' || sum(submitted_den) || ' ' ||
              sum(accepted_n) || ' ' || sum(accepted_num) || ' ' || sum(accepted_den) as x
         from totals group by period_id, indicator_id) y`,
  )
  return rows[0]?.sum ?? ''
}

/** The reform as a resolution that the ministry has drafted. */
async function draft(database: BenchDatabase, session: Session): Promise<string> {
  const id = randomUUID()
  const { rows } = await database.admin.query<{ lines: Change[]; nation: number; person: string }>(
    `select (select value from app_state where key = 'reform') as lines, (select id from units where path = '') as nation,
            (select person_id from assignments where id = $1) as person`,
    [session.assignmentId],
  )
  const { lines = [], nation, person } = rows[0] ?? {}
  await database.admin.query(
    `insert into reorganisations (id, unit_id, path, resolution_number, issuer, effective_on, state, created_at, ordered_by, ordered_under, ordered_at)
     values ($1, $2, '', '202/2025/QH15', 'Quốc hội', $3, 'draft', now(), $4, $5, now())`,
    [id, nation, on, person, session.assignmentId],
  )
  await database.admin.query(
    `insert into reorganisation_changes (reorganisation_id, unit_id, path, line, kind, subject_id, ref, target_id, target_ref, share, level, type, name, code)
     select $1, $2, '', x.line, x.kind, x."subjectId", x.ref, x."targetId", x."targetRef", x.share, x.level, x.type, x.name, x.code
       from jsonb_to_recordset($3::jsonb) as x(line int, kind text, "subjectId" int, ref text, "targetId" int, "targetRef" text, share numeric, level text, type text, name text, code text)`,
    [id, nation, JSON.stringify(lines.map((line, i) => ({ ...rowOf(line), line: i })))],
  )
  return id
}

/** Gives the order and waits until the server's job has carried it out. Seconds; throws what stood against it. */
async function ordered(
  database: BenchDatabase,
  id: string,
  order: 'scheduled' | 'undoing',
  done: 'applied' | 'undone',
): Promise<number> {
  const started = performance.now()
  let told = ''
  await database.admin.query(
    `update reorganisations set state = $2, ordered_at = now(), undo_reason = 'bench' where id = $1`,
    [id, order],
  )
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const { rows } = await database.admin.query<{
      state: string
      failure: unknown
      step: string
      done: number
      of: number
    }>(
      `select e.state, e.failure, r.step, r.done, r.of from reorganisations e
         left join lateral (select * from reorganisation_runs r where r.reorganisation_id = e.id order by started_at desc limit 1) r on true
        where e.id = $1`,
      [id],
    )
    const [now] = rows
    const seconds = (performance.now() - started) / 1000
    if (now?.state === done) return seconds
    if (now?.state !== order) throw new Error(`${order}: ${JSON.stringify(now)}`)
    const step = `${now.step} ${Math.floor((10 * now.done) / Math.max(1, now.of))}`
    if (step !== told) console.error(`${seconds.toFixed(1)} s: ${now.step} ${now.done}/${now.of}`)
    told = step
  }
}

/** The sum of a figure over all rows of a comparison, what is placed nowhere included. */
const sumOf = ({ rows, unallocated }: Rows, code: string) =>
  [...rows, ...(unallocated ? [unallocated] : [])].reduce((sum, row) => sum + (row.figures[code]?.now?.num ?? 0), 0)

/** The same questions by the tree of then and by today's, call about call. */
async function restated(api: Api, session: Session, provinceId: number | null) {
  const times = { today: [] as number[], before: [] as number[] }
  const sums = { today: 0, before: 0 }
  for (let i = -warmUps; i < calls; i++)
    for (const tree of ['then', 'now'] as const) {
      const reply = await api.query(session, 'comparisons.compare', {
        ...{ from: month, to: month, codes: ['C01', 'C02', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'], tree },
        ...(provinceId !== null && { provinceId }),
      })
      sums[tree === 'now' ? 'today' : 'before'] = sumOf(answerOf<Rows>(reply), 'C01')
      if (i >= 0) times[tree === 'now' ? 'today' : 'before'].push(reply.ms)
    }
  const [today, before] = [median(times.today), median(times.before)]
  return { ratio: today / before, today, before, sums }
}

/**
 * The whole reform of 1/7/2025 on the country of its eve, as one job: how long it takes and takes to take back, whether every total
 * stays and the state comes back exactly, what reading costs meanwhile and restated figures afterwards.
 */
export async function territory() {
  const world = await openWorld({ name: oldDatabase, make: makeOldTree })
  try {
    const database = await world.copy('tung_ngo_territory')
    Object.assign(process.env, {
      DATABASE_URL: database.urls.runtime,
      SYSTEM_URL: database.urls.system,
      OWNER_URL: database.urls.owner,
    })
    // Nobody reports after the last month: the clock of the server opens none.
    await database.admin.query('update province_settings set reporting_from = null')
    const { rows: nation } = await database.admin.query<{ id: number }>(`select id from units where path = ''`)
    const ministry = await mintSession(database.admin, world.secret, 'ministry_admin', nation[0]?.id ?? 0)
    const { baseUrl } = await world.serve(database)
    const api = openApi(baseUrl, 2)
    const before = await stateOf(database.urls.system)
    const totals = await nationalTotals(database)
    const communes = await count(database, 'commune', '2025-06-30')
    const asked = { codes: ['C01'], from: month, to: month, tree: 'then' as const }
    const expected = sumOf(answerOf<Rows>(await api.query(ministry, 'comparisons.compare', asked)), 'C01')

    const id = await draft(database, ministry)
    const reading: number[] = []
    let over = false
    const readers = (async () => {
      while (!over) {
        const reply = await api.query(ministry, 'comparisons.compare', asked)
        if (sumOf(answerOf<Rows>(reply), 'C01') !== expected)
          throw new Error('a figure changed while the reform was applied')
        reading.push(reply.ms)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    })()
    const apply = await ordered(database, id, 'scheduled', 'applied')
    over = true
    await readers
    console.error(
      `applied in ${apply.toFixed(1)} s; ${reading.length} reads meanwhile, median ${median(reading).toFixed(0)} ms, slowest ${Math.max(...reading).toFixed(0)} ms`,
    )
    const after = await count(database, 'commune', on)
    const equal = (await nationalTotals(database)) === totals

    await database.admin.query('vacuum (analyze)')
    const { rows: middle } = await database.admin.query<{ id: number }>(
      // One that stood before the reform too: only there are both questions about the same ground.
      `select unit_id as id from unit_versions where level = 'province' and valid_to is null and valid_from < '${on}'
        order by abs((select count(*) from unit_versions c where c.level = 'commune' and c.valid_to is null and c.parent_id = unit_versions.unit_id) - 98) limit 1`,
    )
    const provinces = await restated(api, ministry, null)
    const inside = await restated(api, ministry, middle[0]?.id ?? 0)
    console.error({ provinces, inside })

    const undo = await ordered(database, id, 'undoing', 'undone')
    const back = await stateOf(database.urls.system)
    const different = Object.keys(before).filter((table) => before[table] !== back[table])
    if (different.length > 0)
      console.error(
        'differs after undo',
        different.map((table) => [table, before[table], back[table]]),
      )
    api.close()
    const ratio = Math.max(provinces.ratio, inside.ratio)
    const conserved =
      equal &&
      provinces.sums.today === expected &&
      provinces.sums.before === expected &&
      inside.sums.today === inside.sums.before
    return {
      ...{
        communes_before: communes,
        communes_after: after,
        apply_seconds: rounded(apply),
        undo_seconds: rounded(undo),
      },
      totals_equal: conserved,
      undo_identical: different.length === 0,
      restated_ratio: rounded(ratio),
      ...{
        reads_meanwhile: reading.length,
        read_ms_meanwhile: rounded(median(reading)),
        held: ratio <= goal && apply < 600 && conserved && different.length === 0,
      },
    }
  } finally {
    await world.close()
  }
}
