import { asc, eq } from 'drizzle-orm'
import { reorganisationChanges } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Change, Node } from '../../units/plan/rules'
import { shareOf } from '../../units/tree/rules'

type Row = typeof reorganisationChanges.$inferSelect

const missing = (row: Row): never => {
  throw new RangeError(`line ${row.line} of ${row.reorganisationId} says too little`)
}

/** A line as it is kept → what it says. The database keeps what each kind needs; a line that lacks it is a fault of ours. */
export function changeOf(row: Row): Change {
  const unitId = row.subjectId ?? 0
  const into = (): Node => (row.targetId !== null ? { unitId: row.targetId } : { ref: row.targetRef ?? missing(row) })
  switch (row.kind) {
    case 'open': {
      const { ref, level, type, name, code } = row
      return {
        kind: 'open',
        ref: ref ?? missing(row),
        level: level ?? missing(row),
        parent: into(),
        type: type ?? missing(row),
        name: name ?? missing(row),
        code,
      }
    }
    case 'merge':
      return { kind: 'merge', unitId, into: into() }
    case 'split':
      return { kind: 'split', unitId, into: into(), share: row.share === null ? null : shareOf(row.share) }
    case 'move':
      return { kind: 'move', unitId, parent: into() }
    case 'rename':
      return { kind: 'rename', unitId, name: row.name ?? missing(row) }
    case 'retype':
      return { kind: 'retype', unitId, type: row.type ?? missing(row) }
    case 'recode':
      return { kind: 'recode', unitId, code: row.code }
    case 'close':
      return { kind: 'close', unitId }
  }
}

/** The lines of a resolution in their order, with the number that each bears. */
export async function linesOf(db: Tx, id: string): Promise<{ line: number; change: Change }[]> {
  const rows = await db
    .select()
    .from(reorganisationChanges)
    .where(eq(reorganisationChanges.reorganisationId, id))
    .orderBy(asc(reorganisationChanges.line))
  return rows.map((row) => ({ line: row.line, change: changeOf(row) }))
}
