import pg from 'pg'
import type { Role, UnitLevel } from '@/db/enums'
import { asSystem, endSessions, type Identity, type Tx } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'

/** Reports of two provinces and of what one of them came from, filed over a year, and people who look at them. */

let system: pg.Client
const people: Record<string, Identity> = {}
const units: Record<string, { id: number; path: string }> = {}

export const identityOf = (name: string): Identity => {
  const identity = people[name]
  if (!identity) throw new Error(`nobody called ${name}`)
  return identity
}
export const idOf = (name: string): number => units[name]?.id ?? 0
export const rowOf = <Row extends { unitId: number }>(rows: readonly Row[], name: string): Row => {
  const found = rows.find((row) => row.unitId === idOf(name))
  if (!found) throw new Error(`no row of ${name}`)
  return found
}

type Given = {
  status?: string
  details?: Record<string, unknown>
  /** Households and adults; null: never confirmed. */
  behind?: { households: number; adults: number } | null
}

/** A filed report as the ledger would keep it. */
async function file(period: string, unit: string, province: string, values: Record<string, number>, given: Given = {}) {
  const behind = given.behind === undefined ? { households: 1000, adults: 2000 } : given.behind
  await system.query(
    `with made as (
       insert into reports (unit_id, path, period_id, province_id, form_version_id, status, version, submission_no, values, details, denominators, submitted_at, first_sent_at)
       select u.id, u.path, p.id, $3, p.form_version_id, $4, 1, 1, $5, $6, $7, p.commune_due_at, p.commune_due_at
         from units u, periods p where u.id = $2 and p.code = $1
       returning *)
     insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_at)
     select id, 1, unit_id, path, false, values, details, denominators, submitted_at from made`,
    [period, idOf(unit), idOf(province), given.status ?? 'submitted', values, given.details ?? {}, behind],
  )
}

/** A province by its code, as of the day. */
async function province(name: string, code: string, on = '2026-11-01') {
  const { rows } = await system.query(
    `select u.id, u.path from units u join unit_versions v on v.unit_id = u.id
      where v.level = 'province' and v.code = $1 and v.valid_from <= $2 and (v.valid_to is null or v.valid_to > $2)`,
    [code, on],
  )
  units[name] = rows[0]
}

async function communesOf(province: string, count: number, on: string): Promise<{ id: number; path: string }[]> {
  const { rows } = await system.query(
    `select u.id, u.path from obligations o join units u on u.id = o.unit_id join periods p on p.id = o.period_id
      where o.province_id = $1 and p.code = $3 order by u.id limit $2`,
    [idOf(province), count, on],
  )
  return rows
}

/** The months are opened by `open`: that is the product's own work, and stands above db. */
export async function fileReports(
  open: (db: Tx, period: string) => Promise<unknown>,
): Promise<{ system: pg.Client; close: () => Promise<void> }> {
  const database = await freshDatabase()
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
  await province('quangTri', '44')
  await province('thanhHoa', '38')
  await province('oldQuangBinh', '44', '2025-05-01')
  await province('oldQuangTri', '45', '2025-05-01')
  for (const name of ['quangTri', 'thanhHoa', 'oldQuangBinh', 'oldQuangTri'])
    await system.query(
      `insert into province_settings (unit_id, reporting_from) values ($1, '2025-04-15') on conflict (unit_id) do update set reporting_from = excluded.reporting_from`,
      [idOf(name)],
    )
  for (const code of ['2025-05', '2026-03', '2026-04', '2026-05', '2026-07', '2026-08', '2026-09', '2026-10'])
    await asSystem('test', (db) => open(db, code))
  const present = await communesOf('quangTri', 3, '2026-05')
  const other = await communesOf('thanhHoa', 2, '2026-05')
  const [north] = await communesOf('oldQuangBinh', 1, '2025-05')
  const [south] = await communesOf('oldQuangTri', 1, '2025-05')
  Object.assign(units, { q1: present[0], q2: present[1], q3: present[2], t1: other[0], t2: other[1], north, south })

  await file(
    '2026-05',
    'q1',
    'quangTri',
    { T1_01: 100, C02: 5, C06: 7, T3_01: 40, A01: 10, A04: 7, T1_03: 50, T2_03: 9 },
    {
      status: 'accepted',
      behind: { households: 1000, adults: 1000 },
    },
  )
  await file(
    '2026-05',
    'q2',
    'quangTri',
    { T1_01: 30, C02: 1, C06: 2, A01: 20, A04: 20, T1_03: 90 },
    {
      behind: { households: 500, adults: 3000 },
      details: { T1_03: { numerator: 2600 } },
    },
  )
  await file('2026-05', 't1', 'thanhHoa', { T1_01: 11, C02: 3 }, { status: 'locked', behind: null })
  await file('2026-05', 't2', 'thanhHoa', { T1_01: 22 }, { status: 'returned' })
  await file('2026-04', 'q1', 'quangTri', { T1_01: 80, T2_03: 4, C06: 3 }, { status: 'locked' })
  await file('2026-04', 'q3', 'quangTri', { T1_01: 500 })
  await file('2026-03', 'q1', 'quangTri', { T1_01: 1, T2_03: 2 })
  await file('2026-04', 't1', 'thanhHoa', { T1_01: 10 }, { status: 'locked' })
  await file('2025-05', 'north', 'oldQuangBinh', { T1_01: 60, T2_03: 3 }, { status: 'locked' })
  await file('2025-05', 'south', 'oldQuangTri', { T1_01: 45 }, { status: 'locked' })
  await file('2026-07', 'q1', 'quangTri', { T1_02: 8 })
  await file('2026-08', 'q1', 'quangTri', { T1_02: 5 })
  await file('2026-09', 'q1', 'quangTri', { T1_02: 7 })
  await system.query(`update periods set state = 'closed' where code in ('2025-05', '2026-03', '2026-04')`)
  await system.query('select rebuild_totals()')

  const actor = async (name: string, level: UnitLevel, role: Role) => {
    people[name] = (await makeActor(role, { ...units[name], level } as TestUnit)).identity
  }
  people.ministry = (await makeActor('ministry_admin', await findUnit('nation'))).identity
  await actor('quangTri', 'province', 'province_officer')
  await actor('thanhHoa', 'province', 'province_admin')
  await actor('q1', 'commune', 'commune_officer')
  return {
    system,
    close: async () => {
      await system.end()
      await endSessions()
      await database.drop()
    },
  }
}
