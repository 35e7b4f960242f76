import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { type Register, type Rows, registerOf } from './rules'

/** A range of the tree: paths from `lo` up to `hi`. */
export type Scope = { lo: string; hi: string }

/** Communes and teams of a range, components and limits of its province; nobody's name. */
export async function loadPlaces(db: Tx, { lo, hi }: Scope, today: string): Promise<Rows> {
  const standing = (v: string) =>
    sql.raw(`${v}.valid_from <= '${today}' and (${v}.valid_to is null or ${v}.valid_to > '${today}')`)
  const { rows: communes } = await db.execute<Rows['communes'][number]>(sql`
    select u.id, v.code, v.name, v.full_name as "fullName" from units u join unit_versions v on v.unit_id = u.id and ${standing('v')}
     where u.level = 'commune' and u.path >= ${lo} and u.path < ${hi}`)
  const { rows: teams } = await db.execute<Rows['teams'][number]>(sql`
    select t.unit_id as id, t.path, p.id as "communeId", t.level, v.name, v.full_name as "fullName", t.founded_on as "foundedOn",
           t.dissolved_on as "dissolvedOn",
           coalesce((select jsonb_agg(x.full_name order by x.code nulls last, x.full_name) from team_coverages c
              join unit_versions x on x.unit_id = c.village_id and ${standing('x')}
             where c.team_id = t.unit_id and ${standing('c')}), '[]') as villages,
           (select jsonb_agg(distinct x.full_name) from unit_versions x where x.unit_id = t.unit_id) as names
      from teams t join units p on p.path = left(t.path, length(t.path) - 8)
      join lateral (select * from unit_versions x where x.unit_id = t.unit_id order by x.valid_from desc limit 1) v on true
     where t.path >= ${lo} and t.path < ${hi} order by t.level, length(v.name), v.name collate "vi-x-icu", t.unit_id`)
  const { rows: components } = await db.execute<Rows['components'][number]>(sql`
    select c.code, c.name, coalesce(c.closed_on <= ${today}::date, false) as closed from components c
      left join units p on p.id = c.owner_id where c.owner_id is null or p.path = left(${lo}, 8) order by c.position, c.code`)
  const { rows: limits } = await db.execute<Rows['limits'][number]>(sql`
    select m.team_level as level, m.member_min as min, m.member_max as max from member_limits m join units p on p.id = m.unit_id
     where p.path = left(${lo}, 8) and ${standing('m')}`)
  const { rows: foreign } = await db.execute<{ code: string }>(sql`
    select v.code from units u join unit_versions v on v.unit_id = u.id and ${standing('v')}
     where u.level = 'commune' and v.code is not null and not (u.path >= ${lo} and u.path < ${hi})`)
  return {
    ...{ communes, teams, components, limits, members: [], memberships: [], merged: [] },
    foreign: foreign.map(({ code }) => code),
  }
}

/**
 * Who is and was on the rosters of these communes. `hold`: their rows are kept as they are until the transaction ends. Who has been
 * anonymised or merged into another is nobody any more; of `codes`, those of people who were merged lead to whoever they are now.
 */
export async function loadRegister(
  db: Tx,
  places: Rows,
  { communeIds, codes, hold }: { communeIds: ReadonlySet<number>; codes: readonly string[]; hold: boolean },
): Promise<Register> {
  const ids = `{${places.teams.flatMap(({ id, communeId }) => (communeIds.has(communeId) ? id : [])).join()}}`
  if (hold)
    await db.execute(sql`
      select m.id from members m where m.id in (select s.member_id from memberships s where s.unit_id = any (${ids}::int[]))
       order by m.id for no key update`)
  const { rows: memberships } = await db.execute<Rows['memberships'][number]>(sql`
    select s.id, s.member_id as "memberId", s.unit_id as "teamId", s.role, s.component, s.concurrent_post as "concurrentPost",
           s.is_local as "isLocal", s.selection, s.valid_from as "from", s.valid_to as "to", s.ended_reason as reason
      from memberships s where s.unit_id = any (${ids}::int[]) order by s.member_id, s.valid_from, s.id`)
  const { rows: members } = await db.execute<Rows['members'][number]>(sql`
    select m.id, m.full_name as "fullName", m.sex, m.birth_year as "birthYear", m.phone, m.residence, m.employer,
           m.restricted_on is not null as restricted
      from members m
     where m.id in (select s.member_id from memberships s where s.unit_id = any (${ids}::int[]))
       and m.anonymised_at is null and m.merged_into is null order by m.id`)
  const known = new Set(members.map(({ id }) => id))
  const merged = await survivorsOf(
    db,
    codes.filter((code) => !known.has(code)),
  )
  return registerOf({
    ...{ ...places, members, merged },
    memberships: memberships.filter(({ memberId }) => known.has(memberId)),
  })
}

/** Joined once and perhaps again: the last of the way is the person. */
async function survivorsOf(db: Tx, codes: readonly string[]): Promise<Rows['merged']> {
  const ids = codes.filter((code) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(code))
  if (ids.length === 0) return []
  const { rows } = await db.execute<Rows['merged'][number]>(sql`
    with recursive way as (
      select m.id as code, m.merged_into as id from members m where m.id = any (${`{${ids.join()}}`}::uuid[]) and m.merged_into is not null
      union select way.code, m.merged_into from way join members m on m.id = way.id where m.merged_into is not null
    ) select code, way.id from way join members m on m.id = way.id and m.merged_into is null`)
  return rows
}
