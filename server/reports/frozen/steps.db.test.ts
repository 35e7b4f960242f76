import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { childrenOf, makeActor, type TestActor } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

/** Whatever reports do before and after: the totals of each revision are the sum of its own lines, and no revision ever moves. */

const createCaller = createCallerFactory(appRouter)
const month = monthPeriod(2026, 11)
const period = month.code
const now = new Date('2026-11-25T09:00:00+07:00')
const codes = ['T1_01', 'T1_03', 'C11', 'R00', 'R02']

let cast: Cast
let department: TestActor
let communes: number[]

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  department = await makeActor('department_leader', cast.province)
  communes = (await childrenOf(cast.province)).slice(0, 3).map(({ id }) => id)
  await lookAt(cast.urls.system, async (client) => {
    await client.query(`select set_config('app.seed', 'on', false)`)
    await client.query(`update province_settings set reporting_from = '2026-10-15'`)
    await client.query(
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
       select id, path, '2026-01-01', 3000, 12000, 8001, 1500, 200, now() from units where id = any ($1)`,
      [communes],
    )
  })
  await asSystem('test', (db) => openPeriod(db, month, instantAt(month.startsOn)))
  await lookAt(cast.urls.system, (client) =>
    client.query(
      `insert into reports (unit_id, path, period_id, province_id, form_version_id)
       select u.id, u.path, p.id, $2, p.form_version_id from units u, periods p where u.id = any ($1)`,
      [communes, cast.province.id],
    ),
  )
})
afterAll(() => cast?.close())

const step = fc.record({
  commune: fc.nat({ max: 2 }),
  verb: fc.constantFrom('send', 'send', 'accept', 'accept', 'return', 'supplement', 'freeze'),
  figures: fc.dictionary(fc.constantFrom('T1_01', 'T1_03', 'C11'), fc.nat({ max: 50 })),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function run(client: pg.Client, { commune, verb, figures }: Step): Promise<void> {
  const unit = communes[commune]
  const move = (to: string, from: string[]) =>
    client.query(
      `update reports set status = $2, version = version + 1, submitted_at = now() where unit_id = $1 and status = any ($3)`,
      [unit, to, from],
    )
  switch (verb) {
    case 'send':
      await client.query(
        `insert into report_drafts (report_id, unit_id, path, values, updated_at) select id, unit_id, path, $2, now() from reports where unit_id = $1
         on conflict (report_id) do update set values = excluded.values`,
        [unit, figures],
      )
      await move('submitted', ['draft', 'returned'])
      return
    case 'accept':
      await move('accepted', ['submitted'])
      return
    case 'return':
      await move('returned', ['submitted', 'accepted'])
      return
    case 'supplement':
      // As the consent to late figures of a team does it: another version, the status as it was.
      await client.query(
        `update reports set values = values || $2, version = version + 1, submission_no = submission_no + 1
          where unit_id = $1 and status in ('submitted', 'accepted')`,
        [unit, figures],
      )
      return
    case 'freeze':
      await createCaller({ identity: department.identity, now }).frozen.freeze({
        ...once(),
        ...{ period, reason: 'Có số liệu bổ sung' },
      })
  }
}

/** Revisions after the one named of which the totals are not the sum of their lines: none. */
async function wrong(client: pg.Client, after: number): Promise<unknown[]> {
  const { rows } = await client.query(
    `with sums as (
       select f.id, g.indicator_id, count(*)::int as n, sum(g.num)::numeric(24, 3) as num, sum(g.den)::numeric(24, 3) as den
         from figure_freezes f
         join periods p on p.id = f.period_id and f.revision > $1
         join frozen_units u on u.freeze_id = f.id
         join report_versions v on v.report_id = u.report_id and v.submission_no = u.submission_no
         cross join lateral report_figures(p.form_version_id, f.unit_id, p.ends_on, v.values, v.details, v.denominators) g
        group by 1, 2
     )
     select f.revision, i.code, t.n, s.n as of, t.num, s.num as sum
       from sums s
       full join (select t.* from frozen_totals t join figure_freezes f on f.id = t.freeze_id and f.revision > $1) t
         on t.freeze_id = s.id and t.indicator_id = s.indicator_id
       join figure_freezes f on f.id = coalesce(s.id, t.freeze_id) join indicators i on i.id = coalesce(s.indicator_id, t.indicator_id)
      where (s.n, s.num, s.den) is distinct from (t.n, t.num, t.den)
      union all
     select f.revision, 'lines', f.accepted, sum(u.accepted), f.required, sum(u.required)
       from figure_freezes f join frozen_units u on u.freeze_id = f.id group by f.id
     having f.accepted <> sum(u.accepted) or f.required <> sum(u.required) or f.accepted <> count(u.report_id)`,
    [after],
  )
  return rows
}

const kept = async (client: pg.Client) =>
  (
    await client.query<{ revision: number; said: string }>(
      `select f.revision, md5(row(f.*)::text || (select string_agg(u::text, ';' order by u.subject_id) from frozen_units u where u.freeze_id = f.id)
              || coalesce((select string_agg(t::text, ';' order by t.indicator_id) from frozen_totals t where t.freeze_id = f.id), '')
              || coalesce((select string_agg(v::text, ';' order by v.report_id) from frozen_units u
                   join report_versions v on v.report_id = u.report_id and v.submission_no = u.submission_no where u.freeze_id = f.id), '')) as said
         from figure_freezes f order by 1`,
    )
  ).rows

it('holds after any sequence of steps', { timeout: 120_000 }, async () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000)
  console.log(`seed ${seed}`)
  let before: Awaited<ReturnType<typeof kept>> = []
  await lookAt(cast.urls.system, async (client) => {
    await client.query(`select set_config('app.seed', 'on', false)`)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const each of steps) await run(client, each)
        expect(await wrong(client, before.length)).toEqual([])
        const now = await kept(client)
        expect(now.slice(0, before.length)).toEqual(before)
        before = now
      }),
      { numRuns: 200, seed },
    )
    const { rows } = await client.query<{ code: string }>(
      `select distinct i.code from frozen_totals t join indicators i on i.id = t.indicator_id`,
    )
    // The property must have met figures of every kind, or it says nothing.
    expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
  })
  expect(before.length).toBeGreaterThan(30)
  expect(new Set(before.map(({ said }) => said)).size).toBe(before.length)
})
