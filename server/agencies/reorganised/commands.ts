import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { table } from '../../units/reorganised/commands'

/**
 * Agencies end with their unit. A new unit has those of the units that went wholly into it, one of each kind, under the names that
 * the first of them has borne since the day; whoever keeps them records another where the province decides so (domain.md 6.13,
 * 22.31). A name given after the day never held where it was given: it is kept there with no day of its own.
 */
export async function carryAgencies(db: Tx, { plan }: Carrying): Promise<void> {
  const { on } = plan
  const opened = new Set(plan.opens.map(({ id }) => id))
  const heirs = [...plan.heirs].flatMap(([from, to]) => (opened.has(to) ? [{ from, to }] : []))
  await db.execute(sql`
    with given as materialized (
      select distinct on (x."to", v.kind) x."to" as unit_id, v.kind, v.agency_id
        from ${table(heirs, '"from" int, "to" int')} join agency_versions v on v.unit_id = x."from" and (v.valid_to is null or v.valid_to > ${on})
        join unit_versions u on u.unit_id = x."from" and u.valid_to = ${on}
       order by x."to", v.kind, v.valid_from >= ${on}, u.code, v.id
    ), made as (
      insert into agencies (kind, unit_id) select kind, unit_id from given order by unit_id, kind returning id, kind, unit_id
    )
    insert into agency_versions (agency_id, unit_id, kind, name, abbreviation, document_symbol, parent_body, valid_from, valid_to)
    select m.id, m.unit_id, m.kind, v.name, v.abbreviation, v.document_symbol, v.parent_body, greatest(v.valid_from, ${on}::date), v.valid_to
      from made m join given g on g.unit_id = m.unit_id and g.kind = m.kind
      join agency_versions v on v.agency_id = g.agency_id and (v.valid_to is null or v.valid_to > greatest(v.valid_from, ${on}::date))
     order by m.id, v.valid_from`)
  await db.execute(sql`
    update agency_versions set valid_to = greatest(valid_from, ${on}::date)
     where unit_id = any (${sql.param(plan.ends)}::int[]) and (valid_to is null or valid_to > ${on})`)
}
