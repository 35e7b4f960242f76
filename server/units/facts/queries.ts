import { desc, eq, sql } from 'drizzle-orm'
import type { RolloutState, UnitFlag } from '@/db/enums'
import { steeringCommittees, unitDenominators } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'
import type { Denominators } from '../rules'
import { standing } from '../versions/queries'

export type Rollout = { state: RolloutState; wave: number | null; validFrom: Day; validTo: Day | null }

/** What is said of a unit on a day: flags, how it takes part, settings, other names; and every way it has taken part, newest first. */
export async function datedFacts(db: Tx, id: number, on: Day) {
  const { rows } = await db.execute<{
    flags: { flag: UnitFlag; validFrom: Day; validTo: Day | null; source: string | null }[]
    rollout: Omit<Rollout, 'validTo'> | null
    rollouts: Rollout[]
    settings: { reportingFrom: Day | null } | null
    aliases: string[]
  }>(sql`
    select coalesce((select jsonb_agg(jsonb_build_object('flag', f.flag, 'validFrom', f.valid_from, 'validTo', f.valid_to, 'source', f.source) order by f.flag)
                       from unit_flags f where f.unit_id = ${id} and ${standing('f', sql`${on}::date`)}), '[]') as flags,
           (select jsonb_build_object('state', r.state, 'wave', r.wave, 'validFrom', r.valid_from)
              from unit_rollouts r where r.unit_id = ${id} and ${standing('r', sql`${on}::date`)}) as rollout,
           coalesce((select jsonb_agg(jsonb_build_object('state', r.state, 'wave', r.wave, 'validFrom', r.valid_from, 'validTo', r.valid_to)
                                      order by r.valid_from desc)
                       from unit_rollouts r where r.unit_id = ${id}), '[]') as rollouts,
           (select jsonb_build_object('reportingFrom', s.reporting_from)
              from province_settings s where s.unit_id = ${id}) as settings,
           coalesce((select jsonb_agg(a.alias order by a.alias) from unit_aliases a where a.unit_id = ${id}), '[]') as aliases`)
  return rows[0] ?? { flags: [], rollout: null, rollouts: [], settings: null, aliases: [] }
}

/** The dated denominators of a unit, newest first. */
export const denominatorsOf = (db: Tx, id: number) =>
  db
    .select({
      asOf: unitDenominators.asOf,
      households: unitDenominators.households,
      population: unitDenominators.population,
      adults: unitDenominators.adults,
      elderly: unitDenominators.elderly,
      businessHouseholds: unitDenominators.businessHouseholds,
      confirmedAt: unitDenominators.confirmedAt,
    })
    .from(unitDenominators)
    .where(eq(unitDenominators.unitId, id))
    .orderBy(desc(unitDenominators.asOf))
    .limit(20)

/**
 * The sums of the newest denominators of the units that went wholly into one, as far as the reader sees them; null unless all that
 * went into it went wholly and had some. A proposal: the commune confirms its own.
 */
export async function inheritedDenominators(db: Tx, id: number): Promise<Denominators | null> {
  const { rows } = await db.execute<Denominators & { parts: number; known: number; whole: boolean }>(sql`
    select count(*)::int as parts, count(d.unit_id)::int as known, bool_and(s.share = 1 and s.confirmed) as whole,
           sum(d.households)::int as households, sum(d.population)::int as population, sum(d.adults)::int as adults,
           sum(d.elderly)::int as elderly, sum(d.business_households)::int as "businessHouseholds"
      from unit_successions s
      left join lateral (select * from unit_denominators x where x.unit_id = s.predecessor_id order by x.as_of desc limit 1) d on true
     where s.successor_id = ${id}`)
  const { parts = 0, known = 0, whole = false, ...sums } = rows[0] ?? {}
  return whole && parts > 0 && parts === known ? (sums as Denominators) : null
}

/** Every steering committee a unit has had, newest first. */
export const committeesOf = (db: Tx, id: number) =>
  db
    .select({
      id: steeringCommittees.id,
      name: steeringCommittees.name,
      decisionNumber: steeringCommittees.decisionNumber,
      decidedOn: steeringCommittees.decidedOn,
      head: steeringCommittees.head,
      deputies: steeringCommittees.deputies,
      validFrom: steeringCommittees.validFrom,
      validTo: steeringCommittees.validTo,
    })
    .from(steeringCommittees)
    .where(eq(steeringCommittees.unitId, id))
    .orderBy(desc(steeringCommittees.validFrom))
