import { sql } from 'drizzle-orm'
import type { Role, WaitKind } from '@/db/enums'
import type { Ctx } from '../../context'
import { canPlaceWaits } from '../policy'
import type { ListWaitsInput } from '../schema'

/** A village, team or post of a commune that was cut, and what a person has said of it. `candidates`: those that stand today. */
export type Wait = {
  id: string
  kind: WaitKind
  /** The village or team; of a post the unit that ended. */
  unitId: number
  name: string
  role: Role | null
  from: { id: number; name: string }
  candidates: { id: number; name: string }[]
  placed: { id: number; name: string } | null
  reorganisationId: string
  resolutionNumber: string
  effectiveOn: string
}

const lastName = (id: string) =>
  `(select full_name from unit_versions v where v.unit_id = ${id} order by v.valid_from desc limit 1)`

/** SQL: a wait of which something is left to place. A post whose own time has come to an end ends with it. */
export const stillWaits = (now: Date) =>
  sql`(w.kind <> 'post' or coalesce(post_until(w.id) > ${now.toISOString()}, true))`

/** What waits for the actor's province to place, oldest first; of one resolution or of all in force. Names of people as far as he sees them. */
export async function listWaits(
  ctx: Ctx,
  input: ListWaitsInput,
): Promise<{ waits: Wait[]; open: number; can: { place: boolean } }> {
  const { rows } = await ctx.db.execute<Wait>(sql`
    select w.id, w.kind, coalesce(w.subject_id, w.from_id) as "unitId", a.role,
           coalesce(a.holder_name, ${sql.raw(lastName('coalesce(w.subject_id, w.from_id)'))}) as name,
           jsonb_build_object('id', w.from_id, 'name', ${sql.raw(lastName('w.from_id'))}) as "from",
           (select jsonb_agg(jsonb_build_object('id', c.id, 'name', ${sql.raw(lastName('c.id'))}) order by c.place)
              from unnest(case when w.placed_id is null then standing_heirs(w.candidates) else w.candidates end) with ordinality c(id, place)) as candidates,
           case when w.placed_id is not null then jsonb_build_object('id', w.placed_id, 'name', ${sql.raw(lastName('w.placed_id'))}) end as placed,
           w.reorganisation_id as "reorganisationId", e.resolution_number as "resolutionNumber", e.effective_on as "effectiveOn"
      from reorganisation_waits w
      join reorganisations e on e.id = w.reorganisation_id and e.state = 'applied'
      left join assignments a on a.id = w.assignment_id
     where ${input.reorganisationId ? sql`w.reorganisation_id = ${input.reorganisationId}` : sql`true`}
       ${input.open ? sql`and w.placed_at is null` : sql``}
       and (w.placed_at is not null or ${stillWaits(ctx.now)})
     order by w.placed_at is not null, e.effective_on, w.from_id, w.kind, name limit 1000`)
  return {
    waits: rows,
    open: rows.filter((row) => row.placed === null).length,
    can: { place: canPlaceWaits(ctx.actor) },
  }
}
