import { sql } from 'drizzle-orm'
import type { TeamLevel, UnitLevel } from '@/db/enums'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canSeeTeams } from '../../teams/policy'
import { findUnit } from '../../units/queries'
import { canSeeComposition } from '../policy'
import type { CompositionGroup } from '../rules'
import type { CountsInput } from '../schema'

/** What stands in a unit or a part of it on a day; members each once in a commune and level of team. */
export type TeamCounts = {
  communes: number
  communesWithTeam: number
  villages: number
  /** Villages with at least one active team. */
  covered: number
  communeTeams: number
  villageTeams: number
  communeMembers: number
  villageMembers: number
  /** Teams that have a leader. */
  led: number
}
export type PlaceCounts = TeamCounts & {
  id: number
  fullName: string
  code: string | null
  level: UnitLevel
  /** Villages or teams are on record in the province: without, there is no figure, never a false 0 (domain.md 22.14). */
  kept: boolean
}
/** `total` is of the `kept` places that keep a record. */
export type Counted = { on: Day; places: PlaceCounts[]; kept: number; total: TeamCounts }

const countKeys = [
  'communes',
  'communesWithTeam',
  'villages',
  'covered',
  'communeTeams',
  'villageTeams',
  'communeMembers',
  'villageMembers',
  'led',
] as const satisfies readonly (keyof TeamCounts)[]

const sumOf = (places: readonly TeamCounts[]): TeamCounts =>
  Object.fromEntries(countKeys.map((key) => [key, places.reduce((sum, place) => sum + place[key], 0)])) as TeamCounts

async function unitToCount(ctx: Ctx, input: CountsInput) {
  const unit = await findUnit(ctx.db, input.unitId)
  if (!unit || unit.level === 'village' || unit.level === 'team') throw new NotFound('units.none')
  return canSeeTeams(ctx.actor, unit) ? unit : null
}

/**
 * Teams, coverage (n/N) and members of each part of a unit on a day, by the units of that day or of today, in the order of official
 * codes. Null: not the caller's to see. Throws NotFound.
 */
export async function listCounts(ctx: Ctx, input: CountsInput): Promise<Counted | null> {
  const unit = await unitToCount(ctx, input)
  if (!unit) return null
  const on = input.on ?? dayInVietnam(ctx.now)
  const { rows } = await ctx.db.execute<Omit<PlaceCounts, 'kept'>>(sql`
    select c.place_id as id, v.full_name as "fullName", v.code, v.level, c.communes, c.communes_with_team as "communesWithTeam", c.villages,
           c.covered, c.commune_teams as "communeTeams", c.village_teams as "villageTeams", c.commune_members as "communeMembers",
           c.village_members as "villageMembers", c.led
      from team_counts(${unit.id}, ${on}::date, ${input.tree === 'then'}) c
      join lateral (select x.full_name, x.code, x.level, x.name from unit_versions x where x.unit_id = c.place_id
                     order by (${input.tree === 'then'} and x.valid_from <= ${on}) desc, x.valid_from desc limit 1) v on true
     order by v.code nulls last, length(v.name), v.name collate "vi-x-icu"`)
  // A commune without a team is one to chase; a whole province without any has not begun.
  const begun = (row: TeamCounts & { level: UnitLevel }) =>
    row.level === 'commune' || row.villages + row.villageTeams + row.communeTeams > 0
  const places = rows.map((row) => ({ ...row, kept: begun(row) }))
  const kept = places.filter((place) => place.kept)
  return { on, places, kept: kept.length, total: sumOf(kept) }
}

export type CompositionRow = {
  level: TeamLevel
  heading: CompositionGroup
  /** Null: not said; 'restricted': not said, or a Party office, which above the commune is not told apart. */
  key: string | null
  n: number
}
export type Composition = { on: Day; rows: CompositionRow[] }

/**
 * Of whom the teams of a unit are made up on a day, as numbers under one heading at a time: each person once in a commune and level.
 * Null: not the caller's to see, as a commune is to the ministry. Throws NotFound.
 */
export async function getComposition(ctx: Ctx, input: CountsInput): Promise<Composition | null> {
  const unit = await unitToCount(ctx, input)
  if (!unit || !canSeeComposition(ctx.actor, unit)) return null
  const on = input.on ?? dayInVietnam(ctx.now)
  const { rows } = await ctx.db.execute<CompositionRow>(
    sql`select level, heading, key, n from roster_composition(${unit.id}, ${on}::date, ${input.tree === 'then'})`,
  )
  return { on, rows }
}
