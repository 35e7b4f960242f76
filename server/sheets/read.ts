import { type Cell, heldText, type ReadingTold, type Table, TableRefused, type TableRow, tableLimits } from './table'
import { readSheets } from './workbook'
import { XmlPass } from './xml'
import { openZip, type Zip } from './zip'

/** Tables that people send: .csv and .xlsx, told apart by their bytes, whatever the name says. */

const begins = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, i) => bytes[i] === byte)

/** The tables of a file: its visible sheets, or the one of a text. Throws TableRefused. */
export const readTables = async (bytes: Uint8Array): Promise<Table[]> => (await readBook(bytes)).tables

/** `hidden`: names of sheets that are left alone because nobody sees them. */
export type Book = { tables: Table[]; hidden: string[] }

/** The same with what was left alone, and as many rows to a sheet as the caller takes. Throws TableRefused. */
export async function readBook(
  bytes: Uint8Array,
  mostRows: number = tableLimits.rows,
  told?: ReadingTold,
): Promise<Book> {
  if (bytes.length === 0) throw new TableRefused('empty')
  if (bytes.length > tableLimits.bytes) throw new TableRefused('tooLarge')
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes, mostRows, told)
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new TableRefused(
      Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : 'oldExcel',
    )
  const text = textOf(bytes)
  // Pages of the web and other programs' files that bear the name of a table.
  if (/^\ufeff?\s*(<|\{\\rtf)/.test(text)) throw new TableRefused('kind')
  const rows = readCsv(text, mostRows)
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

async function readWorkbook(bytes: Uint8Array, mostRows: number, told?: ReadingTold): Promise<Book> {
  const zip = openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  checkParts(zip)
  const sheets = await readSheets(zip, mostRows, told)
  const tables = sheets.flatMap(({ hidden, ...table }) => (hidden ? [] : table))
  if (tables.every(({ rows }) => rows.length === 0)) throw new TableRefused('empty')
  return { tables, hidden: sheets.flatMap(({ hidden, name }) => (hidden ? name : [])) }
}

/** Each part unpacks to what the directory says, there are no macros, and no more tags than a large table has. */
function checkParts(zip: Zip): void {
  if (zip.names.some((name) => /vbaproject\.bin$|(^|\/)macrosheets\//i.test(name))) throw new TableRefused('macro')
  if (zip.names.some((name) => /^encryptedpackage$/i.test(name))) throw new TableRefused('password')
  if (zip.names.some((name) => /(^|\/)workbook\.bin$/i.test(name))) throw new TableRefused('kind')
  let tags = 0
  for (const name of zip.names) {
    const content = zip.content(name) ?? Buffer.alloc(0)
    if (/^\[Content_Types\]\.xml$/i.test(name) && saysMacro(content, zip)) throw new TableRefused('macro')
    if (!/\.xml$/i.test(name)) continue
    for (let at = content.indexOf(0x3c); at >= 0; at = content.indexOf(0x3c, at + 1)) tags += 1
    if (tags > tableLimits.tags) throw new TableRefused('tooLarge')
  }
}

/** Whether a part that is there is said to hold macros: some programs list kinds of parts that they did not write. */
function saysMacro(content: Buffer, zip: Zip): boolean {
  const pass = new XmlPass(content)
  while (pass.next()) {
    if (!pass.opens || !/macroEnabled|vbaProject/i.test(pass.attribute('ContentType') ?? '')) continue
    const ending = `.${pass.attribute('Extension')}`.toLowerCase()
    if (pass.name !== 'Default' || zip.names.some((name) => name.toLowerCase().endsWith(ending))) return true
  }
  return false
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
const cellOf = (text: string): Cell => heldText(text.replace(/^="([^"]*)"$/, '$1'))

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
