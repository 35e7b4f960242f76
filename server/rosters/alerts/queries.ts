import { sql } from 'drizzle-orm'
import type { TeamLevel } from '@/db/enums'
import { addMonths, type Day, dayInVietnam, periodOfDay } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canSeeTeams } from '../../teams/policy'
import { findUnit } from '../../units/queries'
import { standing } from '../../units/versions/queries'
import { canSeeRoster } from '../policy'
import { teamNameSql } from '../queries'
import { type AlertKind, alertsOf, quietMonths, type TeamFacts } from '../rules'
import type { CommuneInput } from '../schema'
import { limitsOn } from '../settings/queries'

export type TeamState = TeamFacts & {
  id: number
  name: string
  communeId: number
  alerts: AlertKind[]
}

type Led = Pick<TeamFacts, 'members' | 'leaders' | 'leaderAwaySince'>
const nobody: Led = { members: 0, leaders: 0, leaderAwaySince: null }

/** Members and leaders of the teams of a unit on a day. Asked for itself: joined to teams, the database would go through all of it for each team. */
async function ledOn(ctx: Ctx, unitId: number, on: Day): Promise<Map<number, Led>> {
  const { rows } = await ctx.db.execute<Led & { id: number }>(sql`
    select team_id as id, members, leaders, leader_away_since as "leaderAwaySince" from team_rosters(${unitId}, ${on}::date)`)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/**
 * The active teams of a commune or a province today with the number of their members, whether they are led, and what somebody
 * should look at; numbers alone, no names. Null: not the caller's to see. Throws NotFound.
 */
export async function listTeamStates(ctx: Ctx, input: CommuneInput): Promise<TeamState[] | null> {
  const unit = await findUnit(ctx.db, input.communeId)
  if (!unit || (unit.level !== 'commune' && unit.level !== 'province')) throw new NotFound('units.none')
  if (!canSeeTeams(ctx.actor, unit)) return null
  const day: Day = input.on ?? dayInVietnam(ctx.now)
  const on = sql`${day}::date`
  // The month that runs is not over: whole months before it are asked. Active is who has logged something, or whose sessions stand in
  // an accepted report (domain.md 22.4).
  const quietSince = addMonths(periodOfDay(day), -quietMonths).startsOn
  const { rows } = await ctx.db.execute<
    Omit<TeamFacts, keyof Led> & { id: number; name: string; communeId: number; level: TeamLevel }
  >(sql`
    select t.unit_id as id, ${teamNameSql(sql`t.unit_id`, on)} as name, t.commune_id as "communeId", t.level,
           t.founded_on <= ${quietSince}::date
             and (exists (select from activities a join teams o on o.unit_id = a.unit_id where o.commune_id = t.commune_id and a.state = 'recorded' and a.on_day <= ${on})
                  or exists (select from team_reports r join teams o on o.unit_id = r.unit_id join periods p on p.id = r.period_id
                              where o.commune_id = t.commune_id and r.status = 'sent' and p.starts_on >= ${quietSince} and p.ends_on < ${on}))
             and not exists (select from team_reports r join periods p on p.id = r.period_id join reports c on c.period_id = p.id
                              where r.unit_id = t.unit_id and r.status = 'sent' and (r.values ->> 'C01')::numeric > 0 and p.starts_on >= ${quietSince}
                                and c.unit_id = t.commune_id and c.status in ('accepted', 'locked'))
             and not exists (select from activities a where a.unit_id = t.unit_id and a.state = 'recorded' and a.on_day between ${quietSince} and ${on})
             and not exists (select from activity_teams x join activities a on a.id = x.activity_id
                              where x.unit_id = t.unit_id and a.state = 'recorded' and a.on_day between ${quietSince} and ${on}) as "noActivity",
           exists (
             select from team_coverages c
               join unit_successions s on s.successor_id = c.village_id and ${standing('c', on)} or s.predecessor_id = c.village_id and c.valid_to = s.effective_on
              where c.team_id = t.unit_id and s.kind in ('merge', 'split') and s.effective_on <= ${on}
                and s.effective_on > coalesce(
                  (select max(d.decided_on) from team_decisions d join team_decision_lines l on l.decision_id = d.id
                    where l.team_id = t.unit_id and d.state = 'issued' and d.decided_on <= ${on}), t.founded_on)
           ) as "villageChanged",
           exists (
             select from team_coverages c where c.team_id = t.unit_id and ${standing('c', on)}
                and not exists (select from unit_versions v join unit_versions b on b.unit_id = t.unit_id and ${standing('b', on)}
                                 where v.unit_id = c.village_id and v.parent_id = b.parent_id and ${standing('v', on)})
           ) as "strayVillage"
      from teams t
     where t.path >= ${unit.path} and t.path < ${`${unit.path.slice(0, -1)}/`}
       and t.founded_on <= ${on} and (t.dissolved_on is null or t.dissolved_on > ${on})
     order by t.path`)
  const limits = await limitsOn(ctx.db, unit.path, day)
  const led = await ledOn(ctx, unit.id, day)
  // Since when somebody has been away is his own; above the commune it is told that a leader is missed.
  const seen = canSeeRoster(ctx.actor, unit)
  return rows.map((each) => {
    const row = { ...each, ...(led.get(each.id) ?? nobody) }
    const leaderAwaySince = seen ? row.leaderAwaySince : null
    return { ...row, leaderAwaySince, alerts: alertsOf(row, limits[row.level], day) }
  })
}
