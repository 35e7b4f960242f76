import { sql } from 'drizzle-orm'
import type { AgencyKind } from '@/db/enums'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { findUnit, hasNotEnded } from '../units/queries'
import { standsOn } from '../units/rules'
import { versionsOf } from '../units/versions/queries'
import { canKeepAgency } from './policy'
import { agenciesOf, findAgency } from './queries'
import type { AddAgencyInput, EndAgencyInput, RenameAgencyInput } from './schema'

/** Refuses when the actor may not keep agencies of the kind at the unit. Throws NotFound, Forbidden. */
async function mayKeep(ctx: Ctx, kind: AgencyKind, unitId: number): Promise<void> {
  const unit = await findUnit(ctx.db, unitId)
  if (!unit) throw new NotFound('units.none')
  if (!canKeepAgency(ctx.actor, kind, unit)) throw new Forbidden('agencies.outside')
}

/** A name begins and ends on days that have come. Throws Invalid. */
function notAhead(ctx: Ctx, on: string): void {
  if (on > dayInVietnam(ctx.now)) throw new Invalid('agencies.dayAhead')
}

/** A name begins on a day on which its unit stands. Throws NotNow. */
async function unitStands(ctx: Ctx, unitId: number, on: string): Promise<void> {
  const versions = await versionsOf(ctx.db, unitId)
  if (!versions.some((version) => standsOn(version, on))) throw new NotNow('units.notStanding', { on })
}

/** The agency that the actor may keep. Throws NotFound, Forbidden. */
async function keptAgency(ctx: Ctx, id: number): Promise<{ kind: AgencyKind; unitId: number }> {
  const agency = await findAgency(ctx.db, id)
  if (!agency) throw new NotFound('agencies.none')
  await mayKeep(ctx, agency.kind, agency.unitId)
  return agency
}

/**
 * Sets up an agency of a unit from a day on, with the document behind it. Throws Conflict agencies.standsAlready when one of
 * its kind stands then or later, Invalid on a day ahead, NotNow when the unit does not stand or has ended since.
 */
export async function addAgency(ctx: Ctx, input: AddAgencyInput): Promise<{ id: number }> {
  const { unitId, kind, name, abbreviation, symbol, parentBody, from, basis } = input
  await mayKeep(ctx, kind, unitId)
  notAhead(ctx, from)
  await hasNotEnded(ctx, unitId)
  await unitStands(ctx, unitId, from)
  const known = (await agenciesOf(ctx.db, from, [unitId])).get(unitId)?.agencies ?? []
  const other = known.find((each) => each.kind === kind && (each.validTo === null || each.validTo > from))
  if (other) throw new Conflict('agencies.standsAlready', { name: other.name })
  const { rows } = await ctx.db.execute<{ id: number }>(
    sql`select add_agency(${unitId}, ${kind}, ${name}, ${abbreviation}, ${symbol}, ${parentBody}, ${from}::date, ${basis}) as id`,
  )
  return { id: rows[0]?.id ?? 0 }
}

/**
 * An agency is called otherwise from a day on, with the document behind it; the first day of its last name puts that name
 * right, and the log keeps both. Throws NotNow agencies.cannotRename when it has ended or the day is earlier.
 */
export async function renameAgency(ctx: Ctx, input: RenameAgencyInput): Promise<{ id: number }> {
  const { agencyId: id, name, abbreviation, symbol, parentBody, from, basis } = input
  const { unitId } = await keptAgency(ctx, id)
  notAhead(ctx, from)
  await unitStands(ctx, unitId, from)
  const { rows } = await ctx.db.execute<{ done: boolean }>(
    sql`select rename_agency(${id}, ${name}, ${abbreviation}, ${symbol}, ${parentBody}, ${from}::date, ${basis}) as done`,
  )
  if (!rows[0]?.done) throw new NotNow('agencies.cannotRename')
  return { id }
}

/**
 * An agency ends on a day (the first it no longer stands); a wrong day is set again. Throws NotNow agencies.cannotEnd when
 * its last name began no earlier, Invalid on a day ahead.
 */
export async function endAgency(ctx: Ctx, input: EndAgencyInput): Promise<{ id: number }> {
  const { agencyId: id, to, basis } = input
  await keptAgency(ctx, id)
  notAhead(ctx, to)
  const { rows } = await ctx.db.execute<{ done: boolean }>(sql`select end_agency(${id}, ${to}::date, ${basis}) as done`)
  if (!rows[0]?.done) throw new NotNow('agencies.cannotEnd')
  return { id }
}
