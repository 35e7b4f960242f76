import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast } from '@/db/testing/cast'
import { makeUnit } from '@/db/testing/factories'
import type { SeedCommune } from '../bulk/rows'
import { seedTrainingDemo } from './training'

const today = '2026-11-20'
let cast: Cast

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
})
afterAll(() => cast.close())

it('names those who are on a roster, counts where there is none, and lies before the day', async () => {
  const team = await makeUnit(cast.commune, 'team', 'Tổ Thôn 1')
  const communes = [cast.commune, cast.sibling].map(
    ({ id, path, name, code }): SeedCommune => ({
      ...{ id, path, name, code: code ?? '', type: 'xa', provinceCode: '44', since: '2025-07-01' },
    }),
  )
  const { rows } = await asSystem('test', async (_, client) => {
    await client.query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, cast.commune.id],
    )
    const ids = Array.from({ length: 40 }, () => randomUUID())
    await client.query(
      `insert into members (id, unit_id, path, full_name, sort_name, created_at)
       select id, $2, $3, 'A ' || n, 'A ' || n, now() from unnest($1::uuid[]) with ordinality x(id, n)`,
      [ids, team.id, team.path],
    )
    await client.query(
      `insert into memberships (member_id, unit_id, path, role, valid_from, valid_to, created_at)
       select id, $2, $3, 'member', '2025-07-02', case when n = 1 then '2026-01-01'::date end, now() from unnest($1::uuid[]) with ordinality x(id, n)`,
      [ids, team.id, team.path],
    )
    const { nation, province } = cast
    await seedTrainingDemo(client, { communes, nation, province, today })
    return client.query(
      `select (select array_agg(distinct commune_id) from attendances) as named, (select array_agg(distinct unit_id) from attendance_counts) as counted,
              (select count(*) from attendances a join memberships s on s.member_id = a.member_id join training_sessions t on t.id = a.session_id
                where s.valid_to <= t.starts_on)::int as strangers,
              (select count(distinct member_id) from completions where module is null)::int as finished,
              (select count(distinct member_id) from completions where module is not null)::int as begun,
              (select max(ends_on)::text from training_sessions) as last, (select count(*) from completions where completed_on > $1)::int as ahead`,
      [today],
    )
  })
  expect(rows[0]).toMatchObject({ named: [cast.commune.id], counted: [cast.sibling.id], strangers: 0, ahead: 0 })
  expect(rows[0].last <= today).toBe(true)
  expect(rows[0].finished).toBeGreaterThan(5)
  expect(rows[0].begun).toBeGreaterThan(0)
})
