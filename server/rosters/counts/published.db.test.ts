import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast } from '@/db/testing/cast'
import type { TestActor } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

/**
 * What the source letters and articles say of teams and members, entered as teams and members, comes out as they say it
 * (S001-11, S002-62, S002-63, S003-08, S003-09, S003-19; S003-02). The units are those of that time.
 */
const now = new Date('2026-11-21T09:00:00+07:00')
const on = '2023-06-15'
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let system: pg.Client

type Wanted = {
  communes: number[]
  /** How many of the communes have a team of their own, and its members in all. */
  communeTeams: number
  communeMembers: number
  villages: number
  villageTeams: number
  villageMembers: number
}

/** n things shared out as evenly as whole numbers allow. */
const spread = (n: number, over: number) =>
  Array.from({ length: over }, (_, i) => Math.floor(((i + 1) * n) / over) - Math.floor((i * n) / over))

/** Villages, teams one to a village, and members, by set: nothing of it is counted beforehand. */
async function enter(wanted: Wanted): Promise<void> {
  const { communes, communeTeams, communeMembers, villages, villageTeams, villageMembers } = wanted
  const teams = [
    ...spread(communeMembers, communeTeams).map((members, i) => ({ commune: communes[i], level: 'commune', members })),
    ...spread(villageMembers, villageTeams).map((members, i) => ({
      commune: communes[i % communes.length],
      level: 'village',
      members,
    })),
  ]
  await system.query(`select set_config('app.seed', 'on', false)`)
  await system.query(
    `with v as (
       select nextval(pg_get_serial_sequence('units', 'id'))::int as id, x.commune, x.i from unnest($1::int[]) with ordinality x(commune, i)
     ), u as (
       insert into units (id, level, path) select v.id, 'village', p.path || lpad(v.id::text, 7, '0') || '.' from v join units p on p.id = v.commune
     )
     insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from)
     select id, 'village', commune, 'Số ' || i, 'Thôn Số ' || i, 'thon', '2022-01-01' from v`,
    [Array.from({ length: villages }, (_, i) => communes[i % communes.length])],
  )
  const { rows: fresh } = await system.query(
    `select nextval(pg_get_serial_sequence('units', 'id'))::int as id from generate_series(1, $1::int)`,
    [teams.length],
  )
  const made = [
    fresh.map((row) => row.id),
    teams.map((team) => team.commune),
    teams.map((team) => team.level),
    teams.map((team) => team.members),
  ]
  const from = `with made as materialized (
    select * from unnest($1::int[], $2::int[], $3::text[], $4::int[]) with ordinality x(id, commune, level, members, i))`
  for (const sql of [
    `insert into units (id, level, path) select m.id, 'team', p.path || lpad(m.id::text, 7, '0') || '.' from made m join units p on p.id = m.commune`,
    `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from)
       select id, 'team', commune, 'Tổ ' || i, 'Tổ ' || i, 'to_cnscd', '2022-05-01' from made`,
    `insert into teams (unit_id, path, commune_id, level, founded_on) select m.id, u.path, m.commune, m.level, '2022-05-01' from made m join units u on u.id = m.id`,
    `insert into team_coverages (team_id, unit_id, path, village_id, valid_from)
       select t.id, t.id, u.path, v.unit_id, '2022-05-01'
         from (select *, row_number() over (partition by commune order by i) as n from made where level = 'village') t
         join (select *, row_number() over (partition by parent_id order by unit_id) as n from unit_versions where level = 'village') v
           on v.parent_id = t.commune and v.n = t.n
         join units u on u.id = t.id`,
    `, people as (
       insert into members (unit_id, path, full_name, sort_name, created_at)
       select m.id, u.path, 'Người ' || g, 'Người ' || g, now() from made m join units u on u.id = m.id cross join generate_series(1, m.members) g
       returning id, unit_id, path
     )
     insert into memberships (member_id, unit_id, path, role, valid_from, created_at) select id, unit_id, path, 'member', '2022-05-01', now() from people`,
  ])
    await system.query(`${from} ${sql}`, made)
}

type Old = { id: number; communes: number[] }
/** A province or district as it stood then, with its communes. */
async function unitOf(level: 'province' | 'district', name: string, within?: number): Promise<Old> {
  const { rows } = await system.query(
    `select v.unit_id as id, array(
        select c.unit_id from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)
         where c.level = 'commune' and c.valid_from <= $3 and (c.valid_to is null or c.valid_to > $3) and v.unit_id in (c.parent_id, p.parent_id) order by c.code) as communes
       from unit_versions v where v.level = $1 and v.name = $2 and v.valid_from <= $3 and (v.valid_to is null or v.valid_to > $3) and ($4::int is null or v.parent_id = $4)`,
    [level, name, on, within ?? null],
  )
  if (!rows[0]) throw new Error(`no ${level} ${name}`)
  return rows[0]
}

const totalOf = async (unitId: number) => (await as(cast.ministry).rosters.counts({ unitId, on }))?.total

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  system = new pg.Client(cast.urls.system)
  await system.connect()
})
afterAll(async () => {
  await system?.end()
  await cast.close()
})

it('Quảng Trị: 115 + 715 teams and 4,327 members, of them Hướng Hóa 21/21 with 108 and 149/149 with 912, xã Lìa 10 with 80', async () => {
  const province = await unitOf('province', 'Quảng Trị')
  const district = await unitOf('district', 'Hướng Hóa', province.id)
  expect(district.communes).toHaveLength(21)
  const others = province.communes.filter((id) => !district.communes.includes(id))
  const before = await as(cast.ministry).rosters.counts({ unitId: district.id, on })
  const lia = before?.places.find(({ fullName }) => fullName === 'Xã Lìa')?.id ?? 0
  await enter({
    ...{ communes: [lia], communeTeams: 1, communeMembers: 8, villages: 9, villageTeams: 9, villageMembers: 72 },
  })
  await enter({
    ...{ communes: district.communes.filter((id) => id !== lia), communeTeams: 20, communeMembers: 100 },
    ...{ villages: 140, villageTeams: 140, villageMembers: 840 },
  })
  await enter({
    ...{ communes: others, communeTeams: 115 - 21, communeMembers: 94 * 5 },
    ...{ villages: 715 - 149, villageTeams: 715 - 149, villageMembers: 4327 - 108 - 912 - 94 * 5 },
  })
  expect(await totalOf(district.id)).toMatchObject({
    ...{ communes: 21, communesWithTeam: 21, communeTeams: 21, communeMembers: 108 },
    ...{ villages: 149, covered: 149, villageTeams: 149, villageMembers: 912 },
  })
  const places = (await as(cast.ministry).rosters.counts({ unitId: district.id, on }))?.places
  const [own] = places?.filter(({ id }) => id === lia) ?? []
  expect((own?.communeTeams ?? 0) + (own?.villageTeams ?? 0)).toBe(10)
  expect((own?.communeMembers ?? 0) + (own?.villageMembers ?? 0)).toBe(80)
  const total = await totalOf(province.id)
  expect(total).toMatchObject({ communesWithTeam: 115, communeTeams: 115, villageTeams: 715 })
  expect((total?.communeMembers ?? 0) + (total?.villageMembers ?? 0)).toBe(4327)
})

it('Yên Bái: 173/173 communes with 1,744 members, 1,260/1,356 villages with 8,526 members', async () => {
  const province = await unitOf('province', 'Yên Bái')
  await enter({
    ...{ communes: province.communes, communeTeams: 173, communeMembers: 1744 },
    ...{ villages: 1356, villageTeams: 1260, villageMembers: 8526 },
  })
  expect(await totalOf(province.id)).toMatchObject({
    ...{ communes: 173, communesWithTeam: 173, communeTeams: 173, communeMembers: 1744 },
    ...{ villages: 1356, covered: 1260, villageTeams: 1260, villageMembers: 8526 },
  })
})

it('Thanh Hóa: 4,351 teams and 15,995 members, every village covered', async () => {
  const province = await unitOf('province', 'Thanh Hóa')
  await enter({
    ...{ communes: province.communes, communeTeams: 0, communeMembers: 0 },
    ...{ villages: 4351, villageTeams: 4351, villageMembers: 15_995 },
  })
  expect(await totalOf(province.id)).toMatchObject({
    villages: 4351,
    covered: 4351,
    villageTeams: 4351,
    villageMembers: 15_995,
  })
})

it('the country then is the sum of its provinces, and on today’s tree nothing of it is lost', async () => {
  const nation = cast.nation.id
  const then = await as(cast.ministry).rosters.counts({ unitId: nation, on })
  const today = await as(cast.ministry).rosters.counts({ unitId: nation, on, tree: 'now' })
  const whole = { communeTeams: 115 + 173, villageTeams: 715 + 1260 + 4351 }
  expect(then?.total).toMatchObject({ ...whole, communeMembers: 94 * 5 + 108 + 1744 })
  expect(today?.total).toMatchObject({
    ...whole,
    communeMembers: 94 * 5 + 108 + 1744,
    villageMembers: then?.total.villageMembers,
  })
  expect(then?.places).toHaveLength(63)
  // Who has put nothing on record is not counted as having none.
  expect(then?.kept).toBe(then?.places.filter(({ villageTeams }) => villageTeams > 0).length)
  expect(then?.kept).toBe(3)
  expect(then?.total.communes).toBeLessThan(1000)
  const composition = await as(cast.ministry).rosters.composition({ unitId: nation, on })
  const people = composition?.rows.filter(({ heading }) => heading === 'component').reduce((sum, row) => sum + row.n, 0)
  expect(people).toBe((then?.total.communeMembers ?? 0) + (then?.total.villageMembers ?? 0))
})
