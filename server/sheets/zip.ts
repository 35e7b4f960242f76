import { crc32, inflateRawSync } from 'node:zlib'
import { TableRefused, tableLimits } from './table'

/** A part of a zip file, by what its directory says. */
type Part = { name: string; method: number; sum: number; packed: number; size: number; offset: number }
/** The parts of a zip file: `content` unpacks one anew, null when there is none of that name (in any case of letters). */
export type Zip = { names: string[]; content: (name: string) => Buffer | null }

/**
 * The parts of a zip file. The directory is read first: more than is allowed is refused before anything is unpacked, and no part
 * unpacks to more than the directory says. Throws TableRefused broken, password, unpacksTooLarge.
 */
export function openZip(zip: Buffer): Zip {
  const parts = directoryOf(zip)
  if (parts.length > tableLimits.parts || parts.reduce((sum, { size }) => sum + size, 0) > tableLimits.unpacked)
    throw new TableRefused('unpacksTooLarge')
  const byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]))
  // Of two parts of one name each program reads another.
  if (byName.size !== parts.length) throw new TableRefused('broken')
  return {
    names: parts.map(({ name }) => name),
    content: (name) => {
      const part = byName.get(name.toLowerCase())
      return part ? contentOf(zip, part) : null
    },
  }
}

/** Where the directory lies; `after`: where what follows it begins. Files of the newer form say it in a record of their own. */
function endOf(zip: Buffer): { count: number; from: number; after: number } {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  // Nothing behind: the program that unpacks must see the same directory.
  if (end < 0 || end + 22 > zip.length || end + 22 + zip.readUInt16LE(end + 20) !== zip.length)
    throw new TableRefused('broken')
  const [count, size, from] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)]
  const locator = end - 20
  if (locator < 0 || zip.readUInt32LE(locator) !== 0x07064b50) {
    if (from + size !== end) throw new TableRefused('broken')
    return { count, from, after: end }
  }
  const record = Number(zip.readBigUInt64LE(locator + 8))
  if (record + 56 > locator || zip.readUInt32LE(record) !== 0x06064b50) throw new TableRefused('broken')
  const [many, wide, begins] = [32, 40, 48].map((at) => Number(zip.readBigUInt64LE(record + at))) as [
    number,
    number,
    number,
  ]
  const told = (short: number, full: number, long: number) => short === full || short === long
  if (!told(count, 0xffff, many) || !told(size, wideMark, wide) || !told(from, wideMark, begins))
    throw new TableRefused('broken')
  if (begins + wide !== record || record + 12 + Number(zip.readBigUInt64LE(record + 4)) !== locator)
    throw new TableRefused('broken')
  return { count: many, from: begins, after: record }
}

/** What stands in place of a number that is told in the extra field of a part. */
const wideMark = 0xffffffff

/** Size, packed size and offset of a part, those that do not fit into four bytes from its extra field, in this order. */
function widened(numbers: readonly number[], extra: Buffer): number[] {
  if (!numbers.includes(wideMark)) return [...numbers]
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  return numbers.map((number) => {
    if (number !== wideMark) return number
    if (at + 8 > extra.length) throw new TableRefused('broken')
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  })
}

function directoryOf(zip: Buffer): Part[] {
  const { count, from, after } = endOf(zip)
  const parts: Part[] = []
  let at = from
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw new TableRefused('broken')
    if (zip.readUInt16LE(at + 8) & 1) throw new TableRefused('password')
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number]
    const said = [24, 20, 42].map((field) => zip.readUInt32LE(at + field))
    const [size = 0, packed = 0, offset = 0] = widened(said, zip.subarray(at + 46 + name, at + 46 + name + extra))
    parts.push({
      // Some programs of Windows part folders their own way.
      name: zip.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/'),
      ...{ method: zip.readUInt16LE(at + 10), sum: zip.readUInt32LE(at + 16), size, packed, offset },
    })
    at += 46 + name + extra + comment
  }
  if (at !== after) throw new TableRefused('broken')
  return parts
}

/** A part as it was packed: another content than its sum was made of is no content. Some programs make none. */
const whole = (content: Buffer, { size, sum }: Part) => content.length === size && (sum === 0 || crc32(content) === sum)

function contentOf(zip: Buffer, part: Part): Buffer {
  const { method, packed, size, offset } = part
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) throw new TableRefused('broken')
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  const stored = zip.subarray(from, from + packed)
  if (method === 0 && whole(stored, part)) return stored
  if (method !== 8) throw new TableRefused('broken')
  try {
    const content = inflateRawSync(stored, { maxOutputLength: Math.max(size, 1) })
    if (whole(content, part)) return content
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new TableRefused('unpacksTooLarge')
  }
  throw new TableRefused('broken')
}
