import type { TeamLevel } from '@/db/enums'
import type { EndedReason, MemberRole, SelectionTick, Sex } from '@/db/roster-enums'
import { searchKey, traditionalTone } from '@/db/unit-names'
import { cleanName } from '../../../people/rules'

export type Commune = { id: number; code: string | null; name: string; fullName: string }
export type Team = {
  id: number
  path: string
  communeId: number
  level: TeamLevel
  name: string
  fullName: string
  foundedOn: string
  dissolvedOn: string | null
  villages: string[]
  /** Names that it has or had. */
  names: string[]
}
export type Member = {
  id: string
  fullName: string
  sex: Sex | null
  birthYear: number | null
  phone: string | null
  residence: string | null
  employer: string | null
  restricted: boolean
}
/** Half-open days. */
export type Membership = {
  id: string
  memberId: string
  teamId: number
  role: MemberRole
  component: string | null
  concurrentPost: string | null
  isLocal: boolean | null
  selection: SelectionTick[]
  from: string
  to: string | null
  reason: EndedReason | null
}
export type Component = { code: string; name: string | null; closed: boolean }
export type Limit = { level: TeamLevel; min: number; max: number }

/** What stands in the range of whoever sent a file. */
export type Rows = {
  communes: Commune[]
  teams: Team[]
  members: Member[]
  memberships: Membership[]
  components: Component[]
  limits: Limit[]
  /** Codes of communes that stand elsewhere. */
  foreign: string[]
  /** Codes of people whom a person has found to be others, with those whom they are. */
  merged: { code: string; id: string }[]
}

/** A team's name without what all teams are called. */
export const teamKey = (name: string): string =>
  searchKey(name)
    .replace(/^(to cong nghe so cong dong|to cnscd|to cong nghe so|to cns|tcnscd)\b/, '')
    .trim()

/** What makes two names one: letters and marks, whatever the case. */
export const nameKey = (name: string): string => traditionalTone(cleanName(name)).toLowerCase()

const grouped = <T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}

/** The same, ready to be asked. */
export function registerOf(rows: Rows) {
  const teams = new Map(rows.teams.map((team) => [team.id, team]))
  const members = new Map(rows.members.map((member) => [member.id, member]))
  const byMember = grouped(rows.memberships, ({ memberId }) => memberId)
  const byTeam = grouped(rows.memberships, ({ teamId }) => teamId)
  const communeOfMember = (id: string) => byMember.get(id)?.map(({ teamId }) => teams.get(teamId)?.communeId)
  const namesakes = grouped(
    rows.members.flatMap((member) =>
      [...new Set(communeOfMember(member.id))].map((communeId) => ({
        member,
        key: `${communeId} ${searchKey(member.fullName)}`,
      })),
    ),
    ({ key }) => key,
  )
  const codes = new Map(rows.communes.flatMap((commune) => (commune.code ? [[commune.code, commune] as const] : [])))
  const communeNames = grouped(
    rows.communes.flatMap((commune) =>
      [...new Set([searchKey(commune.name), searchKey(commune.fullName)])].map((key) => ({ key, commune })),
    ),
    ({ key }) => key,
  )
  const teamsOf = grouped(rows.teams, ({ communeId }) => communeId)
  const teamNames = grouped(
    rows.teams.flatMap((team) =>
      [...new Set([teamKey(team.name), teamKey(team.fullName)])].map((key) => ({
        key: `${team.communeId} ${key}`,
        team,
      })),
    ),
    ({ key }) => key,
  )
  const villageTeams = grouped(
    rows.teams.flatMap((team) =>
      team.level === 'village'
        ? team.villages.map((name) => ({ key: `${team.communeId} ${searchKey(name)}`, team }))
        : [],
    ),
    ({ key }) => key,
  )
  const merged = new Map(rows.merged.map(({ code, id }) => [code, id]))
  return {
    ...{ teams, members, memberships: byMember, roster: byTeam, limits: rows.limits, communeCodes: codes },
    foreign: new Set(rows.foreign),
    communes: new Map(rows.communes.map((commune) => [commune.id, commune])),
    /** Whom a code leads to: also that of an entry which has been joined to another. */
    memberOf: (code: string): Member | undefined => members.get(code) ?? members.get(merged.get(code) ?? ''),
    components: new Map(rows.components.map((each) => [each.code, each])),
    /** Components of the province by search key; a closed one stays where it stands. */
    ownComponents: new Map(
      rows.components.flatMap(({ code, name }) => (name ? [[searchKey(name), code] as const] : [])),
    ),
    communesNamed: (key: string): Commune[] => communeNames.get(key)?.map(({ commune }) => commune) ?? [],
    teamsNamed: (communeId: number, key: string): Team[] =>
      teamNames.get(`${communeId} ${key}`)?.map(({ team }) => team) ?? [],
    teamsOf: (communeId: number): Team[] => teamsOf.get(communeId) ?? [],
    teamsAt: (communeId: number, village: string): Team[] =>
      villageTeams.get(`${communeId} ${searchKey(village)}`)?.map(({ team }) => team) ?? [],
    namesakes: (communeId: number, name: string): Member[] =>
      namesakes.get(`${communeId} ${searchKey(name)}`)?.map(({ member }) => member) ?? [],
  }
}
export type Register = ReturnType<typeof registerOf>
