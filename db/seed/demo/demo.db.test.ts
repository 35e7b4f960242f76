import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { loadForm } from '@/server/forms/queries'
import { totalledRows } from '@/server/forms/rules'
import {
  canSend,
  check,
  contribution,
  type Denominators,
  type ReportDetails,
  type ReportValues,
} from '@/server/reports/rules'
import { seed } from '@/server/seed'
import { demoSignIns } from '.'
import { shownProvinces } from './places'

/** After the due day of 11/2026 and before its close. */
const now = new Date('2026-11-20T09:30:00+07:00')
let drop: () => Promise<void>

const rowsOf = <Row>(sql: string, params: unknown[] = []): Promise<Row[]> =>
  asSystem('test', async (_, client) => (await client.query(sql, params)).rows as Row[])

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  await seed({ systemUrl: database.urls.system, demo: true, now, provinces: [...shownProvinces] })
}, 180_000)

afterAll(async () => {
  await endSessions()
  await drop()
})

it('has thirteen months of reports of nearly every commune, locked once their period is closed', async () => {
  const rows = await rowsOf<{
    code: string
    state: string
    owed: number
    filed: number
    locked: number
    late: number
    twice: number
  }>(
    `select p.code, p.state, count(*)::int as owed, count(r.id) filter (where r.submission_no > 0)::int as filed,
            count(*) filter (where r.status = 'locked')::int as locked, count(*) filter (where r.first_sent_at > o.due_at)::int as late,
            count(*) filter (where r.submission_no = 2)::int as twice
       from obligations o join periods p on p.id = o.period_id left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
      group by 1, 2 order by 1`,
  )
  expect(rows.map((row) => row.code)).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
    '2026-11',
    '2026-12',
  ])
  const closed = rows.filter((row) => row.state === 'closed')
  expect(closed).toHaveLength(12)
  for (const row of closed) {
    expect(row.locked).toBe(row.filed)
    expect(row.filed / row.owed).toBeGreaterThan(0.93)
    expect(row.filed).toBeLessThan(row.owed)
    expect(row.twice).toBeGreaterThan(0)
  }
  expect(closed.reduce((sum, row) => sum + row.late, 0)).toBeGreaterThan(50)
  expect(rows.at(-1)?.filed).toBe(0)
})

it('shows every status in each of the three provinces', async () => {
  const rows = await rowsOf<{ province: string; seen: string[] }>(
    `select v.code as province, array_agg(distinct case
              when o.state = 'exempt' then 'exempt' when r.id is null and o.extension_reason is not null then 'extended'
              when r.id is null then 'none' when r.status = 'draft' and r.submission_no = 1 then 'recalled'
              when r.status = 'submitted' and r.submission_no = 2 then 'resent'
              when r.status = 'submitted' and r.first_sent_at > o.due_at then 'late' else r.status end) as seen
       from obligations o join periods p on p.id = o.period_id and p.code = '2026-11'
       join unit_versions v on v.unit_id = o.province_id and v.valid_to is null
       left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id group by 1`,
  )
  expect(rows).toHaveLength(3)
  for (const row of rows)
    expect(row.seen.toSorted()).toEqual(
      [
        'none',
        'draft',
        'awaiting_leader',
        'submitted',
        'late',
        'returned',
        'resent',
        'accepted',
        'exempt',
        'extended',
        'recalled',
      ].toSorted(),
    )
})

type Filed = {
  unit_id: number
  period_id: number
  values: ReportValues
  details: ReportDetails
  denominators: Denominators
  nil: boolean
}

it('holds reports that the rules let pass: three hundred of them, and all that warn say why', async () => {
  await asSystem('test', async (tx, client) => {
    const { rows: periods } = await client.query<{ id: number; month: number; ends: string; form: number }>(
      'select id, month, ends_on::text as ends, form_version_id as form from periods order by starts_on',
    )
    const { rows: reports } = await client.query<Filed>(
      `select unit_id, period_id, values, details, denominators, nil from reports where submission_no > 0 and status <> 'draft'`,
    )
    const filed = new Map(reports.map((report) => [`${report.unit_id}/${report.period_id}`, report]))
    const forms = new Map<number, Awaited<ReturnType<typeof loadForm>>>()
    for (const period of periods) forms.set(period.id, await loadForm({ db: tx }, period.form, period.ends))
    let warned = 0
    // Every so many-th, and all of the month that is being reviewed, where the unusual ones are.
    const sample = reports.filter((report, i) => i % 13 === 0 || report.period_id === periods.at(-2)?.id)
    expect(sample.length).toBeGreaterThan(300)
    for (const report of sample) {
      const at = periods.findIndex((period) => period.id === report.period_id)
      const form = forms.get(report.period_id)
      const of = (back: number) => filed.get(`${report.unit_id}/${periods[at - back]?.id}`)?.values ?? null
      if (!form) throw new Error('no form')
      const findings = check(form, {
        ...report,
        previous: [of(1), of(2), of(3)],
        lastYear: of(12),
        month: periods[at]?.month,
      })
      expect(findings.filter((finding) => finding.severity === 'block')).toEqual([])
      expect(canSend(findings)).toBe(true)
      if (findings.some((finding) => finding.severity === 'warn')) warned++
    }
    expect(warned).toBeGreaterThan(2)
    expect(warned).toBeLessThan(sample.length * 0.1)
  })
})

it('has totals that are the sums of the reports', async () => {
  await asSystem('test', async (tx, client) => {
    const { rows: periods } = await client.query<{ id: number; ends: string; form: number }>(
      `select id, ends_on::text as ends, form_version_id as form from periods where code in ('2026-03', '2026-11')`,
    )
    for (const period of periods) {
      const form = await loadForm({ db: tx }, period.form, period.ends)
      const { rows: reports } = await client.query<Filed & { province_id: number; status: string }>(
        `select province_id, status, values, details, denominators from reports
          where period_id = $1 and status in ('submitted', 'accepted', 'locked')`,
        [period.id],
      )
      const { rows: totals } = await client.query<{
        province_id: number
        indicator_id: number
        n: number
        num: string
        an: number
        anum: string
      }>(
        `select province_id, indicator_id, submitted_n as n, submitted_num as num, accepted_n as an, accepted_num as anum
           from totals where period_id = $1`,
        [period.id],
      )
      const provinces = new Set(reports.map((report) => report.province_id))
      expect(provinces.size).toBe(3)
      for (const province of provinces)
        for (const row of totalledRows(form)) {
          const sumOf = (accepted: boolean) =>
            reports
              .filter((report) => report.province_id === province && (!accepted || report.status !== 'submitted'))
              .flatMap((report) => contribution(row, report.values, report.details, report.denominators) ?? [])
          const total = totals.find((t) => t.province_id === province && t.indicator_id === form.indicatorIds[row.code])
          const [all, accepted] = [sumOf(false), sumOf(true)]
          expect(total?.n ?? 0).toBe(all.length)
          expect(total?.an ?? 0).toBe(accepted.length)
          expect(Number(total?.num ?? 0)).toBeCloseTo(
            all.reduce((sum, each) => sum + each.num, 0),
            1,
          )
          expect(Number(total?.anum ?? 0)).toBeCloseTo(
            accepted.reduce((sum, each) => sum + each.num, 0),
            1,
          )
        }
    }
  })
})

it('keeps what was filed, step by step, and nothing of the future', async () => {
  const [row] = await rowsOf<Record<string, number>>(
    `select (select count(*) from report_events where at > $1)::int as "later",
            (select count(*) from report_drafts where updated_at > $1)::int as "laterDrafts",
            (select count(*) from reports r where submission_no > 0 and not exists (
               select from report_versions v where v.report_id = r.id and v.submission_no = r.submission_no
                 and v.values = r.values and v.denominators = r.denominators))::int as "unlikeVersion",
            (select count(*) from reports r where r.submission_no <> (select count(*) from report_versions v where v.report_id = r.id))::int as "lostVersions",
            (select count(*) from reports r where r.version <> (select count(*) from report_events e where e.report_id = r.id))::int as "lostEvents",
            (select count(*) from (select at < lag(at) over (partition by report_id order by id) as back from report_events) e where back)::int as "backwards",
            (select count(*) from reports r join lateral (select to_status from report_events e where e.report_id = r.id order by id desc limit 1) e on e.to_status <> r.status)::int as "otherStatus"`,
    [now],
  )
  expect(row).toEqual({
    later: 0,
    laterDrafts: 0,
    unlikeVersion: 0,
    lostVersions: 0,
    lostEvents: 0,
    backwards: 0,
    otherStatus: 0,
  })
})

it('lets everybody who is printed sign in, with xã Lìa at work and a post lent to its leader', async () => {
  const rows = await rowsOf<{ name: string; role: string; secret: boolean }>(
    `select c.sign_in_name as name, a.role, c.password_hash like '$argon2id$%' as secret
       from accounts c join assignments a on a.person_id = c.person_id and a.delegated_from is null
      where c.password_hash is not null and c.demo`,
  )
  expect(rows.map((row) => `${row.name} ${row.role} ${row.secret}`).sort()).toEqual(
    demoSignIns.map((each) => `${each.signInName} ${each.role} true`).sort(),
  )
  const [lia] = await rowsOf<{ status: string; typed: string[]; lent: string }>(
    `select r.status, array(select jsonb_object_keys(d.values)) as typed,
            (select s.status from assignments own join assignments lent on lent.person_id = own.person_id and lent.delegated_from is not null
               join reports s on s.unit_id = lent.unit_id and s.period_id = r.period_id
              where own.unit_id = r.unit_id and own.role = 'commune_leader') as lent
       from reports r join periods p on p.id = r.period_id and p.code = '2026-11'
       join unit_versions v on v.unit_id = r.unit_id and v.name = 'Lìa' join report_drafts d on d.report_id = r.id`,
  )
  expect(lia).toEqual({ status: 'draft', typed: ['C01', 'C02', 'C05', 'T1_01'], lent: 'awaiting_leader' })
})

it('has weeks of the teams’ log, of several communes, with teams of which nothing is recorded, and none of it ahead', async () => {
  const [row] = await rowsOf<{ communes: number; logged: number; teams: number; ahead: number; typed: number }>(
    `select count(distinct t.commune_id)::int as communes, count(distinct a.unit_id)::int as logged,
            (select count(*) from teams x where x.commune_id in (select commune_id from teams y join activities z on z.unit_id = y.unit_id))::int as teams,
            count(*) filter (where a.received_at > $1 or a.on_day > ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date or a.on_day < t.founded_on)::int as ahead,
            (select count(*) from activity_events where told_by is not null)::int as typed
       from activities a join teams t on t.unit_id = a.unit_id`,
    [now],
  )
  expect(row?.communes).toBe(10)
  expect(row?.ahead).toBe(0)
  expect(row?.logged).toBeLessThan(row?.teams ?? 0)
  expect(row?.logged).toBeGreaterThan(30)
  expect(row?.typed).toBeGreaterThan(50)
})
