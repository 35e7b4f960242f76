import type { TeamLevel } from '@/db/enums'
import type { ComponentGroup, MemberRole, NationalComponent } from '@/db/roster-enums'
import { plainText, searchKey } from '@/db/unit-names'
import { signInNameOf } from '../auth/rules'
import type { Day } from '../calendar/rules'
import { sortNameOf } from '../people/rules'

/** Says a person's Party office: shown only inside the commune (domain.md section 12). */
export const restrictedComponents: readonly string[] = ['party_secretary'] satisfies NationalComponent[]

/** A component as people choose it: of the national list (its name is in the messages), or of a province's own. */
export type Component = { code: string; name: string | null; countsAs: ComponentGroup | null; closedOn: Day | null }

/** How many members a team of a level should have. */
export type MemberLimits = { min: number; max: number }
/** Where a province has said nothing: "mỗi Tổ có từ 3 đến 9 thành viên" (Công văn 2251; S001-12). */
export const defaultLimits: MemberLimits = { min: 3, max: 9 }

/** A team of which so many months in a row show nothing is to be looked at (domain.md 6.1). */
export const quietMonths = 2
/** A leader who is away longer calls for a renewal (domain.md 6.1), in days. */
export const absenceDays = 60

/** Longest texts of a roster, in characters. */
export const rosterLimits = { post: 150, residence: 200, employer: 150, note: 300, reason: 300, link: 300 } as const

/** Bands by which age is counted: nobody's year is shown in them. */
export const ageBands = ['under_30', 'from_30', 'from_45', 'from_60'] as const
export type AgeBand = (typeof ageBands)[number]
/** The band of somebody born in that year, on a day; null when the year is not known. */
export function ageBandOf(birthYear: number | null, on: Day): AgeBand | null {
  if (birthYear === null) return null
  const age = Number(on.slice(0, 4)) - birthYear
  return age < 30 ? 'under_30' : age < 45 ? 'from_30' : age < 60 ? 'from_45' : 'from_60'
}

/** Age of a member in years, by the year of birth. */
export const memberAges = { least: 16, most: 100 } as const
/** So far ahead a membership may begin or end, in days. */
export const daysAhead = 366

/** A year in which a member on a day can have been born: 16 to 100 years before. */
export const isBirthYear = (year: number, on: Day): boolean => {
  const age = Number(on.slice(0, 4)) - year
  return Number.isInteger(year) && age >= memberAges.least && age <= memberAges.most
}

/** A Vietnamese number as it is kept: 0 and nine digits, a landline 02 and nine; null when it is none. */
export function memberPhoneOf(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s.\-()]/g, '')
    .replace(/^\+?84(?=\d{9,10}$)/, '0')
  return /^(0\d{9}|02\d{9})$/.test(digits) ? digits : null
}

/** '0900000234' → '09xx xxx 234': who knows the number recognises it, who does not cannot call it. */
export const maskPhone = (phone: string | null): string | null =>
  phone === null ? null : `${phone.slice(0, 2)}xx xxx ${signInNameOf(phone).slice(-3)}`

/** The order of a person's name: typed by hand, or given name first. */
export const sortNameFor = ({ fullName, sortName }: { fullName: string; sortName: string | null }): string =>
  sortName ?? sortNameOf(fullName)

/** What two rows of one commune must share to be asked about: the name without marks, and the phone or the year of birth. */
export type Known = { fullName: string | null; phone: string | null; birthYear: number | null }
export const nameKey = (fullName: string): string => searchKey(plainText(fullName))
/** Whether two people may be one: the same name, and the same phone or year of birth. */
export const mayBeOne = (a: Known, b: Known): boolean =>
  a.fullName !== null &&
  b.fullName !== null &&
  nameKey(a.fullName) === nameKey(b.fullName) &&
  ((a.phone !== null && a.phone === b.phone) || (a.birthYear !== null && a.birthYear === b.birthYear))

/** Pairs that may be one person, each once, in the order of the list. */
export function duplicatesOf<T extends Known & { memberId: string }>(list: readonly T[]): [T, T][] {
  const byName = new Map<string, T[]>()
  for (const each of list)
    if (each.fullName !== null)
      byName.set(nameKey(each.fullName), [...(byName.get(nameKey(each.fullName)) ?? []), each])
  return [...byName.values()].flatMap((same) =>
    same.flatMap((a, i) => same.slice(i + 1).flatMap((b): [T, T][] => (mayBeOne(a, b) ? [[a, b]] : []))),
  )
}

/** What is wrong with a team on a day; the words are under `rosters.alerts`. */
export const alertKinds = [
  'noLeader',
  'leaderAway',
  'noActivity',
  'tooFew',
  'tooMany',
  'oldDecision',
  'strayVillage',
] as const
export type AlertKind = (typeof alertKinds)[number]
/** What is known of a team's roster on a day. */
export type TeamFacts = {
  level: TeamLevel
  members: number
  leaders: number
  /** The day since which its leader has been away; null: he is there. */
  leaderAwaySince: Day | null
  /** Nothing of it has been logged since a day by which it was founded, in a commune that keeps the log (domain.md 22.4). */
  noActivity: boolean
  /** A village it covers was merged or cut after its last decision. */
  villageChanged: boolean
  /** It covers a village that has ended or lies in another commune. */
  strayVillage: boolean
}

const days = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Everything about a team that a person should look at, in the order of `alertKinds` (domain.md 6.1, 6.2). */
export function alertsOf(team: TeamFacts, limits: MemberLimits, on: Day): AlertKind[] {
  const away = team.leaderAwaySince !== null && days(team.leaderAwaySince, on) > absenceDays
  const found: Record<AlertKind, boolean> = {
    noLeader: team.leaders === 0,
    leaderAway: away,
    noActivity: team.noActivity,
    tooFew: team.members < limits.min,
    tooMany: team.members > limits.max,
    oldDecision: team.villageChanged,
    strayVillage: team.strayVillage,
  }
  return alertKinds.filter((kind) => found[kind])
}

const roleOrder: Record<MemberRole, number> = { leader: 0, deputy: 1, member: 2 }
/** Leader, deputies, members; then by given name, as Vietnamese sorts it. */
export const byRoleAndName =
  (compare: (a: string, b: string) => number) =>
  (a: { role: MemberRole; sortName: string | null }, b: { role: MemberRole; sortName: string | null }): number =>
    roleOrder[a.role] - roleOrder[b.role] || compare(a.sortName ?? '', b.sortName ?? '')

export const compositionGroups = ['component', 'sex', 'age', 'leadersAge', 'leadersComponent'] as const
export type CompositionGroup = (typeof compositionGroups)[number]
type Counted = { level: TeamLevel; heading: CompositionGroup; key: string | null; n: number }
export type GroupRow = { key: string | null; commune: number; village: number; sum: number }

/** The rows of a composition under one heading, the largest first (ages in their order), what is not said or not told last. */
export function groupedBy(rows: readonly Counted[], group: CompositionGroup): GroupRow[] {
  const found = new Map<string | null, GroupRow>()
  for (const { heading, level, key, n } of rows) {
    if (heading !== group) continue
    const held = found.get(key) ?? { key, commune: 0, village: 0, sum: 0 }
    held[level] += n
    held.sum += n
    found.set(key, held)
  }
  const byAge = group === 'age' || group === 'leadersAge'
  const place = ({ key, sum }: GroupRow) =>
    key === null || key === 'restricted' ? 1e9 : byAge ? (ageBands as readonly string[]).indexOf(key) : -sum
  return [...found.values()].sort((a, b) => place(a) - place(b))
}
