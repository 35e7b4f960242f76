import fs from 'node:fs'
import path from 'node:path'
import type { Client, QueryResultRow } from 'pg'
import { type Case, casesOf } from './cases'
import { hashOf, median, rounded } from './figures'
import { openApi } from './http'
import { openMonth } from './month'
import { openWorld } from './world'

const warmUps = 8
const calls = 40
/** Within this many milliseconds a person waits for nothing, whatever the ratio (quality.md 4). */
const goal = { ratio: 3, ms: 30 }

const statements = new Map<string, string>()
const statementOf = (name: string): string => {
  const text = statements.get(name) ?? fs.readFileSync(path.join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
  statements.set(name, text)
  return text
}

/** The bare statement of a case: milliseconds to the last row, and its rows. */
export async function bare(admin: Client, name: string, params: unknown[]) {
  const text = statementOf(name)
  const started = performance.now()
  const { rows } = await admin.query<QueryResultRow>(text, params)
  return { ms: performance.now() - started, rows }
}

/** The first places in which two answers differ, for whoever has to find out why. */
function differences(answer: unknown, expected: unknown): unknown[] {
  const [a, b] = [answer, expected].map((each) => (each && typeof each === 'object' ? Object.entries(each) : []))
  const given = new Map(b)
  const keys = new Set([...(a ?? []), ...(b ?? [])].map(([key]) => key))
  const found = new Map(a)
  return [...keys]
    .filter((key) => hashOf(found.get(key) ?? null) !== hashOf(given.get(key) ?? null))
    .slice(0, 5)
    .map((key) => [key, found.get(key), given.get(key)])
}

async function measure(admin: Client, { sql, http, params, ofHttp, ofSql }: Case) {
  const times = { http: [] as number[], sql: [] as number[] }
  let same = true
  let hash = ''
  for (let i = -warmUps; i < calls; i++) {
    const reply = await http(i)
    const rows = await bare(admin, sql, params(i))
    const [answer, expected] = [ofHttp(reply), ofSql(rows.rows)]
    hash = hashOf(answer)
    if (same && hash !== hashOf(expected)) {
      same = false
      console.error(`${sql}: the answers differ`, differences(answer, expected))
    }
    if (i < 0) continue
    times.http.push(reply.ms)
    times.sql.push(rows.ms)
  }
  const [ms, sqlMs] = [median(times.http), median(times.sql)]
  const ratio = ms / sqlMs
  return {
    ms: rounded(ms),
    sql_ms: rounded(sqlMs),
    ratio: rounded(ratio),
    same_answer: same,
    hash,
    calls,
    held: same && (ratio <= goal.ratio || ms < goal.ms),
  }
}

/**
 * The product over HTTP and the bare SQL for the same answer, call about call on the same rows: medians after a warm-up.
 * The SQL runs as a superuser, whom row-level security does not hold (the owner is held too: it is forced).
 */
export async function compare() {
  const world = await openWorld()
  try {
    const database = await world.copy('tung_ngo_compare')
    const month = await openMonth(database, new Date())
    const cases = await casesOf(database.admin, world.secret, month)
    const { baseUrl } = await world.serve(database)
    const api = openApi(baseUrl, 1)
    const result: Record<string, Awaited<ReturnType<typeof measure>>> = {}
    for (const [name, make] of Object.entries(cases)) {
      result[name] = await measure(database.admin, make(api))
      console.error(name, result[name])
    }
    api.close()
    return result
  } finally {
    await world.close()
  }
}
