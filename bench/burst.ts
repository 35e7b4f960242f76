import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { hashOf, quantile, rounded } from './figures'
import { answerOf, openApi } from './http'
import { openMonth } from './month'
import { mintSessions, type Session } from './sessions'
import { openWorld } from './world'

const connections = 256
const retryShare = 0.1

type Sending = { session: Session; input: { requestId: string; reportId: string; version: number } }
type Sent = { reportId: string; ms: number; status: number; answer: unknown; refusal: string }

/** Every leader's report of the month, in an order in which provinces are mixed; every tenth is sent a second time at once. */
async function plan(admin: Client, secret: string, periodId: number): Promise<Sending[]> {
  const { rows } = await admin.query<{ id: string; unit_id: number; version: number }>(
    'select id, unit_id, version from reports where period_id = $1 order by md5(id::text)',
    [periodId],
  )
  const sessions = new Map((await mintSessions(admin, secret, 'commune_leader')).map((each) => [each.unitId, each]))
  const every = Math.round(1 / retryShare)
  return rows.flatMap(({ id, unit_id, version }, i) => {
    const session = sessions.get(unit_id)
    if (!session) return []
    const sending = { session, input: { requestId: randomUUID(), reportId: id, version } }
    return i % every === 0 ? [sending, sending] : [sending]
  })
}

/** Counted apart from what the server said, over the rows themselves. */
async function count(admin: Client, periodId: number) {
  const { rows } = await admin.query<{
    submitted: number
    events: number
    versions: number
    counted: number
    doubled: number
    differing: number
  }>(
    `with sent as (select * from reports where period_id = $1 and status = 'submitted'),
     once as (
       select r.id, (select count(*) from report_events e where e.report_id = r.id and e.verb = 'submit') as events,
              (select count(*) from report_versions v where v.report_id = r.id) as versions, r.submission_no
         from reports r where r.period_id = $1
     ), figures as (
       select s.province_id, f.indicator_id, count(*) as n, sum(f.num) as num, sum(f.den) as den
         from sent s join periods p on p.id = s.period_id
         cross join lateral report_figures(s.form_version_id, s.province_id, p.ends_on, s.values, s.details, s.denominators) f group by 1, 2
     )
     select (select count(*)::int from sent) as submitted,
            (select coalesce(sum(events), 0)::int from once) as events,
            (select coalesce(sum(versions), 0)::int from once) as versions,
            (select coalesce(sum(t.submitted_n), 0)::int from totals t join indicators i on i.id = t.indicator_id
              where t.period_id = $1 and i.code = 'R00' and i.owner_unit_id is null) as counted,
            (select count(*)::int from once where events > 1 or versions > 1 or submission_no > 1) as doubled,
            (select count(*)::int from figures f
               full join (select * from totals where period_id = $1 and submitted_n <> 0) t using (province_id, indicator_id)
              where (f.n, f.num, f.den) is distinct from (t.submitted_n::bigint, t.submitted_num, t.submitted_den)) as differing`,
    [periodId],
  )
  if (!rows[0]) throw new Error('nothing counted')
  return rows[0]
}

/** Reports whose sender was told that they are sent, and that do not stand in all four places. */
async function countLost(admin: Client, acknowledged: string[]): Promise<number> {
  const { rows } = await admin.query<{ lost: number }>(
    `select count(*)::int as lost from unnest($1::uuid[]) x(id)
      where not (exists (select from reports r where r.id = x.id and r.status = 'submitted')
        and exists (select from report_events e where e.report_id = x.id and e.verb = 'submit')
        and exists (select from report_versions v where v.report_id = x.id)
        and exists (select from postings p where p.report_id = x.id and p.counted = 'submitted'))`,
    [acknowledged],
  )
  return rows[0]?.lost ?? acknowledged.length
}

/**
 * The hour before the deadline: every commune's leader sends the month's report, 256 connections, a tenth sent twice with
 * one id. Nothing lost: each that was answered with 200 stands in reports, events, versions and totals. Nothing doubled.
 */
export async function burst() {
  const world = await openWorld()
  try {
    const now = new Date()
    const database = await world.copy('tung_ngo_burst')
    const { admin } = database
    const { periodId, period } = await openMonth(database, now)
    const sendings = await plan(admin, world.secret, periodId)
    const { baseUrl } = await world.serve(database)
    const api = openApi(baseUrl, connections)
    const sent: Sent[] = []
    let next = 0
    let again = 0
    const send = async () => {
      for (let sending = sendings[next++]; sending; sending = sendings[next++]) {
        let reply = await api.command(sending.session, 'reports.submit', sending.input)
        // "Busy": nothing has happened, and the person presses again. The same id, so it cannot be sent twice.
        for (let i = 0; i < 5 && reply.status === 412 && reply.body.includes('"common.busy"'); i++) {
          again++
          await sleep(1000 * (1 + Math.random()))
          reply = await api.command(sending.session, 'reports.submit', sending.input)
        }
        const answer = reply.status === 200 ? answerOf(reply) : null
        sent.push({ reportId: sending.input.reportId, ms: reply.ms, status: reply.status, answer, refusal: reply.body })
      }
    }
    const started = performance.now()
    await Promise.all(Array.from({ length: connections }, send))
    const seconds = (performance.now() - started) / 1000
    api.close()

    const refused = sent.filter((each) => each.status !== 200)
    for (const each of refused.slice(0, 3)) console.error(each.status, each.refusal.slice(0, 300))
    const answered = new Map<string, string>()
    let otherAnswers = 0
    for (const { reportId, answer } of sent.filter((each) => each.status === 200)) {
      const text = hashOf(answer)
      if ((answered.get(reportId) ?? text) !== text) otherAnswers++
      answered.set(reportId, text)
    }
    const counted = await count(admin, periodId)
    const lost = await countLost(admin, [...answered.keys()])
    const times = sent.map((each) => each.ms)
    return {
      submitted: counted.submitted,
      lost,
      doubled: counted.doubled + Math.max(0, counted.counted - counted.submitted),
      seconds: rounded(seconds),
      p50_ms: rounded(quantile(times, 0.5)),
      p99_ms: rounded(quantile(times, 0.99)),
      per_second: rounded(sent.length / seconds),
      period: period.code,
      connections,
      sessions: new Set(sendings.map((each) => each.session.unitId)).size,
      requests: sent.length,
      retries: sendings.length - new Set(sendings.map((each) => each.input.requestId)).size,
      told_busy: again,
      refused: refused.length,
      retries_answered_otherwise: otherAnswers,
      events: counted.events,
      versions: counted.versions,
      counted_in_totals: counted.counted,
      totals_differing: counted.differing,
    }
  } finally {
    await world.close()
  }
}
