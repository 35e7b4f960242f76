import { sql } from 'drizzle-orm'
import type { AuxiliaryKind } from '@/db/roster-enums'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { canSeeChats } from '../teams/policy'
import { findUnit } from '../units/queries'
import { liesIn } from '../units/versions/queries'
import { canKeepFocalPoints, canKeepGroups } from './policy'

export type FocalPoint = {
  id: string
  unit: { id: number; fullName: string }
  fullName: string
  title: string | null
  /** The number of the post while it lasts; whoever held it before is called no more. */
  phone: string | null
  email: string | null
  validFrom: Day
  validTo: Day | null
}
export type AuxiliaryGroup = {
  id: string
  kind: AuxiliaryKind
  name: string
  members: number | null
  decisionNumber: string | null
  /** Null above the commune. */
  chatLink: string | null
  validFrom: Day
  validTo: Day | null
}
export type Contacts = {
  /** Of the unit, of the parts right below it, and of the line above it; whose term has ended come last. */
  focalPoints: FocalPoint[]
  /** Null where the unit is no commune. */
  groups: AuxiliaryGroup[] | null
  can: { keepFocalPoints: boolean; keepGroups: boolean; seeChats: boolean }
}

/** Whom to call about a unit and its teams: work contacts with their terms, and the groups that help. Throws NotFound. */
export async function listContacts(ctx: Ctx, unitId: number): Promise<Contacts> {
  const unit = await findUnit(ctx.db, unitId)
  if (!unit || unit.level === 'village' || unit.level === 'team') throw new NotFound('units.none')
  const today = dayInVietnam(ctx.now)
  const { rows: focalPoints } = await ctx.db.execute<FocalPoint>(sql`
    select f.id, jsonb_build_object('id', f.unit_id, 'fullName', v.full_name) as unit, f.full_name as "fullName", f.title,
           case when f.valid_to <= ${today} then null else f.phone end as phone, case when f.valid_to <= ${today} then null else f.email end as email,
           f.valid_from as "validFrom", f.valid_to as "validTo"
      from focal_points f
      join lateral (select x.full_name from unit_versions x where x.unit_id = f.unit_id order by x.valid_from desc limit 1) v on true
     where (${liesIn('f', unit)} and length(f.path) <= ${unit.path.length + 8} or starts_with(${unit.path}, f.path))
       and (f.valid_to is null or f.valid_to > f.valid_from)
     order by coalesce(f.valid_to <= ${today}, false), f.path, f.sort_name collate "vi-x-icu", f.valid_from desc limit 1000`)
  const seeChats = canSeeChats(ctx.actor, unit)
  const groups =
    unit.level === 'commune'
      ? (
          await ctx.db.execute<AuxiliaryGroup>(sql`
            select g.id, g.kind, g.name, g.members, g.decision_number as "decisionNumber", g.chat_link as "chatLink",
                   g.valid_from as "validFrom", g.valid_to as "validTo"
              from auxiliary_groups g where g.unit_id = ${unit.id} and (g.valid_to is null or g.valid_to > g.valid_from)
             order by coalesce(g.valid_to <= ${today}, false), g.kind, g.name collate "vi-x-icu"`)
        ).rows.map((group) => ({ ...group, chatLink: seeChats ? group.chatLink : null }))
      : null
  return {
    focalPoints,
    groups,
    can: {
      keepFocalPoints: canKeepFocalPoints(ctx.actor, unit),
      keepGroups: canKeepGroups(ctx.actor, unit),
      seeChats,
    },
  }
}
