import { sql } from 'drizzle-orm'
import type { MemberRole } from '@/db/roster-enums'
import type { OrganiserKind, SessionState, TrainingAudience, TrainingMode } from '@/db/training-enums'
import type { Day } from '../../calendar/rules'
import { dayInVietnam, periodOfDay } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canPlan, canRecord, canRun, canTakeOverSession, seesNames } from '../policy'
import { lastName, mustSee } from '../queries'
import { canStep, reportYear, sessionsPerPage } from '../rules'
import type { ListSessionsInput } from '../schema'

export type ListedSession = {
  id: string
  title: string
  startsOn: Day
  endsOn: Day
  startsAt: string | null
  endsAt: string | null
  mode: TrainingMode
  place: string | null
  organiser: OrganiserKind
  audience: TrainingAudience
  state: SessionState
  topicMonth: string | null
  unit: { id: number; fullName: string }
  course: { id: string; name: string } | null
  /** Who came, as far as the caller's units go; null while nobody has said. */
  people: number | null
}

const columns = sql`
  s.id, s.title, s.starts_on as "startsOn", s.ends_on as "endsOn", s.starts_at as "startsAt", s.ends_at as "endsAt", s.mode, s.place,
  s.organiser, s.audience, s.state, s.topic_month as "topicMonth",
  jsonb_build_object('id', s.unit_id, 'fullName', ${lastName(sql`s.unit_id`)}) as unit,
  (select jsonb_build_object('id', k.id, 'name', k.name) from courses k where k.id = s.course_id) as course`

/**
 * Sessions of a year of reports, the next first while they are planned, then those that lie behind, fifty to a page: of the caller's own unit and
 * those above it, or of the units below. Throws Forbidden.
 */
export async function listSessions(ctx: Ctx, input: ListSessionsInput) {
  mustSee(ctx)
  const today = dayInVietnam(ctx.now)
  const year = input.year ?? periodOfDay(today).year
  const { from, to } = reportYear(year)
  const own = ctx.actor.path
  const scope =
    input.scope === 'below'
      ? sql`starts_with(s.path, ${own}) and s.path <> ${own}`
      : sql`(starts_with(${own}, s.path) or s.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]))`
  const where = sql`
    ${scope} and s.ends_on between ${from} and ${to}
    ${input.state ? sql`and s.state = ${input.state}` : sql``}`
  const { rows } = await ctx.db.execute<ListedSession & { total: number; nth: number }>(sql`
    with shown as (
      select ${columns}, (count(*) over ())::int as total,
             row_number() over (order by (s.state = 'planned') desc, case when s.state = 'planned' then s.starts_on end, s.starts_on desc, s.title, s.id) as nth
        from training_sessions s where ${where}
       order by nth limit ${sessionsPerPage} offset ${(input.page - 1) * sessionsPerPage}
    )
    select shown.*, c.people from shown
      left join (select session_id, sum(people)::int as people from session_counts(array(select id from shown)) group by 1) c on c.session_id = shown.id
     order by nth`)
  const total = rows[0]?.total ?? 0
  return {
    ...{ year, from, to, today, scope: input.scope, total, page: input.page, pageSize: sessionsPerPage },
    sessions: rows.map(({ total: _, nth: __, ...session }): ListedSession => session),
    can: { plan: canPlan(ctx.actor) },
  }
}

export type SessionRow = ListedSession & {
  path: string
  link: string | null
  partners: string[]
  modules: number[]
  cancelledReason: string | null
  version: number
  /** Of a commune that ended in the caller's, wholly or in part. */
  left: boolean
}

/** A session as it stands; `lock` holds its row. Throws NotFound, Forbidden. */
export async function findSession(ctx: Ctx, id: string, lock = false): Promise<SessionRow> {
  mustSee(ctx)
  const { rows } = await ctx.db.execute<SessionRow>(sql`
    select ${columns}, s.path, s.link, s.partners, s.modules, s.cancelled_reason as "cancelledReason", s.version,
           coalesce(s.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]), false) as left,
           (select sum(c.people)::int from session_counts(array[s.id]) c) as people
      from training_sessions s where s.id = ${id} ${lock ? sql`for update of s` : sql``}`)
  if (!rows[0]) throw new NotFound('training.noSession')
  return rows[0]
}

export type RosterMember = { memberId: string; teamId: number; name: string | null; role: MemberRole; came: boolean }
export type RosterTeam = { id: number; fullName: string; members: RosterMember[] }

/** Everybody who was on a roster of the caller's teams on a day of the session, once, under the team he came with, else that of the village. */
async function rosterOf(ctx: Ctx, session: SessionRow): Promise<RosterTeam[]> {
  const { rows } = await ctx.db.execute<RosterMember & { team: string }>(sql`
    with came as (
      select k.kept as member_id, min(a.unit_id) as unit_id
        from attendances a join kept_members(array(select x.member_id from attendances x where x.session_id = ${session.id})) k on k.id = a.member_id
       where a.session_id = ${session.id} group by 1
    ), present as (
      select distinct on (m.id) m.id as "memberId", s.unit_id as "teamId", m.full_name as name, m.sort_name, s.role, a.member_id is not null as came
        from memberships s
        join members m on m.id = s.member_id and m.merged_into is null
        join teams t on t.unit_id = s.unit_id
        left join came a on a.member_id = m.id
       where s.valid_from <= ${session.endsOn} and (s.valid_to is null or s.valid_to > ${session.startsOn})
       order by m.id, (a.unit_id = s.unit_id) desc nulls last, (t.level = 'village') desc, s.unit_id
    )
    select p."memberId", p."teamId", p.name, p.role, p.came, v.full_name as team
      from present p
      join lateral (select x.full_name, x.name from unit_versions x where x.unit_id = p."teamId" order by x.valid_from desc limit 1) v on true
     order by length(v.name), v.name collate "vi-x-icu", p."teamId", p.sort_name collate "vi-x-icu", p."memberId"`)
  const teams = new Map<number, RosterTeam>()
  for (const { team, ...member } of rows) {
    const known = teams.get(member.teamId) ?? { id: member.teamId, fullName: team, members: [] }
    known.members.push(member)
    teams.set(member.teamId, known)
  }
  return [...teams.values()]
}

export type CommuneCount = {
  communeId: number
  fullName: string
  people: number | null
  women: number | null
  named: boolean
}

/** How many came from each commune of the caller; whoever holds the session above sees also those that have said nothing yet. */
async function countsOf(ctx: Ctx, session: SessionRow): Promise<CommuneCount[]> {
  const invited =
    ctx.actor.unitLevel === 'province' && session.unit.id === ctx.actor.unitId
      ? sql`select v.unit_id from unit_versions v join units u on u.id = v.unit_id
             where v.level = 'commune' and starts_with(u.path, ${ctx.actor.path})
               and v.valid_from <= ${session.endsOn} and (v.valid_to is null or v.valid_to > ${session.endsOn})`
      : sql`select ${ctx.actor.unitId}::int where ${ctx.actor.unitLevel === 'commune'}`
  const { rows } = await ctx.db.execute<CommuneCount>(sql`
    with told as (select * from session_counts(array[${session.id}::uuid]))
    select coalesce(t.commune_id, i.unit_id) as "communeId", v.full_name as "fullName", t.people, t.women, coalesce(t.named, false) as named
      from told t full join (${invited}) i(unit_id) on i.unit_id = t.commune_id
      join lateral (select x.full_name, x.code from unit_versions x where x.unit_id = coalesce(t.commune_id, i.unit_id) order by x.valid_from desc limit 1) v on true
     order by t.people is null, v.code, v.full_name`)
  return rows
}

/** A session with its topics, who came by commune, and inside the commune the roster to tick. Throws NotFound, Forbidden. */
export async function getSession(ctx: Ctx, { id }: { id: string }) {
  const session = await findSession(ctx, id)
  const today = dayInVietnam(ctx.now)
  const { rows: topics } = await ctx.db.execute<{ position: number; name: string }>(sql`
    select m.position, m.name from course_modules m
     where m.course_id = ${session.course?.id ?? null} and m.position = any (${sql.param(session.modules)}::smallint[]) order by 1`)
  const counts = await countsOf(ctx, session)
  const people = counts.reduce((sum, each) => sum + (each.people ?? 0), 0)
  const run = canRun(ctx.actor, { unitId: session.unit.id })
  const step = (verb: 'change' | 'hold' | 'cancel' | 'attend') => canStep(verb, { ...session, people }, today)
  const byName = session.audience === 'members' && session.state === 'held'
  return {
    ...session,
    topics,
    counts,
    roster: byName && seesNames(ctx.actor) ? await rosterOf(ctx, session) : null,
    can: {
      takeOver: canTakeOverSession(ctx.actor, session),
      change: run && step('change'),
      hold: run && step('hold'),
      cancel: run && step('cancel'),
      attend: byName && canRecord(ctx.actor) && step('attend'),
      count: (run || canRecord(ctx.actor)) && step('attend'),
    },
  }
}

export type SessionDetail = Awaited<ReturnType<typeof getSession>>
