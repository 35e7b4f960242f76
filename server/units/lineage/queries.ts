import { sql } from 'drizzle-orm'
import type { SuccessionKind, UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'
import { placeOf, standing } from '../versions/queries'

export type LineageStep = {
  direction: 'from' | 'to'
  id: number
  level: UnitLevel
  fullName: string
  code: string | null
  district: string | null
  province: string | null
  effectiveOn: Day
  kind: SuccessionKind
  /** 1 = whole, less = part, null = nobody has said. */
  share: number | null
  confirmed: boolean
  resolution: string | null
  /** The page of it, when it was carried out here. */
  reorganisationId: string | null
  /** The communes by way of which a district became this (`partsOf`); of an edge of its own none. */
  via: string[]
}

/** What a unit came from and what became of it; names as on the last day before or the first day after the change. */
export async function lineageOf(db: Tx, id: number): Promise<LineageStep[]> {
  const { rows } = await db.execute<LineageStep>(sql`
    select s.direction, s.other as id, v.level, v.full_name as "fullName", v.code, place.district, place.province,
           s.effective_on as "effectiveOn", s.kind, s.share::float8 as share, s.confirmed, s.resolution, s.reorganisation_id as "reorganisationId", '{}'::text[] as via
      from (
        select 'from' as direction, predecessor_id as other, effective_on - 1 as seen_on, x.* from unit_successions x where successor_id = ${id}
        union all
        select 'to', successor_id, effective_on, x.* from unit_successions x where predecessor_id = ${id}
      ) s
      join unit_versions v on v.unit_id = s.other and ${standing('v', sql`s.seen_on`)}
      ${placeOf(sql`v.parent_id`, sql`s.seen_on`)}
     order by s.effective_on, v.code`)
  return rows
}

/** What became of a district through its communes: the units of today, and the communes of which nobody has said. */
export type Parts = { steps: LineageStep[]; unknown: string[] }

/**
 * Where the communes that lay in ended districts on their last day are today, by district; only of districts without an
 * edge of their own. Confirmed is what every edge on the way is, its share known. Names are those of today.
 */
export async function partsOf(db: Tx, ids: number[], today: Day): Promise<Map<number, Parts>> {
  const found = new Map<number, Parts>()
  if (ids.length === 0) return found
  const { rows } = await db.execute<Omit<LineageStep, 'id'> & { whole: number; id: number | null }>(sql`
    with recursive ended as (
      select v.unit_id as whole, v.valid_to as ended_on from unit_versions v
       where v.unit_id in ${ids} and v.level = 'district' and v.valid_to <= ${today}
         and not exists (select from unit_versions x where x.unit_id = v.unit_id and x.valid_from >= v.valid_to)
         and not exists (select from unit_successions s where s.predecessor_id = v.unit_id)
    ), way as (
      select e.whole, c.unit_id as part, c.full_name as called,
             c.unit_id as at, e.ended_on as since, null::text as kind, true as confirmed, null::text as resolution
        from ended e join unit_versions c on c.parent_id = e.whole and ${standing('c', sql`e.ended_on - 1`)}
      union
      select w.whole, w.part, w.called,
             s.successor_id, s.effective_on, s.kind, w.confirmed and s.confirmed and s.share is not null, s.resolution
        from way w join unit_successions s on s.predecessor_id = w.at and s.effective_on >= w.since and s.effective_on <= ${today}
    ), arrived as (
      select w.*, v.level, v.full_name, v.code, v.parent_id from way w
        join lateral (select * from unit_versions x where x.unit_id = w.at and ${standing('x', sql`${today}::date`)} limit 1) v on true
    ), above as materialized (
      select up.parent_id, place.district, place.province
        from (select distinct parent_id from arrived) up ${placeOf(sql`up.parent_id`, sql`${today}::date`)}
    ), step as (
      select p.whole, a.at, coalesce(max(a.since), max(p.since)) as since,
             case when min(a.kind) = max(a.kind) then min(a.kind) else 'unknown' end as kind,
             bool_and(a.confirmed) as confirmed, string_agg(distinct a.resolution, ', ') as resolution,
             array_agg(distinct p.called) as via, a.level, a.full_name, a.code, a.parent_id
        from way p left join arrived a on a.whole = p.whole and a.part = p.part
       where p.at = p.part group by p.whole, a.at, a.level, a.full_name, a.code, a.parent_id
    )
    select s.whole, 'to' as direction, s.at as id, s.level, s.full_name as "fullName", s.code, above.district, above.province,
           s.since as "effectiveOn", s.kind, null::float8 as share, s.confirmed, s.resolution, null::uuid as "reorganisationId", s.via
      from step s left join above on above.parent_id = s.parent_id
     order by s.whole, s.code`)
  for (const { whole, id, ...step } of rows) {
    const parts = found.get(whole) ?? { steps: [], unknown: [] }
    found.set(whole, parts)
    if (id === null) parts.unknown = step.via
    else parts.steps.push({ id, ...step })
  }
  return found
}
