import { casesOf } from './cases'
import { hashOf, median, rounded } from './figures'
import { openApi } from './http'
import { openMonth } from './month'
import { type BenchDatabase, openWorld } from './world'

const warmUps = 8
const calls = 40
const asked = ['ministry', 'province', 'communes', 'report'] as const
const goal = 1.2

/**
 * Leaves about a tenth: the reports of every tenth province with all that hangs on them, and of totals and obligations the
 * months that the questions are about. What is asked has the same answer in both databases.
 */
async function cutToTenth({ admin }: BenchDatabase, province: number, periodIds: number[]): Promise<void> {
  // As a replica: no triggers and no foreign keys are asked, since what refers to a row goes with it.
  await admin.query(`set session_replication_role = replica`)
  await admin.query(
    `create temporary table kept as select id from reports where province_id = $1 or province_id in (
       select province_id from (select province_id, row_number() over (order by province_id) as n
          from (select distinct province_id from reports) p) x where n % 10 = 0)`,
    [province],
  )
  await admin.query('create unique index on kept (id)')
  await admin.query('analyze kept')
  for (const table of ['report_drafts', 'report_events', 'report_versions', 'postings'])
    await admin.query(`delete from ${table} x where not exists (select from kept k where k.id = x.report_id)`)
  await admin.query('delete from reports r where not exists (select from kept k where k.id = r.id)')
  for (const table of ['totals', 'obligations'])
    await admin.query(`delete from ${table} where period_id <> all ($1)`, [periodIds])
  await admin.query('reset session_replication_role')
  for (const table of [
    ...['reports', 'report_drafts', 'report_events', 'report_versions', 'postings', 'totals', 'obligations'],
  ])
    await admin.query(`vacuum (full, analyze) ${table}`)
}

/** The same questions to the nation and to a tenth of it: cost follows the result, not the history (quality.md 4). */
export async function tenth() {
  const world = await openWorld()
  try {
    const now = new Date()
    const [whole, part] = [await world.copy('tung_ngo_whole'), await world.copy('tung_ngo_tenth')]
    const month = await openMonth(whole, now)
    await openMonth(part, now)
    const { year, month: number } = month.lastMonth
    const at = year * 12 + number
    const { rows } = await whole.admin.query<{ province: number; ids: number[] }>(
      `select (select province_id from reports where period_id = $1 group by 1 order by abs(count(*) - 98), 1 limit 1) as province,
              array(select id from periods where year * 12 + month = any ($2)) as ids`,
      [month.periodId, [at + 1, at, at - 1, at - 12]],
    )
    await cutToTenth(part, rows[0]?.province ?? 0, rows[0]?.ids ?? [])
    const sides = []
    for (const database of [whole, part]) {
      const cases = await casesOf(database.admin, world.secret, month)
      const { baseUrl } = await world.serve(database)
      sides.push({ cases, api: openApi(baseUrl, 1), times: [] as number[], hash: '' })
    }
    const result: Record<string, object> = {}
    for (const name of asked) {
      for (const side of sides) side.times = []
      for (let i = -warmUps; i < calls; i++) {
        for (const side of sides) {
          const question = side.cases[name]?.(side.api)
          if (!question) continue
          const reply = await question.http(i)
          side.hash = hashOf(question.ofHttp(reply))
          if (i >= 0) side.times.push(reply.ms)
        }
      }
      const [ms, tenthMs] = sides.map((side) => median(side.times))
      const ratio = (ms ?? 0) / (tenthMs ?? 1)
      result[name] = {
        ...{ ms: rounded(ms ?? 0), tenth_ms: rounded(tenthMs ?? 0), ratio: rounded(ratio), calls },
        ...{ same_answer: sides[0]?.hash === sides[1]?.hash, held: ratio <= goal },
      }
      console.error(name, result[name])
    }
    for (const side of sides) side.api.close()
    return result
  } finally {
    await world.close()
  }
}
