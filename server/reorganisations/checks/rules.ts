/** What lay in the communes of one change on its eve, what lies there on its day, and what became of the rest. */
export type Count = { before: number; opened: number; after: number; closed: number; waiting: number }

/** "Tổ trước = Tổ sau + Tổ đã kết thúc" (domain.md 6.13), with what was founded by the resolution and what still waits. */
export const agrees = ({ before, opened, after, closed, waiting }: Count): boolean =>
  before + opened === after + closed + waiting

export const noCount: Count = { before: 0, opened: 0, after: 0, closed: 0, waiting: 0 }
export const added = (a: Count, b: Count): Count => ({
  before: a.before + b.before,
  opened: a.opened + b.opened,
  after: a.after + b.after,
  closed: a.closed + b.closed,
  waiting: a.waiting + b.waiting,
})

/** Communes that a resolution joins to one another, directly or by way of others: what is counted together. */
export function groupsOf(pairs: readonly (readonly [number, number])[]): number[][] {
  const above = new Map<number, number>()
  const root = (id: number): number => {
    let at = id
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next
    return at
  }
  for (const [a, b] of pairs) {
    for (const id of [a, b]) if (!above.has(id)) above.set(id, id)
    above.set(root(a), root(b))
  }
  const groups = new Map<number, number[]>()
  for (const id of above.keys()) groups.set(root(id), [...(groups.get(root(id)) ?? []), id])
  return [...groups.values()]
}
