import type { Line } from './outputs'

/** Lines that are one sentence of a resolution: all that goes into one unit, all parts of one unit, or a line by itself. */
export type LineGroup = {
  kind: Line['kind']
  lines: readonly Line[]
  /** The unit that a merger makes, when the page shows its opening. */
  opening: Line | null
  /** What is taken away with the group: not an opening that other lines still speak of. */
  removes: readonly number[]
}

const targetKey = ({ target }: Line) => (target ? (target.ref === null ? `u${target.id}` : `r${target.ref}`) : '')

/** The lines of a page as sentences, in the order of their first lines; the opening of what a merger makes stands with it. */
export function groupLines(rows: readonly Line[]): LineGroup[] {
  const groups = new Map<string, Line[]>()
  const openings = new Map(rows.flatMap((row) => (row.kind === 'open' ? [[`r${row.subject.ref}`, row] as const] : [])))
  const mergers = new Set(rows.flatMap((row) => (row.kind === 'merge' ? [targetKey(row)] : [])))
  for (const row of rows) {
    if (row.kind === 'open' && mergers.has(`r${row.subject.ref}`)) continue
    const key =
      row.kind === 'merge'
        ? `merge ${targetKey(row)}`
        : row.kind === 'split'
          ? `split ${row.subject.id}`
          : `${row.line}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map((lines): LineGroup => {
    const [first] = lines as [Line]
    const opening = first.kind === 'merge' ? (openings.get(targetKey(first) as `r${string}`) ?? null) : null
    const own = new Set(lines.map((each) => each.line))
    const spoken = opening && rows.some((row) => !own.has(row.line) && targetKey(row) === targetKey(first))
    const removes = [...own, ...(opening && !spoken ? [opening.line] : [])]
    return { kind: first.kind, lines, opening, removes }
  })
}
