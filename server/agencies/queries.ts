import { sql } from 'drizzle-orm'
import type { AgencyKind } from '@/db/enums'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { findUnit } from '../units/queries'
import { standsOn } from '../units/rules'
import { standing, versionsOf } from '../units/versions/queries'
import { canKeepAgency } from './policy'
import { type AgencyName, type AgencyVersion, agencyNameOf, kindsOf, nameOf } from './rules'
import type { ListAgenciesInput } from './schema'

const versionColumns = (alias: string) =>
  sql.raw(`jsonb_build_object('kind', ${alias}.kind, 'name', ${alias}.name, 'abbreviation', ${alias}.abbreviation,
    'symbol', ${alias}.document_symbol, 'parentBody', ${alias}.parent_body, 'validFrom', ${alias}.valid_from,
    'validTo', ${alias}.valid_to, 'note', ${alias}.note)`)

/** SQL: a name that held on some day; one that a resolution entered late has overtaken never did. */
const held = (alias: string) => sql.raw(`${alias}.valid_to is distinct from ${alias}.valid_from`)

/** A unit by its name on a day, with every name its agencies have had, oldest first. */
export type UnitWithAgencies = { id: number; fullName: string; agencies: AgencyVersion[] }

/**
 * Units with their agencies, by id, in one statement. A unit that does not stand that day goes by its last name. Which name
 * of an agency a sentence takes is the caller's to say, by the day that matters to it (`agencyOn`).
 */
export async function agenciesOf(db: Tx, on: Day, unitIds: readonly number[]): Promise<Map<number, UnitWithAgencies>> {
  const { rows } = await db.execute<UnitWithAgencies>(sql`
    select u.id,
           coalesce((select v.full_name from unit_versions v where v.unit_id = u.id
                      order by (${standing('v', sql`${on}::date`)}) desc, v.valid_from desc limit 1), '') as "fullName",
           coalesce((select jsonb_agg(${versionColumns('a')} order by a.valid_from) from agency_versions a
                      where a.unit_id = u.id and ${held('a')}), '[]') as agencies
      from units u where u.id = any (${sql.param([...unitIds])}::int[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The same with what the agencies are called on that day alone; those that do not stand then are left out. */
export async function agenciesOn(
  db: Tx,
  on: Day,
  unitIds: readonly number[],
): Promise<Map<number, Omit<UnitWithAgencies, 'agencies'> & { agencies: AgencyName[] }>> {
  const found = await agenciesOf(db, on, unitIds)
  return new Map(
    [...found].map(([id, unit]) => {
      const standingThen = unit.agencies.filter((each) => standsOn(each, on))
      return [id, { ...unit, agencies: standingThen.map((each) => nameOf(each)) }]
    }),
  )
}

/** SQL: the name in force on a day of the agency of a kind at a unit, as json; null when none is. */
export const agencyNameSql = (unitId: ReturnType<typeof sql>, kind: ReturnType<typeof sql>, on: Day) => sql`(
  select jsonb_build_object('kind', a.kind, 'name', a.name, 'abbreviation', a.abbreviation, 'symbol', a.document_symbol)
    from agency_versions a where a.unit_id = ${unitId} and a.kind = ${kind} and ${standing('a', sql`${on}::date`)})`

export type Agency = { id: number; kind: AgencyKind; versions: AgencyVersion[] }

/** An agency with its unit, for policies and commands; null when there is none. */
export async function findAgency(db: Tx, id: number): Promise<{ kind: AgencyKind; unitId: number } | null> {
  const { rows } = await db.execute<{ kind: AgencyKind; unitId: number }>(
    sql`select kind, unit_id as "unitId" from agencies where id = ${id}`,
  )
  return rows[0] ?? null
}

/**
 * The agencies of a unit with their history, and the kinds of which one that stands has none today: with the general name
 * where none was ever recorded, null where the last has ended. `can.add`: kinds that the caller may set up now; `can.keep`:
 * kinds that he may rename or end. Throws NotFound.
 */
export async function listAgencies(ctx: Ctx, { unitId }: ListAgenciesInput) {
  const unit = await findUnit(ctx.db, unitId)
  if (!unit) throw new NotFound('units.none')
  const today = dayInVietnam(ctx.now)
  const { rows: agencies } = await ctx.db.execute<Agency>(sql`
    select a.agency_id as id, a.kind, jsonb_agg(${versionColumns('a')} order by a.valid_from) as versions
      from agency_versions a where a.unit_id = ${unitId} and ${held('a')}
     group by a.agency_id, a.kind order by a.kind, max(a.valid_from) desc, a.agency_id`)
  const standsToday = (await versionsOf(ctx.db, unitId)).some((version) => standsOn(version, today))
  const kinds = kindsOf(unit.level)
  const missing = (standsToday ? kinds : []).flatMap((kind) => {
    const known = agencies.filter((each) => each.kind === kind)
    if (known.some(({ versions }) => versions.some((version) => standsOn(version, today)))) return []
    return [{ kind, general: known.length === 0 ? agencyNameOf(kind, today) : null }]
  })
  const keep = kinds.filter((kind) => canKeepAgency(ctx.actor, kind, unit))
  const add = keep.filter((kind) => missing.some((each) => each.kind === kind))
  return { agencies, missing, can: { keep, add } }
}
export type ListedAgencies = Awaited<ReturnType<typeof listAgencies>>
