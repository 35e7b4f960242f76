import { desc, eq, sql } from 'drizzle-orm'
import type { ChangeKind, ReorganisationState, UnitLevel, UnitType } from '@/db/enums'
import { reorganisationRuns, reorganisations } from '@/db/schema'
import { fullNameOf } from '@/db/unit-names'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import type { Foreseen, Owner } from '../units/owners/rules'
import { foresee } from './foresight/queries'
import { type LateReport, lateReports } from './late/queries'
import * as policy from './policy'
import type { Failure, Said } from './rules'
import type { ListReorganisationsInput } from './schema'

export const reorganisationsPerPage = 50
export const linesPerPage = 100

export type ListedReorganisation = {
  id: string
  resolutionNumber: string
  issuer: string
  effectiveOn: string
  note: string | null
  state: ReorganisationState
  recorded: boolean
  unit: { id: number; fullName: string }
  /** How many lines of which kind. */
  kinds: Partial<Record<ChangeKind, number>>
}

/** Resolutions that the actor may know of, those with the latest day first; of one state, or touching one unit. */
export async function listReorganisations(ctx: Ctx, input: ListReorganisationsInput) {
  const { rows } = await ctx.db.execute<ListedReorganisation & { all: number }>(sql`
    select e.id, e.resolution_number as "resolutionNumber", e.issuer, e.effective_on as "effectiveOn", e.note, e.state, e.recorded,
           jsonb_build_object('id', e.unit_id, 'fullName', (
             select full_name from unit_versions v where v.unit_id = e.unit_id order by v.valid_from desc limit 1)) as unit,
           coalesce((select jsonb_object_agg(k.kind, k.n) from (
             select c.kind, count(*)::int as n from reorganisation_changes c where c.reorganisation_id = e.id group by 1) k), '{}') as kinds,
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

export type ShownLine = {
  line: number
  kind: ChangeKind
  /** What it speaks of; of an opening what is opened. */
  subject: { id: number | null; name: string; code: string | null }
  target: { id: number | null; name: string } | null
  share: number | null
  level: UnitLevel | null
  type: UnitType | null
  name: string | null
  code: string | null
}

async function find(ctx: Ctx, id: string) {
  const [event] = await ctx.db.select().from(reorganisations).where(eq(reorganisations.id, id))
  if (!event) throw new NotFound('reorganisations.none')
  return event
}

/** The lines of a resolution with the names of what they speak of on its eve, a page of them. */
async function shownLines(ctx: Ctx, event: { id: string; effectiveOn: string }, page: number) {
  const { rows } = await ctx.db.execute<
    Omit<ShownLine, 'subject' | 'target' | 'share'> & {
      ref: string | null
      subjectId: number | null
      targetId: number | null
      targetRef: string | null
      share: string | null
      subjectName: string | null
      subjectCode: string | null
      targetName: string | null
      openedType: UnitType | null
      openedName: string | null
      all: number
    }
  >(sql`
    select c.line, c.kind, c.ref, c.subject_id as "subjectId", c.target_id as "targetId", c.target_ref as "targetRef", c.share::text, c.level,
           c.type, c.name, c.code, s.full_name as "subjectName", s.code as "subjectCode", t.full_name as "targetName",
           o.type as "openedType", o.name as "openedName", c."all"
      from (select l.*, count(*) over ()::int as "all" from reorganisation_changes l where l.reorganisation_id = ${event.id}
             order by l.line limit ${linesPerPage} offset ${(page - 1) * linesPerPage}) c
      left join lateral (select * from unit_versions v where v.unit_id = c.subject_id and v.valid_from < ${event.effectiveOn}
                          order by v.valid_from desc limit 1) s on true
      left join lateral (select * from unit_versions v where v.unit_id = c.target_id
                          order by v.valid_from <= ${event.effectiveOn} desc, v.valid_from desc limit 1) t on true
      left join reorganisation_changes o on o.reorganisation_id = c.reorganisation_id and o.kind = 'open' and o.ref = c.target_ref
     order by c.line`)
  const lines = rows.map((row): ShownLine => {
    const { line, kind, level, type, name, code } = row
    const opened = row.openedType && row.openedName ? fullNameOf(row.openedType, row.openedName) : ''
    const own = kind === 'open' && type && name ? fullNameOf(type, name) : ''
    return {
      ...{ line, kind, level, type, name, code },
      subject: { id: row.subjectId, name: row.subjectName ?? own, code: kind === 'open' ? code : row.subjectCode },
      target:
        row.targetId !== null || row.targetRef !== null ? { id: row.targetId, name: row.targetName ?? opened } : null,
      share: row.share === null ? null : Number(row.share),
    }
  })
  return { rows: lines, total: rows[0]?.all ?? 0, page, pageSize: linesPerPage }
}

/** A resolution with its lines, how its last runs went, and what the actor may do. Throws NotFound. */
export async function getReorganisation(ctx: Ctx, input: { id: string; page: number }) {
  const event = await find(ctx, input.id)
  const { rows: units } = await ctx.db.execute<{ fullName: string; level: UnitLevel }>(
    sql`select full_name as "fullName", level from unit_versions where unit_id = ${event.unitId} order by valid_from desc limit 1`,
  )
  const runs = await ctx.db
    .select()
    .from(reorganisationRuns)
    .where(eq(reorganisationRuns.reorganisationId, event.id))
    .orderBy(desc(reorganisationRuns.startedAt))
    .limit(5)
  const { id, resolutionNumber, issuer, effectiveOn, note, fileId, state, recorded, version } = event
  return {
    ...{ id, resolutionNumber, issuer, effectiveOn, note, fileId, state, recorded, version },
    ...{
      appliedAt: event.appliedAt,
      undoneAt: event.undoneAt,
      undoReason: event.undoReason,
      orderedAt: event.orderedAt,
    },
    failure: event.failure as Failure | null,
    unit: { id: event.unitId, fullName: units[0]?.fullName ?? '', level: units[0]?.level ?? 'nation' },
    lines: await shownLines(ctx, event, input.page),
    runs: runs.map(({ action, state, step, done, of, startedAt, endedAt }) => ({
      ...{ action, state, step, done, of, startedAt, endedAt },
    })),
    can: {
      edit: policy.canEditReorganisation(ctx.actor, event),
      apply: policy.canApplyReorganisation(ctx.actor, event),
      cancel: policy.canCancelReorganisation(ctx.actor, event),
      undo: policy.canUndoReorganisation(ctx.actor, event),
    },
  }
}
export type ReorganisationDetail = Awaited<ReturnType<typeof getReorganisation>>

export type DryRun = {
  conflicts: Said[]
  names: Record<number, string>
  parts: { noun: string; foreseen: Foreseen[] }[]
}

/** The dry run: what stands against it, and what would become of everything that lies in the units. Writes nothing. */
export async function getForesight(ctx: Ctx, input: { id: string }, owners: readonly Owner[]): Promise<DryRun> {
  const event = await find(ctx, input.id)
  if (!policy.canManageReorganisations(ctx.actor) && event.state === 'draft')
    throw new Forbidden('reorganisations.manage')
  const { tree, plan, conflicts } = await foresee(ctx, event)
  const named = new Set(conflicts.flatMap(({ unitId, otherId }) => [unitId ?? [], otherId ?? []].flat()))
  const names: Record<number, string> = {}
  for (const id of named) {
    const last = tree.units.get(id)?.versions.at(-1)
    if (last) names[id] = fullNameOf(last.type, last.name)
  }
  const parts: DryRun['parts'] = []
  if (plan)
    for (const { noun, foresee: say } of owners) {
      const foreseen = await say(ctx.db, { plan, tree, now: ctx.now })
      if (foreseen.length > 0) parts.push({ noun, foreseen })
    }
  return { conflicts: conflicts.slice(0, 200), names, parts }
}

/** Reports filed since the day of a resolution entered late, and what has been decided of each. */
export async function listLate(
  ctx: Ctx,
  input: { id: string },
): Promise<{ reports: LateReport[]; can: { decide: boolean } }> {
  const event = await find(ctx, input.id)
  const { ends } = await foresee(ctx, event)
  return {
    reports: await lateReports(ctx.db, event, ends, ctx.now),
    can: { decide: policy.canEditReorganisation(ctx.actor, event) },
  }
}
