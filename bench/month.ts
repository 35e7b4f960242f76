import type { Client } from 'pg'
import { asSystem, endSessions } from '@/db/session'
import { openPeriod } from '@/server/calendar/commands'
import { addMonths, type MonthPeriod, periodOf } from '@/server/calendar/rules'
import type { BenchDatabase } from './world'

/** Rows that the form requires; each draft explains them, since the same figures as last month ask for a sentence. */
const explained = ['C01', 'C02', 'C06', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01']
const reason = 'Đã rà soát với sổ theo dõi của các tổ, số liệu đúng như thực tế.'

/** What a period holds goes, from the leaves up. */
const emptied = ['report_drafts', 'report_events', 'report_versions', 'postings']

async function emptyMonth(admin: Client, periodId: number): Promise<void> {
  for (const table of emptied)
    await admin.query(
      `delete from ${table} where report_id in (select id from reports where period_id = ${Number(periodId)})`,
    )
  await admin.query('delete from reports where period_id = $1', [periodId])
  await admin.query('delete from totals where period_id = $1', [periodId])
}

export type Month = { period: MonthPeriod; lastMonth: MonthPeriod; periodId: number; drafts: number }

/**
 * The month that runs, open for sending and empty but for drafts: every unit that owes it has begun a report with the
 * figures it filed last, complete and explained. Set-based, as a superuser; the server must not run yet.
 */
export async function openMonth({ admin, urls }: BenchDatabase, now: Date): Promise<Month> {
  const period = periodOf(now)
  Object.assign(process.env, { DATABASE_URL: urls.runtime, SYSTEM_URL: urls.system, OWNER_URL: urls.owner })
  await asSystem('bench', (db) => openPeriod(db, period, now))
  await endSessions()
  await admin.query(`select set_config('app.seed', 'on', false)`)
  const { rows } = await admin.query<{ id: number }>(
    `update periods set state = 'open', closed_at = null, send_from_at = $2::timestamptz - interval '1 hour',
       closes_at = greatest(closes_at, $2::timestamptz + interval '7 days') where code = $1 returning id`,
    [period.code, now],
  )
  const periodId = rows[0]?.id ?? 0
  await emptyMonth(admin, periodId)
  const { rows: made } = await admin.query<{ drafts: number }>(
    `with begun as (
       insert into reports (unit_id, path, period_id, province_id, form_version_id)
       select o.unit_id, o.path, o.period_id, o.province_id, p.form_version_id
         from obligations o join periods p on p.id = o.period_id where o.period_id = $1 and o.unit_id <> o.province_id
       returning id, unit_id, path
     ), written as (
       insert into report_drafts (report_id, unit_id, path, values, details, nil, updated_at)
       select b.id, b.unit_id, b.path, l.values, l.details || x.details, l.nil, $2
         from begun b
         cross join lateral (
           (select r.values, r.details, r.nil from reports r join periods p on p.id = r.period_id
             where r.unit_id = b.unit_id and r.submission_no > 0 order by p.starts_on desc limit 1)
           union all
           -- has never filed: "Không phát sinh"
           select (select jsonb_object_agg(code, 0) from unnest($3::text[]) code), '{}', true
           limit 1) l
         cross join lateral (
           select jsonb_object_agg(code, coalesce(l.details -> code, '{}') || jsonb_build_object('reason', $4::text)) as details
             from unnest($3::text[]) code) x
       returning 1
     )
     select count(*)::int as drafts from written`,
    [periodId, now, explained, reason],
  )
  await admin.query('analyze reports, report_drafts, obligations')
  return { period, lastMonth: addMonths(period, -1), periodId, drafts: made[0]?.drafts ?? 0 }
}
