import { type SQL, sql } from 'drizzle-orm'
import type { UnitLevel, UnitType } from '@/db/enums'
import { searchKey } from '@/db/unit-names'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { type Came, cameIntoAll, type Present, partsOf, presentOf } from '../lineage/queries'
import type { SearchUnitsInput } from '../schema'
import { placeOf } from '../versions/queries'
import { likePatterns, searchTerms, splitPlaces } from './rules'

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
  successors: Present[]
  /** How many communes of an ended district nobody knows the present of. */
  partsUnknown: number
  /** "trước đây là …", of one that stands: of what it was made when it was opened. */
  formerly: Came[]
  /** "nhận thêm …": what came into it since. */
  received: Came[]
}

type Row = Omit<FoundUnit, 'successors' | 'partsUnknown' | 'nowCalled' | 'formerly' | 'received'> & { latest: string }

const list = (values: readonly string[]): SQL =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/** Of one name there are at most some forty units; a place chooses among them. */
const placedLimit = 200

/** Whether every place that was named is one that the unit lay in. */
const liesIn = ({ commune, district, province }: Row, places: readonly string[]): boolean => {
  const above = [commune, district, province].map((name) => searchKey(name ?? ''))
  return places.every((place) => above.some((name) => name.includes(place)))
}

const presentStep = ({ id, fullName, province, confirmed }: Present): Present => ({ id, fullName, province, confirmed })

/**
 * At most twenty units whose name, present or past, or alias holds the text; marks and words of the type do not matter,
 * but hits with the very marks typed come first. What follows a comma is a place of then. Each with its district and province of
 * then, what it was before and what became of it.
 */
export async function searchUnits(ctx: Ctx, input: SearchUnitsInput): Promise<FoundUnit[]> {
  const { name, places } = splitPlaces(input.text)
  const terms = searchTerms(name)
  if (terms.keys.length === 0) return []
  const today = dayInVietnam(ctx.now)
  const patterns = list(terms.keys.flatMap(likePatterns))
  const keys = list(terms.keys)
  const starts = list(terms.keys.map((key) => `${key}%`))
  const marked = terms.marked ?? ''
  const { rows: all } = await ctx.db.execute<Row>(sql`
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
       order by least(by_marks, 1), by_key, by_type, by_marks, current desc, by_level, length(name), code, unit_id limit ${places.length > 0 ? placedLimit : input.limit}
    )
    select v.unit_id as id, v.level, v.type, v.code, v.full_name as "fullName", v.alias, last.full_name as latest,
           (last.valid_to is null or last.valid_to > ${today}) as standing,
           case when last.valid_to <= ${today} then last.valid_to end as "endedOn",
           place.commune, place.district, place.province
      from first v
      join lateral (select full_name, valid_to from unit_versions x where x.unit_id = v.unit_id order by valid_from desc limit 1) last on true
      ${placeOf(sql`v.parent_id`, sql`least(${today}::date, coalesce(v.valid_to - 1, 'infinity'))`)}
     order by least(v.by_marks, 1), v.by_key, v.by_type, v.by_marks, v.current desc, v.by_level, length(v.name), v.code, v.unit_id`)
  const rows = all.filter((row) => liesIn(row, places)).slice(0, input.limit)
  const ended = rows.filter((row) => !row.standing).map((row) => row.id)
  const successors = await presentOf(ctx.db, ended, today)
  const came = await cameIntoAll(
    ctx.db,
    rows.filter((row) => row.standing).map((row) => row.id),
  )
  const districts = rows.filter((row) => row.level === 'district' && !row.standing && !successors.has(row.id))
  const parts = await partsOf(
    ctx.db,
    districts.map((row) => row.id),
    today,
  )
  return rows.map(({ latest, ...row }) => ({
    ...row,
    nowCalled: row.standing && latest !== row.fullName ? latest : null,
    successors: successors.get(row.id) ?? (parts.get(row.id)?.steps ?? []).map(presentStep),
    partsUnknown: parts.get(row.id)?.unknown.length ?? 0,
    ...(came.get(row.id) ?? { formerly: [], received: [] }),
  }))
}
