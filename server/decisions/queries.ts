import { sql } from 'drizzle-orm'
import type { TeamLevel } from '@/db/enums'
import type { DecisionKind, DecisionState } from '@/db/roster-enums'
import type { Day } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { teamNameSql } from '../rosters/queries'
import { canSeeTeamNames, canSeeTeams } from '../teams/policy'
import { findUnit } from '../units/queries'
import { canKeepDecisions, canReadPaper, canTakeOverDraft } from './policy'
import type { Seat } from './rules'

export type ListedDecision = {
  id: string
  kind: DecisionKind
  state: DecisionState
  number: string | null
  decidedOn: Day | null
  effectiveOn: Day
  hasFile: boolean
  /** Teams it is about, by name. */
  teams: string[]
  /** The commune whose it is, where that has ended and the caller's followed it; null: the one asked about. */
  of: string | null
}
export type Decisions = { rows: ListedDecision[]; can: { keep: boolean } }

const listed = sql`
  d.id, d.kind, d.state, d.number, d.decided_on as "decidedOn", d.effective_on as "effectiveOn", d.file_id is not null as "hasFile",
  coalesce((select jsonb_agg(coalesce(l.name, ${teamNameSql(sql`l.team_id`, sql`d.effective_on`)}) order by l.line)
              from team_decision_lines l where l.decision_id = d.id), '[]') as teams`
/** SQL: of a commune that ended in the caller's, wholly or in part. */
const left = sql`d.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[])`

/** Decisions about the teams of a commune, or about one team: drafts first, then newest first. Null: not the caller's to see. Throws NotFound. */
export async function listDecisions(ctx: Ctx, unitId: number): Promise<Decisions | null> {
  const unit = await findUnit(ctx.db, unitId)
  if (unit?.level !== 'commune' && unit?.level !== 'team') throw new NotFound('units.none')
  if (!canSeeTeams(ctx.actor, unit)) return null
  const about =
    unit.level === 'commune'
      ? sql`d.unit_id = ${unit.id} or ${unit.id === ctx.actor.unitId ? left : sql`false`} or d.id in (select l.decision_id from team_decision_lines l join teams t on t.unit_id = l.team_id where t.commune_id = ${unit.id})`
      : sql`d.id in (select l.decision_id from team_decision_lines l where l.team_id = ${unit.id})`
  const { rows } = await ctx.db.execute<ListedDecision>(sql`
    select ${listed},
           case when d.unit_id <> ${unit.id} and ${unit.level === 'commune'} then (select v.full_name from unit_versions v where v.unit_id = d.unit_id order by v.valid_from desc limit 1) end as of
      from team_decisions d where ${about}
     order by d.state, coalesce(d.decided_on, d.effective_on) desc, d.created_at desc limit 500`)
  return { rows, can: { keep: canKeepDecisions(ctx.actor, unit) } }
}

export type DecisionLine = {
  line: number
  team: { id: number; name: string } | null
  name: string | null
  level: TeamLevel
  villages: { id: number; fullName: string }[]
  successor: { id: number; name: string } | null
  /** Whom it puts into the team; of drafts, and where names are seen. */
  seats: (Seat & { fullName: string | null; birthYear: number | null })[]
}
export type DecisionDetail = Omit<ListedDecision, 'teams' | 'of'> & {
  version: number
  communeId: number
  /** Null where the reader sees no names at this level. */
  signer: string | null
  signerTitle: string | null
  issuer: string | null
  /** Grounds, reason and signed copy speak of people: empty above the commune. */
  grounds: string[]
  reason: string | null
  fileId: string | null
  replaces: { id: string; number: string | null } | null
  /** A draft that another commune began, which has ended since. */
  begunIn: string | null
  lines: DecisionLine[]
  can: { keep: boolean; takeOver: boolean }
}

/** One decision with its lines; a draft exists for its commune alone. Throws NotFound. */
export async function getDecision(ctx: Ctx, id: string): Promise<DecisionDetail> {
  const { rows } = await ctx.db.execute<Omit<DecisionDetail, 'lines' | 'can'> & { left: boolean }>(sql`
    select d.id, d.kind, d.state, d.number, d.decided_on as "decidedOn", d.effective_on as "effectiveOn", d.file_id is not null as "hasFile",
           d.version, d.unit_id as "communeId", coalesce(${left}, false) as left,
           (select v.full_name from unit_versions v where v.unit_id = d.begun_in order by v.valid_from desc limit 1) as "begunIn", d.signer, d.signer_title as "signerTitle", d.issuer, d.grounds, d.reason, d.file_id as "fileId",
           (select jsonb_build_object('id', r.id, 'number', r.number) from team_decisions r where r.id = d.replaces) as replaces
      from team_decisions d where d.id = ${id}`)
  const [found] = rows
  if (!found) throw new NotFound('decisions.none')
  const { left: isLeft, ...decision } = found
  const { rows: lines } = await ctx.db.execute<DecisionLine>(sql`
    select l.line, l.name, coalesce(l.level, t.level) as level,
           case when l.team_id is not null then jsonb_build_object('id', l.team_id, 'name', ${teamNameSql(sql`l.team_id`, sql`${decision.effectiveOn}::date`)}) end as team,
           case when l.successor_id is not null then jsonb_build_object('id', l.successor_id, 'name', ${teamNameSql(sql`l.successor_id`, sql`${decision.effectiveOn}::date`)}) end as successor,
           coalesce((
             select jsonb_agg(jsonb_build_object('id', v.unit_id, 'fullName', v.full_name) order by v.code nulls last, v.unit_id)
               from unit_versions v
              where v.unit_id = any (case when l.team_id is null or l.village_ids <> '{}' then l.village_ids else array(
                      select c.village_id from team_coverages c
                       where c.team_id = l.team_id and c.valid_from <= ${decision.effectiveOn} and (c.valid_to is null or c.valid_to >= ${decision.effectiveOn})) end)
                and v.valid_from <= ${decision.effectiveOn} and (v.valid_to is null or v.valid_to > ${decision.effectiveOn})), '[]') as villages,
           coalesce((
             select jsonb_agg(jsonb_build_object('memberId', m.id, 'fullName', m.full_name, 'birthYear', m.birth_year, 'role', s.role,
                                                 'component', s.component, 'concurrentPost', s.concurrent_post)
                              order by case s.role when 'leader' then 0 when 'deputy' then 1 else 2 end, m.sort_name collate "vi-x-icu")
               from (select distinct on (k.kept) k.kept as member_id, x.role, x.component, x.concurrent_post
                       from team_decision_members x
                       join kept_members(array(select y.member_id from team_decision_members y where y.decision_id = ${id})) k on k.id = x.member_id
                      where x.decision_id = l.decision_id and x.line = l.line
                      order by k.kept, k.id <> k.kept) s
               join members m on m.id = s.member_id), '[]') as seats
      from team_decision_lines l left join teams t on t.unit_id = l.team_id
     where l.decision_id = ${id} order by l.line`)
  const unit = await findUnit(ctx.db, decision.communeId)
  const told = canReadPaper(ctx.actor)
  return {
    ...decision,
    signer: told || (unit !== null && canSeeTeamNames(ctx.actor, unit)) ? decision.signer : null,
    ...(told ? {} : { grounds: [], reason: null, fileId: null }),
    lines,
    can: {
      keep: unit !== null && canKeepDecisions(ctx.actor, unit),
      takeOver: canTakeOverDraft(ctx.actor, { state: decision.state, left: isLeft }),
    },
  }
}
