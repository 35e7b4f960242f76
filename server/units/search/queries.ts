import { type SQL, sql } from 'drizzle-orm'
import type { UnitLevel, UnitType } from '@/db/enums'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { partsOf } from '../lineage/queries'
import type { SearchUnitsInput } from '../schema'
import { placeOf } from '../versions/queries'
import { likePatterns, searchTerms } from './rules'

export type FoundUnit = {
  id: number
  level: UnitLevel
  type: UnitType
  code: string | null
  /** The name by which it was found, with its type. */
  fullName: string
  /** The other spelling or abbreviation that matched, when it was not the name. */
  alias: string | null
  /** What it is called now, when that differs from `fullName` and it still stands. */
  nowCalled: string | null
  standing: boolean
  /** The day after its last, when it has ended. */
  endedOn: string | null
  commune: string | null
  district: string | null
  province: string | null
  /** "nay thuộc …": what became of a unit that has ended, of a district through its communes. */
  successors: { id: number; fullName: string; province: string | null; confirmed: boolean }[]
  /** How many communes of an ended district nobody knows the present of. */
  partsUnknown: number
}

type Row = Omit<FoundUnit, 'successors' | 'partsUnknown' | 'nowCalled'> & { latest: string }

const list = (values: readonly string[]): SQL =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/**
 * At most twenty units whose name, present or past, or alias holds the text; marks and words of the type do not matter,
 * but hits with the very marks typed come first. Each with its district and province of then and its successors.
 */
export async function searchUnits(ctx: Ctx, input: SearchUnitsInput): Promise<FoundUnit[]> {
  const terms = searchTerms(input.text)
  if (terms.keys.length === 0) return []
  const today = dayInVietnam(ctx.now)
  const patterns = list(terms.keys.flatMap(likePatterns))
  const keys = list(terms.keys)
  const starts = list(terms.keys.map((key) => `${key}%`))
  const marked = terms.marked ?? ''
  const { rows } = await ctx.db.execute<Row>(sql`
    with hit as (
      select v.id, v.unit_id, v.search_key as key, null::text as alias
        from unit_versions v where v.search_key like any (${patterns}) and v.level = any (${list(input.levels)})
      union all
      select v.id, a.unit_id, a.search_key, a.alias
        from unit_aliases a
        join lateral (select id, level from unit_versions v where v.unit_id = a.unit_id order by valid_from desc limit 1) v
          on v.level = any (${list(input.levels)})
       where a.search_key like any (${patterns})
    ), ranked as (
      select v.*, hit.alias, hit.key,
             (v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})) as current,
             case when ${marked} = '' then 0
                  when lower(v.full_name) = ${marked} or lower(v.name) = ${marked} or lower(hit.alias) = ${marked} then 0
                  when position(${marked} in lower(v.full_name)) > 0 then 1 else 2 end as by_marks,
             case when hit.key = any (${keys}) then 0 when hit.key like any (${starts}) then 1 else 2 end as by_key,
             case when v.type = any (${list(terms.types)}) then 0 else 1 end as by_type,
             case v.level when 'nation' then 0 when 'province' then 1 when 'commune' then 2 when 'district' then 3 else 4 end as by_level
        from hit join unit_versions v on v.id = hit.id
    ), best as (
      select distinct on (unit_id) * from ranked
       order by unit_id, by_marks, by_key, by_type, alias is not null, current desc, length(key) desc, valid_from desc
    ), first as (
      select * from best b
       where ${
         input.withinId
           ? sql`exists (select from units u join units w on w.id = ${input.withinId} where u.id = b.unit_id and starts_with(u.path, w.path))`
           : sql`true`
       }
       order by least(by_marks, 1), by_key, by_type, by_marks, current desc, by_level, length(name), code, unit_id limit ${input.limit}
    )
    select v.unit_id as id, v.level, v.type, v.code, v.full_name as "fullName", v.alias, last.full_name as latest,
           (last.valid_to is null or last.valid_to > ${today}) as standing,
           case when last.valid_to <= ${today} then last.valid_to end as "endedOn",
           place.commune, place.district, place.province
      from first v
      join lateral (select full_name, valid_to from unit_versions x where x.unit_id = v.unit_id order by valid_from desc limit 1) last on true
      ${placeOf(sql`v.parent_id`, sql`least(${today}::date, coalesce(v.valid_to - 1, 'infinity'))`)}
     order by least(v.by_marks, 1), v.by_key, v.by_type, v.by_marks, v.current desc, v.by_level, length(v.name), v.code, v.unit_id`)
  const ended = rows.filter((row) => !row.standing).map((row) => row.id)
  const successors = await successorsOf(ctx, ended)
  const districts = rows.filter((row) => row.level === 'district' && !row.standing && !successors.has(row.id))
  const parts = await partsOf(
    ctx.db,
    districts.map((row) => row.id),
    today,
  )
  return rows.map(({ latest, ...row }) => ({
    ...row,
    nowCalled: row.standing && latest !== row.fullName ? latest : null,
    successors: successors.get(row.id) ?? (parts.get(row.id)?.steps ?? []).map(successorOf),
    partsUnknown: parts.get(row.id)?.unknown.length ?? 0,
  }))
}

const successorOf = ({ id, fullName, province, confirmed }: FoundUnit['successors'][number]) => ({
  id,
  fullName,
  province,
  confirmed,
})

async function successorsOf(ctx: Ctx, ids: number[]): Promise<Map<number, FoundUnit['successors']>> {
  const found = new Map<number, FoundUnit['successors']>()
  if (ids.length === 0) return found
  const { rows } = await ctx.db.execute<{
    predecessor: number
    id: number
    fullName: string
    province: string | null
    confirmed: boolean
  }>(sql`
    select s.predecessor_id as predecessor, s.successor_id as id, v.full_name as "fullName", place.province, s.confirmed
      from unit_successions s
      join lateral (select * from unit_versions x where x.unit_id = s.successor_id order by valid_from desc limit 1) v on true
      ${placeOf(sql`v.parent_id`, sql`greatest(v.valid_from, least(${dayInVietnam(ctx.now)}::date, coalesce(v.valid_to - 1, 'infinity')))`)}
     where s.predecessor_id in ${ids} order by s.effective_on, v.code`)
  for (const { predecessor, ...row } of rows) {
    const known = found.get(predecessor)
    if (known) known.push(row)
    else found.set(predecessor, [row])
  }
  return found
}
