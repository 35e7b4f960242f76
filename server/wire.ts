import superjson, { type SuperJSONResult } from 'superjson'

/** Thrown inside `find` for what only superjson can say: a Map, a bigint, NaN, undefined in a list. */
class NotPlain extends Error {}

/** Names that superjson takes for an attack and refuses. */
const refused = new Set(['__proto__', 'constructor', 'prototype'])

/** Paths of the dates in plain data, in superjson's words ('rows.0.dueAt'). */
function find(value: unknown, path: string[], dates: string[]): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return
    case 'number':
      if (!Number.isFinite(value) || Object.is(value, -0)) throw new NotPlain()
      return
    case 'object':
      break
    default:
      throw new NotPlain()
  }
  if (value === null) return
  if (Array.isArray(value)) {
    const depth = path.length
    for (let i = 0; i < value.length; i++) {
      path[depth] = String(i)
      find(value[i], path, dates)
    }
    path.length = depth
    return
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new NotPlain()
    dates.push(path.join('.'))
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) throw new NotPlain()
  const depth = path.length
  for (const [key, part] of Object.entries(value)) {
    // An absent property and one that is undefined are the same to everybody here; JSON leaves it out.
    if (part === undefined) continue
    if (key === '' || /[.\\]/.test(key) || refused.has(key)) throw new NotPlain()
    path[depth] = key
    find(part, path, dates)
  }
  path.length = depth
}

/**
 * What superjson's `serialize` answers, ten times as fast for what a page is made of: plain data with dates. Nothing is
 * copied; JSON.stringify writes the dates. Everything else goes to superjson, which also reads all of it back.
 */
export function serialize(value: unknown): SuperJSONResult {
  if (typeof value !== 'object' || value === null) return superjson.serialize(value)
  const dates: string[] = []
  try {
    find(value, [], dates)
  } catch (error) {
    if (error instanceof NotPlain) return superjson.serialize(value)
    throw error
  }
  if (dates.length === 0) return { json: value as never }
  if (dates[0] === '') return superjson.serialize(value)
  return { json: value as never, meta: { values: Object.fromEntries(dates.map((path) => [path, ['Date']])), v: 1 } }
}

/** How answers travel: superjson's format, read by superjson in the browser. */
export const wire = { serialize, deserialize: superjson.deserialize }
