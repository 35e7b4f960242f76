import type { ClientBase } from 'pg'
import { generalNames } from '@/db/agency-names'
import type { AgencyKind, UnitLevel } from '@/db/enums'
import { beginningUnknown, beginningUnknownNote } from './unit-facts'

/** What the texts state of every unit of a level; offices of districts and communes are in none (domain.md 22.31). */
const stated: readonly { kind: AgencyKind; level: UnitLevel }[] = [
  { kind: 'ministry', level: 'nation' },
  { kind: 'ministry_department', level: 'nation' },
  { kind: 'department', level: 'province' },
]

/**
 * The ministry, its department and the department of every province of then and now, under the names they have had; each
 * name within the days on which its unit stood. Reads the units of the database, so that one filled earlier gets them too.
 */
export async function seedAgencies(client: ClientBase): Promise<void> {
  for (const { kind, level } of stated) {
    await client.query('insert into agencies (kind, unit_id) select $1, id from units where level = $2 order by id', [
      kind,
      level,
    ])
    for (const { name, abbreviation, symbol, parentBody, from, to, note } of generalNames[kind]) {
      await client.query(
        `insert into agency_versions (agency_id, unit_id, kind, name, abbreviation, document_symbol, parent_body, valid_from, valid_to, note)
         select a.id, a.unit_id, a.kind, $2, $3, $4, $5, greatest(u.began, $6::date), least(u.ended, $7::date), $8
           from agencies a
           join (select unit_id, min(valid_from) as began, nullif(max(coalesce(valid_to, 'infinity')), 'infinity') as ended
                   from unit_versions group by unit_id) u on u.unit_id = a.unit_id
          where a.kind = $1 and (u.ended is null or u.ended > $6::date) and ($7::date is null or u.began < $7::date)
          order by a.id`,
        [
          kind,
          name,
          abbreviation,
          symbol,
          parentBody,
          from ?? beginningUnknown,
          to,
          note ?? (from ? null : beginningUnknownNote),
        ],
      )
    }
  }
}
