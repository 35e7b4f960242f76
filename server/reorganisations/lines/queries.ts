import { asc, eq, sql } from 'drizzle-orm'
import type { ChangeKind, UnitLevel, UnitType } from '@/db/enums'
import { reorganisationChanges } from '@/db/schema'
import type { Tx } from '@/db/session'
import { fullNameOf } from '@/db/unit-names'
import type { Change, Node } from '../../units/plan/rules'
import { shareOf } from '../../units/tree/rules'

type Row = typeof reorganisationChanges.$inferSelect

const missing = (row: Row): never => {
  throw new RangeError(`line ${row.line} of ${row.reorganisationId} says too little`)
}

const targetOf = (row: Row): Node =>
  row.targetId !== null ? { unitId: row.targetId } : { ref: row.targetRef ?? missing(row) }

/** A line as it is kept → what it says. The database keeps what each kind needs; a line that lacks it is a fault of ours. */
export function changeOf(row: Row): Change {
  const unitId = row.subjectId ?? 0
  switch (row.kind) {
    case 'open': {
      const { ref, level, type, name, code } = row
      return {
        kind: 'open',
        ref: ref ?? missing(row),
        level: level ?? missing(row),
        parent: targetOf(row),
        type: type ?? missing(row),
        name: name ?? missing(row),
        code,
      }
    }
    case 'merge':
      return { kind: 'merge', unitId, into: targetOf(row) }
    case 'split':
      return { kind: 'split', unitId, into: targetOf(row), share: row.share === null ? null : shareOf(row.share) }
    case 'move':
      return { kind: 'move', unitId, parent: targetOf(row) }
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

export const linesPerPage = 100

export type ShownLine = {
  line: number
  kind: ChangeKind
  /** What it speaks of; of an opening what is opened, with the word by which other lines mean it. */
  subject: { id: number | null; ref: string | null; name: string; code: string | null }
  target: { id: number | null; ref: string | null; name: string } | null
  share: number | null
  level: UnitLevel | null
  type: UnitType | null
  name: string | null
  code: string | null
}

/** The lines of a resolution with the names of what they speak of on its eve, a page of them. */
export async function shownLines(db: Tx, event: { id: string; effectiveOn: string }, page: number) {
  const { rows } = await db.execute<
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
      subject: {
        id: row.subjectId,
        ref: row.ref,
        name: row.subjectName ?? own,
        code: kind === 'open' ? code : row.subjectCode,
      },
      target:
        row.targetId !== null || row.targetRef !== null
          ? { id: row.targetId, ref: row.targetRef, name: row.targetName ?? opened }
          : null,
      share: row.share === null ? null : Number(row.share),
    }
  })
  return { rows: lines, total: rows[0]?.all ?? 0, page, pageSize: linesPerPage }
}

/** A unit that a draft opens, for further lines to speak of. */
export type DraftedUnit = { ref: string; level: UnitLevel; name: string; code: string | null }
const draftedAtMost = 300

/** What a draft opens, newest first: as many as a person can choose from. */
export async function draftedUnits(db: Tx, id: string): Promise<DraftedUnit[]> {
  const { rows } = await db.execute<DraftedUnit & { type: UnitType }>(sql`
    select ref, level, type, name, code from reorganisation_changes
     where reorganisation_id = ${id} and kind = 'open' order by line desc limit ${draftedAtMost}`)
  return rows.map(({ type, ...row }) => ({ ...row, name: fullNameOf(type, row.name) }))
}
