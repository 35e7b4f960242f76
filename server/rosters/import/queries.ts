import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { RosterVerdict } from '@/db/roster-enums'
import { rosterImportRows, rosterImports } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import type { Cell } from '../../sheets/table'
import { canImportRosters } from './policy'
import type { Options, Problem, Reading, Said, Summary } from './rules'
import type { ListRowsInput } from './schema'

const columns = {
  ...{ id: rosterImports.id, fileName: rosterImports.fileName, state: rosterImports.state, step: rosterImports.step },
  ...{ done: rosterImports.done, of: rosterImports.of, failure: rosterImports.failure, mark: rosterImports.mark },
  ...{ createdAt: rosterImports.createdAt, changedAt: rosterImports.changedAt, endedAt: rosterImports.endedAt },
  ...{ removedAt: rosterImports.removedAt, cancelAsked: rosterImports.cancelAsked },
  // More than one: the work was cut short and has begun anew.
  attempts: rosterImports.attempts,
}

/** Files of one's unit, newest first. Throws Forbidden. */
export async function listImports(ctx: Ctx) {
  if (!canImportRosters(ctx.actor)) throw new Forbidden('rosterImport.notYours')
  const { summary } = rosterImports
  const rows = await ctx.db
    .select({ ...columns, summary })
    .from(rosterImports)
    .orderBy(desc(rosterImports.createdAt))
    .limit(20)
  return {
    imports: rows.map((row) => ({ ...row, summary: row.summary as Summary | null })),
    unit: { id: ctx.actor.unitId, level: ctx.actor.unitLevel },
  }
}

/** One file: how far it is, what it was taken for, what it comes to. Throws NotFound. */
export async function getImport(ctx: Ctx, id: string) {
  if (!canImportRosters(ctx.actor)) throw new Forbidden('rosterImport.notYours')
  const { reading, summary, options } = rosterImports
  const [row] = await ctx.db
    .select({ ...columns, reading, summary, options })
    .from(rosterImports)
    .where(eq(rosterImports.id, id))
  if (!row) throw new NotFound('rosterImport.none')
  const { rows } = await ctx.db.execute<{ undecided: number }>(sql`
    select count(*)::int as undecided from roster_import_rows where import_id = ${id} and verdict = 'duplicate' and choice is null`)
  const said = row.options as Options
  return {
    ...row,
    ...{ reading: row.reading as Reading | null, summary: row.summary as Summary | null },
    options: {
      answers: said.answers ?? {},
      skipWrong: said.skipWrong ?? false,
      changedSince: said.changedSince ?? false,
    },
    undecided: rows[0]?.undecided ?? 0,
  }
}

export type ImportRow = Said & {
  place: number
  sheet: number
  line: number
  verdict: RosterVerdict
  choice: string | null
}
const rowsShown = 100

/** Rows of a verdict in the order of the file, a page at a time: from after a place on. Throws NotFound. */
export async function listRows(ctx: Ctx, input: ListRowsInput): Promise<{ rows: ImportRow[]; next: number | null }> {
  await getImport(ctx, input.id)
  const t = rosterImportRows
  const found = await ctx.db
    .select({ place: t.place, sheet: t.sheet, line: t.line, verdict: t.verdict, choice: t.choice, said: t.said })
    .from(t)
    .where(
      and(
        eq(t.importId, input.id),
        eq(t.verdict, input.verdict),
        input.after === undefined ? undefined : gt(t.place, input.after),
      ),
    )
    .orderBy(asc(t.place))
    .limit(rowsShown + 1)
  const rows = found.slice(0, rowsShown).map(({ said, ...row }) => ({ ...row, ...(said as Said) }))
  return { rows, next: found.length > rowsShown ? (rows.at(-1)?.place ?? null) : null }
}

/** The wrong rows of a sheet as they stand in the file. `faults`: places of the cells that are to blame. */
export type WrongSheet = {
  name: string
  headers: string[]
  rows: { line: number; cells: Cell[]; problems: Problem[]; faults: number[] }[]
}

/** Every row that cannot be taken, so that it can be put right and sent again. Throws NotFound. */
export async function listWrong(ctx: Ctx, id: string): Promise<{ fileName: string; sheets: WrongSheet[] }> {
  const { reading, fileName } = await getImport(ctx, id)
  const t = rosterImportRows
  const wrong = await ctx.db
    .select({ sheet: t.sheet, line: t.line, cells: t.cells, said: t.said })
    .from(t)
    .where(and(eq(t.importId, id), eq(t.verdict, 'wrong')))
    .orderBy(asc(t.place))
  const sheets = (reading?.sheets ?? []).flatMap(({ name, headers, columns: fields }, sheet): WrongSheet[] => {
    const rows = wrong
      .filter((row) => row.sheet === sheet)
      .map(({ line, cells, said }) => {
        const { problems } = said as Said
        const faults = problems.flatMap(({ field }) => (field ? fields.indexOf(field) : -1)).filter((at) => at >= 0)
        return { line, cells: cells as Cell[], problems, faults }
      })
    return rows.length > 0 ? [{ name, headers, rows }] : []
  })
  return { fileName, sheets }
}
