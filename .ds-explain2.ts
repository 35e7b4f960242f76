import fs from 'node:fs'
import { withClient } from '@/db/connect'
const u = JSON.parse(fs.readFileSync('/tmp/ds/urls.json', 'utf8'))
const inside = (url: string) => Object.assign(new URL(url), { pathname: `/tung_ngo_national` }).toString()
const { seedReports } = await import('@/db/seed/bulk/reports')
await withClient(inside(u.system), async (c) => {
  await c.query('begin'); await c.query(`select set_config('app.seed','on',true)`); await c.query('set local jit=off; set local enable_nestloop=off; set local work_mem='96MB'')
  await c.query(`insert into periods (code, year, month, starts_on, ends_on, form_version_id, opens_at, send_from_at, team_due_at, commune_due_at, department_due_at, closes_at, state) select '2025-16',2027,6,starts_on+0,ends_on+0,form_version_id, opens_at+'31 days',send_from_at+'31 days',team_due_at+'31 days',commune_due_at+'31 days',department_due_at+'31 days',closes_at+'31 days',state from periods where code='2025-06'`)
  const id = (await c.query(`select id from periods where code='2025-16'`)).rows[0].id
  await c.query(`insert into obligations select $1, unit_id, path, province_id, state, exempt_reason, base_due_at, base_due_at from obligations where period_id = (select id from periods where code='2025-06')`, [id])
  const q = c.query.bind(c)
  ;(c as any).query = (t: any, v: any) => q('explain (analyze, timing on, summary on) ' + t, v).then((r: any) => { fs.writeFileSync('/tmp/ds/plan.txt', r.rows.map((x: any) => x['QUERY PLAN'].slice(0, 220)).join('\n')); return r })
  await seedReports(c as never, { periodId: id, seed: 2026, now: new Date('2027-02-10'), draftShare: 0 })
  await q('rollback')
})
process.exit(0)
