import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser } from '@/db/session'
import { once, reasonOf } from '@/db/testing/cast'
import type { DomainError } from '../errors'
import { applied, as, freshTerritory, hours, merge, now, query, type Territory } from '../testing-territory'

/** Nothing begins in a unit that is no more, not even on a day on which it still stood. */

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

it('nothing is opened in a commune that has ended, whatever its first day; who followed it is named', async () => {
  const [a, b] = cast.take(2)
  const from = '2026-10-20'
  await applied(cast.admin, [merge(a, b)], '2026-11-01', now)
  const me = as(cast.admin.identity, hours(1))
  const village = { communeId: a.id, type: 'thon' as const, name: 'Thôn Mồ Côi', code: null, from }
  const refused: DomainError = await me.units.addVillage({ ...once(), ...village }).catch((error) => error.cause)
  expect([refused.reason, refused.params]).toEqual([
    'units.ended',
    { unit: a.fullName, on: '2026-11-01', followed: 'yes', heirs: b.fullName },
  ])
  const list = { communeId: a.id, text: 'Thôn Mồ Côi', from }
  for (const dryRun of [true, false])
    expect(await reasonOf(me.units.importVillages({ ...once(), ...list, dryRun }))).toBe('units.ended')
  const agency = { unitId: a.id, kind: 'commune_office' as const, name: 'Phòng Văn hóa - Xã hội', from }
  const named = { ...agency, abbreviation: 'PVHXH', symbol: 'PVHXH', parentBody: null, basis: 'Quyết định 1' }
  expect(await reasonOf(me.agencies.add({ ...once(), ...named }))).toBe('units.ended')
  // The door behind refuses as well, whatever the command has seen.
  const direct = asUser(cast.admin.identity, 'write', hours(1), (db) =>
    db.execute(sql`select open_unit('village', ${a.id}, 'thon', 'Thôn Mồ Côi', 'Thôn Mồ Côi', null, ${from}::date)`),
  )
  await expect(direct).rejects.toMatchObject({ cause: { message: 'units.outside' } })
  expect(await query(`select from unit_versions where parent_id = $1 and valid_to is null`, [a.id])).toEqual([])
})

it('a flag of a unit that has ended is put right within its days, and never lasts beyond them', async () => {
  const [a, b] = cast.take(2)
  await applied(cast.admin, [merge(a, b)], '2026-11-01', now)
  const me = as(cast.admin.identity, hours(1)).units
  const flag = { unitId: a.id, flag: 'border' as const, from: '2026-01-01', source: null }
  expect(await reasonOf(me.setFlag({ ...once(), ...flag }))).toBe('units.ended')
  expect(await reasonOf(me.setFlag({ ...once(), ...flag, to: '2026-11-01' }))).toBe('done')
})
