import { eq, sql } from 'drizzle-orm'
import { steeringCommittees, unitDenominators } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import type { PlacedUnit } from './policy'
import * as policy from './policy'
import { findUnit, hasNotEnded } from './queries'
import { fullNameOf, importLimit, nameKey, type VillageLine, villageLines } from './rules'
import type {
  AddCommitteeInput,
  AddVillageInput,
  CloseVillageInput,
  ConfirmDenominatorsInput,
  EndCommitteeInput,
  ImportVillagesInput,
  SetFlagInput,
  SetRolloutInput,
} from './schema'

type Unit = PlacedUnit & { id: number }

/** The unit, when it exists and the actor may do the verb to it. Throws NotFound, Forbidden. */
async function mayDo(ctx: Ctx, id: number, may: (actor: Ctx['actor'], unit: Unit) => boolean): Promise<Unit> {
  const unit = await findUnit(ctx.db, id)
  if (!unit) throw new NotFound('units.none')
  if (!may(ctx.actor, unit)) throw new Forbidden('units.outside')
  return unit
}

/** The version of the unit that stands on a day. Throws NotNow when none does. */
async function standingOn(ctx: Ctx, id: number, on: string): Promise<{ validFrom: string; parentId: number | null }> {
  const { rows } = await ctx.db.execute<{ validFrom: string; parentId: number | null }>(sql`
    select valid_from as "validFrom", parent_id as "parentId" from unit_versions
     where unit_id = ${id} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`)
  const version = rows[0]
  if (!version) throw new NotNow('units.notStanding', { on })
  return version
}

type KnownVillage = { name: string; type: string; code: string | null; validFrom: string; validTo: string | null }

/** Villages that stand on the day or will stand later: none of them may be opened a second time. */
async function knownVillages(
  ctx: Ctx,
  communeId: number,
  from: string,
): Promise<{ keys: Set<string>; codes: Set<string> }> {
  // Two imports at once must not both find the list empty: one waits for the other.
  await ctx.db.execute(sql`select pg_advisory_xact_lock(7274, ${communeId})`)
  const { rows } = await ctx.db.execute<KnownVillage>(sql`
    select name, type, code from unit_versions
     where parent_id = ${communeId} and level = 'village' and (valid_to is null or valid_to > ${from})`)
  return {
    keys: new Set(rows.map((row) => nameKey(row.type as VillageLine['type'] & string, row.name))),
    codes: new Set(rows.flatMap((row) => row.code ?? [])),
  }
}

/** What a village is begins and ends on days that have come: a day ahead could not be put right. Throws Invalid. */
function notAhead(ctx: Ctx, on: string): void {
  if (on > dayInVietnam(ctx.now)) throw new Invalid('units.villageAhead')
}

/** Opens a village of one's commune from a day on. Throws Conflict units.villageExists, units.codeTaken, Invalid, NotNow units.ended. */
export async function addVillage(ctx: Ctx, input: AddVillageInput): Promise<{ id: number }> {
  const { communeId, type, name, code, from } = input
  await mayDo(ctx, communeId, policy.canManageVillages)
  notAhead(ctx, from)
  await hasNotEnded(ctx, communeId)
  await standingOn(ctx, communeId, from)
  const known = await knownVillages(ctx, communeId, from)
  if (known.keys.has(nameKey(type, name))) throw new Conflict('units.villageExists', { name: fullNameOf(type, name) })
  if (code !== null && known.codes.has(code)) throw new Conflict('units.codeTaken', { code })
  const { rows } = await ctx.db.execute<{ id: number }>(
    sql`select open_unit('village', ${communeId}, ${type}, ${name}, ${fullNameOf(type, name)}, ${code}, ${from}::date) as id`,
  )
  return { id: rows[0]?.id ?? 0 }
}

export type ImportedVillage = VillageLine & {
  fullName: string | null
  /** What becomes of the line: opened, there already, or wrong (see `problem`). */
  outcome: 'opens' | 'exists' | 'codeTaken' | 'wrong'
}

/**
 * Reads a pasted list of villages and, unless it is a dry run, opens those that can be opened; the others are named line
 * by line. Throws Invalid when there is no line, there are more than the limit or the day is ahead, NotNow units.ended.
 */
export async function importVillages(
  ctx: Ctx,
  input: ImportVillagesInput,
): Promise<{ dryRun: boolean; opened: number; lines: ImportedVillage[] }> {
  const { communeId, from, dryRun } = input
  await mayDo(ctx, communeId, policy.canManageVillages)
  notAhead(ctx, from)
  await hasNotEnded(ctx, communeId)
  await standingOn(ctx, communeId, from)
  const read = villageLines(input.text)
  if (read.length === 0) throw new Invalid('units.noLines')
  if (read.length > importLimit) throw new Invalid('units.tooManyLines', { limit: importLimit })
  const known = await knownVillages(ctx, communeId, from)
  const lines = read.map((line): ImportedVillage => {
    const fullName = line.type ? fullNameOf(line.type, line.name) : null
    if (line.problem !== null || line.type === null) return { ...line, fullName, outcome: 'wrong' }
    if (known.keys.has(nameKey(line.type, line.name))) return { ...line, fullName, outcome: 'exists' }
    if (line.code !== null && known.codes.has(line.code)) return { ...line, fullName, outcome: 'codeTaken' }
    return { ...line, fullName, outcome: 'opens' }
  })
  const opening = lines.filter((line) => line.outcome === 'opens')
  if (!dryRun && opening.length > 0) {
    const rows = JSON.stringify(
      opening.map(({ type, name, fullName, code }) => ({ type, name, full_name: fullName, code })),
    )
    await ctx.db.execute(sql`
      select open_unit('village', ${communeId}, v.type, v.name, v.full_name, v.code, ${from}::date)
        from rows from (jsonb_to_recordset(${rows}::jsonb) as (type text, name text, full_name text, code text))
             with ordinality v(type, name, full_name, code, at) order by v.at`)
  }
  return { dryRun, opened: dryRun ? 0 : opening.length, lines }
}

/**
 * Ends a village on a day (the first day it no longer stands). What teams covered it stays in their history. Throws
 * NotNow when it ended already or began later, Invalid on a day ahead.
 */
export async function closeVillage(ctx: Ctx, input: CloseVillageInput): Promise<{ id: number }> {
  const village = await findUnit(ctx.db, input.villageId)
  if (village?.level !== 'village') throw new NotFound('units.none')
  const { parentId } = await lastParent(ctx, village.id)
  await mayDo(ctx, parentId, policy.canManageVillages)
  notAhead(ctx, input.to)
  const { rows } = await ctx.db.execute<{ closed: boolean }>(
    sql`select close_unit(${village.id}, ${input.to}::date, ${input.note}) as closed`,
  )
  if (!rows[0]?.closed) throw new NotNow('units.cannotClose', { on: input.to })
  return { id: village.id }
}

async function lastParent(ctx: Ctx, id: number): Promise<{ parentId: number }> {
  const { rows } = await ctx.db.execute<{ parentId: number }>(
    sql`select parent_id as "parentId" from unit_versions where unit_id = ${id} order by valid_from desc limit 1`,
  )
  return rows[0] ?? { parentId: 0 }
}

/** Confirms the five denominators of one's commune as of a day; the same day again corrects it, and the log keeps both. */
export async function confirmDenominators(ctx: Ctx, input: ConfirmDenominatorsInput): Promise<{ asOf: string }> {
  const { unitId, asOf, requestId: _, ...figures } = input
  const unit = await mayDo(ctx, unitId, policy.canConfirmDenominators)
  if (asOf > dayInVietnam(ctx.now)) throw new Invalid('units.dayAhead')
  await standingOn(ctx, unitId, asOf)
  const row = { ...figures, confirmedBy: ctx.actor.personId, confirmedAt: ctx.now }
  await ctx.db
    .insert(unitDenominators)
    .values({ unitId, path: unit.path, asOf, ...row })
    .onConflictDoUpdate({ target: [unitDenominators.unitId, unitDenominators.asOf], set: row })
  return { asOf }
}

/** Records a steering committee with its decision; several may stand side by side (domain.md 22.31). */
export async function addCommittee(ctx: Ctx, input: AddCommitteeInput): Promise<{ id: string }> {
  const { unitId, requestId: _, ...committee } = input
  const unit = await mayDo(ctx, unitId, policy.canAddCommittee)
  const [row] = await ctx.db
    .insert(steeringCommittees)
    .values({ unitId, path: unit.path, ...committee })
    .returning({ id: steeringCommittees.id })
  return { id: row?.id ?? '' }
}

/**
 * A steering committee ends on a day (the first it no longer works); a wrong day is set again, and the log keeps both. Throws
 * NotFound, Forbidden, Invalid when it would end before it began.
 */
export async function endCommittee(ctx: Ctx, input: EndCommitteeInput): Promise<{ id: string }> {
  const { committeeId: id, to } = input
  const [row] = await ctx.db.select().from(steeringCommittees).where(eq(steeringCommittees.id, id)).for('update')
  if (!row) throw new NotFound('units.none')
  await mayDo(ctx, row.unitId, policy.canEndCommittee)
  if (to <= row.validFrom) throw new Invalid('common.invalid')
  await ctx.db.update(steeringCommittees).set({ validTo: to }).where(eq(steeringCommittees.id, id))
  return { id }
}

/** Begins a dated flag, or ends it when one with the same first day stands. Throws Conflict on an overlap, NotNow units.ended without an end. */
export async function setFlag(ctx: Ctx, input: SetFlagInput): Promise<{ done: boolean }> {
  const { unitId, flag, from, to, source } = input
  await mayDo(ctx, unitId, policy.canSetFlag)
  if (to === null) await hasNotEnded(ctx, unitId)
  await standingOn(ctx, unitId, from)
  await ctx.db.execute(sql`select set_unit_flag(${unitId}, ${flag}, ${from}::date, ${to}::date, ${source})`)
  return { done: true }
}

/**
 * How a province takes part from a day on, and since when it reports; the first day of the state in force puts that state
 * right, and what has not begun yet gives way. Throws NotNow units.rolloutBegan on an earlier day: what was is not rewritten.
 */
export async function setRollout(ctx: Ctx, input: SetRolloutInput): Promise<{ done: boolean }> {
  const { unitId, state, wave, from, reportingFrom } = input
  await mayDo(ctx, unitId, policy.canSetRollout)
  await standingOn(ctx, unitId, from)
  const { rows } = await ctx.db.execute<{ began: string | null }>(
    sql`select max(valid_from) as began from unit_rollouts
         where unit_id = ${unitId} and valid_from <= ${dayInVietnam(ctx.now)}`,
  )
  const began = rows[0]?.began
  if (began && from < began) throw new NotNow('units.rolloutBegan', { from: began })
  await ctx.db.execute(
    sql`select set_rollout(${unitId}, ${state}, ${wave}::smallint, ${from}::date, ${reportingFrom}::date)`,
  )
  return { done: true }
}
