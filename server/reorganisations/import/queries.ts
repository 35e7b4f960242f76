import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { ChangeKind } from '@/db/enums'
import { reorganisations } from '@/db/schema'
import { fullNameOf } from '@/db/unit-names'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { readTables } from '../../sheets/read'
import { type Cell, TableRefused } from '../../sheets/table'
import { planOf } from '../../units/plan/rules'
import { loadStanding, loadTree } from '../../units/tree/queries'
import { keeperOf } from '../keepers/queries'
import * as policy from '../policy'
import { formProblems, linesLimit } from '../rules'
import type { ImportFile, ImportTable } from './columns/rules'
import { type Judgement, judge } from './judging/rules'
import { registerOf, type Standing } from './lines/rules'
import {
  changesOf,
  type ImportConflict,
  type ImportProblem,
  type ImportRow,
  isOfLeftOut,
  type Verdict,
  verdicts,
} from './rules'
import type { CheckImportInput } from './schema'

type Event = typeof reorganisations.$inferSelect

/** The draft that files are to go into, when it exists for the actor and is his to fill. Throws NotFound, Forbidden, NotNow. */
async function draftOf(ctx: Ctx, id: string): Promise<Event> {
  const [event] = await ctx.db.select().from(reorganisations).where(eq(reorganisations.id, id))
  if (!event) throw new NotFound('reorganisations.none')
  const facts = { ...event, keeperId: (await keeperOf(ctx.db, event)).id }
  if (policy.canImportReorganisation(ctx.actor, facts)) return event
  if (!policy.canImportReorganisation(ctx.actor, { ...facts, state: 'draft' }))
    throw new Forbidden('reorganisationImport.notYours')
  throw new NotNow('reorganisationImport.noDraft')
}

async function filesOf(input: CheckImportInput): Promise<ImportFile[]> {
  const read = async ({ name, content }: CheckImportInput['files'][number]): Promise<ImportFile> => {
    try {
      return { name, tables: await readTables(new Uint8Array(Buffer.from(content, 'base64'))) }
    } catch (error) {
      if (error instanceof TableRefused) return { name, refused: error.reason }
      throw error
    }
  }
  const files: ImportFile[] = []
  // One after the other: what one unpacks is gone before the next begins.
  for (const file of input.files) files.push(await read(file))
  return files
}

export type Prepared = Judgement & {
  conflicts: ImportConflict[]
  names: Record<number, string>
  can: { all: boolean; right: boolean }
}

/** What the files say of the country on the day of a draft, and what stands against the lines that follow. Writes nothing. */
export async function prepareImport(ctx: Ctx, event: Event, input: CheckImportInput): Promise<Prepared> {
  const files = await filesOf(input)
  const on = event.effectiveOn
  const register = registerOf(await loadStanding(ctx.db, on), on)
  const drafter = await keeperOf(ctx.db, event)
  const judgement = judge({ files, register, drafter, on, complete: input.complete })
  const { lines, leftOut, missing } = judgement
  if (lines.length > linesLimit) throw new Invalid('reorganisations.tooManyLines', { limit: linesLimit })
  const changes = changesOf(lines)
  const names: Record<number, string> = {}
  const conflicts: ImportConflict[] = []
  if (changes.length > 0) {
    const tree = await loadTree(ctx.db, changes)
    let next = 0
    const found = [...formProblems(tree, drafter, changes), ...planOf(tree, on, changes, () => --next).conflicts]
    for (const said of found) {
      const sources = said.line === null ? [] : (lines[said.line]?.sources ?? [])
      conflicts.push({ ...said, sources, ofLeftOut: isOfLeftOut(said, leftOut) })
      for (const id of [said.unitId, said.otherId]) {
        const last = id === undefined ? undefined : tree.units.get(id)?.versions.at(-1)
        if (id !== undefined && last) names[id] = fullNameOf(last.type, last.name)
      }
    }
  }
  const read = judgement.tables.every(({ kind, reason }) => kind !== null || reason === 'laterSheet')
  const wrong = missing.length + judgement.rows.filter(({ verdict }) => verdict === 'wrong').length
  const some = read && lines.length > 0
  const can = { all: some && wrong === 0, right: some && !conflicts.some(({ ofLeftOut }) => ofLeftOut) }
  return { ...judgement, conflicts, names, can }
}

/** Tells lines from others, to the letter: what was looked at is what goes in, or nothing. */
export const markOf = (lines: Prepared['lines']): string =>
  createHash('sha256')
    .update(JSON.stringify(changesOf(lines)))
    .digest('hex')

/** So many rows of a verdict are shown; the rest is counted, and the wrong ones are in the file that one can take along. */
const shownOf = (verdict: Verdict) => (verdict === 'wrong' ? 500 : 200)

export type ImportCheck = {
  effectiveOn: string
  tables: ImportTable[]
  counts: Record<Verdict, number>
  rows: ImportRow[]
  /** Units of the register that are nowhere in the files though these are said to be complete. */
  missing: { total: number; rows: Pick<Standing, 'id' | 'level' | 'code' | 'name'>[] }
  lines: { total: number; mark: string; kinds: Partial<Record<ChangeKind, number>> }
  conflicts: { total: number; ofLeftOut: number; rows: ImportConflict[]; names: Record<number, string> }
  /** Whether all rows may go into the draft, and whether the right ones alone may. */
  can: { all: boolean; right: boolean }
}

/** The dry run of an import. Throws NotFound, Forbidden, NotNow; a file that cannot be read is an answer, no error. */
export async function checkImport(ctx: Ctx, input: CheckImportInput): Promise<ImportCheck> {
  const event = await draftOf(ctx, input.id)
  const { tables, rows, missing, lines, conflicts, names, can } = await prepareImport(ctx, event, input)
  const counts = Object.fromEntries(verdicts.map((each) => [each, 0])) as Record<Verdict, number>
  const shown = rows.filter(({ verdict }) => {
    counts[verdict] += 1
    return counts[verdict] <= shownOf(verdict)
  })
  const kinds: Partial<Record<ChangeKind, number>> = {}
  for (const { change } of lines) kinds[change.kind] = (kinds[change.kind] ?? 0) + 1
  // Those that come from what is left out first: they are why it may not be.
  const said = conflicts.toSorted((a, b) => Number(b.ofLeftOut) - Number(a.ofLeftOut)).slice(0, 100)
  return {
    ...{ effectiveOn: event.effectiveOn, tables, counts, rows: shown, can },
    missing: {
      total: missing.length,
      rows: missing.slice(0, 200).map(({ id, level, code, name }) => ({ id, level, code, name })),
    },
    lines: { total: lines.length, mark: markOf(lines), kinds },
    conflicts: {
      ...{ total: conflicts.length, rows: said, names },
      ofLeftOut: conflicts.filter(({ ofLeftOut }) => ofLeftOut).length,
    },
  }
}

/** The wrong rows of a table as they stand in its file. `faults`: places of the cells that are to blame. */
export type WrongTable = {
  file: string
  sheet: string
  headers: string[]
  rows: { line: number; cells: Cell[]; problem: ImportProblem; text: string; faults: number[] }[]
}

const fieldsOf: Record<ImportProblem, readonly string[]> = {
  badCode: ['code', 'communeCode', 'districtCode', 'provinceCode'],
  twice: ['code', 'communeCode', 'districtCode', 'provinceCode'],
  noName: ['name', 'fullName', 'communeName', 'districtName', 'provinceName'],
  badName: ['name', 'fullName', 'communeName', 'districtName', 'provinceName'],
  otherName: ['name', 'fullName', 'communeName', 'districtName', 'provinceName'],
  noType: ['type'],
  ...{ badDay: ['from'], beginsLater: ['from'] },
  noParent: ['parentCode', 'districtCode', 'provinceCode'],
  unknownParent: ['parentCode', 'districtCode', 'provinceCode'],
  ...{ badOldCode: ['oldCode'], oldUnknown: ['oldCode'], oldEnded: ['oldCode'] },
  ...{ badNewCode: ['newCode'], newUnknown: ['newCode'], otherLevel: ['newCode'], rowTwice: ['oldCode', 'newCode'] },
  ...{ badShare: ['share'], restMissing: ['share'], sharesTooMuch: ['share'], sharesNotWhole: ['share'] },
  otherRowWrong: ['oldCode'],
}

/** Every row of the files that cannot be taken, with its cells, so that it can be put right and sent again. */
export async function listWrongRows(ctx: Ctx, input: CheckImportInput): Promise<WrongTable[]> {
  const event = await draftOf(ctx, input.id)
  const { tables, rows, recognised } = await prepareImport(ctx, event, input)
  return tables.flatMap(({ file, sheet }, table): WrongTable[] => {
    const found = recognised[table]
    const wrong = rows.filter((row) => row.table === table && row.verdict === 'wrong')
    if (!found || wrong.length === 0) return []
    const cells = new Map(found.rows.map((row) => [row.line, row.cells]))
    return [
      {
        ...{ file, sheet, headers: found.headers },
        rows: wrong.map(({ line, problem, text }) => ({
          ...{ line, cells: [...(cells.get(line) ?? [])], problem: problem ?? 'badCode', text },
          faults: found.columns.flatMap(({ field, index }) =>
            fieldsOf[problem ?? 'badCode'].includes(field) ? [index] : [],
          ),
        })),
      },
    ]
  })
}
