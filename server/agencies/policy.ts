import type { AgencyKind, UnitLevel } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { hasRight, type Right } from '../auth/permissions'
import { within } from '../units/policy'
import { kindsOf } from './rules'

type PlacedUnit = { path: string; level: UnitLevel }

/** Offices of districts ended with them: what is known of those stands, and nobody keeps them. */
const rightOf: Record<AgencyKind, Right | null> = {
  ministry: 'agencies.keepMinistry',
  ministry_department: 'agencies.keepMinistry',
  department: 'agencies.keepDepartment',
  district_office: null,
  commune_office: 'agencies.keepOffice',
}

/** Each unit keeps its own agencies; the administrator of a province helps its communes. */
export function canKeepAgency(actor: Actor, kind: AgencyKind, unit: PlacedUnit): boolean {
  const right = rightOf[kind]
  if (right === null || !hasRight(actor.role, right) || !kindsOf(unit.level).includes(kind)) return false
  return kind === 'commune_office' ? within(actor, unit) : unit.path === actor.path
}
