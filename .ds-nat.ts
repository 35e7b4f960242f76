import fs from 'node:fs'
import { makeNational } from '@/server/national'
const u = JSON.parse(fs.readFileSync('/tmp/ds/urls.json', 'utf8'))
const t0 = performance.now()
try { console.log((await makeNational({ adminUrl: u.admin, urls: u, progress: (m) => console.log(Math.round((performance.now() - t0) / 1000), m) })).made) } catch (e: any) { console.log(e.message, e.detail, e.where, e.stack) }
console.log('total', Math.round(performance.now() - t0)); process.exit(0)
