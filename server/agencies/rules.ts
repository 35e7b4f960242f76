import { generalNames } from '@/db/agency-names'
import type { AgencyKind, UnitLevel } from '@/db/enums'
import type { Day } from '../calendar/rules'

/** An agency as it is called on a day. `symbol` stands in the numbers of its documents; null where no text says it. */
export type AgencyName = { kind: AgencyKind; name: string; abbreviation: string; symbol: string | null }
/** A name with its days (half-open), the body above it and the document behind it. */
export type AgencyVersion = AgencyName & {
  parentBody: string | null
  validFrom: Day
  validTo: Day | null
  note: string | null
}

const holds = (from: Day | null, to: Day | null, day: Day) =>
  (from === null || from <= day) && (to === null || to > day)

/** What an agency is called, without the days. */
export const nameOf = ({ kind, name, abbreviation, symbol }: AgencyName): AgencyName => ({
  kind,
  name,
  abbreviation,
  symbol,
})

/** The kinds of agencies that a unit of a level has. */
export const kindsOf = (level: UnitLevel): readonly AgencyKind[] => kindsByLevel[level] ?? []
const kindsByLevel: Partial<Record<UnitLevel, readonly AgencyKind[]>> = {
  nation: ['ministry', 'ministry_department'],
  province: ['department'],
  district: ['district_office'],
  commune: ['commune_office'],
}

/**
 * How agencies of a kind were called in general on a day (domain.md section 3): Phòng Văn hóa - Thông tin at districts until
 * 30/6/2025, Phòng Văn hóa - Xã hội at communes since. On a day that has none, the general name nearest to it.
 */
export function agencyNameOf(kind: AgencyKind, day: Day): AgencyName {
  const names = generalNames[kind]
  const inForce = names.find(({ from, to }) => holds(from, to, day))
  const begun = names.findLast(({ from }) => from === null || from <= day)
  return nameOf({ kind, ...(inForce ?? begun ?? names[0]) })
}

/**
 * The name by which an agency is spoken of on a day, from its versions (oldest first): the one in force, after its end the
 * last one, and before all of them, or without any, the general name of that day.
 */
export function agencyOn(kind: AgencyKind, versions: readonly AgencyVersion[], day: Day): AgencyName {
  const own = versions.filter((version) => version.kind === kind)
  const found =
    own.find((version) => holds(version.validFrom, version.validTo, day)) ??
    own.findLast((version) => version.validFrom <= day)
  return found ? nameOf(found) : agencyNameOf(kind, day)
}

/** Ministries and departments whose names the product can say in other languages, by their symbols. */
const worded: readonly AgencyKind[] = ['ministry', 'department']
/** The symbol under which messages know the name ("SKHCN"), or 'other': a name of one's own is said as it is written. */
export function wordOfAgency({ kind, name }: Pick<AgencyName, 'kind' | 'name'>): string {
  const known = worded.includes(kind) ? generalNames[kind].find((each) => each.name === name) : undefined
  return known?.symbol ?? 'other'
}

/** Longest name, abbreviation, symbol and document, in characters. */
export const agencyLimits = { name: 150, abbreviation: 40, symbol: 20, basis: 200 } as const
/** Letters and digits with the signs that occur in names of agencies. */
export const isAgencyName = (name: string): boolean => /^\p{L}[\p{L}\p{M}\p{N} '.,\-/()&]*$/u.test(name)
/** "SKHCN", "CĐSQG", "VH-XH": as it stands in a document's number. */
export const isSymbol = (symbol: string): boolean => /^[\p{Lu}\p{N}][\p{Lu}\p{N}&.-]*$/u.test(symbol)
