import { type SQL, sql } from 'drizzle-orm'
import type { UnitLevel, UnitType } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'

/** SQL: the row under this alias, a unit or what belongs to one, lies in the unit of that path or is of it; all lie in the nation, ''. */
export const liesIn = (alias: string, { path }: { path: string }): SQL => {
  if (path === '') return sql`true`
  const row = sql.raw(alias)
  return sql`(${row}.path >= ${path} and ${row}.path < ${`${path.slice(0, -1)}/`})`
}

/** SQL: the dated row under this alias holds on that day. */
export const standing = (alias: string, on: SQL): SQL =>
  sql
    .raw(`${alias}.valid_from <= `)
    .append(sql`${on} and (${sql.raw(alias)}.valid_to is null or ${sql.raw(alias)}.valid_to > ${on})`)

/**
 * A lateral join `place` with the names (and ids) of what a unit lay in on a day: commune, district, province, each null
 * where the tier is absent. `parent` and `on` are SQL of the surrounding query.
 */
export function placeOf(parent: SQL, on: SQL): SQL {
  return sql`
    left join lateral (
      with recursive line as (
        select x.unit_id, x.parent_id, x.level, x.full_name from unit_versions x where x.unit_id = ${parent} and ${standing('x', on)}
        union all
        select x.unit_id, x.parent_id, x.level, x.full_name from line join unit_versions x on x.unit_id = line.parent_id and ${standing('x', on)}
      )
      select max(full_name) filter (where level = 'commune') as commune,
             max(full_name) filter (where level = 'district') as district,
             max(full_name) filter (where level = 'province') as province,
             max(unit_id) filter (where level = 'province') as province_id
        from line
    ) place on true`
}

export type UnitVersion = {
  validFrom: Day
  validTo: Day | null
  fullName: string
  name: string
  type: UnitType
  code: string | null
  parentId: number | null
  parentName: string | null
  note: string | null
  /** The resolution by which it began, when that was carried out here. */
  reorganisationId: string | null
}

/** Every name, type, code and parent a unit has had, oldest first. */
export async function versionsOf(db: Tx, id: number): Promise<UnitVersion[]> {
  const { rows } = await db.execute<UnitVersion>(sql`
    select v.valid_from as "validFrom", v.valid_to as "validTo", v.full_name as "fullName", v.name, v.type, v.code, v.note, v.opened_by as "reorganisationId",
           v.parent_id as "parentId", p.full_name as "parentName"
      from unit_versions v
      left join lateral (
        select full_name from unit_versions x where x.unit_id = v.parent_id and x.valid_from <= coalesce(v.valid_to - 1, 'infinity')
         order by x.valid_from desc limit 1
      ) p on true
     where v.unit_id = ${id} order by v.valid_from`)
  return rows
}

/** From the nation down to the unit itself, as they were called on that day. */
export async function breadcrumbOf(
  db: Tx,
  id: number,
  on: Day,
): Promise<{ id: number; level: UnitLevel; fullName: string }[]> {
  const { rows } = await db.execute<{ id: number; level: UnitLevel; fullName: string }>(sql`
    with recursive line as (
      select v.unit_id, v.parent_id, v.level, v.full_name, 0 as depth from unit_versions v
       where v.unit_id = ${id} and ${standing('v', sql`${on}::date`)}
      union all
      select v.unit_id, v.parent_id, v.level, v.full_name, depth + 1 from line
        join unit_versions v on v.unit_id = line.parent_id and ${standing('v', sql`${on}::date`)}
    )
    select unit_id as id, level, full_name as "fullName" from line order by depth desc`)
  return rows
}
