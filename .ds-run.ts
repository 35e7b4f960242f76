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
let t = performance.now(); const t0 = t; let last = 'reference+periods'
const mark = (m: string) => { const x = performance.now(); console.log(String(Math.round(x - t)).padStart(6), last); t = x; last = m }
try {
await seed({ systemUrl: inside(u.system), demo: process.argv[3] !== 'no', now: process.argv[4] ? new Date(process.argv[4]) : new Date(), progress: mark, provinces: process.argv[3] && process.argv[3] !== 'all' ? process.argv[3].split(',') : undefined } as never)
} catch (e: any) { console.log(e.message, e.detail ?? '', e.where ?? '', e.position, e.hint ?? '', e.stack?.split('\n').slice(0,4).join('\n')); process.exit(1) }
mark('end'); console.log('total', Math.round(performance.now() - t0)); process.exit(0)
