import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { ActivityChannel, ActivityKind, ActivityTopic, TargetGroup } from '@/db/activity-enums'
import { diceOf, pickOf } from '../bulk/dice'
import { insertRows, type SeedCommune } from '../bulk/rows'

type Way = {
  kind: ActivityKind
  channel: ActivityChannel
  tasks: number[]
  groups: TargetGroup[]
  topics: ActivityTopic[]
  place?: string
}

/** What teams do, as the source documents tell it (domain.md 6.4). */
const ways: readonly Way[] = [
  {
    ...{ kind: 'home_guidance', channel: 'door_to_door', tasks: [1, 4], groups: ['elderly'] },
    topics: ['tele_health', 'anti_scam'],
  },
  {
    ...{ kind: 'home_guidance', channel: 'door_to_door', tasks: [1], groups: ['minorities', 'farmers'] },
    topics: ['public_services'],
  },
  {
    ...{ kind: 'community', channel: 'culture_house', tasks: [1, 5], groups: ['others'] },
    topics: ['electronic_id', 'digital_skills'],
    place: 'Nhà văn hóa thôn',
  },
  {
    ...{ kind: 'communication', channel: 'village_meeting', tasks: [4], groups: ['others'] },
    topics: ['anti_scam', 'law_and_policy'],
    place: 'Nhà văn hóa thôn',
  },
  {
    ...{ kind: 'point_support', channel: 'one_stop', tasks: [1], groups: ['others'] },
    topics: ['public_services', 'electronic_id'],
    place: 'Trung tâm Phục vụ hành chính công',
  },
  {
    ...{ kind: 'point_support', channel: 'market', tasks: [2, 3], groups: ['traders'] },
    topics: ['e_payment', 'e_commerce'],
    place: 'Chợ trung tâm xã',
  },
  {
    ...{ kind: 'training', channel: 'school', tasks: [3, 5], groups: ['families'] },
    topics: ['school_fees', 'learning_apps'],
    place: 'Trường tiểu học và trung học cơ sở',
  },
  { ...{ kind: 'communication', channel: 'party_cell', tasks: [1], groups: ['others'] }, topics: ['law_and_policy'] },
]

type Row = Way & {
  id: string
  teamId: number
  path: string
  on: string
  at: Date
  households: number | null
  guided: (number | null)[]
  present: number
  by: string
  byName: string
  toldBy: string | null
}

const dayMs = 86_400_000
const dayOf = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
/** An id that belongs to a text: the same on every machine. */
const idOf = (text: string) => {
  const hex = createHash('md5').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

type Team = { id: number; path: string; communeId: number; foundedOn: string }
type Writer = { personId: string; name: string; unitId: number }

/** Six weeks of some communes' logs: most teams some sessions, some none; where a team has no account its commune typed. */
export async function seedActivities(
  client: ClientBase,
  communes: readonly SeedCommune[],
  where: { nation: { id: number; path: string }; province: { id: number; path: string } },
  now: Date,
): Promise<void> {
  const programme = idOf('programme/bdhvs')
  await client.query(
    `insert into programmes (id, unit_id, path, name, document_number, starts_on, created_at)
     values ($1, $2, $3, 'Bình dân học vụ số', '01-KH/BCĐTW', '2025-03-21', $4)`,
    [programme, where.nation.id, where.nation.path, new Date('2025-07-01T08:00:00+07:00')],
  )
  const partners = [
    ['Đoàn Thanh niên', 'union'],
    ['VNPT', 'telecom'],
    ['Bưu điện', 'post'],
    ['Agribank', 'bank'],
  ] as const
  await insertRows(client, 'partners', partners, [
    ['id', 'uuid', ([name]) => idOf(`partner/${name}`)],
    ['unit_id', 'int', () => where.province.id],
    ['path', 'text', () => where.province.path],
    ['name', 'text', ([name]) => name],
    ['kind', 'text', ([, kind]) => kind],
    ['created_at', 'timestamptz', () => new Date('2025-07-15T08:00:00+07:00')],
  ])
  const ids = communes.map(({ id }) => id)
  const { rows: teams } = await client.query<Team>(
    `select unit_id as id, path, commune_id as "communeId", founded_on::text as "foundedOn" from teams where commune_id = any ($1) order by unit_id`,
    [ids],
  )
  const { rows: writers } = await client.query<Writer>(
    `select person_id as "personId", holder_name as name, unit_id as "unitId" from assignments
      where (role = 'commune_officer' and unit_id = any ($1)) or (role = 'team_leader' and unit_id = any ($2)) order by role`,
    [ids, teams.map(({ id }) => id)],
  )
  const rows = teams.flatMap((team) => sessionsOf(team, communes, writers, now))
  await client.query(
    `insert into activities (id, unit_id, path, on_day, kind, channel, tasks, target_groups, topics, households, guided_1, guided_2,
       guided_3, guided_4, guided_5, members_present, place, programme_id, created_by, received_at, made_at)
     select id, "teamId", path, "on", kind, channel, tasks, groups, topics, households, guided[1], guided[2], guided[3], guided[4],
            guided[5], present, place, case when 'digital_skills' = any (topics) then $2::uuid end, "by", at, case when "toldBy" is null then at end
       from jsonb_to_recordset($1::jsonb) as x(id uuid, "teamId" int, path text, "on" date, kind text, channel text, tasks smallint[],
            groups text[], topics text[], households int, guided int[], present smallint, place text, "by" uuid, at timestamptz, "toldBy" text)`,
    [JSON.stringify(rows), programme],
  )
  await insertRows<Row>(client, 'activity_events', rows, [
    ['activity_id', 'uuid', (row) => row.id],
    ['unit_id', 'int', (row) => row.teamId],
    ['path', 'text', (row) => row.path],
    ['verb', 'text', () => 'log'],
    ['person_id', 'uuid', (row) => row.by],
    ['person_name', 'text', (row) => row.byName],
    ['told_by', 'text', (row) => row.toldBy],
    ['version', 'int', () => 1],
    ['at', 'timestamptz', (row) => row.at],
  ])
}

function sessionsOf(team: Team, communes: readonly SeedCommune[], writers: readonly Writer[], now: Date): Row[] {
  const commune = communes.find(({ id }) => id === team.communeId)
  const writer =
    writers.find(({ unitId }) => unitId === team.id) ?? writers.find(({ unitId }) => unitId === team.communeId)
  if (!commune || !writer) return []
  const [asleep, many] = diceOf(`activities/${commune.code}/${team.id}`)
  const own = writer.unitId === team.id
  const count = own ? 6 : asleep < 0.25 ? 0 : 1 + Math.floor(many * 4)
  const typed = !own
  return Array.from({ length: count }, (_, i): Row | null => {
    const [ago, way, first, second, house, late, present] = diceOf(`activity/${commune.code}/${team.id}/${i}`)
    const back = 1 + Math.floor(((i + ago) / count) * 42)
    const on = dayOf(new Date(now.getTime() - back * dayMs))
    const at = new Date(Date.parse(`${on}T18:30:00+07:00`) + (typed ? Math.floor(late * 3) : 0) * dayMs)
    if (on < team.foundedOn || at > now) return null
    const chosen = pickOf(ways, way)
    const counts = [first, second].map((die) => 3 + Math.floor(die * 22))
    return {
      ...chosen,
      id: idOf(`activity/${commune.code}/${team.id}/${i}`),
      teamId: team.id,
      path: team.path,
      ...{ on, at },
      households: chosen.channel === 'door_to_door' ? 4 + Math.floor(house * 18) : null,
      guided: [1, 2, 3, 4, 5].map((task) => counts[chosen.tasks.indexOf(task)] ?? null),
      present: 1 + Math.floor(present * 4),
      by: writer.personId,
      byName: writer.name,
      toldBy: typed ? 'Tổ trưởng' : null,
    }
  }).filter((row) => row !== null)
}
