import type { ClientBase } from 'pg'
import type { TeamLevel } from '@/db/enums'
import type { MemberRole, NationalComponent, Sex } from '@/db/roster-enums'
import { diceOf, pickOf, uuidOf } from './dice'
import { nameOf } from './names'
import { insertRows, type SeedCommune } from './rows'

type Team = { id: number; path: string; communeId: number; level: TeamLevel; since: string; name: string }
type Member = Team & {
  memberId: string
  fullName: string
  sortName: string
  sex: Sex
  birthYear: number
  phone: string
  role: MemberRole
  component: NationalComponent
  post: string | null
  from: string
}

const posts: Partial<Record<NationalComponent, string>> = {
  party_secretary: 'Bí thư chi bộ',
  village_head: 'Trưởng thôn',
  residential_head: 'Tổ trưởng tổ dân phố',
  police: 'Công an viên',
  commune_official: 'Công chức cấp xã',
}
const village: readonly NationalComponent[] = [
  'youth_union',
  'party_secretary',
  'women_union',
  'telecom',
  'farmers_union',
  'teacher',
  'health_worker',
  'citizen',
  'fatherland_front',
  'veterans',
]
const commune: readonly NationalComponent[] = [
  'police',
  'youth_union',
  'telecom',
  'women_union',
  'fatherland_front',
  'project_06',
  'bank',
]

/** Of whom a team is made up by its place in the roster: the village head or an official leads, the youth union comes next. */
function componentOf(team: Team, place: number, chance: number): NationalComponent {
  if (team.level === 'commune')
    return place === 0 ? 'commune_official' : pickOf(commune, ((place - 1) % commune.length) / commune.length)
  if (place === 0)
    return chance < 0.2 ? 'youth_union' : /^(tổ|khu|khối)/i.test(team.name) ? 'residential_head' : 'village_head'
  return place === 1 ? 'youth_union' : pickOf(village, chance)
}

const digits = (team: Team, place: number) => String((team.id * 10 + place) % 1_000_000).padStart(6, '0')

function membersOf(team: Team, seed: number, whole: boolean): Member[] {
  const [size, chance] = diceOf(`roster/${seed}/${team.path}`)
  const odd = whole ? 1 : chance
  // One in forty has nobody yet, a few are under or over the limits: what a commune has to see to.
  const count =
    odd < 0.025 ? 0 : odd < 0.05 ? 2 : odd < 0.06 ? 11 : team.level === 'commune' ? 5 : 3 + Math.floor(5 * size)
  return Array.from({ length: count }, (_, place): Member => {
    const key = `${seed}/${team.path}/${place}`
    const [chance, age, late] = diceOf(`member/${key}`)
    const name = nameOf(`member/${key}`)
    const component = componentOf(team, place, chance)
    const young = component === 'youth_union'
    const leaderless = odd > 0.06 && odd < 0.08
    return {
      ...team,
      ...name,
      memberId: uuidOf(`member/${key}`),
      sex: / (Thị|Ngọc|Phương|Hồng)( |$)/.test(name.fullName) ? 'female' : 'male',
      birthYear: young ? 1992 + Math.floor(14 * age) : 1962 + Math.floor(36 * age),
      phone: `0900${digits(team, place)}`,
      role: place === 0 && !leaderless ? 'leader' : place === 1 && count > 4 ? 'deputy' : 'member',
      component,
      post: posts[component] ?? null,
      from: team.since,
      ...(late > 0.99 && place > 1 ? { fullName: name.fullName.toUpperCase() } : {}),
    }
  })
}

/**
 * The rosters of all teams of the communes, made up by dice, and a founding decision of each commune with its teams on the days
 * they began. In the commune called `whole` nothing is amiss. Returns the number of members.
 */
export async function seedRosters(
  client: ClientBase,
  communes: readonly SeedCommune[],
  options: { seed: number; whole: string },
): Promise<number> {
  const { rows: teams } = await client.query<Team>(
    `select t.unit_id as id, t.path, t.commune_id as "communeId", t.level, t.founded_on::text as since, v.name
       from teams t join unit_versions v on v.unit_id = t.unit_id and v.valid_to is null
      where t.commune_id = any ($1) and t.state = 'active' order by t.unit_id`,
    [communes.map((each) => each.id)],
  )
  const { seed, whole } = options
  const right = new Set(communes.filter((each) => each.name === whole).map((each) => each.id))
  const members = teams.flatMap((team) => membersOf(team, seed, right.has(team.communeId)))
  await insertRows<Member>(client, 'members', members, [
    ['id', 'uuid', (row) => row.memberId],
    ['unit_id', 'int', (row) => row.id],
    ['path', 'text', (row) => row.path],
    ['full_name', 'text', (row) => row.fullName],
    ['sort_name', 'text', (row) => row.sortName],
    ['sex', 'text', (row) => row.sex],
    ['birth_year', 'smallint', (row) => row.birthYear],
    ['phone', 'text', (row) => row.phone],
    ['informed_on', 'date', (row) => row.from],
    ['created_at', 'timestamptz', (row) => row.from],
  ])
  await insertRows<Member>(client, 'memberships', members, [
    ['member_id', 'uuid', (row) => row.memberId],
    ['unit_id', 'int', (row) => row.id],
    ['path', 'text', (row) => row.path],
    ['role', 'text', (row) => row.role],
    ['component', 'text', (row) => row.component],
    ['concurrent_post', 'text', (row) => row.post],
    ['is_local', 'boolean', (row) => row.component !== 'telecom'],
    ['valid_from', 'date', (row) => row.from],
    ['created_at', 'timestamptz', (row) => row.from],
  ])
  await seedDecisions(client, communes, teams)
  return members.length
}

async function seedDecisions(
  client: ClientBase,
  communes: readonly SeedCommune[],
  teams: readonly Team[],
): Promise<void> {
  const places = new Map(communes.map((each) => [each.id, each]))
  // Teams of a commune that began on one day were founded by one decision.
  const groups = new Map<string, Team[]>()
  for (const team of teams) {
    const key = `${team.communeId} ${team.since}`
    groups.set(key, [...(groups.get(key) ?? []), team])
  }
  const decisions = [...groups.values()].flatMap((founded, i) => {
    const [first] = founded
    const place = first && places.get(first.communeId)
    return first && place
      ? [
          {
            id: uuidOf(`decision/${first.path}/${first.since}`),
            place,
            founded,
            on: first.since,
            number: `${20 + (i % 70)}/QĐ-UBND`,
          },
        ]
      : []
  })
  await insertRows(client, 'team_decisions', decisions, [
    ['id', 'uuid', (row) => row.id],
    ['unit_id', 'int', (row) => row.place.id],
    ['path', 'text', (row) => row.place.path],
    ['kind', 'text', () => 'founding'],
    ['state', 'text', () => 'issued'],
    ['number', 'text', (row) => row.number],
    ['decided_on', 'date', (row) => row.on],
    ['effective_on', 'date', (row) => row.on],
    ['signer', 'text', (row) => nameOf(`signer/${row.place.code}`).fullName],
    ['signer_title', 'text', () => 'Chủ tịch'],
    ['created_by', 'uuid', () => '00000000-0000-0000-0000-000000000000'],
    ['created_at', 'timestamptz', (row) => row.on],
    ['issued_at', 'timestamptz', (row) => row.on],
  ])
  const lines = decisions.flatMap((decision) =>
    decision.founded.map((team, line) => ({ decision, team, line: line + 1 })),
  )
  await insertRows(client, 'team_decision_lines', lines, [
    ['decision_id', 'uuid', (row) => row.decision.id],
    ['line', 'smallint', (row) => row.line],
    ['unit_id', 'int', (row) => row.decision.place.id],
    ['path', 'text', (row) => row.decision.place.path],
    ['team_id', 'int', (row) => row.team.id],
  ])
}
