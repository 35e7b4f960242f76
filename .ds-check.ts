import fs from 'node:fs'
const u = JSON.parse(fs.readFileSync('/tmp/ds/urls.json', 'utf8')); const name = process.argv[2] ?? 'd2'
const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
Object.assign(process.env, { DATABASE_URL: inside(u.runtime), SYSTEM_URL: inside(u.system), OWNER_URL: inside(u.owner) })
const { asSystem, endSessions } = await import('@/db/session')
const { loadForm } = await import('@/server/forms/queries')
const { canSend, check } = await import('@/server/reports/rules')
const t0 = performance.now()
await asSystem('check', async (tx, client) => {
  const ps = (await client.query('select id, code, month, ends_on::text as ends, form_version_id f from periods order by starts_on')).rows
  const hist = new Map<number, Map<string, any>>(); const tally: Record<string, number> = {}; let n = 0, bad = 0, warned = 0, withWarn = 0
  const notes: Record<string, number> = {}
  for (const p of ps) {
    const form = await loadForm(tx, p.f, p.ends)
    const { rows } = await client.query(`select r.unit_id u, r.status, r.nil, r.values, r.details, r.denominators, r.submission_no s from reports r where period_id = $1 and submission_no > 0`, [p.id])
    const i = ps.indexOf(p)
    const m = new Map<string, any>(); hist.set(p.id, m as never)
    for (const r of rows) { m.set(r.u, r.values)
      const before = [1, 2, 3].map((k) => { const q = ps[i - k]; return q ? (hist.get(q.id)?.get(r.u) ?? null) : null })
      const ly = ps[i - 12]; const f = check(form, { values: r.values, details: r.details, previous: before, lastYear: ly ? hist.get(ly.id)?.get(r.u) : null, denominators: r.denominators, month: p.month, nil: r.nil })
      n++; if (f.some((x) => x.severity === 'warn')) withWarn++
      for (const x of f) { if (x.severity === 'note') notes[x.rule] = (notes[x.rule] ?? 0) + 1; else { const k = `${x.severity} ${x.rule} ${x.message} ${x.rule === 'jump' ? x.codes : ''} ${x.explained ? 'explained' : ''}`; tally[k] = (tally[k] ?? 0) + 1 } }
      if (!canSend(f)) { bad++; if (bad <= 5) console.log(p.code, r.u, r.status, JSON.stringify(f.filter((x) => x.severity !== 'note' && !x.explained).slice(0, 2))) }
    }
    if (hist.size > 14) hist.delete(ps[i - 14]?.id)
  }
  console.log({ n, bad, withWarn }); console.log(tally, notes)
})
console.log(Math.round(performance.now() - t0)); await endSessions(); process.exit(0)
