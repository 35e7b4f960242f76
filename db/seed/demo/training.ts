import type { ClientBase } from 'pg'
import type { OrganiserKind, SessionState, TrainingMode } from '@/db/training-enums'
import { diceOf, pickOf } from '../bulk/dice'
import type { SeedCommune } from '../bulk/rows'
import { homeCommune } from './places'

const dayMs = 86_400_000
const before = (day: string, days: number) => new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)
/** A key that belongs to a text, so that a demonstration is the same each time it is made. */
const keyOf = (text: string) =>
  `overlay(overlay(md5('training/' || ${text}) placing '4' from 13) placing '8' from 17)::uuid`

type Session = {
  key: string
  unitId: number
  path: string
  title: string
  module: number | null
  on: string
  days: number
  mode: TrainingMode
  organiser: OrganiserKind
  partner: string | null
  place: string | null
  state: SessionState
  topicMonth: string | null
}

const topics: readonly [title: string, module: number][] = [
  ['Hướng dẫn nộp hồ sơ dịch vụ công trực tuyến', 5],
  ['Thanh toán trực tuyến an toàn', 6],
  ['Đưa sản phẩm lên sàn thương mại điện tử', 7],
  ['Nhận biết và phòng tránh lừa đảo trên mạng', 10],
  ['Cài đặt, sử dụng tài khoản định danh điện tử', 4],
  ['Tìm kiếm thông tin hiệu quả', 3],
]
const modes: readonly TrainingMode[] = ['in_person', 'in_person', 'blended', 'online']
const firms = ['VNPT', 'Viettel', 'MobiFone', null, null]

/** Four classes a year in a commune; the one of the printed sign-ins has another that waits to be said held. */
function classesOf(commune: SeedCommune, today: string): Session[] {
  const base = { unitId: commune.id, path: commune.path, organiser: 'commune' as const, topicMonth: null }
  const made = [0, 1, 2, 3].map((n): Session => {
    const dice = diceOf(`training/${commune.code}/${n}`)
    const [title, module] = pickOf(topics, dice[0])
    const mode = pickOf(modes, dice[1])
    return {
      ...base,
      ...{ key: `${commune.code}/${n}`, title, module, mode, partner: pickOf(firms, dice[2]), state: 'held' },
      ...{ on: before(today, 6 + Math.floor((n + dice[3]) * 70)), days: dice[4] < 0.25 ? 2 : 1 },
      place: mode === 'online' ? null : 'Hội trường Ủy ban nhân dân',
    }
  })
  if (commune.name !== homeCommune) return made
  const [title, module] = topics[3] as [string, number]
  const next = { title, module, on: today, days: 1, mode: 'in_person' as const, partner: 'Công an xã' }
  return [...made, { ...base, ...next, key: `${commune.code}/next`, place: 'Nhà văn hóa xã', state: 'planned' }]
}

/** What the ministry tells on a topic each month, and what the department holds for core members. */
function aboveOf(nation: Place, province: Place, today: string): Session[] {
  const monthly = [1, 2, 3].map((n): Session => {
    const on = before(today, n * 30)
    const [title, module] = topics[(n * 2) % topics.length] as [string, number]
    return {
      ...{
        key: `nation/${n}`,
        unitId: nation.id,
        path: nation.path,
        title: `Chuyên đề tháng: ${title}`,
        module,
        on,
        days: 1,
      },
      ...{
        mode: 'online',
        organiser: 'ministry',
        partner: null,
        place: null,
        state: 'held',
        topicMonth: on.slice(0, 7),
      },
    }
  })
  const core = [40, 160].map(
    (ago, n): Session => ({
      ...{
        key: `province/${n}`,
        unitId: province.id,
        path: province.path,
        module: null,
        on: before(today, ago),
        days: 2,
      },
      title: 'Tập huấn thành viên nòng cốt Tổ công nghệ số cộng đồng',
      ...{ mode: 'in_person', organiser: 'department', partner: 'Tỉnh đoàn', place: 'Trung tâm hội nghị tỉnh' },
      ...{ state: 'held', topicMonth: null },
    }),
  )
  return [...monthly, ...core]
}

type Place = { id: number; path: string }

/**
 * Training of the communes of a province: classes, who came, who has finished the course for members and which officials theirs.
 * Names where the communes have rosters, else numbers. Nothing lies after the day.
 */
export async function seedTrainingDemo(
  client: ClientBase,
  given: { communes: readonly SeedCommune[]; nation: Place; province: Place; today: string },
): Promise<void> {
  const { communes, nation, province, today } = given
  const sessions = [...communes.flatMap((each) => classesOf(each, today)), ...aboveOf(nation, province, today)].map(
    (each) => ({ ...each, ends: [before(each.on, 1 - each.days), today].sort()[0] ?? each.on }),
  )
  await client.query(
    `insert into training_sessions (id, unit_id, path, title, course_id, modules, starts_on, ends_on, starts_at, ends_at, mode, place, organiser, partners, audience, state, topic_month, created_at)
     select ${keyOf('s.key')}, s."unitId", s.path, s.title, case when s.module is not null then k.id end, case when s.module is null then '{}' else array[s.module] end,
            s."on", s.ends, '08:00', '11:00', s.mode, s.place, s.organiser, array_remove(array[s.partner], null), 'members', s.state, s."topicMonth", s."on" - 1
       from jsonb_to_recordset($1::jsonb) s(key text, "unitId" int, path text, title text, module smallint, "on" date, ends date, mode text, organiser text,
                                            partner text, place text, state text, "topicMonth" text)
       join courses k on k.path = '' and k.code = 'TV01'`,
    [JSON.stringify(sessions)],
  )
  await seedPeopleTrained(client, communes, today)
}

/** SQL: a number in [0, 1) that belongs to a text. */
const die = (text: string) => `(('x' || substr(md5(${text}), 1, 6))::bit(24)::int / 16777216.0)`

async function seedPeopleTrained(client: ClientBase, communes: readonly SeedCommune[], today: string): Promise<void> {
  const given = [communes.map((each) => each.id), communes.map((each) => each.code)]
  // Everybody on a roster with a place in it that does not hang on how rows are numbered.
  const roster = `
    roster as materialized (
      select t.commune_id, x.code, s.member_id, s.unit_id, s.path, s.valid_from as since, s.valid_to as until,
             row_number() over (partition by t.commune_id order by s.path, s.role, m.sort_name, s.valid_from) as nth
        from memberships s join teams t on t.unit_id = s.unit_id join members m on m.id = s.member_id
        join unnest($1::int[], $2::text[]) x(id, code) on x.id = t.commune_id
    )`
  await client.query(
    `with ${roster}
     insert into attendances (session_id, member_id, unit_id, path, commune_id, created_at)
     select distinct on (s.id, r.member_id) s.id, r.member_id, r.unit_id, r.path, r.commune_id, s.ends_on
       from training_sessions s
       join roster r on s.unit_id = r.commune_id or (s.organiser = 'department' and starts_with(r.path, s.path) and r.nth <= 2)
      where s.state = 'held' and r.since <= s.ends_on and (r.until is null or r.until > s.starts_on)
        and ${die('s.id::text || r.code || r.nth')} < case when s.organiser = 'department' then 0.5 else 0.66 end
      order by s.id, r.member_id, r.path`,
    given,
  )
  await client.query(
    `insert into attendance_counts (session_id, unit_id, path, people, recorded_at)
     select s.id, u.id, u.path,
            case when s.unit_id = u.id then 12 + floor(30 * ${die(`s.id::text || 'n'`)}) else 1 + floor(4 * ${die('s.id::text || x.code')}) end, s.ends_on
       from training_sessions s
       join unnest($1::int[], $2::text[]) x(id, code)
         on s.unit_id = x.id or (s.organiser = 'department' and ${die(`s.id::text || x.code || 'c'`)} < 0.7)
       join units u on u.id = x.id
      where s.state = 'held' and not exists (select from memberships m join teams t on t.unit_id = m.unit_id where t.commune_id = x.id)`,
    given,
  )
  await client.query(
    `with ${roster}
     insert into completions (member_id, course_id, module, unit_id, path, commune_id, completed_on, source, created_at)
     select distinct on (r.member_id, m.module) r.member_id, k.id, m.module, r.unit_id, r.path, r.commune_id, d.on_day, 'platform', d.on_day
       from roster r
       cross join lateral (select ${die(`'done' || r.code || r.nth`)} as share, ${die(`'day' || r.code || r.nth`)} as at) x
       join courses k on k.path = '' and k.code = 'TV01'
       cross join lateral (select greatest(r.since, $3::date - 10 - floor(200 * x.at)::int) as on_day) d
       -- four in ten have finished, one in ten has done the first three topics
       join lateral (select null::smallint as module where x.share < 0.4 union all select g::smallint from generate_series(1, 3) g where x.share >= 0.4 and x.share < 0.5) m on true
      where d.on_day <= $3::date
      order by r.member_id, m.module, r.path`,
    [...given, today],
  )
  await client.query(
    `insert into officer_completions (id, unit_id, path, course_id, people, completed_on, source, created_at)
     select ${keyOf(`'officers/' || x.code`)}, u.id, u.path, k.id, 1 + floor(4 * ${die(`'officers' || x.code`)})::int, o.on_day, 'certificate', o.on_day
       from unnest($1::int[], $2::text[]) x(id, code) join units u on u.id = x.id join courses k on k.path = '' and k.code = 'CB01'
       cross join lateral (select $3::date - 20 - floor(150 * ${die(`'officers on' || x.code`)})::int as on_day) o
      where ${die(`'any officer' || x.code`)} < 0.6`,
    [...given, today],
  )
}
