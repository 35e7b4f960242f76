import { sql } from 'drizzle-orm'
import type { PartnerKind } from '@/db/activity-enums'
import type { UnitLevel } from '@/db/enums'
import type { Day } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canKeepPartners, canKeepProgrammes, canViewActivities } from '../policy'

type Kept = { id: string; name: string; own: boolean; unit: string; level: UnitLevel }

/** Partners and programmes that somebody works with: those of his unit, of the line above it and of communes that ended in his, the nearest first. Throws Forbidden. */
export async function listRegister(ctx: Ctx) {
  const { actor, db } = ctx
  if (!canViewActivities(actor)) throw new Forbidden('activities.view')
  // The whole country's partners of communes are nobody's list: only the line, and what ended in one's commune.
  const of = sql`
    (starts_with(${actor.path}, r.path) or r.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]))`
  const whose = sql`
    r.id, r.name, r.unit_id = ${actor.unitId} as own, u.level,
    (select x.full_name from unit_versions x where x.unit_id = r.unit_id order by x.valid_from desc limit 1) as unit`
  const { rows: partners } = await db.execute<Kept & { kind: PartnerKind }>(sql`
    select ${whose}, r.kind from partners r join units u on u.id = r.unit_id
     where ${of} and r.closed_on is null order by length(r.path) desc, r.name collate "vi-x-icu", r.id`)
  const { rows: programmes } = await db.execute<
    Kept & { documentNumber: string | null; startsOn: Day; endsOn: Day | null }
  >(sql`
    select ${whose}, r.document_number as "documentNumber", r.starts_on::text as "startsOn", r.ends_on::text as "endsOn"
      from programmes r join units u on u.id = r.unit_id
     where ${of} order by length(r.path), r.starts_on desc, r.name collate "vi-x-icu", r.id`)
  return { partners, programmes, can: { partners: canKeepPartners(actor), programmes: canKeepProgrammes(actor) } }
}
