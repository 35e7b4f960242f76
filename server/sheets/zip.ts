import { inflateRawSync } from 'node:zlib'
import { TableRefused, tableLimits } from './table'

/** A part of a zip file, by what its directory says. */
type Part = { name: string; method: number; packed: number; size: number; offset: number }
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

function directoryOf(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) throw new TableRefused('broken')
  const count = zip.readUInt16LE(end + 10)
  const parts: Part[] = []
  let at = zip.readUInt32LE(end + 16)
  // Nothing before, between or behind: the program that unpacks must see the same directory.
  if (at + zip.readUInt32LE(end + 12) !== end || end + 22 + zip.readUInt16LE(end + 20) !== zip.length)
    throw new TableRefused('broken')
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw new TableRefused('broken')
    if (zip.readUInt16LE(at + 8) & 1) throw new TableRefused('password')
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number]
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + name),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  if (at !== end) throw new TableRefused('broken')
  return parts
}

function contentOf(zip: Buffer, { method, packed, size, offset }: Part): Buffer {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) throw new TableRefused('broken')
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  const stored = zip.subarray(from, from + packed)
  if (method === 0 && stored.length === size) return stored
  if (method !== 8) throw new TableRefused('broken')
  try {
    const content = inflateRawSync(stored, { maxOutputLength: Math.max(size, 1) })
    if (content.length === size) return content
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new TableRefused('unpacksTooLarge')
  }
  throw new TableRefused('broken')
}
