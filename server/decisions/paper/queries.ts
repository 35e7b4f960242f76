import { sql } from 'drizzle-orm'
import type { UnitType } from '@/db/enums'
import { agenciesOf } from '../../agencies/queries'
import { agencyOn } from '../../agencies/rules'
import type { Day } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { getDecision } from '../queries'
import type { DecisionPaper, PaperSeat } from './rules'

type Held = PaperSeat & { teamId: number }

/** SQL: the rosters of teams on a day, or as they were before it, leaders first. */
const rostersOf = (teamIds: readonly number[], on: Day, last: boolean) => sql`
  select s.unit_id as "teamId", m.id as "memberId", m.full_name as "fullName", m.birth_year as "birthYear", m.residence, s.role, s.component,
         s.concurrent_post as "concurrentPost", m.restricted_on is not null as restricted
    from memberships s join members m on m.id = s.member_id
   where s.unit_id = any (${sql.param([...teamIds])}::int[]) and ${last ? sql`s.valid_from < ${on} and (s.valid_to is null or s.valid_to >= ${on})` : sql`s.valid_from <= ${on} and (s.valid_to is null or s.valid_to > ${on})`}
   order by case s.role when 'leader' then 0 when 'deputy' then 1 else 2 end, m.sort_name collate "vi-x-icu"`

type Named = { type: UnitType; name: string; level: string }

/** Everything that the paper of a decision says, for whoever keeps the decisions of the commune. Throws NotFound, Forbidden. */
export async function getPaper(ctx: Ctx, id: string): Promise<DecisionPaper> {
  const decision = await getDecision(ctx, id)
  if (!decision.can.keep) throw new Forbidden('decisions.outside')
  const on = decision.effectiveOn
  // A commune that began later than a draft that it took over is named as it began.
  const { rows: days } = await ctx.db.execute<{ day: Day }>(sql`
    select greatest(${on}::date, min(valid_from))::text as day from unit_versions where unit_id = ${decision.communeId}`)
  const stood = days[0]?.day ?? on
  const { rows: line } = await ctx.db.execute<Named>(sql`
    with recursive up as (
      select v.unit_id, v.parent_id, v.level, v.type, v.name from unit_versions v
       where v.unit_id = ${decision.communeId} and v.valid_from <= ${stood} and (v.valid_to is null or v.valid_to > ${stood})
      union all
      select v.unit_id, v.parent_id, v.level, v.type, v.name from up join unit_versions v on v.unit_id = up.parent_id
       where v.valid_from <= ${stood} and (v.valid_to is null or v.valid_to > ${stood})
    ) select type, name, level from up`)
  const named = (level: string) => {
    const found = line.find((each) => each.level === level)
    return found ? { type: found.type, name: found.name } : null
  }
  const place = (await agenciesOf(ctx.db, stood, [decision.communeId])).get(decision.communeId)
  const office = place ? agencyOn('commune_office', place.agencies, stood) : null
  const { rows: people } = await ctx.db.execute<{ id: string; residence: string | null; restricted: boolean }>(sql`
    select m.id, m.residence, m.restricted_on is not null as restricted from members m
     where m.id = any (${sql.param(decision.lines.flatMap(({ seats }) => seats.map(({ memberId }) => memberId)))}::uuid[])`)
  const known = new Map(people.map((each) => [each.id, each]))
  const teamIds = decision.lines.flatMap((each) => each.team?.id ?? [])
  const { rows: then } = await ctx.db.execute<Held>(rostersOf(teamIds, on, false))
  const { rows: last } = await ctx.db.execute<Held>(rostersOf(teamIds, on, true))
  const teams: DecisionPaper['teams'] = []
  for (const each of decision.lines) {
    const own = (rows: readonly Held[]): PaperSeat[] =>
      rows.filter((row) => row.teamId === each.team?.id).map(({ teamId: _, ...seat }) => seat)
    const drafted = each.seats.map(
      (seat): PaperSeat => ({
        ...seat,
        residence: known.get(seat.memberId)?.residence ?? null,
        restricted: known.get(seat.memberId)?.restricted ?? false,
      }),
    )
    const keeps = decision.kind === 'founding' || decision.kind === 'renewal'
    const fromDraft = decision.state === 'draft' && (decision.kind === 'renewal' || each.team === null)
    teams.push({
      name: each.team?.name ?? each.name ?? '',
      level: each.level,
      villages: each.villages.map((village) => village.fullName),
      successor: each.successor?.name ?? null,
      before: decision.kind === 'renewal' ? own(last) : [],
      after: !keeps ? [] : fromDraft ? drafted : own(then),
    })
  }
  const [replaced] = decision.replaces
    ? (
        await ctx.db.execute<{ number: string; day: Day | null; issuer: string | null }>(
          sql`select number, decided_on as day, issuer from team_decisions where id = ${decision.replaces.id}`,
        )
      ).rows
    : []
  const { kind, signer, signerTitle, number, decidedOn, grounds, reason } = decision
  return {
    ...{ kind, signer, signerTitle, number, decidedOn, grounds, reason, teams, effectiveOn: on },
    commune: named('commune') ?? { type: 'xa', name: '' },
    province: named('province'),
    office: office ? { name: office.name, abbreviation: office.symbol ?? office.abbreviation } : null,
    replaces: replaced ?? null,
  }
}
