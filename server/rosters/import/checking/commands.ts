import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { and, asc, eq, sql } from 'drizzle-orm'
import { type RosterVerdict, rosterVerdicts } from '@/db/roster-enums'
import { columnMappings, rosterImportRows, rosterImports } from '@/db/schema'
import type { Tx } from '@/db/session'
import { readBook } from '../../../sheets/read'
import { type Cell, TableRefused } from '../../../sheets/table'
import { table } from '../../../units/reorganised/commands'
import { headersKey, type Mapped, type Recognised, recognise } from '../columns/rules'
import { type Judged, judge, limitsOf } from '../judging/rules'
import { loadPlaces, loadRegister, type Scope } from '../register/queries'
import { type Register, registerOf } from '../register/rules'
import { type ParsedRow, readerOf } from '../rows/rules'
import { type Field, importRows, type Options, type Question, type Reading, type Summary, sheetRows } from '../rules'
import { type Told, writeRows } from '../writing/commands'

export type Import = typeof rosterImports.$inferSelect
/** `scope`: what the post may touch now. */
export type Job = { row: Import; scope: Scope & { level: string }; now: Date; today: string; tell: Told }

/** It cannot be done, for a reason that is told; a key under `rosterImport.failures`. */
export class Refused extends Error {
  constructor(readonly reason: 'file' | 'noHeaders' | 'noRows' | 'tooManyRows' | 'noLongerAllowed' | 'interrupted') {
    super(reason)
  }
}
/** Whoever sent it has asked to stop; nothing of it stays. */
export class Cancelled extends Error {}

/** A row of a file: its sheet by number among those read, its cells. */
type RawRow = { place: number; sheet: number; line: number; cells: readonly Cell[] }
type Sheets = Map<number, readonly (Field | null)[]>

const rowsAtOnce = 2000
const tidiedEvery = 5000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What a step has left behind goes before the next begins: a large file leaves hundreds of megabytes, and they would add up. */
const tidy = (rows: number) => {
  if (rows > rowsAtOnce) collect()
}

async function readingOf(db: Tx, { row, tell }: Job): Promise<{ reading: Reading; raw: RawRow[] }> {
  const options = row.options as Options
  const nothing: Reading = { refused: null, sheets: [], hidden: [], asked: null }
  try {
    const content = new Uint8Array(row.content ?? Buffer.alloc(0))
    const { tables, hidden } = await readBook(content, sheetRows, (done, of) => tell('read', done, of))
    const { columns, headers, names } = options
    const said = columns && headers && names ? [{ headers, names, columns }] : []
    const bare = tables.map((each) => recognise(each, said))
    // What was said before of a list that is understood in part holds; of one that is not it is offered.
    const before = columns ? [] : await mappedBefore(db, row.unitId, bare)
    const found = before.length > 0 ? tables.map((each) => recognise(each, before)) : bare
    const raw: RawRow[] = []
    for (const [sheet, { rows }] of found.entries())
      for (const { line, cells } of rows) raw.push({ place: raw.length, sheet, line, cells })
    const sheets = found.map(({ reading }) => reading)
    const asked = await askedOf(db, row.unitId, sheets)
    return { reading: { ...nothing, sheets, hidden, asked }, raw }
  } catch (error) {
    if (error instanceof TableRefused) return { reading: { ...nothing, refused: error.reason }, raw: [] }
    throw error
  }
}

/** What this unit has said of the headers of sheets that are understood without it. */
async function mappedBefore(db: Tx, unitId: number, found: readonly Recognised[]): Promise<Mapped[]> {
  const mapped: Mapped[] = []
  for (const { reading } of found) {
    if (!reading.taken || reading.headers.every((header, i) => !header || reading.columns[i])) continue
    const said = await saidOf(db, unitId, reading.headers)
    if (said) mapped.push({ headers: headersKey(reading.headers), names: reading.headers, columns: said })
  }
  return mapped
}

/** What this unit has said of such headers, in the order of these; null: nothing. */
async function saidOf(db: Tx, unitId: number, headers: readonly string[]): Promise<(Field | null)[] | null> {
  const [known] = await db
    .select({ columns: columnMappings.columns })
    .from(columnMappings)
    .where(sql`${columnMappings.unitId} = ${unitId} and ${columnMappings.headers} = ${headersKey(headers)}`)
  const said = known?.columns as Record<string, Field> | undefined
  return said ? headers.map((header) => said[headersKey([header])] ?? null) : null
}

/**
 * The sheet whose columns a person must name, or may: the fullest of those that are understood, else the fullest. What he said of the
 * same headers before is offered.
 */
async function askedOf(db: Tx, unitId: number, sheets: Reading['sheets']): Promise<Reading['asked']> {
  const taken = sheets.some((each) => each.taken)
  const fuller = (best: number, each: Reading['sheets'][number], i: number) =>
    each.taken === taken && (best < 0 || each.rows > (sheets[best]?.rows ?? -1)) ? i : best
  const sheet = sheets.reduce(fuller, -1)
  const { headers = [], columns = [] } = sheets[sheet] ?? {}
  if (headers.length === 0) return null
  const said = await saidOf(db, unitId, headers)
  return { headers: headersKey(headers), sheet, offered: (taken ? null : said) ?? columns, remembered: said !== null }
}

type Looked = { parsed: ParsedRow[]; register: Register; questions: Question[] }

/** Rows understood against the register of now. `hold`: nobody changes those people until the transaction ends. */
async function look(db: Tx, job: Job, sheets: Sheets, raw: readonly RawRow[], hold: boolean): Promise<Looked> {
  const { scope, today } = job
  const places = await loadPlaces(db, scope, today)
  const own = scope.level === 'commune' ? (places.communes[0] ?? null) : null
  const bare = registerOf(places)
  const answers = (job.row.options as Options).answers ?? {}
  const questions = new Map<string, Question>()
  const parsed: ParsedRow[] = []
  for (const [sheet, columns] of sheets) {
    const reader = readerOf({ columns, register: bare, own, today, answers })
    for (const row of raw) {
      if (row.sheet !== sheet) continue
      const found = reader.read(row, row.place, sheet)
      // Understanding a row leaves far more behind than it keeps.
      if (found && parsed.push(found) % tidiedEvery === 0) tidy(parsed.length)
    }
    for (const [key, each] of reader.questions) {
      const known = questions.get(key)
      questions.set(key, known ? { ...known, rows: known.rows + each.rows } : each)
    }
  }
  const communeIds = new Set(
    parsed.flatMap(({ team, codeTeam }) => [team, codeTeam].flatMap((each) => each?.communeId ?? [])),
  )
  tidy(raw.length)
  const codes = [...new Set(parsed.flatMap(({ memberCode }) => memberCode ?? []))]
  const register = await loadRegister(db, places, { communeIds, codes, hold })
  return { parsed, register, questions: [...questions.values()] }
}

/** Tells dry runs from one another: what was looked at is what is applied. */
function markOf(judged: readonly Judged[]): string {
  const hash = createHash('sha256')
  for (const { row, verdict, problems, changes, candidates } of judged)
    hash.update(JSON.stringify([row.place, verdict, problems, changes, candidates.map(({ choice }) => choice)]))
  return hash.digest('hex')
}

const judgingOf = (job: Job, register: Register, choices: ReadonlyMap<number, string>) => ({
  ...{ register, today: job.today, choices, blind: job.scope.level !== 'commune' },
})

/** Keeps what was found, with what persons had decided of the same rows. */
async function keep(
  db: Tx,
  job: Job,
  raw: readonly RawRow[],
  judged: readonly Judged[],
  questions: readonly Question[],
): Promise<{ summary: Summary; mark: string }> {
  const { row, tell } = job
  const choices = await choicesOf(db, row.id)
  await db.delete(rosterImportRows).where(eq(rosterImportRows.importId, row.id))
  const cells = new Map(raw.map((each) => [each.place, each.cells]))
  const counts = Object.fromEntries(rosterVerdicts.map((each) => [each, 0])) as Record<RosterVerdict, number>
  for (const each of judged) counts[each.verdict] += 1
  for (let i = 0; i < judged.length; i += rowsAtOnce) {
    const rows = judged
      .slice(i, i + rowsAtOnce)
      .map(({ row: { place, sheet, line, says }, verdict, problems, changes, candidates }) => ({
        ...{ place, sheet, line, verdict, cells: cells.get(place) ?? [], choice: choices.get(place) ?? null },
        said: { ...says, problems, changes, candidates },
      }))
    await db.execute(sql`
      insert into roster_import_rows (import_id, place, unit_id, path, sheet, line, cells, verdict, said, choice)
      select ${row.id}::uuid, x.place, ${row.unitId}::int, (select path from units where id = ${row.unitId}), x.sheet, x.line, x.cells, x.verdict, x.said, x.choice
        from ${table(rows, 'place int, sheet smallint, line int, verdict text, cells jsonb, said jsonb, choice text')}`)
    await tell('keep', i + rows.length, judged.length)
  }
  return {
    summary: { counts, questions: questions.slice(0, 200), limits: { total: 0, rows: [] } },
    mark: markOf(judged),
  }
}

async function choicesOf(db: Tx, id: string): Promise<Map<number, string>> {
  const { rows } = await db.execute<{ place: number; choice: string }>(
    sql`select place, choice from roster_import_rows where import_id = ${id} and choice is not null`,
  )
  return new Map(rows.map(({ place, choice }) => [place, choice]))
}

async function dryRun(
  db: Tx,
  job: Job,
  sheets: Sheets,
  raw: readonly RawRow[],
  reading: Reading | null,
): Promise<void> {
  const { parsed, register, questions } = await look(db, job, sheets, raw, false)
  await job.tell('judge', 0, parsed.length)
  tidy(raw.length)
  const judged = judge(parsed, judgingOf(job, register, new Map()))
  tidy(raw.length)
  const { summary, mark } = await keep(db, job, raw, judged, questions)
  const limits = limitsOf(judged, register, job.today)
  await finish(db, job, {
    ...{
      state: 'checked',
      mark,
      summary: { ...summary, limits: { total: limits.length, rows: limits.slice(0, 100) } },
    },
    ...(reading ? { reading } : {}),
  })
}

/** The end of the work, in its own transaction. Whoever has asked to stop before it is heard even now. Throws Cancelled. */
async function finish(db: Tx, { row, now }: Job, set: Partial<typeof rosterImports.$inferInsert>): Promise<void> {
  const ended = await db
    .update(rosterImports)
    .set({ failure: null, ...set, step: null, attempts: 0, changedAt: now })
    .where(and(eq(rosterImports.id, row.id), eq(rosterImports.cancelAsked, false)))
    .returning({ id: rosterImports.id })
  if (ended.length === 0) throw new Cancelled()
}

/** Reads a file and says what each row comes to; or asks what its columns mean. Throws Refused. */
export async function checkImport(db: Tx, job: Job): Promise<void> {
  const { reading, raw } = await readingOf(db, job)
  tidy(raw.length)
  await job.tell('look', 0, raw.length)
  const over = { endedAt: job.now, reading }
  const taken = reading.sheets.some((sheet) => sheet.taken)
  const failure: Refused['reason'] | null = reading.refused
    ? 'file'
    : raw.length > importRows
      ? 'tooManyRows'
      : !taken && !reading.asked
        ? 'noHeaders'
        : taken && raw.length === 0
          ? 'noRows'
          : null
  if (failure) return finish(db, job, { ...over, state: 'failed', failure })
  if (!taken) return finish(db, job, { state: 'mapping', reading })
  await dryRun(db, job, sheetsOf(reading), raw, reading)
}

const sheetsOf = (reading: Reading): Sheets =>
  new Map(reading.sheets.flatMap(({ taken, columns }, sheet) => (taken ? [[sheet, columns] as const] : [])))

/**
 * Writes what the rows come to, all or the right ones, in the caller's transaction. When the register says otherwise than at the dry
 * run nothing is written and a new dry run is shown. Throws Refused.
 */
export async function applyImport(db: Tx, job: Job): Promise<void> {
  const { row } = job
  const options = row.options as Options
  const kept = await db
    .select({
      place: rosterImportRows.place,
      sheet: rosterImportRows.sheet,
      line: rosterImportRows.line,
      cells: rosterImportRows.cells,
    })
    .from(rosterImportRows)
    .where(eq(rosterImportRows.importId, row.id))
    .orderBy(asc(rosterImportRows.place))
  const raw = kept.map((each) => ({ ...each, cells: each.cells as Cell[] }))
  tidy(raw.length)
  const sheets = sheetsOf(row.reading as Reading)
  const { parsed, register, questions } = await look(db, job, sheets, raw, true)
  await job.tell('judge', 0, parsed.length)
  tidy(raw.length)
  const shown = judge(parsed, judgingOf(job, register, new Map()))
  tidy(raw.length)
  if (markOf(shown) !== row.mark) {
    const { summary, mark } = await keep(db, job, raw, shown, questions)
    const now: Options = { ...options, skipWrong: false, changedSince: true }
    return finish(db, job, { state: 'checked', mark, summary, options: now })
  }
  const choices = await choicesOf(db, row.id)
  const judged = choices.size === 0 ? shown : judge(parsed, judgingOf(job, register, choices))
  const leftOut = judged.filter(({ verdict }) => verdict === 'wrong' || verdict === 'duplicate').length
  if (leftOut > 0 && !options.skipWrong) {
    const { summary } = await keep(db, job, raw, judged, questions)
    return finish(db, job, { state: 'checked', failure: 'wrongRows', summary })
  }
  tidy(raw.length)
  const applied = await writeRows(db, judged, { personId: row.personId, now: job.now }, job.tell)
  const summary: Summary = { ...(row.summary as Summary), applied: { ...applied, leftOut } }
  await finish(db, job, { state: 'done', endedAt: job.now, summary })
}
