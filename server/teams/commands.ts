import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { teamCoverages, teams } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { findUnit } from '../units/queries'
import { versionsOf } from '../units/versions/queries'
import { canManageTeams } from './policy'
import { coverageChange, teamFullName } from './rules'
import type { AddTeamInput, CloseTeamInput, SetCoverageInput } from './schema'

/** Every one must be a village of the commune that stands on the day. Throws Invalid teams.notVillages. */
async function checkVillages(ctx: Ctx, communeId: number, villageIds: readonly number[], on: string): Promise<void> {
  if (villageIds.length === 0) return
  const { rows } = await ctx.db.execute<{ known: number }>(sql`
    select count(*)::int as known from unit_versions
     where unit_id in ${[...villageIds]} and level = 'village' and parent_id = ${communeId}
       and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`)
  if (rows[0]?.known !== villageIds.length) throw new Invalid('teams.notVillages', { on })
}

type Team = { unitId: number; path: string; communeId: number; foundedOn: string; state: 'active' | 'dissolved' }

/** The team, its row locked, when it exists for the actor and he may manage it. Throws NotFound, Forbidden, NotNow. */
async function lockTeam(ctx: Ctx, teamId: number): Promise<Team> {
  const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, teamId)).for('update')
  if (!team) throw new NotFound('teams.none')
  const commune = await findUnit(ctx.db, team.communeId)
  if (!commune || !canManageTeams(ctx.actor, commune)) throw new Forbidden('teams.outside')
  if (team.state === 'dissolved') throw new NotNow('teams.dissolved')
  return team
}

/** Founds a team of one's commune with the villages it covers. Throws Conflict when one of that name is active. */
export async function addTeam(ctx: Ctx, input: AddTeamInput): Promise<{ id: number }> {
  const { communeId, level, name, foundedOn, villageIds } = input
  const commune = await findUnit(ctx.db, communeId)
  if (!commune) throw new NotFound('units.none')
  if (!canManageTeams(ctx.actor, commune)) throw new Forbidden('teams.outside')
  if (foundedOn > dayInVietnam(ctx.now)) throw new Invalid('teams.dayAhead')
  const { rows: same } = await ctx.db.execute<{ name: string; stood: boolean }>(sql`
    select lower(name) as name, true as stood from unit_versions
     where parent_id = ${communeId} and level = 'team' and valid_to is null and lower(name) = ${name.toLowerCase()}`)
  if (same.length > 0) throw new Conflict('teams.exists', { name: teamFullName(name) })
  const { rows: stood } = await ctx.db.execute(sql`
    select from unit_versions where unit_id = ${communeId} and valid_from <= ${foundedOn} and (valid_to is null or valid_to > ${foundedOn})`)
  if (stood.length === 0) throw new NotNow('units.notStanding', { on: foundedOn })
  await checkVillages(ctx, communeId, villageIds, foundedOn)
  const { rows } = await ctx.db.execute<{ id: number }>(
    sql`select open_unit('team', ${communeId}, 'to_cnscd', ${name}, ${teamFullName(name)}, null, ${foundedOn}::date) as id`,
  )
  const unit = await findUnit(ctx.db, rows[0]?.id ?? 0)
  if (!unit) throw new NotFound('teams.none')
  await ctx.db.insert(teams).values({ unitId: unit.id, path: unit.path, communeId, level, foundedOn })
  if (villageIds.length > 0) await cover(ctx, unit, villageIds, foundedOn)
  return { id: unit.id }
}

const cover = (ctx: Ctx, team: { id: number; path: string }, villageIds: readonly number[], validFrom: string) =>
  ctx.db
    .insert(teamCoverages)
    .values(
      villageIds.map((villageId) => ({ teamId: team.id, unitId: team.id, path: team.path, villageId, validFrom })),
    )

/** Ends what covers on the day or later; what was to begin later never begins. */
async function uncover(ctx: Ctx, teamId: number, villageIds: readonly number[] | null, on: string): Promise<void> {
  await ctx.db
    .update(teamCoverages)
    .set({ validTo: sql`greatest(${teamCoverages.validFrom}, ${on}::date)` })
    .where(
      and(
        eq(teamCoverages.teamId, teamId),
        villageIds ? inArray(teamCoverages.villageId, [...villageIds]) : undefined,
        or(isNull(teamCoverages.validTo), gt(teamCoverages.validTo, on)),
      ),
    )
}

/** What a decision knows beside the day on which a team is dissolved: itself, and the team that takes its place. */
type Closing = Pick<CloseTeamInput, 'teamId' | 'on'> & { decisionId?: string; mergedInto?: number }

/**
 * Dissolves a team on a day: it is active until the day before. Its coverage and its roster end with it. Throws NotNow
 * teams.cameLater.
 */
export async function closeTeam(ctx: Ctx, input: Closing): Promise<{ id: number }> {
  const team = await lockTeam(ctx, input.teamId)
  if (input.on <= team.foundedOn || input.on > dayInVietnam(ctx.now)) throw new Invalid('teams.badCloseDay')
  const { rows } = await ctx.db.execute<{ closed: boolean }>(
    sql`select close_unit(${team.unitId}, ${input.on}::date, null) as closed`,
  )
  if (!rows[0]?.closed) {
    const last = (await versionsOf(ctx.db, team.unitId)).at(-1)
    throw last?.validTo === null
      ? new NotNow('teams.cameLater', { since: last.validFrom })
      : new NotNow('teams.dissolved')
  }
  await ctx.db
    .update(teams)
    .set({ state: 'dissolved', dissolvedOn: input.on, mergedInto: input.mergedInto ?? null })
    .where(eq(teams.unitId, team.unitId))
  await uncover(ctx, team.unitId, null, input.on)
  await ctx.db.execute(sql`
    update memberships set valid_to = greatest(valid_from, ${input.on}::date), ended_reason = 'dissolved', ended_by = ${input.decisionId ?? null}
     where unit_id = ${team.unitId} and (valid_to is null or valid_to > ${input.on})`)
  return { id: team.unitId }
}

/** From a day on the team covers exactly these villages. Throws NotNow when a later change stands already. */
export async function setCoverage(ctx: Ctx, input: SetCoverageInput): Promise<{ covered: number }> {
  const { from, villageIds } = input
  const team = await lockTeam(ctx, input.teamId)
  if (from < team.foundedOn) throw new Invalid('teams.beforeFounding')
  await checkVillages(ctx, team.communeId, villageIds, from)
  const later = await ctx.db
    .select({ villageId: teamCoverages.villageId })
    .from(teamCoverages)
    .where(and(eq(teamCoverages.teamId, team.unitId), gt(teamCoverages.validFrom, from)))
    .limit(1)
  if (later.length > 0) throw new NotNow('teams.laterCoverage', { from })
  const current = await ctx.db
    .select({ villageId: teamCoverages.villageId, validTo: teamCoverages.validTo })
    .from(teamCoverages)
    .where(
      and(
        eq(teamCoverages.teamId, team.unitId),
        lte(teamCoverages.validFrom, from),
        or(isNull(teamCoverages.validTo), gt(teamCoverages.validTo, from)),
      ),
    )
  const change = coverageChange(
    current.map((row) => row.villageId),
    villageIds,
  )
  if (change.leaves.length > 0) await uncover(ctx, team.unitId, change.leaves, from)
  if (change.comes.length > 0) await cover(ctx, { id: team.unitId, path: team.path }, change.comes, from)
  return { covered: villageIds.length }
}
