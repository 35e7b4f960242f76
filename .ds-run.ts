import { seed } from '@/server/seed'
import { withClient } from '@/db/connect'
import { migrate } from '@/db/migrate'
import { createDatabaseStatement, databaseStatements } from '@/db/roles'
import fs from 'node:fs'
const u = JSON.parse(fs.readFileSync('/tmp/ds/urls.json', 'utf8'))
const name = process.argv[2] ?? 'd1'
const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
await withClient(u.admin, async (a) => { await a.query(`drop database if exists ${name} with (force)`); await a.query(createDatabaseStatement(name)); for (const s of databaseStatements(name)) await a.query(s) })
await migrate(inside(u.owner))
const adm = new (await import('pg')).default.Client(u.admin); await adm.connect(); let cpu0 = 0
const cpu = async () => { const r = await adm.query(`select pid from pg_stat_activity where datname=$1 and usename like '%system'`, [name]); try { const f = fs.readFileSync('/proc/' + r.rows[0].pid + '/stat', 'utf8').split(') ')[1]!.split(' '); return (Number(f[11]) + Number(f[12])) * 10 } catch { return 0 } }
let t = performance.now(); const t0 = t; let last = 'reference+periods'
const mark = (m: string) => { const x = performance.now(); const l = last; const d = Math.round(x - t); t = x; last = m; void cpu().then((c) => { console.log(String(d).padStart(6), 'cpu', c - cpu0, l); cpu0 = c }) }
try {
await seed({ systemUrl: inside(u.system), demo: process.argv[3] !== 'no', now: process.argv[4] ? new Date(process.argv[4]) : new Date(), progress: mark, provinces: process.argv[3] && process.argv[3] !== 'all' ? process.argv[3].split(',') : undefined } as never)
} catch (e: any) { console.log(e.message, e.detail ?? '', e.where ?? '', e.position, e.hint ?? '', e.stack?.split('\n').slice(0,4).join('\n')); process.exit(1) }
await adm.end(); console.log('total', Math.round(performance.now() - t0)); process.exit(0)
