import { sql } from 'drizzle-orm'
import type { Sex } from '@/db/roster-enums'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { findUnit } from '../../units/queries'
import { liesIn } from '../../units/versions/queries'
import { canKeepRoster } from '../policy'
import { teamNameSql } from '../queries'
import { duplicatesOf, maskPhone } from '../rules'
import type { CommuneInput } from '../schema'

export type Double = {
  memberId: string
  fullName: string | null
  sex: Sex | null
  birthYear: number | null
  phone: string | null
  employer: string | null
  residence: string | null
  /** Teams he is or was in, by name, with the days. */
  teams: { name: string; from: Day; to: Day | null }[]
}

/** Pairs of people of a commune who may be one: the same name, and the same phone or year of birth. Null: not the caller's to judge. */
export async function listDuplicates(ctx: Ctx, input: CommuneInput): Promise<[Double, Double][] | null> {
  const commune = await findUnit(ctx.db, input.communeId)
  if (commune?.level !== 'commune') throw new NotFound('units.none')
  if (!canKeepRoster(ctx.actor, commune)) return null
  const today = sql`${dayInVietnam(ctx.now)}::date`
  const { rows } = await ctx.db.execute<Double>(sql`
    select m.id as "memberId", m.full_name as "fullName", m.sex, m.birth_year as "birthYear", m.phone, m.employer, m.residence,
           coalesce((select jsonb_agg(jsonb_build_object('name', ${teamNameSql(sql`s.unit_id`, today)}, 'from', s.valid_from, 'to', s.valid_to) order by s.valid_from)
                       from memberships s where s.member_id = m.id), '[]') as teams
      from members m
     where ${liesIn('m', commune)} and m.merged_into is null and m.anonymised_at is null
       and (select count(*) from members x where ${liesIn('x', commune)} and search_key(x.full_name) = search_key(m.full_name) and x.merged_into is null) > 1
     order by m.created_at, m.id`)
  return duplicatesOf(rows).map(([a, b]) => [
    { ...a, phone: maskPhone(a.phone) },
    { ...b, phone: maskPhone(b.phone) },
  ])
}
