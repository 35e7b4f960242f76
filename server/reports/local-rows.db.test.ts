import { afterAll, beforeAll, expect, it } from 'vitest'
import { childrenOf, findUnit, type TestUnit } from '@/db/testing/factories'
import { file, freshTerritory, query, type Territory } from '../testing-territory'

/** Local rows of a form: one code may be another row in another province (domain.md 22.19). */

let cast: Territory
let other: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([10], 'both')
  other = await findUnit('province', 'Thanh Hóa')
})
afterAll(() => cast.close())

it('stand in the totals of their own province alone, once, also when the totals are made anew', async () => {
  await query(
    `with made as (
       insert into indicators (owner_unit_id, code, name_vi, name_en, short_vi, short_en, unit_vi, unit_en, value_type, kind)
       select o, 'Z01', 'Dòng riêng', 'A row of one’s own', 'Riêng', 'Own', 'x', 'x', case when o = $1 then 'count' else 'percent' end, 'flow'
         from unnest($2::integer[]) o returning id)
     insert into form_rows (form_version_id, indicator_id, position, section, entered_by)
     select distinct p.form_version_id, made.id, 900 + made.id, 'general', 'commune' from periods p, made where p.code = '2026-10'`,
    [cast.province.id, [cast.province.id, other.id]],
  )
  const [a, b] = cast.communes as [TestUnit, TestUnit]
  const [c] = (await childrenOf(other)) as [TestUnit]
  await query(
    `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
     select id, path, '2026-01-01', 100, 400, 200, 0, 0, '2026-01-01' from units where id = $1
     on conflict (unit_id, as_of) do update set adults = 200`,
    [c.id],
  )
  const at = new Date('2026-10-20T02:00:00Z')
  await file(cast.province, '2026-10', a, 1, 'accepted', at, { Z01: 5 })
  await file(cast.province, '2026-10', b, 1, 'submitted', at, { Z01: 7 })
  await file(other, '2026-10', c, 1, 'submitted', at, { Z01: 50 })
  const local = () =>
    query(
      `select t.province_id as province, i.owner_unit_id as owner, t.submitted_n as n, t.submitted_num::float as num, t.submitted_den::float as den
         from totals t join indicators i on i.id = t.indicator_id where i.code = 'Z01' order by 1`,
    )
  const all = () =>
    query<{ sum: string }>(
      `select md5(string_agg(t::text, ',' order by t::text)) as sum from totals t where submitted_n > 0 or accepted_n > 0`,
    )
  const [found, before] = [await local(), await all()]
  expect(found).toEqual(
    [
      { province: cast.province.id, owner: cast.province.id, n: 2, num: 12, den: 0 },
      { province: other.id, owner: other.id, n: 1, num: 100, den: 200 },
    ].sort((x, y) => x.province - y.province),
  )
  await query('select rebuild_totals()')
  expect([await local(), await all()]).toEqual([found, before])
})
