import type { Stamps, Tx } from '@/db/session'

/** Where to read: a Ctx, or a transaction alone, which reads anew. A command that itself changes such things hands over `{ db }`. */
export type Reading = { db: Tx; stamps?: Stamps }

function frozen<T>(thing: T): T {
  if (thing && typeof thing === 'object' && !Object.isFrozen(thing)) {
    Object.freeze(thing)
    for (const part of Object.values(thing)) frozen(part)
  }
  return thing
}

/**
 * Keeps what is small and seldom changes for as long as its stamp stays the same. A stamp is seen before what stands under it
 * is read, so that nothing newer is ever taken for older. Frozen, since every request gets the same one.
 */
export function keep<T>(stamp: keyof Stamps, atMost: number) {
  const things = new Map<string, T>()
  let known: string | undefined
  return async (at: Reading, key: string, read: (db: Tx) => Promise<T>): Promise<T> => {
    const seen = at.stamps?.[stamp]
    const found = seen !== undefined && seen === known ? things.get(key) : undefined
    if (found !== undefined) return found
    const thing = frozen(await read(at.db))
    if (seen === undefined) return thing
    if (seen !== known || things.size >= atMost) things.clear()
    known = seen
    things.set(key, thing)
    return thing
  }
}
