import { desc, eq, sql } from 'drizzle-orm'
import type { ChangeKind, ReorganisationState, UnitLevel } from '@/db/enums'
import { reorganisationRuns, reorganisations } from '@/db/schema'
import { fullNameOf } from '@/db/unit-names'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import type { Foreseen, Owner } from '../units/owners/rules'
import { type CheckList, checkList } from './checks/queries'
import { foresee } from './foresight/queries'
import { keeperOf } from './keepers/queries'
import { type LateReport, lateReports } from './late/queries'
import { draftedUnits, linesPerPage, shownLines } from './lines/queries'
import * as policy from './policy'
import { resultsOf } from './results/queries'
import type { Failure, Said } from './rules'
import type { ListReorganisationsInput } from './schema'

export const reorganisationsPerPage = 50
const conflictsShown = 200

export type ListedReorganisation = {
  id: string
  resolutionNumber: string
  issuer: string
  effectiveOn: string
  note: string | null
  state: ReorganisationState
  recorded: boolean
  unit: { id: number; fullName: string }
  /** How many lines of which kind; of splits how many units. */
  kinds: Partial<Record<ChangeKind, number>>
}

/** Resolutions that the actor may know of, those with the latest day first; of one state, or touching one unit. */
export async function listReorganisations(ctx: Ctx, input: ListReorganisationsInput) {
  const { rows } = await ctx.db.execute<ListedReorganisation & { all: number }>(sql`
    select e.id, e.resolution_number as "resolutionNumber", e.issuer, e.effective_on as "effectiveOn", e.note, e.state, e.recorded,
           jsonb_build_object('id', e.unit_id, 'fullName', (
             select full_name from unit_versions v where v.unit_id = e.unit_id order by v.valid_from desc limit 1)) as unit,
           coalesce((select jsonb_object_agg(k.kind, k.n) from (
             select c.kind, count(distinct case c.kind when 'split' then c.subject_id else c.line end)::int as n from reorganisation_changes c where c.reorganisation_id = e.id group by 1) k), '{}') as kinds,
           count(*) over ()::int as "all"
      from reorganisations e
     where ${input.state ? sql`e.state = ${input.state}` : sql`true`}
       ${
         input.unitId
           ? sql`and exists (select from reorganisation_changes c join units u on u.id in (c.subject_id, c.target_id)
                  join units w on w.id = ${input.unitId} where c.reorganisation_id = e.id and starts_with(u.path, w.path))`
           : sql``
       }
     order by e.state = 'draft' desc, e.effective_on desc, e.id
     limit ${reorganisationsPerPage} offset ${(input.page - 1) * reorganisationsPerPage}`)
  return {
    rows: rows.map(({ all: _, ...row }) => row),
    total: rows[0]?.all ?? 0,
    page: input.page,
    pageSize: reorganisationsPerPage,
    can: { create: policy.canManageReorganisations(ctx.actor) },
  }
}

async function find(ctx: Ctx, id: string) {
  const [event] = await ctx.db.select().from(reorganisations).where(eq(reorganisations.id, id))
  if (!event) throw new NotFound('reorganisations.none')
  return event
}

const factsOf = async (ctx: Ctx, event: typeof reorganisations.$inferSelect): Promise<policy.ReorganisationFacts> => ({
  ...event,
  keeperId: (await keeperOf(ctx.db, event)).id,
})

/** A resolution with its lines, how its last runs went, and what the actor may do. Throws NotFound. */
export async function getReorganisation(ctx: Ctx, input: { id: string; page: number }) {
  const event = await find(ctx, input.id)
  const keeper = await keeperOf(ctx.db, event)
  const { rows: units } = await ctx.db.execute<{ id: number; fullName: string; level: UnitLevel }>(sql`
    select distinct on (unit_id) unit_id as id, full_name as "fullName", level from unit_versions
     where unit_id in (${event.unitId}, ${keeper.id}) order by unit_id, valid_from desc`)
  const called = (id: number) => units.find((unit) => unit.id === id) ?? { id, fullName: '', level: 'nation' as const }
  const runs = await ctx.db
    .select()
    .from(reorganisationRuns)
    .where(eq(reorganisationRuns.reorganisationId, event.id))
    .orderBy(desc(reorganisationRuns.startedAt))
    .limit(5)
  const { id, resolutionNumber, issuer, effectiveOn, note, fileId, state, recorded, version } = event
  const facts = { ...event, keeperId: keeper.id }
  const edit = policy.canEditReorganisation(ctx.actor, facts)
  const over = effectiveOn <= dayInVietnam(ctx.now)
  return {
    ...{ id, resolutionNumber, issuer, effectiveOn, note, fileId, state, recorded, version },
    /** Its day has come: applied as soon as it is ordered. */
    over,
    /** The job has it, or will have it within seconds. */
    due: state === 'undoing' || (state === 'scheduled' && over),
    ...{
      appliedAt: event.appliedAt,
      undoneAt: event.undoneAt,
      undoReason: event.undoReason,
      orderedAt: event.orderedAt,
    },
    failure: event.failure as Failure | null,
    unit: called(event.unitId),
    /** Whose posts act for it today: that unit, or its heir. */
    keeper: called(keeper.id),
    lines: await shownLines(ctx.db, event, input.page),
    /** Of one that came with the data, which tell what it brought about and not line by line. */
    results: recorded ? await resultsOf(ctx.db, event.id) : null,
    drafted: edit ? await draftedUnits(ctx.db, event.id) : [],
    runs: runs.map(({ action, state, step, done, of, startedAt, endedAt }) => ({
      ...{ action, state, step, done, of, startedAt, endedAt },
    })),
    can: {
      edit,
      import: policy.canImportReorganisation(ctx.actor, facts),
      apply: policy.canApplyReorganisation(ctx.actor, facts),
      cancel: policy.canCancelReorganisation(ctx.actor, facts),
      undo: policy.canUndoReorganisation(ctx.actor, facts),
    },
  }
}
export type ReorganisationDetail = Awaited<ReturnType<typeof getReorganisation>>

export type DryRun = {
  /** `page`: of the lines, where the one at fault stands. */
  conflicts: (Said & { page: number })[]
  /** What the units that they speak of are called. */
  names: Record<number, string>
  /** Conflicts beyond those that are shown are counted. */
  total: number
  parts: { noun: string; foreseen: Foreseen[] }[]
}

/** The dry run: what stands against it, and what would become of everything that lies in the units. Writes nothing. */
export async function getForesight(ctx: Ctx, input: { id: string }, owners: readonly Owner[]): Promise<DryRun> {
  const event = await find(ctx, input.id)
  if (!policy.canManageReorganisations(ctx.actor) && event.state === 'draft')
    throw new Forbidden('reorganisations.manage')
  const { tree, plan, conflicts, opened, places } = await foresee(ctx, event)
  const named = new Set(conflicts.flatMap(({ unitId, otherId }) => [unitId ?? [], otherId ?? []].flat()))
  const names: Record<number, string> = {}
  for (const id of named) {
    const last = tree.units.get(id)?.versions.at(-1)
    const name = last ? fullNameOf(last.type, last.name) : opened.get(id)
    if (name) names[id] = name
  }
  const parts: DryRun['parts'] = []
  if (plan)
    for (const { noun, foresee: say } of owners) {
      const foreseen = await say(ctx.db, { plan, tree, now: ctx.now })
      if (foreseen.length > 0) parts.push({ noun, foreseen })
    }
  const shown = conflicts.slice(0, conflictsShown).map((each) => ({
    ...each,
    page: Math.floor((places.get(each.line ?? 0) ?? 0) / linesPerPage) + 1,
  }))
  return { conflicts: shown, total: conflicts.length, names, parts }
}

/** Reports filed since the day of a resolution entered late, and what has been decided of each. */
export async function listLate(
  ctx: Ctx,
  input: { id: string },
): Promise<{ reports: LateReport[]; can: { decide: boolean } }> {
  const event = await find(ctx, input.id)
  const { concerned } = await foresee(ctx, event)
  return {
    reports: await lateReports(ctx.db, event, concerned, ctx.now),
    can: { decide: policy.canEditReorganisation(ctx.actor, await factsOf(ctx, event)) },
  }
}

/** The check list of a resolution in force; null of any other: nothing has moved. Throws NotFound. */
export async function getChecks(ctx: Ctx, input: { id: string }): Promise<CheckList | null> {
  const event = await find(ctx, input.id)
  return event.state === 'applied' && !event.recorded ? checkList(ctx, event) : null
}
