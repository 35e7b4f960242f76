import { eq, sql } from 'drizzle-orm'
import type { MemberRole, Sex } from '@/db/roster-enums'
import { members } from '@/db/schema'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { canOpenRoster, canSeeDetails, canSeeRoster } from '../rosters/policy'
import { byRoleAndName } from '../rosters/rules'
import { findUnit } from '../units/queries'
import type { OpenInput, RevealInput } from './schema'

/** The whole phone number of a member, written down with who read it (domain.md section 12). Throws NotFound, Forbidden. */
export async function revealPhone(
  ctx: Ctx,
  { memberId }: RevealInput,
): Promise<{ memberId: string; phone: string | null }> {
  const [member] = await ctx.db
    .select({ unitId: members.unitId, phone: members.phone })
    .from(members)
    .where(eq(members.id, memberId))
  if (!member) throw new NotFound('rosters.noMember')
  const unit = await findUnit(ctx.db, member.unitId)
  if (!unit || !canSeeRoster(ctx.actor, unit) || !canSeeDetails(ctx.actor)) throw new Forbidden('persons.notOpened')
  await ctx.db.execute(sql`select log_access('reveal', ${`members/${memberId}`}, null)`)
  return { memberId, phone: member.phone }
}

export type OpenedMember = {
  memberId: string
  teamId: number
  fullName: string
  sortName: string | null
  sex: Sex | null
  birthYear: number | null
  role: MemberRole
  /** Null also where it says a Party office, which is known in the commune alone. */
  component: string | null
  validFrom: Day
  validTo: Day | null
}

/**
 * The names of a team or of a commune's teams on a day, opened above the commune for a reason that is written down in the same
 * transaction; no phone numbers, and nobody who asked for a restriction. Throws NotFound, Forbidden persons.notOpened.
 */
export async function openRoster(ctx: Ctx, input: OpenInput): Promise<{ on: Day; rows: OpenedMember[] }> {
  const unit = await findUnit(ctx.db, input.unitId)
  if (!unit) throw new NotFound('units.none')
  if (!canOpenRoster(ctx.actor, unit)) throw new Forbidden('persons.notOpened')
  const on = input.on ?? dayInVietnam(ctx.now)
  const { rows } = await ctx.db.execute<OpenedMember>(sql`
    select member_id as "memberId", team_id as "teamId", full_name as "fullName", sort_name as "sortName", sex, birth_year as "birthYear",
           role, component, valid_from as "validFrom", valid_to as "validTo"
      from open_roster(${unit.id}, ${on}::date, ${input.reason})`)
  return { on, rows: rows.sort(byRoleAndName(new Intl.Collator('vi', { numeric: true }).compare)) }
}
