import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { canConfirmEdges } from '../policy'
import type { ConfirmEdgesInput } from '../schema'
import { standing } from '../versions/queries'
import { groundOf, linesUnder } from './queries'
import { percentOfShare, restOfShares, sharesProblem } from './rules'

/** Places figures anew when a succession has taken effect since they were placed last. Runs as the system. */
export async function placeDueUnits(db: Tx, now: Date): Promise<void> {
  // The same today in the question and in the answer.
  await db.execute(sql`select set_config('app.now', ${now.toISOString()}, true)`)
  await db.execute(sql`
    select rebuild_unit_homes() where exists (
      select from unit_successions s where s.effective_on <= ${dayInVietnam(now)}
         and not exists (select from unit_homes h where h.unit_id = s.predecessor_id and h.until = s.effective_on))`)
}

type Known = {
  predecessorId: number
  successorId: number
  effectiveOn: string
  share: string | null
  name: string
  stays: boolean
}
type Told = ConfirmEdgesInput['edges'][number]

const groupOf = (edge: Pick<Told, 'predecessorId' | 'effectiveOn'>) => `${edge.predecessorId} ${edge.effectiveOn}`
const keyOf = (edge: Pick<Told, 'predecessorId' | 'successorId' | 'effectiveOn'>) =>
  `${groupOf(edge)} ${edge.successorId}`

/**
 * Says what became of units of then: a share for each edge (null takes it back), or of every one that waits and went into one
 * unit alone that it went there wholly. Figures are placed anew at once (confirm_successions). Answers how many edges changed.
 * @throws NotFound units.none, units.noEdge; Forbidden, units.byMinistry of what a province may not tell; Invalid units.sharesAbove, units.sharesNotWhole; NotNow units.noSingle.
 */
export async function confirmEdges(ctx: Ctx, input: ConfirmEdgesInput): Promise<{ changed: number }> {
  const province = await groundOf(ctx, input.provinceId)
  if (!canConfirmEdges(ctx.actor, province)) throw new Forbidden('units.outside')
  const told = input.whole ? await singles(ctx, province) : input.edges
  if (told.length === 0) throw new NotNow('units.noSingle')
  await checkShares(ctx, told)
  await checkWhole(ctx, province, told)
  const edges = told.map(({ predecessorId, successorId, effectiveOn, share }) => ({
    ...{ predecessor: predecessorId, successor: successorId, effective_on: effectiveOn, share },
  }))
  const { rows } = await ctx.db.execute<{ changed: number }>(
    sql`select confirm_successions(${JSON.stringify(edges)}::jsonb) as changed`,
  )
  return { changed: rows[0]?.changed ?? 0 }
}

/** The only edge of each unit of a province that has ended and of which nobody has said anything. */
async function singles(ctx: Ctx, ground: Awaited<ReturnType<typeof groundOf>>): Promise<Told[]> {
  const { rows } = await ctx.db.execute<Told>(sql`
    with ${linesUnder(ground)}
    select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.effective_on as "effectiveOn", '1' as share
      from line l
      join unit_successions s on s.predecessor_id = l.id and s.effective_on = l.effective_on
     where not l.told and l.edges = 1 and not l.stays and not l.by_ministry`)
  return rows
}

/** What lies in two provinces neither of them tells: what the one says is left would be said of the other. */
async function checkWhole(
  ctx: Ctx,
  ground: Awaited<ReturnType<typeof groundOf>>,
  told: readonly Told[],
): Promise<void> {
  const { rows } = await ctx.db.execute<{ group: string }>(sql`
    with ${linesUnder(ground)} select id || ' ' || effective_on as "group" from line where by_ministry`)
  const across = new Set(rows.map((row) => row.group))
  if (told.some((each) => across.has(groupOf(each)))) throw new Forbidden('units.byMinistry')
}

async function checkShares(ctx: Ctx, told: readonly Told[]): Promise<void> {
  const { rows: known } = await ctx.db.execute<Known>(sql`
    select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.effective_on as "effectiveOn",
           case when s.confirmed then s.share::text end as share,
           coalesce((select v.full_name from unit_versions v where v.unit_id = s.predecessor_id and v.valid_from < s.effective_on
                      order by v.valid_from desc limit 1), '') as name,
           exists (select from unit_versions v where v.unit_id = s.predecessor_id and ${standing('v', sql`s.effective_on`)}) as stays
      from unit_successions s
     where s.predecessor_id = any (${sql.param(told.map((each) => each.predecessorId))}::int[])`)
  const shares = new Map(told.map((each) => [keyOf(each), each.share]))
  const there = new Set(known.map(keyOf))
  if (told.some((each) => !there.has(keyOf(each)))) throw new NotFound('units.noEdge')
  const groups = new Map<string, Known[]>()
  for (const each of known) groups.set(groupOf(each), [...(groups.get(groupOf(each)) ?? []), each])
  for (const group of new Set(told.map(groupOf))) {
    const list = groups.get(group) ?? []
    const after = list.map((each) => (shares.has(keyOf(each)) ? (shares.get(keyOf(each)) ?? null) : each.share))
    const [first] = list
    const problem = sharesProblem(after, first?.stays ?? false)
    const left = restOfShares(after)
    if (problem === 'above') throw new Invalid('units.sharesAbove', { name: first?.name ?? '' })
    if (problem === 'notWhole')
      throw new Invalid('units.sharesNotWhole', { name: first?.name ?? '', rest: left ? percentOfShare(left) : '0' })
  }
}
