import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { UnitLevel, UnitType } from '@/db/enums'
import { endSessions } from '@/db/session'
import { once } from '@/db/testing/cast'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { fullNameOf, storedName } from '@/db/unit-names'
import { owners } from '../../owners'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import { pathStep } from '../../units/tree/rules'
import { runDueReorganisations } from '../applying/commands'

// The reform of 1/7/2025 from its lists through the router, in a country as it was on the eve. It takes a minute, so it runs
// only when it is asked for: ADMIN_LISTS is the folder of the lists.
const folder = path.resolve(process.env.ADMIN_LISTS ?? 'no lists')
const textOf = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8')
const createCaller = createCallerFactory(appRouter)
const now = new Date('2025-06-20T03:00:00Z')
const day = new Date('2025-07-01T01:00:00Z')

type Row = {
  id: number
  level: UnitLevel
  path: string
  parentId: number | null
  name: string
  full: string
  type: UnitType
  code: string | null
}

/** The units of the eve: nation 1, then provinces, districts, communes in the order of their lists. */
function eve(): Row[] {
  const rows: Row[] = []
  const byCode = new Map<string, Row>()
  const grow = (level: UnitLevel, above: Row | null, called: string, type: UnitType, code: string | null) => {
    const [id, name] = [rows.length + 1, storedName(called)]
    const row = {
      id,
      level,
      path: above ? above.path + pathStep(id) : '',
      parentId: above?.id ?? null,
      name,
      full: fullNameOf(type, name),
      type,
      code,
    }
    rows.push(row)
    byCode.set(`${level} ${code}`, row)
    return row
  }
  const nation = grow('nation', null, 'Việt Nam', 'nation', null)
  for (const [file, level, within] of [
    ['provinces-63.csv', 'province', null],
    ['districts-696.csv', 'district', 'province'],
    ['communes-10035.csv', 'commune', 'district'],
  ] as const)
    for (const line of textOf(file).trim().split('\n').slice(1)) {
      const [code = '', name = '', , type = '', above = ''] = line.split(',')
      const parent = within ? byCode.get(`${within} ${above}`) : nation
      const city = level === 'district' && type === 'thanh_pho' ? 'thanh_pho_thuoc_tinh' : type
      grow(level, parent ?? nation, name, city as UnitType, code)
    }
  return rows
}

let drop: () => Promise<void>
let ministry: TestActor
const there = fs.existsSync(path.join(folder, 'map-commune-2025-07-01.csv'))

describe.skipIf(!there)('the reform of 1/7/2025 through the router', () => {
  beforeAll(async () => {
    const database = await freshDatabase()
    drop = database.drop
    const admin = Object.assign(new URL(inject('cluster').adminUrl), {
      pathname: new URL(database.urls.owner).pathname,
    })
    await lookAt(admin.toString(), async (client) => {
      await client.query('truncate units cascade')
    })
    await lookAt(database.urls.system, async (client) => {
      await client.query('begin')
      await client.query(`select set_config('app.seed', 'on', true)`)
      const rows = JSON.stringify(eve())
      const table = `jsonb_to_recordset($1::jsonb) as x(id int, level text, path text, "parentId" int, name text, "full" text, type text, code text)`
      await client.query(`insert into units (id, level, path) select id, level, path from ${table}`, [rows])
      await client.query(
        `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from)
         select id, level, "parentId", name, "full", type, code, '2020-01-01' from ${table} order by level, code`,
        [rows],
      )
      await client.query(`insert into province_settings (unit_id) select id from units where level = 'province'`)
      await client.query(`select setval(pg_get_serial_sequence('units', 'id'), (select max(id) from units))`)
      await client.query('commit')
    })
    ministry = await makeActor('ministry_admin', await findUnit('nation'))
  }, 120_000)
  afterAll(async () => {
    await endSessions()
    await drop?.()
  })

  it('is checked, imported, foreseen, ordered and applied', { timeout: 600_000 }, async () => {
    const as = (at: Date) => createCaller({ identity: ministry.identity, now: at }).reorganisations
    const times: string[] = []
    const timed = async <T>(what: string, work: Promise<T>): Promise<T> => {
      const begun = performance.now()
      const answer = await work
      times.push(`${what} ${Math.round(performance.now() - begun)} ms`)
      return answer
    }
    const made = await as(now).create({
      ...once(),
      ...{ resolutionNumber: '202/2025/QH15', issuer: 'Quốc hội', effectiveOn: '2025-07-01' },
    })
    const files = [
      'provinces-34.csv',
      'communes-3321.csv',
      'map-province-2025-07-01.csv',
      'map-commune-2025-07-01.csv',
    ].map((name) => ({ name, content: Buffer.from(textOf(name)).toString('base64') }))
    const checked = await timed('check', as(now).checkImport({ id: made.id, files }))
    expect([checked.counts.wrong, checked.missing.total, checked.conflicts.total]).toEqual([0, 0, 0])
    expect(checked.lines.total).toBe(14_543)
    const done = await timed('import', as(now).import({ ...once(), ...made, files, expected: checked.lines.mark }))
    const shown = await timed('get', as(now).get({ id: made.id, page: 145 }))
    expect(shown.lines.total).toBe(14_543)
    expect((await timed('foresee', as(now).foresee({ id: made.id }))).conflicts).toEqual([])
    await timed('schedule', as(now).schedule({ ...once(), id: made.id, version: done.version }))
    expect(
      await timed(
        'apply',
        runDueReorganisations(owners, () => day),
      ),
    ).toBe(1)
    const stands = await lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
      const { rows } = await client.query<{ level: string; n: number }>(
        `select level, count(*)::int as n from unit_versions where valid_from <= '2025-07-01' and valid_to is null and level <> 'nation' group by 1 order by 1`,
      )
      return rows
    })
    expect(stands).toEqual([
      { level: 'commune', n: 3321 },
      { level: 'province', n: 34 },
    ])
    console.log(times.join(', '))
  })
})
