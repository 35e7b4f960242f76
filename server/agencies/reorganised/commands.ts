import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { table } from '../../units/reorganised/commands'

/**
 * Agencies end with their unit. A new unit has those of the units that went wholly into it, one of each kind, under the name that
 * the first of them bears; whoever keeps them records another where the province decides so (domain.md 6.13, 22.31).
 */
export async function carryAgencies(db: Tx, { plan }: Carrying): Promise<void> {
  const { on } = plan
  const opened = new Set(plan.opens.map(({ id }) => id))
  const heirs = [...plan.heirs].flatMap(([from, to]) => (opened.has(to) ? [{ from, to }] : []))
  await db.execute(sql`
    with given as materialized (
      select distinct on (x."to", v.kind) x."to" as unit_id, v.kind, v.name, v.abbreviation, v.document_symbol, v.parent_body
        from ${table(heirs, '"from" int, "to" int')} join agency_versions v on v.unit_id = x."from" and v.valid_from < ${on} and v.valid_to is null
        join unit_versions u on u.unit_id = x."from" and u.valid_to = ${on}
       order by x."to", v.kind, u.code, v.id
    ), made as (
      insert into agencies (kind, unit_id) select kind, unit_id from given order by unit_id, kind returning id, kind, unit_id
    )
    insert into agency_versions (agency_id, unit_id, kind, name, abbreviation, document_symbol, parent_body, valid_from)
    select m.id, m.unit_id, m.kind, g.name, g.abbreviation, g.document_symbol, g.parent_body, ${on}::date
      from made m join given g on g.unit_id = m.unit_id and g.kind = m.kind`)
  await db.execute(sql`
    update agency_versions set valid_to = ${on}
     where unit_id = any (${sql.param(plan.ends)}::int[]) and valid_from < ${on} and valid_to is null`)
}
