/** How values travel: JSON, and beside it where the dates are. Read and written alike by server and browser. */
export interface Parcel {
  json: unknown
  /** JSON pointers (RFC 6901) to the dates, which travel as ISO 8601 text. */
  dates?: string[]
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
const at = (path: readonly (string | number)[]) => path.map((step) => `/${escaped(String(step))}`).join('')
const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~')

/** Names that would reach past the data when read back. */
const refused = new Set(['__proto__', 'constructor', 'prototype'])

/** Walks data that is about to travel; `path` is where it stands, kept as steps so that only a date costs a text. */
function find(value: unknown, path: (string | number)[], dates: string[]): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${at(path)}: ${value} has no place in JSON`)
      return
    case 'object':
      break
    default:
      throw new TypeError(`${at(path)}: a ${typeof value} does not travel`)
  }
  if (value === null) return
  const depth = path.length
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      path[depth] = i
      find(value[i], path, dates)
    }
    path.length = depth
    return
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError(`${at(path)}: not a day of any calendar`)
    dates.push(at(path))
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${at(path)}: a ${prototype.constructor?.name ?? 'foreign object'} does not travel`)
  }
  for (const key of Object.keys(value)) {
    if (refused.has(key)) throw new TypeError(`${at(path)}: a property may not be called ${key}`)
    path[depth] = key
    find((value as Record<string, unknown>)[key], path, dates)
  }
  path.length = depth
}

/**
 * Plain data with dates, ready for JSON.stringify, which writes the dates; nothing is copied. An absent property and one that
 * is undefined are the same to everybody here. Throws TypeError for what JSON would change in silence: NaN, a Map, a bigint.
 */
export function serialize(value: unknown): Parcel {
  const dates: string[] = []
  find(value, [], dates)
  return dates.length > 0 ? { json: value, dates } : { json: value }
}

/** Deeper than anything that is sent here, and far from where recursion ends. */
const maxDepth = 64

/** Half a character is none, and no database keeps it; depth without end is an attack. */
function sound(value: unknown, depth: number): void {
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value)) throw new TypeError('Half a character')
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > maxDepth) throw new TypeError('Nested too deeply')
  for (const [key, part] of Object.entries(value)) {
    sound(key, depth)
    sound(part, depth + 1)
  }
}

/** What `serialize` was given, after JSON.parse: the dates are put back in place. Throws TypeError for a pointer that leads nowhere and for text that is no text. */
export function deserialize(parcel: Parcel): unknown {
  sound(parcel?.json, 0)
  const whole = { '': parcel?.json }
  for (const pointer of parcel?.dates ?? []) {
    let holder: Record<string, unknown> = whole
    let key = ''
    for (const step of String(pointer).split('/').slice(1).map(unescaped)) {
      const next = Object.hasOwn(holder, key) ? holder[key] : null
      if (typeof next !== 'object' || next === null) throw new TypeError('A date was announced where there is none')
      holder = next as Record<string, unknown>
      key = step
    }
    const text = Object.hasOwn(holder, key) ? holder[key] : null
    const date = new Date(typeof text === 'string' ? text : Number.NaN)
    if (Number.isNaN(date.getTime())) throw new TypeError('A date was announced where there is none')
    holder[key] = date
  }
  return whole['']
}

export const wire = { serialize, deserialize }
