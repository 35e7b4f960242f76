import { inflateRawSync } from 'node:zlib'
import { readSheets } from './sheet'

/** Tables that people send: .csv and .xlsx, told apart by their bytes, whatever the name says. */

/** What a cell holds: text, a number as the program keeps it (codes lose their zeros that way), or nothing. */
export type Cell = string | number | null
/** `line`: the row of the sheet, or the line of the text that the record begins on, from 1. */
export type TableRow = { line: number; cells: readonly Cell[] }
/** `name`: of the sheet; '' of a text. Blank rows are left out. */
export type Table = { name: string; rows: readonly TableRow[] }

/** Why a file is not read; a key under `reorganisationImport.refusals` and `rosterImport.refusals`. */
export type TableRefusal =
  | 'empty'
  | 'tooLarge'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'unpacksTooLarge'
  | 'macro'
  | 'password'
  | 'oldExcel'
  | 'encoding'
  | 'quotes'
  | 'broken'
  | 'kind'

export class TableRefused extends Error {
  override readonly name = 'TableRefused'
  constructor(readonly reason: TableRefusal) {
    super(reason)
  }
}

/** `tags`: of all parts of a workbook, two or more to a cell; `merges`, `merged`: merged ranges, and cells in these and in named ones. */
export const tableLimits = {
  bytes: 10 * 1024 * 1024,
  unpacked: 100 * 1024 * 1024,
  parts: 1000,
  rows: 20_000,
  columns: 100,
  tags: 2_000_000,
  merges: 5000,
  merged: 500_000,
} as const

const begins = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, i) => bytes[i] === byte)

/** The tables of a file: its visible sheets, or the one of a text. Throws TableRefused. */
export const readTables = async (bytes: Uint8Array): Promise<Table[]> => (await readBook(bytes)).tables

/** `hidden`: names of sheets that are left alone because nobody sees them. */
export type Book = { tables: Table[]; hidden: string[] }

/** The same with what was left alone, and as many rows to a sheet as the caller takes. Throws TableRefused. */
export async function readBook(bytes: Uint8Array, mostRows: number = tableLimits.rows): Promise<Book> {
  if (bytes.length === 0) throw new TableRefused('empty')
  if (bytes.length > tableLimits.bytes) throw new TableRefused('tooLarge')
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes, mostRows)
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new TableRefused(
      Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : 'oldExcel',
    )
  const rows = readCsv(textOf(bytes), mostRows)
  if (rows.length === 0) throw new TableRefused('empty')
  return { tables: [{ name: '', rows }], hidden: [] }
}

function textOf(bytes: Uint8Array): string {
  const coding = begins(bytes, 0xff, 0xfe) ? 'utf-16le' : begins(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
  if (coding === 'utf-8' && (begins(bytes, 0x25, 0x50, 0x44, 0x46) || bytes.includes(0))) throw new TableRefused('kind')
  try {
    return new TextDecoder(coding, { fatal: true }).decode(bytes)
  } catch {
    throw new TableRefused('encoding')
  }
}

async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Book> {
  const names = unpackable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (names.some((name) => /vbaproject\.bin$|^xl\/macrosheets\//i.test(name))) throw new TableRefused('macro')
  if (names.some((name) => /^encryptedpackage$/i.test(name))) throw new TableRefused('password')
  if (!names.some((name) => /^xl\/workbook\.xml$/i.test(name))) throw new TableRefused('kind')
  const sheets = await readSheets(bytes).catch(() => {
    throw new TableRefused('broken')
  })
  const tables = sheets.flatMap(({ hidden, ...table }) => (hidden ? [] : table))
  for (const { rows } of tables) checkSize(rows, mostRows)
  if (tables.every(({ rows }) => rows.length === 0)) throw new TableRefused('empty')
  return { tables, hidden: sheets.flatMap(({ hidden, name }) => (hidden ? name : [])) }
}

const checkSize = (rows: readonly TableRow[], mostRows: number) => {
  if (rows.length > mostRows) throw new TableRefused('tooManyRows')
  if (rows.some(({ cells }) => cells.length > tableLimits.columns)) throw new TableRefused('tooManyColumns')
}

/**
 * The names of the parts of a zip file, once each has been found to unpack to what the directory says, all of them to no more than
 * is allowed. The directory is read first: a bomb is refused before anything of it is unpacked.
 */
function unpackable(zip: Buffer): string[] {
  const parts = directoryOf(zip)
  if (parts.length > tableLimits.parts || parts.reduce((sum, { size }) => sum + size, 0) > tableLimits.unpacked)
    throw new TableRefused('unpacksTooLarge')
  const cost = { tags: 0, merges: 0, merged: 0 }
  for (const part of parts) {
    const content = contentOf(zip, part)
    if (/^\[Content_Types\]\.xml$/i.test(part.name) && /macroEnabled/i.test(content.toString('latin1')))
      throw new TableRefused('macro')
    if (/^xl\/.*\.xml$/i.test(part.name)) addCost(content, cost)
    if (cost.tags > tableLimits.tags || cost.merges > tableLimits.merges || cost.merged > tableLimits.merged)
      throw new TableRefused('tooLarge')
  }
  return parts.map(({ name }) => name)
}

const range = /\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})/gi
const columnAt = (letters: string) =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** What reading a part takes: one short range may stand for every cell of a sheet. */
function addCost(content: Buffer, cost: { tags: number; merges: number; merged: number }): void {
  for (let at = content.indexOf('<'); at >= 0; at = content.indexOf('<', at + 1)) cost.tags += 1
  for (const opening of ['<mergeCell ', '<definedName '])
    for (let at = content.indexOf(opening); at >= 0; at = content.indexOf(opening, at + 1)) {
      cost.merges += 1
      const end = content.indexOf('<', at + 1)
      const text = content.toString('latin1', at, end < 0 ? content.length : end)
      for (const [, a = '', top, b = '', bottom] of text.matchAll(range))
        cost.merged += (Math.abs(columnAt(b) - columnAt(a)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1)
    }
}

type Part = { name: string; method: number; packed: number; size: number; offset: number }

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

const separators = [',', ';', '\t'] as const

/** What parts the cells: said by Excel's own first line, else what the fullest of the first lines has most of. */
function separatorOf(text: string): string {
  const counts = separators.map(() => 0)
  const here = separators.map(() => 0)
  let quoted = false
  let lines = 0
  for (const letter of text) {
    if (letter === '"') quoted = !quoted
    else if (letter === '\n' && !quoted) {
      here.fill(0)
      if (++lines === 20) break
    } else if (!quoted) {
      const which = separators.indexOf(letter as ',')
      if (which >= 0) counts[which] = Math.max(counts[which] ?? 0, ++(here as number[])[which]!)
    }
  }
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

/** `="01"` is how programs keep Excel from taking a code for a number. */
const cellOf = (text: string): Cell => {
  const plain = text.replace(/^="([^"]*)"$/, '$1').trim()
  return plain === '' ? null : plain
}

/** The records of a text by RFC 4180, parted by comma, semicolon or tab, lines by LF, CRLF or CR. Throws TableRefused. */
export function readCsv(given: string, mostRows: number = tableLimits.rows): TableRow[] {
  const text = given.replace(/^\ufeff/, '')
  const said = /^sep=([,;\t])\r?\n/.exec(text)
  const separator = said?.[1] ?? separatorOf(text)
  const rows: TableRow[] = []
  let cells: Cell[] = []
  let [at, line, begun] = [said?.[0].length ?? 0, said ? 2 : 1, said ? 2 : 1]
  const close = () => {
    if (cells.some((cell) => cell !== null)) rows.push({ line: begun, cells })
    if (rows.length > mostRows) throw new TableRefused('tooManyRows')
    if (cells.length > tableLimits.columns) throw new TableRefused('tooManyColumns')
    cells = []
  }
  while (at < text.length) {
    let value = ''
    if (text[at] === '"') {
      for (at += 1; ; at++) {
        if (at >= text.length) throw new TableRefused('quotes')
        if (text[at] === '"' && text[++at] !== '"') break
        if (text[at] === '\n') line += 1
        value += text[at]
      }
    }
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
    cells.push(cellOf(value + text.slice(at, end)))
    at = end
    if (text[at] === separator) {
      at += 1
      if (at < text.length) continue
    }
    close()
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    line += 1
    begun = line
  }
  return rows
}
