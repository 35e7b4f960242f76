import { createHash, randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { RosterImportState } from '@/db/roster-enums'
import { columnMappings, rosterImportRows, rosterImports } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { fileNameOf } from '../../files/rules'
import { table } from '../../units/reorganised/commands'
import { headersKey } from './columns/rules'
import { canImportRosters } from './policy'
import { importBytes, type Options, type Reading, type Summary, suffices } from './rules'
import type { AnswerQuestionsInput, ApplyRosterInput, ChooseInput, NameColumnsInput, SendRosterInput } from './schema'

/** So many files of a unit wait or are worked on at once. */
const mostUnderWay = 5

/** Takes a file in to be checked by the job. Throws Forbidden, Invalid rosterImport.size, NotNow rosterImport.tooMany. */
export async function sendRoster(ctx: Ctx, input: SendRosterInput): Promise<{ id: string }> {
  if (!canImportRosters(ctx.actor)) throw new Forbidden('rosterImport.notYours')
  const content = Buffer.from(input.content, 'base64')
  if (content.length === 0 || content.length > importBytes) throw new Invalid('rosterImport.size')
  const { rows } = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from roster_imports where state in ('checking', 'applying')`,
  )
  if ((rows[0]?.n ?? 0) >= mostUnderWay) throw new NotNow('rosterImport.tooMany')
  const extension = /\.(csv|xlsx)$/i.exec(input.name)?.[1]?.toLowerCase() ?? 'xlsx'
  const id = randomUUID()
  const { unitId, path, personId, assignmentId } = ctx.actor
  await ctx.db.execute(sql`
    insert into roster_imports (id, unit_id, path, person_id, assignment_id, file_name, sha256, content, created_at, changed_at)
    values (${id}, ${unitId}, ${path}, ${personId}, ${assignmentId}, ${fileNameOf(input.name, extension)},
            ${createHash('sha256').update(content).digest('hex')}, ${content}, ${ctx.now.toISOString()}, ${ctx.now.toISOString()})`)
  return { id }
}

type Held = { options: Options; reading: Reading | null; summary: Summary | null; mark: string | null }

/** The file, its row locked, when it is the actor's to steer and stands there. Throws NotFound, Forbidden, NotNow. */
async function hold(ctx: Ctx, id: string, states: readonly RosterImportState[]): Promise<Held> {
  if (!canImportRosters(ctx.actor)) throw new Forbidden('rosterImport.notYours')
  const { options, reading, summary, mark, state, removedAt } = rosterImports
  const [found] = await ctx.db
    .select({ options, reading, summary, mark, state, removedAt })
    .from(rosterImports)
    .where(eq(rosterImports.id, id))
    .for('no key update')
  if (!found) throw new NotFound('rosterImport.none')
  if (!states.includes(found.state) || found.removedAt) throw new NotNow('rosterImport.otherState')
  return found as Held
}

const step = (ctx: Ctx, id: string, set: Partial<typeof rosterImports.$inferInsert>) =>
  ctx.db
    .update(rosterImports)
    .set({ ...set, changedAt: ctx.now })
    .where(eq(rosterImports.id, id))

/** Says what the columns mean, also of a file that was understood in part, and remembers it for these headers. Throws Invalid rosterImport.columns. */
export async function nameColumns(ctx: Ctx, input: NameColumnsInput): Promise<{ id: string }> {
  const { id, columns } = input
  const { options, reading } = await hold(ctx, id, ['mapping', 'checked'])
  const asked = reading?.asked
  const headers = asked ? (reading.sheets[asked.sheet]?.headers ?? []) : []
  const named = columns.filter((field) => field !== null)
  const enough = suffices((field) => named.includes(field))
  if (!asked || columns.length > headers.length || new Set(named).size !== named.length || !enough)
    throw new Invalid('rosterImport.columns')
  const said = Object.fromEntries(
    columns.flatMap((field, i) => (field ? [[headersKey([headers[i] ?? '']), field]] : [])),
  )
  const { unitId, path, personId } = ctx.actor
  const kept = { columns: said, personId, saidAt: ctx.now }
  await ctx.db
    .insert(columnMappings)
    .values({ unitId, path, headers: asked.headers, ...kept })
    .onConflictDoUpdate({ target: [columnMappings.unitId, columnMappings.headers], set: kept })
  await step(ctx, id, {
    state: 'checking',
    options: { ...options, columns, names: headers, headers: asked.headers, changedSince: false },
  })
  return { id }
}

/** Says which units words mean; the rows are looked at anew. Throws Invalid rosterImport.answer. */
export async function answerQuestions(ctx: Ctx, input: AnswerQuestionsInput): Promise<{ id: string }> {
  const { options, summary } = await hold(ctx, input.id, ['checked'])
  const asked = new Map(summary?.questions.map((question) => [question.key, question]))
  const answers = { ...options.answers }
  for (const { key, unitId } of input.answers) {
    if (!asked.get(key)?.options.some((option) => option.id === unitId)) throw new Invalid('rosterImport.answer')
    answers[key] = unitId
  }
  await step(ctx, input.id, { state: 'checking', options: { ...options, answers, changedSince: false } })
  return { id: input.id }
}

/** Says who possible duplicates are. Throws Invalid rosterImport.choice when a row does not have that choice. */
export async function chooseDuplicates(ctx: Ctx, input: ChooseInput): Promise<{ id: string }> {
  await hold(ctx, input.id, ['checked'])
  const { rows } = await ctx.db.execute(sql`
    update roster_import_rows r set choice = x.choice
      from ${table(input.choices, 'place int, choice text')}
     where r.import_id = ${input.id} and r.place = x.place and r.verdict = 'duplicate'
       and (x.choice is null or x.choice = 'another' or exists (
         select from jsonb_array_elements(r.said -> 'candidates') c where c ->> 'choice' = x.choice))
    returning r.place`)
  if (rows.length !== input.choices.length) throw new Invalid('rosterImport.choice')
  await step(ctx, input.id, {})
  return { id: input.id }
}

/** Orders what was shown to be written. Throws Conflict rosterImport.changed, Invalid rosterImport.undecided, nothing. */
export async function applyRoster(ctx: Ctx, input: ApplyRosterInput): Promise<{ id: string }> {
  const { options, summary, mark } = await hold(ctx, input.id, ['checked'])
  if (!summary || mark !== input.mark) throw new Conflict('rosterImport.changed')
  const { rows } = await ctx.db.execute<{ undecided: number; chosen: number }>(sql`
    select count(*) filter (where choice is null)::int as undecided, count(choice)::int as chosen
      from roster_import_rows where import_id = ${input.id} and verdict = 'duplicate'`)
  const { undecided = 0, chosen = 0 } = rows[0] ?? {}
  if (summary.counts.wrong + undecided > 0 && !input.skipWrong)
    throw new Invalid('rosterImport.undecided', { wrong: summary.counts.wrong, undecided })
  if (summary.counts.new + summary.counts.changed + chosen === 0) throw new Invalid('rosterImport.nothing')
  await step(ctx, input.id, {
    state: 'applying',
    orderedBy: ctx.actor.personId,
    orderedUnder: ctx.actor.assignmentId,
    options: { ...options, skipWrong: input.skipWrong, changedSince: false },
  })
  return { id: input.id }
}

/** Stops a file: one that is worked on by the job as soon as it looks up; nothing of it is written then. */
export async function cancelImport(ctx: Ctx, id: string): Promise<{ id: string }> {
  await hold(ctx, id, ['checking', 'mapping', 'checked', 'applying'])
  await step(ctx, id, {
    state:
      sql`case when ${rosterImports.state} in ('mapping', 'checked') then 'cancelled' else ${rosterImports.state} end` as never,
    endedAt:
      sql`case when ${rosterImports.state} in ('mapping', 'checked') then ${ctx.now.toISOString()}::timestamptz end` as never,
    cancelAsked: true,
  })
  return { id }
}

/** Throws away what a file held, once it is over: names and numbers of people. That it came, and what was applied, stays. */
export async function discardImport(ctx: Ctx, id: string): Promise<{ id: string }> {
  await hold(ctx, id, ['done', 'cancelled', 'failed'])
  await ctx.db.delete(rosterImportRows).where(eq(rosterImportRows.importId, id))
  await ctx.db
    .update(rosterImports)
    .set({ content: null, reading: null, removedAt: ctx.now, changedAt: ctx.now })
    .where(and(eq(rosterImports.id, id), inArray(rosterImports.state, ['done', 'cancelled', 'failed'])))
  return { id }
}
