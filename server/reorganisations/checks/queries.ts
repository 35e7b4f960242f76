import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { addDays } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { canPlaceWaits } from '../policy'
import { stillWaits } from '../waits/queries'
import { added, agrees, type Count, groupsOf, noCount } from './rules'

type Named = { id: number; name: string }
export type Checked = { from: Named[]; to: Named[]; teams: Count; villages: Count; agrees: boolean }
/** Posts of units that ended: how many go on at an heir, how many wait; and where several lead one commune now. */
export type CheckedPosts = {
  before: number
  after: number
  waiting: number
  review: { unit: Named; leaders: number }[]
}
export type CheckList = {
  /** What does not agree comes first. */
  rows: Checked[]
  total: number
  sum: { teams: Count; villages: Count; agrees: boolean }
  /** Null: the reader sees no posts at that level. */
  posts: CheckedPosts | null
  /** When the reader's province confirmed it; to the ministry, how many of the provinces touched have. */
  confirmedAt: Date | null
  confirmed: { n: number; all: number }
  can: { confirm: boolean }
}
type Event = { id: string; effectiveOn: string }

const rowsShown = 200

/**
 * SQL: pairs of communes that the resolution joins, at the path of each of the two: one across a border is of both provinces. A
 * commune whose villages or teams it changes stands with itself.
 */
const pairsOf = (event: Event): SQL => sql`
  select s.predecessor_id as a, s.successor_id as b, l.path from unit_successions s
    join units u on u.id = s.predecessor_id and u.level = 'commune' join units l on l.id in (s.predecessor_id, s.successor_id)
   where s.reorganisation_id = ${event.id}
  union
  select v.parent_id, v.parent_id, u.path from reorganisation_changes c
    join unit_versions v on v.unit_id = c.subject_id and v.level in ('village', 'team')
     and v.valid_from < ${event.effectiveOn} and (v.valid_to is null or v.valid_to >= ${event.effectiveOn})
    join units u on u.id = v.parent_id
   where c.reorganisation_id = ${event.id}
  union
  select u.id, u.id, u.path from reorganisation_changes c join units u on u.id = c.target_id and u.level = 'commune'
   where c.reorganisation_id = ${event.id} and c.kind = 'open'`

type Child = {
  level: 'village' | 'team'
  /** The communes in which it lay on the eve and lies on the day. */
  was: number | null
  is: number | null
  opened: boolean
  closed: boolean
  waits: boolean
}

/**
 * Villages and teams of these communes on the eve and on the day. Ended is what the resolution says ends, or what somebody closed
 * by himself that day; what somebody opened by himself that day is not the resolution's. Whatever else is missing is lost.
 */
async function childrenOf(db: Tx, event: Event, communes: readonly number[]): Promise<Child[]> {
  const eve = addDays(event.effectiveOn, -1)
  const standsOn = (day: string) => sql`valid_from <= ${day} and (valid_to is null or valid_to > ${day})`
  const { rows } = await db.execute<Child>(sql`
    with seen as (
      select distinct unit_id, level from unit_versions
       where level in ('village', 'team') and parent_id = any (${sql.param([...communes])}::int[])
         and ((${standsOn(eve)}) or (${standsOn(event.effectiveOn)}))
    )
    select s.level, b.parent_id as was, a.parent_id as is,
           b.unit_id is null and coalesce(a.opened_by = ${event.id}, false) as opened,
           a.unit_id is null and (coalesce(b.closed_by <> ${event.id}, true) or exists (
             select from reorganisation_changes c where c.reorganisation_id = ${event.id} and c.subject_id = s.unit_id
                and c.kind in ('close', 'merge', 'split'))) as closed,
           exists (select from reorganisation_waits w
                    where w.reorganisation_id = ${event.id} and w.subject_id = s.unit_id and w.placed_at is null) as waits
      from seen s
      left join lateral (select * from unit_versions v where v.unit_id = s.unit_id and ${standsOn(eve)}) b on true
      left join lateral (select * from unit_versions v where v.unit_id = s.unit_id and ${standsOn(event.effectiveOn)}) a on true`)
  return rows
}

function countOf(children: readonly Child[], group: ReadonlySet<number>): Count {
  const count = { ...noCount }
  for (const { was, is, opened, closed, waits } of children) {
    const [lay, lies] = [was !== null && group.has(was), is !== null && group.has(is)]
    if (lay) count.before += 1
    // What came over from another group was told to: it is no find.
    if (lies && (lay || opened)) count.after += 1
    if (lies && !lay && opened) count.opened += 1
    if (lay && !lies) {
      if (waits) count.waiting += 1
      else if (closed || is !== null) count.closed += 1
    }
  }
  return count
}

async function namesOf(db: Tx, event: Event, ids: readonly number[]): Promise<Map<number, Named & { stood: boolean }>> {
  const { rows } = await db.execute<Named & { stood: boolean }>(sql`
    select distinct on (v.unit_id) v.unit_id as id, v.full_name as name, v.valid_from < ${event.effectiveOn} as stood from unit_versions v
     where v.unit_id = any (${sql.param([...ids])}::int[]) and v.valid_from <= ${event.effectiveOn}
     order by v.unit_id, v.valid_from`)
  return new Map(rows.map((row) => [row.id, row]))
}

async function postsOf(db: Tx, event: Event, pairs: readonly (readonly [number, number])[], now: Date) {
  const from = sql`${sql.param(pairs.map(([a]) => a))}::int[]`
  const to = sql`${sql.param(pairs.map(([, b]) => b))}::int[]`
  const { rows } = await db.execute<{ before: number; after: number; waiting: number }>(sql`
    select count(*)::int as before,
           count(*) filter (where exists (select from assignments n where n.person_id = a.person_id and n.role = a.role
             and n.unit_id = any (${to}) and n.valid_from >= a.valid_to))::int as after,
           count(*) filter (where w.id is not null and w.placed_at is null and ${stillWaits(now)})::int as waiting
      from assignments a left join reorganisation_waits w on w.assignment_id = a.id and w.reorganisation_id = ${event.id}
     where a.unit_id = any (${from}) and a.ended_reason = 'reorganised' and a.delegated_from is null`)
  const { rows: review } = await db.execute<{ id: number; name: string; leaders: number }>(sql`
    select a.unit_id as id, count(*)::int as leaders,
           (select full_name from unit_versions v where v.unit_id = a.unit_id order by v.valid_from desc limit 1) as name
      from assignments a
     where a.unit_id = any (${to}) and a.role = 'commune_leader' and a.delegated_from is null
       and a.valid_from <= ${now.toISOString()} and (a.valid_to is null or a.valid_to > ${now.toISOString()})
     group by 1 having count(*) > 1 order by 3 limit 200`)
  const { before = 0, after = 0, waiting = 0 } = rows[0] ?? {}
  return {
    ...{ before, after, waiting },
    review: review.map(({ id, name, leaders }) => ({ unit: { id, name }, leaders })),
  }
}

/** Which of the provinces that have something to confirm have done so, and when the reader's own did. */
async function confirmationsOf(ctx: Ctx, event: Event) {
  const { rows } = await ctx.db.execute<{ all: number; n: number; own: string | null }>(sql`
    with touched as (
      select distinct left(path, 8) as path from (${pairsOf(event)}) x where starts_with(path, left(${ctx.actor.path}, 8))
    )
    select count(*)::int as "all", count(c.unit_id)::int as n,
           max(c.confirmed_at) filter (where c.unit_id = ${ctx.actor.unitId}) as own
      from touched t join units p on p.path = t.path and p.level = 'province'
      left join reorganisation_confirmations c on c.reorganisation_id = ${event.id} and c.unit_id = p.id`)
  const { all = 0, n = 0, own = null } = rows[0] ?? {}
  return { confirmedAt: own === null ? null : new Date(own), confirmed: { n, all } }
}

/** The check list of an applied resolution, of what lies in the reader's unit: nothing was lost on the way (domain.md 6.13). */
export async function checkList(ctx: Ctx, event: Event): Promise<CheckList> {
  const { db, actor, now } = ctx
  const { rows: joined } = await db.execute<{ a: number; b: number }>(
    sql`select distinct a, b from (${pairsOf(event)}) x where starts_with(path, ${actor.path})`,
  )
  const pairs = joined.map(({ a, b }): [number, number] => [a, b])
  const groups = groupsOf(pairs)
  const ids = groups.flat()
  const children = await childrenOf(db, event, ids)
  const names = await namesOf(db, event, ids)
  const successors = new Set(pairs.map(([, to]) => to))
  const predecessors = new Set(pairs.map(([from]) => from))
  const placeOf = new Map(groups.flatMap((group, place) => group.map((id) => [id, place] as const)))
  const inGroup = groups.map((): Child[] => [])
  for (const child of children)
    for (const place of new Set([child.was, child.is].flatMap((id) => placeOf.get(id ?? 0) ?? [])))
      inGroup[place]?.push(child)
  const named = (list: readonly number[]): Named[] =>
    list
      .map((id) => ({ id, name: names.get(id)?.name ?? String(id) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  const rows = groups.map((group, place): Checked => {
    const set = new Set(group)
    const of = (level: Child['level']) => countOf(inGroup[place]?.filter((each) => each.level === level) ?? [], set)
    const [teams, villages] = [of('team'), of('village')]
    return {
      from: named(group.filter((id) => predecessors.has(id) || names.get(id)?.stood)),
      to: named(group.filter((id) => successors.has(id))),
      ...{ teams, villages, agrees: agrees(teams) && agrees(villages) },
    }
  })
  rows.sort(
    (a, b) => Number(a.agrees) - Number(b.agrees) || (a.to[0]?.name ?? '').localeCompare(b.to[0]?.name ?? '', 'vi'),
  )
  const told = await confirmationsOf(ctx, event)
  const sum = rows.reduce(
    (all, row) => ({ teams: added(all.teams, row.teams), villages: added(all.villages, row.villages) }),
    { teams: noCount, villages: noCount },
  )
  return {
    rows: rows.slice(0, rowsShown),
    total: rows.length,
    sum: { ...sum, agrees: rows.every((row) => row.agrees) },
    posts: actor.unitLevel === 'nation' ? null : await postsOf(db, event, pairs, now),
    ...told,
    can: {
      confirm: rows.length > 0 && told.confirmedAt === null && actor.unitLevel === 'province' && canPlaceWaits(actor),
    },
  }
}
