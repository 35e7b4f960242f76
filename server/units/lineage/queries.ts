import { sql } from 'drizzle-orm'
import type { SuccessionKind, UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import { addDays, type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import type { LineageInput } from '../schema'
import { placeOf, standing } from '../versions/queries'
import { cameInto } from '../versions/rules'
import { type Family, generations, type LineageEdge, type Relative, shownOn } from './rules'

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

/** A unit that went into another, wholly or in part; named as on its last day before. */
export type Came = Pick<
  LineageStep,
  'id' | 'fullName' | 'district' | 'province' | 'effectiveOn' | 'kind' | 'share' | 'confirmed'
>

/** What units were made of when they were opened, and what they received since; of those into which anything came. */
export async function cameIntoAll(db: Tx, ids: number[]): Promise<Map<number, ReturnType<typeof cameInto<Came>>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{
    unitId: number
    versions: { validFrom: Day; validTo: Day | null }[]
    steps: Came[]
  }>(sql`
    select s.successor_id as "unitId",
           (select jsonb_agg(jsonb_build_object('validFrom', x.valid_from, 'validTo', x.valid_to)) from unit_versions x where x.unit_id = s.successor_id) as versions,
           jsonb_agg(jsonb_build_object('id', v.unit_id, 'fullName', v.full_name, 'district', place.district, 'province', place.province,
             'effectiveOn', s.effective_on, 'kind', s.kind, 'share', s.share, 'confirmed', s.confirmed) order by s.effective_on, v.code) as steps
      from unit_successions s join unit_versions v on v.unit_id = s.predecessor_id and ${standing('v', sql`s.effective_on - 1`)}
      ${placeOf(sql`v.parent_id`, sql`s.effective_on - 1`)}
     where s.successor_id in ${ids} group by s.successor_id`)
  return new Map(rows.map(({ unitId, versions, steps }) => [unitId, cameInto(versions, steps)]))
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

/** What a unit that has ended is part of now. */
export type Present = { id: number; fullName: string; province: string | null; confirmed: boolean }

/**
 * The units of today that ended units became, by unit, every generation followed to the last; confirmed is what every
 * edge on the way is. Those of which nobody has said anything are left out.
 */
export async function presentOf(db: Tx, ids: number[], today: Day): Promise<Map<number, Present[]>> {
  const found = new Map<number, Present[]>()
  if (ids.length === 0) return found
  const { rows } = await db.execute<Present & { ended: number }>(sql`
    with recursive way as (
      select s.predecessor_id as ended, s.successor_id as at, s.effective_on as since, s.confirmed
        from unit_successions s where s.predecessor_id in ${ids} and s.effective_on <= ${today}
      union
      select w.ended, s.successor_id, s.effective_on, w.confirmed and s.confirmed
        from way w join unit_successions s on s.predecessor_id = w.at and s.effective_on >= w.since and s.effective_on <= ${today}
    ), arrived as (
      select ended, at, bool_and(confirmed) as confirmed, min(since) as since from way group by ended, at
    )
    select a.ended, a.at as id, v.full_name as "fullName", place.province, a.confirmed
      from arrived a join unit_versions v on v.unit_id = a.at and ${standing('v', sql`${today}::date`)}
      ${placeOf(sql`v.parent_id`, sql`${today}::date`)}
     order by a.ended, a.since, v.code`)
  for (const { ended, ...row } of rows) {
    const known = found.get(ended)
    if (known) known.push(row)
    else found.set(ended, [row])
  }
  return found
}

/** So many edges are drawn or counted at most; the largest family today has 24. */
const edgeLimit = 500

/**
 * A unit with those it came from and those it became, some generations each way, names and places as on the last day
 * before the change or the first after it. An ended district becomes what its communes became.
 */
export async function getLineage(ctx: Ctx, input: LineageInput): Promise<Family> {
  const { db } = ctx
  const { id } = input
  const today = dayInVietnam(ctx.now)
  const { rows } = await db.execute<LineageEdge>(sql`
    with recursive back as (
      select s.*, 1 as depth from unit_successions s where s.successor_id = ${id}
      union
      select s.*, b.depth + 1 from back b
        join unit_successions s on s.successor_id = b.predecessor_id and s.effective_on <= b.effective_on
       where b.depth < ${generations}
    ), ahead as (
      select s.*, 1 as depth from unit_successions s where s.predecessor_id = ${id}
      union
      select s.*, a.depth + 1 from ahead a
        join unit_successions s on s.predecessor_id = a.successor_id and s.effective_on >= a.effective_on
       where a.depth < ${generations}
    )
    select e.predecessor_id as "predecessorId", e.successor_id as "successorId", e.effective_on as "effectiveOn",
           e.kind, e.share::float8 as share, e.confirmed, e.resolution, e.reorganisation_id as "reorganisationId"
      from (select * from back union all select * from ahead) e
     group by 1, 2, 3, 4, 5, 6, 7, 8 order by min(e.depth), 3, 1, 2 limit ${edgeLimit}`)
  const parts = (await partsOf(db, [id], today)).get(id)?.steps ?? []
  const edges = [
    ...rows,
    ...parts.map(({ id: successorId, effectiveOn, kind, share, confirmed, resolution, reorganisationId }) => ({
      ...{ predecessorId: id, successorId, effectiveOn, kind, share, confirmed, resolution, reorganisationId },
    })),
  ]
  return { id, units: await relativesOf(db, shownOn(id, edges, today, addDays)), edges }
}

/** Units as they were called on a day each, and for how long they were there. */
async function relativesOf(db: Tx, seen: ReadonlyMap<number, Day>): Promise<Relative[]> {
  const { rows } = await db.execute<Relative>(sql`
    select v.unit_id as id, v.level, v.full_name as "fullName", v.code, place.district, place.province,
           case when life.note is null or v.level in ('village', 'team') then life.since end as since, life.until
      from unnest(array[${sql.join([...seen.keys()], sql`, `)}]::integer[],
                  array[${sql.join([...seen.values()], sql`, `)}]::date[]) as s (id, seen_on)
      join lateral (
        select x.* from unit_versions x where x.unit_id = s.id and x.valid_from <= s.seen_on order by x.valid_from desc limit 1
      ) v on true
      join lateral (
        select min(x.valid_from) as since, case when bool_and(x.valid_to is not null) then max(x.valid_to) end as until,
               (array_agg(x.note order by x.valid_from))[1] as note
          from unit_versions x where x.unit_id = s.id
      ) life on true
      ${placeOf(sql`v.parent_id`, sql`s.seen_on`)}
     order by v.code, v.unit_id`)
  return rows
}
