import { setImmediate } from 'node:timers/promises'
import {
  type Cell,
  heldText,
  notCalculated,
  type ReadingTold,
  type Table,
  TableRefused,
  type TableRow,
  tableLimits,
} from './table'
import { XmlPass } from './xml'
import type { Zip } from './zip'

/**
 * Workbooks (.xlsx) as they come in, read for what their cells hold and for nothing else: one pass over each visible sheet, of which
 * the rows alone are kept. What goes out is made in sheet.ts.
 */

/** How the number of a cell is shown, as far as it matters. */
type Shown = 'day' | 'percent' | 'number'
/** What the cells of all sheets share. `letters`: how many are left to all cells together. */
type Shared = { texts: string[]; shown: Shown[]; since1904: boolean; letters: number }

/** So many tags are read in one go; then others have their turn. */
const tagsAtOnce = 4000
const lastColumn = 16_384

/**
 * The sheets of a workbook, those that are hidden without rows, with the cells that hold something: a formula by the value it was saved
 * with, never by working it out; a merged cell by the one it belongs to; a percentage as '50%', a day as '2025-07-01'. Throws TableRefused.
 */
export async function readSheets(
  zip: Zip,
  mostRows: number,
  told: ReadingTold = async () => {},
): Promise<(Table & { hidden: boolean })[]> {
  const { at, content, links } = bookOf(zip)
  const book = new XmlPass(content)
  /** The part of a kind: the one that is linked, else the one of the usual name. */
  const partOf = (kind: string, usual: string) =>
    zip.content(links.find(({ type }) => type.endsWith(`/${kind}`))?.target ?? resolved(at, usual)) ?? Buffer.alloc(0)
  const texts = textsOf(partOf('sharedStrings', 'sharedStrings.xml'))
  const shown = shownOf(partOf('styles', 'styles.xml'))
  const shared: Shared = { texts, shown, since1904: false, letters: tableLimits.letters }
  const sheets: { name: string; hidden: boolean; part: string }[] = []
  while (book.next()) {
    if (!book.opens) continue
    if (book.name === 'workbookPr') shared.since1904 = /^(1|true)$/.test(book.attribute('date1904') ?? '')
    if (book.name !== 'sheet') continue
    const id = book.attribute('id') ?? ''
    const link = links.find((each) => each.id === id)
    if (!link) throw new TableRefused('broken')
    // A page that is one chart has no cells.
    if (link.type.endsWith('/chartsheet') || link.target.includes('/chartsheets/')) continue
    const part = link.target
    const hidden = /^(hidden|veryHidden)$/.test(book.attribute('state') ?? '')
    sheets.push({ name: heldText(book.attribute('name') ?? '') ?? '', hidden, part })
  }
  const read: (Table & { hidden: boolean })[] = []
  for (const { name, hidden, part } of sheets) {
    const content = hidden ? null : zip.content(part)
    if (!hidden && !content) throw new TableRefused('broken')
    read.push({ name, hidden, rows: content ? await rowsOf(content, shared, mostRows, told) : [] })
  }
  return read
}

type Link = { id: string; type: string; target: string }
/** Where a link leads that stands in the part `from`. */
function resolved(from: string, target: string): string {
  const path = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

/** What a part links to; '' is the file itself. */
function linksOf(zip: Zip, of: string): Link[] {
  const links: Link[] = []
  const name = /[^/]*$/.exec(of)?.[0] ?? ''
  const pass = new XmlPass(zip.content(resolved(of, `_rels/${name}.rels`)) ?? Buffer.alloc(0))
  while (pass.next()) {
    const target = pass.opens && pass.name === 'Relationship' ? pass.attribute('Target') : undefined
    if (!target) continue
    links.push({
      id: pass.attribute('Id') ?? '',
      type: pass.attribute('Type') ?? '',
      target: resolved(of, target),
    })
  }
  return links
}

/** The workbook of a file: where the file says that it lies, else where it usually does. Throws TableRefused kind. */
function bookOf(zip: Zip): { at: string; content: Buffer; links: Link[] } {
  const said = linksOf(zip, '').find(({ type }) => type.endsWith('/officeDocument'))?.target
  const at = said && zip.content(said) ? said : 'xl/workbook.xml'
  const content = zip.content(at)
  if (!content) throw new TableRefused('kind')
  const pass = new XmlPass(content)
  if (!pass.next() || pass.name !== 'workbook') throw new TableRefused('kind')
  return { at, content, links: linksOf(zip, at) }
}

/** Signs that XML has no place for stand in texts as _x000D_. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** The text of an element that holds runs of it, how it is read aloud left out; the pass stands behind it afterwards. */
function textOf(pass: XmlPass, element: string): string {
  let said = ''
  let aloud = false
  while (pass.next() && (pass.opens || pass.name !== element)) {
    if (pass.name === 'rPh') aloud = pass.opens
    else if (pass.opens && pass.name === 't' && !aloud) said += pass.text()
  }
  return unescaped(said)
}

/** Texts that cells name by number. */
function textsOf(content: Buffer): string[] {
  const texts: string[] = []
  const pass = new XmlPass(content)
  while (pass.next()) {
    if (pass.opens && pass.name === 'si') texts.push(heldText(textOf(pass, 'si')) ?? '')
    if (texts.length > tableLimits.texts) throw new TableRefused('tooLarge')
  }
  return texts
}

const isDayFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** A format by its code, without what stands in quotes, brackets or behind a bar: there a letter is a letter. */
function shownBy(code: string): Shown {
  const signs = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
  return /[ymdhs]/i.test(signs) ? 'day' : signs.includes('%') ? 'percent' : 'number'
}

/** How each style of a cell shows a number. */
function shownOf(content: Buffer): Shown[] {
  const own = new Map<number, Shown>()
  const shown: Shown[] = []
  let inside = false
  const pass = new XmlPass(content)
  while (pass.next()) {
    if (pass.name === 'cellXfs') inside = pass.opens
    if (!pass.opens) continue
    const id = Number(pass.attribute('numFmtId') ?? 0)
    if (pass.name === 'numFmt') own.set(id, shownBy(pass.attribute('formatCode') ?? ''))
    if (inside && pass.name === 'xf')
      shown.push(own.get(id) ?? (isDayFormat(id) ? 'day' : id === 9 || id === 10 ? 'percent' : 'number'))
  }
  return shown
}

/** Column and line of an address like 'AB12', from 1. */
function addressOf(text: string): { column: number; line: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text) ?? []
  if (!letters || !digits) return null
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return column > lastColumn ? null : { column, line: Number(digits) }
}

/** The rows of a sheet that hold something, in order. */
async function rowsOf(content: Buffer, shared: Shared, mostRows: number, told: ReadingTold): Promise<TableRow[]> {
  const pass = new XmlPass(content)
  const rows = new Map<number, Cell[]>()
  const put = (line: number, column: number, held: Cell) => {
    if (held === null) return
    if (column > tableLimits.columns) throw new TableRefused('tooManyColumns')
    shared.letters -= typeof held === 'string' ? held.length : 0
    if (shared.letters < 0) throw new TableRefused('tooLarge')
    const cells = rows.get(line) ?? []
    while (cells.length < column) cells.push(null)
    cells[column - 1] = held
    rows.set(line, cells)
    if (rows.size > mostRows) throw new TableRefused('tooManyRows')
  }
  const merges: string[] = []
  let [line, column, passed] = [0, 0, 0]
  while (pass.next()) {
    if (++passed % tagsAtOnce === 0) {
      await setImmediate()
      await told(rows.size, Math.round((rows.size * content.length) / Math.max(pass.at, 1)))
    }
    if (!pass.opens) continue
    if (pass.name === 'row') {
      line = Number(pass.attribute('r') ?? line + 1)
      column = 0
      if (!Number.isSafeInteger(line) || line < 1) throw new TableRefused('broken')
    } else if (pass.name === 'c') {
      const said = pass.attribute('r')
      const address = said === undefined ? { column: column + 1, line } : addressOf(said)
      if (!address) throw new TableRefused('broken')
      column = address.column
      if (!pass.hollow) put(address.line, column, cellOf(pass, shared))
    } else if (pass.name === 'mergeCell') merges.push(pass.attribute('ref') ?? '')
  }
  spread(merges, rows, put)
  return [...rows]
    .flatMap(([at, cells]) => (cells.some((cell) => cell !== null) ? { line: at, cells } : []))
    .sort((a, b) => a.line - b.line)
}

/** What the cell holds that has just opened; the pass stands behind it afterwards. */
function cellOf(pass: XmlPass, shared: Shared): Cell {
  const type = pass.attribute('t') ?? 'n'
  const style = Number(pass.attribute('s') ?? 0)
  let value = ''
  let inside = ''
  let formula = false
  while (pass.next() && (pass.opens || pass.name !== 'c')) {
    if (!pass.opens) continue
    if (pass.name === 'v') value = pass.text()
    else if (pass.name === 'is') inside = textOf(pass, 'is')
    else if (pass.name === 'f') formula = true
  }
  // Nothing was saved with it, which is not the same as a blank.
  if (formula && value === '' && type !== 'str') return notCalculated
  switch (type) {
    case 's':
      if (value !== '' && shared.texts[Number(value)] === undefined) throw new TableRefused('broken')
      return value === '' ? null : shared.texts[Number(value)] || null
    case 'inlineStr':
      return heldText(inside)
    case 'b':
      return value === '' ? null : value === '0' ? 'FALSE' : 'TRUE'
    case 'd':
      return heldText(value.slice(0, 10))
    case 'n':
      return numberOf(value, shared.shown[style] ?? 'number', shared.since1904)
    default:
      return heldText(unescaped(value))
  }
}

const dayLength = 86_400_000
/** Day 0 of a workbook's days, in days before 1/1/1970. */
const dayZero = { usual: 25_569, since1904: 24_107 } as const

function numberOf(value: string, shown: Shown, since1904: boolean): Cell {
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) return heldText(value)
  if (shown === 'number') return number
  if (shown === 'percent') return `${Number((number * 100).toFixed(6))}%`
  const at = new Date(Math.round((number - (since1904 ? dayZero.since1904 : dayZero.usual)) * dayLength))
  return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 10)
}

/** Every cell of a merged range says what its first one says. */
function spread(
  merges: readonly string[],
  rows: ReadonlyMap<number, Cell[]>,
  put: (line: number, column: number, held: Cell) => void,
): void {
  if (merges.length > tableLimits.merges) throw new TableRefused('tooLarge')
  let cells = 0
  for (const ref of merges) {
    const [first = '', last = first] = ref.split(':')
    const [from, to] = [addressOf(first), addressOf(last)]
    if (!from || !to) throw new TableRefused('broken')
    cells += (Math.abs(to.column - from.column) + 1) * (Math.abs(to.line - from.line) + 1)
    if (cells > tableLimits.merged) throw new TableRefused('tooLarge')
    const held = rows.get(from.line)?.[from.column - 1] ?? null
    for (let line = from.line; line <= to.line; line++) {
      rows.get(line)?.fill(held, from.column - 1, to.column)
      for (let column = from.column; column <= Math.min(to.column, tableLimits.columns); column++)
        put(line, column, held)
    }
  }
}
