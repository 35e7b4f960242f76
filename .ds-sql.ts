import fs from 'node:fs'
import { withClient } from '@/db/connect'
const u = JSON.parse(fs.readFileSync('/tmp/ds/urls.json', 'utf8'))
await withClient(Object.assign(new URL(u.admin), { pathname: '/' + (process.argv[3] ?? 'postgres') }).toString(), async (c) => { const r = await c.query(process.argv[2]!); for (const x of [r].flat()) if (x.rows.length) console.table(x.rows) })
process.exit(0)
