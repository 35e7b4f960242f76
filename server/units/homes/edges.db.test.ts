import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
const people: Record<string, Identity> = {}
const as = (name: string) => createCaller({ identity: people[name] as Identity, now }).units
const requestId = randomUUID

let system: pg.Client
let drop: () => Promise<void>
let province: TestUnit
let other: TestUnit

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  province = await findUnit('province', 'Quảng Trị')
  other = await findUnit('province', 'Thanh Hóa')
  const nation = await findUnit('nation')
  const make = async (name: string, role: Parameters<typeof makeActor>[0], unit: TestUnit) => {
    people[name] = (await makeActor(role, unit)).identity
  }
  await make('admin', 'province_admin', province)
  await make('leader', 'department_leader', province)
  await make('officer', 'province_officer', province)
  await make('other', 'province_admin', other)
  await make('ministry', 'ministry_admin', nation)
  await make('analyst', 'ministry_analyst', nation)
})
afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const list = (who = 'admin', input = {}) => as(who).edges({ provinceId: province.id, ...input })
const tell = (
  who: string,
  edges: { predecessorId: number; successorId: number; share: string | null }[],
  provinceId = province.id,
) =>
  as(who).confirmEdges({
    requestId: requestId(),
    provinceId,
    edges: edges.map((each) => ({ effectiveOn: '2025-07-01', ...each })),
  })
/** The n-th unit that waits, with its only edge. */
const waiting = async (n = 0) => {
  const row = (await list()).rows[n]
  const edge = row?.edges[0]
  if (!row || !edge) throw new Error('nothing waits')
  return { row, predecessorId: row.id, successorId: edge.successorId }
}
/** A second edge, to the commune of another one. */
async function cut(n: number) {
  const { predecessorId, successorId } = await waiting(n)
  const { rows } = await system.query(
    `insert into unit_successions (predecessor_id, successor_id, effective_on, kind)
     select $1, v.unit_id, '2025-07-01', 'split' from unit_versions v
      where v.parent_id = $3 and v.level = 'commune' and v.valid_to is null and v.unit_id <> $2 order by v.code desc limit 1 returning successor_id as id`,
    [predecessorId, successorId, province.id],
  )
  return { predecessorId, one: successorId, two: rows[0].id as number }
}
const homes = async (id: number) =>
  (await system.query(`select home_id as home, share::text from unit_homes where unit_id = $1 order by share`, [id]))
    .rows

describe('the list', () => {
  it('has every commune of then with its district, what waits first and what is told apart', async () => {
    const found = await list()
    expect(found.counts.open).toBe(found.total)
    expect(found.counts.single).toBeLessThanOrEqual(found.counts.open)
    expect(found.rows).toHaveLength(found.pageSize)
    expect(found.rows[0]).toMatchObject({
      told: false,
      stays: false,
      effectiveOn: '2025-07-01',
      province: 'Tỉnh Quảng Bình',
    })
    expect(found.rows[0]?.district).toMatch(/^(Huyện|Thành phố|Thị xã) /)
    expect((await list('admin', { page: 2 })).rows[0]?.id).not.toBe(found.rows[0]?.id)
    expect((await list('admin', { filter: 'told' })).rows).toEqual([])
    const name = found.rows[0]?.edges[0]?.fullName.replace(/^(Xã|Phường) /, '') ?? ''
    expect((await list('admin', { search: name })).total).toBeLessThan(found.total)
    expect([(await list('leader')).can, (await list('officer')).can, (await list('other')).can]).toEqual([
      { confirm: true },
      { confirm: false },
      { confirm: false },
    ])
    await expect(as('admin').edges({ provinceId: 1 })).rejects.toThrow('units.none')
  })
})

describe('confirming', () => {
  it('places the figures at once, is logged, and can be taken back', async () => {
    const { predecessorId, successorId } = await waiting()
    expect(await tell('admin', [{ predecessorId, successorId, share: '1' }])).toEqual({ changed: 1 })
    // The commune it went into still waits for others, or is whole now.
    const told = (await list('admin', { filter: 'told' })).rows
    expect(told).toMatchObject([{ id: predecessorId, told: true, edges: [{ share: '1', confirmed: true }] }])
    const { rows: log } = await system.query(
      `select action, row_key from audit_log where table_name = 'unit_successions'`,
    )
    expect(log).toEqual([{ action: 'update', row_key: `${predecessorId}/${successorId}/2025-07-01` }])
    expect(await tell('leader', [{ predecessorId, successorId, share: null }])).toEqual({ changed: 1 })
    expect(await homes(predecessorId)).toEqual([{ home: null, share: '1' }])
    expect((await list('admin', { filter: 'told' })).rows).toEqual([])
  })

  it('of a unit that was cut wants the whole of it, and lets a part wait', async () => {
    const { predecessorId, one, two } = await cut(1)
    const share = (a: string | null, b: string | null) =>
      tell('admin', [
        { predecessorId, successorId: one, share: a },
        { predecessorId, successorId: two, share: b },
      ])
    await expect(share('0.6', '0.6')).rejects.toThrow('units.sharesAbove')
    await expect(share('0.6', '0.3')).rejects.toThrow('units.sharesNotWhole')
    await tell('admin', [{ predecessorId, successorId: one, share: '0.6' }])
    await expect(tell('admin', [{ predecessorId, successorId: two, share: '0.5' }])).rejects.toThrow(
      'units.sharesAbove',
    )
    await tell('admin', [{ predecessorId, successorId: two, share: '0.4' }])
    const { rows } = await system.query(
      `select share::text from unit_successions where predecessor_id = $1 order by 1`,
      [predecessorId],
    )
    expect(rows.map((each) => Number(each.share))).toEqual([0.4, 0.6])
    await share(null, null)
  })

  it('of a unit that another province has a part of is the ministry’s, and the list says so', async () => {
    const { predecessorId, successorId } = await waiting(5)
    const { rows } = await system.query(
      `select unit_id as id from unit_versions where parent_id = $1 and level = 'commune' and valid_to is null limit 1`,
      [other.id],
    )
    const abroad = rows[0].id as number
    const before = (await list()).counts.single
    await system.query(
      `update unit_successions set successor_id = $3 where predecessor_id = $1 and successor_id = $2`,
      [...[predecessorId, successorId, abroad]],
    )
    const ofIt = async (who: string) => (await list(who)).rows.find((row) => row.id === predecessorId)
    expect(await ofIt('admin')).toMatchObject({ byMinistry: true, edges: [{ successorId: abroad }] })
    expect((await list()).counts.single).toBe(before - 1)
    await system.query(
      `insert into unit_successions (predecessor_id, successor_id, effective_on, kind) values ($1, $2, '2025-07-01', 'split')`,
      [predecessorId, successorId],
    )
    const own = { predecessorId, successorId, share: '0.6' }
    const both = [own, { predecessorId, successorId: abroad, share: '0.4' }]
    for (const edges of [[own], both]) await expect(tell('admin', edges)).rejects.toThrow('units.byMinistry')
    expect(await ofIt('ministry')).toMatchObject({ byMinistry: false })
    expect(await tell('ministry', both)).toEqual({ changed: 2 })
    await expect(tell('admin', [{ ...own, share: null }])).rejects.toThrow('units.byMinistry')
    await tell(
      'ministry',
      both.map((edge) => ({ ...edge, share: null })),
    )
  })

  it('in bulk takes what waits and went into one unit alone, and no other', async () => {
    const { predecessorId } = await cut(3)
    const before = (await list()).counts
    const done = await as('admin').confirmEdges({ requestId: requestId(), provinceId: province.id, whole: true })
    expect(done.changed).toBe(before.single)
    const after = await list()
    expect(after.counts).toEqual({ open: before.open - before.single, told: before.single, single: 0 })
    expect(after.rows.map((row) => row.id)).toContain(predecessorId)
    const { rows } = await system.query(
      `select count(*)::int as n from unit_homes h join units u on u.id = h.unit_id where u.path like $1 and h.home_id is not null`,
      [`${province.path}%`],
    )
    expect(rows[0].n).toBeGreaterThan(150)
    await expect(
      as('admin').confirmEdges({ requestId: requestId(), provinceId: province.id, whole: true }),
    ).rejects.toThrow('units.noSingle')
  })

  it('belongs to the province and the ministry, each within its range', async () => {
    const [row] = (await as('other').edges({ provinceId: other.id })).rows
    const edge = { predecessorId: row?.id ?? 0, successorId: row?.edges[0]?.successorId ?? 0, share: '1' }
    for (const who of ['officer', 'other']) await expect(tell(who, [edge]), who).rejects.toThrow('units.outside')
    await expect(tell('analyst', [edge])).rejects.toThrow('common.forbidden')
    // One's own province in the input, another's edge in the list.
    await expect(tell('admin', [edge])).rejects.toThrow()
    await expect(tell('admin', [edge], other.id)).rejects.toThrow('units.outside')
    await expect(tell('other', [{ ...edge, successorId: 1 }], other.id)).rejects.toThrow('units.noEdge')
    expect(await tell('ministry', [edge], other.id)).toEqual({ changed: 1 })
    // A province of then is the National Assembly's: no province takes it back.
    const { rows } = await system.query(
      `select predecessor_id as "predecessorId", successor_id as "successorId" from unit_successions where successor_id = $1 and confirmed
          and predecessor_id in (select id from units where level = 'province') limit 1`,
      [province.id],
    )
    await expect(tell('admin', [{ ...rows[0], share: null }])).rejects.toThrow()
    for (const share of ['0', '1.5', '-1', '0.123456789', 'NaN'])
      await expect(tell('admin', [{ ...edge, share }]), share).rejects.toThrow()
  })

  it('writes nothing of the successions by any other way', async () => {
    const runtime = await system.query(
      `select has_table_privilege('tn_runtime', 'unit_successions', 'update') as a, has_table_privilege('tn_runtime', 'unit_homes', 'insert') as b,
              has_function_privilege('tn_runtime', 'rebuild_unit_homes()', 'execute') as c`,
    )
    expect(runtime.rows).toEqual([{ a: false, b: false, c: false }])
  })
})
