import { sql } from 'drizzle-orm'
import type { Role } from '@/db/enums'
import { members } from '@/db/schema'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { findUnit } from '../../units/queries'
import { canLinkAccount } from '../policy'
import { nameKey } from '../rules'

export type AccountChoice = {
  personId: string
  name: string
  posts: { role: Role; unit: string }[]
  /** Called as the member is. */
  sameName: boolean
}

/**
 * Accounts that may be this member's: of people with a post at his commune or its teams today, who are nobody else's on the roster and not
 * the caller; those of his name first. Null: not the caller's to say. Throws NotFound.
 */
export async function listAccountChoices(ctx: Ctx, memberId: string): Promise<AccountChoice[] | null> {
  const { rows: found } = await ctx.db.execute<{ unitId: number; fullName: string | null }>(
    sql`select m.unit_id as "unitId", m.full_name as "fullName" from ${members} m where m.id = ${memberId} and m.merged_into is null`,
  )
  const [member] = found
  const unit = member ? await findUnit(ctx.db, member.unitId) : null
  if (!member || !unit) throw new NotFound('rosters.noMember')
  if (!canLinkAccount(ctx.actor, unit)) return null
  const { rows } = await ctx.db.execute<Omit<AccountChoice, 'sameName'>>(sql`
    select a.person_id as "personId", min(a.holder_name) as name,
           jsonb_agg(jsonb_build_object('role', a.role, 'unit', (
             select v.full_name from unit_versions v where v.unit_id = a.unit_id order by v.valid_from desc limit 1)) order by a.valid_from, a.id) as posts
      from assignments a
     where ${holdsPost(ctx)} and a.person_id <> ${ctx.actor.personId}
       and not exists (select from members x where x.person_id = a.person_id)
     group by a.person_id`)
  const key = nameKey(member.fullName ?? '')
  const compare = new Intl.Collator('vi', { numeric: true }).compare
  return rows
    .map((row) => ({ ...row, sameName: nameKey(row.name) === key }))
    .sort((a, b) => Number(b.sameName) - Number(a.sameName) || compare(a.name, b.name))
}

/** SQL: a post `a` of one's own that holds now at the caller's commune or a team of it; who stands in for another comes from there too. */
export const holdsPost = (ctx: Ctx) => sql`
  starts_with(a.path, ${ctx.actor.path}) and a.delegated_from is null
  and a.valid_from <= ${ctx.now.toISOString()} and (a.valid_to is null or a.valid_to > ${ctx.now.toISOString()})`
