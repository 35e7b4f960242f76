import ExcelJS from 'exceljs'
import { cut, heldText } from './table'

/** The one file that knows the spreadsheet library. What a noun writes is a table of typed columns; what comes out is .xlsx. */

export const sheetMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `percent`: values in percent (50.3), shown as 50,3%. `digits`: decimals. */
export type SheetColumn = { header: string; kind: 'text' | 'number' | 'percent'; digits?: number; width?: number }
export type SheetCell = string | number | null
export type SheetTable = {
  /** Name of the sheet: what the program allows is kept of it. */
  name: string
  /** Lines above the table: what the figures are, of when, by which tree, who made the file. The first is the title. */
  heading: readonly string[]
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
  /** The last row, set apart. */
  total?: readonly SheetCell[]
  notes?: readonly string[]
  /** Cells that are at fault, the place of the column for each row; they are set on a red ground. */
  marks?: readonly (readonly number[])[]
}

/** Rows that one file may have; more is a sign of a mistake. */
export const sheetRowLimit = 20_000

/** What Excel takes for the beginning of a formula, also when the file is later saved as CSV, is marked as text. */
export const safeText = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').slice(0, 32_000)
  // What has that mark of its own gets another, so that taking one away gives back what stood there.
  return /^'*[=+\-@\t\r\n]/.test(plain) ? `'${plain}` : plain
}

const formatOf = ({ kind, digits = kind === 'percent' ? 1 : 0 }: SheetColumn): string | undefined => {
  if (kind === 'text') return undefined
  const decimals = digits > 0 ? `.${'0'.repeat(digits)}` : ''
  return kind === 'percent' ? `0${decimals}%` : `#,##0${decimals}`
}

const writtenOf = (cell: SheetCell | undefined, { kind }: SheetColumn): SheetCell => {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string') return safeText(cell)
  if (!Number.isFinite(cell)) return null
  return kind === 'percent' ? cell / 100 : cell
}

/** A sheet's name: 31 characters, without those the program forbids; one name it keeps for itself. */
function sheetName(given: string): string {
  const name = (heldText(given) ?? '')
    .replace(/[*?:\\/[\]']+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return cut(/^history$/i.test(name) ? `${name} 1` : name, 31) || 'Sheet'
}

/** A workbook of one sheet, header and first column frozen, numbers as numbers. A blank stays blank. */
export const writeSheet = (table: SheetTable): Promise<Uint8Array<ArrayBuffer>> => writeSheets([table])

/** The same with a sheet for each table; a name that is taken gets its number. */
export async function writeSheets(tables: readonly SheetTable[]): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook()
  for (const [index, table] of tables.entries()) {
    const name = sheetName(table.name)
    const taken = book.worksheets.some((sheet) => sheet.name.toLowerCase() === name.toLowerCase())
    addSheet(book, table, taken ? `${name.slice(0, 27)} ${index + 1}` : name)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addSheet(book: ExcelJS.Workbook, table: SheetTable, name: string): void {
  if (table.rows.length > sheetRowLimit) throw new RangeError(`more than ${sheetRowLimit} rows`)
  const head = table.heading.length + (table.heading.length > 0 ? 2 : 1)
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: head }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  for (const [index, line] of table.heading.entries()) {
    const row = sheet.addRow([safeText(line)])
    row.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF4A5564' } }
  }
  if (table.heading.length > 0) sheet.addRow([])
  const header = sheet.addRow(table.columns.map((column) => safeText(column.header)))
  header.font = { bold: true }
  header.alignment = { wrapText: true, vertical: 'middle' }
  header.eachCell((cell) => {
    cell.border = { bottom: { style: 'thin' } }
  })
  const add = (cells: readonly SheetCell[], total: boolean) => {
    const row = sheet.addRow(table.columns.map((column, index) => writtenOf(cells[index], column)))
    table.columns.forEach((column, index) => {
      const format = formatOf(column)
      if (format) row.getCell(index + 1).numFmt = format
      if (total) row.getCell(index + 1).border = { top: { style: 'thin' } }
    })
    if (total) row.font = { bold: true }
    return row
  }
  for (const [index, cells] of table.rows.entries()) {
    const row = add(cells, false)
    for (const column of table.marks?.[index] ?? [])
      row.getCell(column + 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE2E1' } }
  }
  if (table.total) add(table.total, true)
  if (table.notes?.length) {
    sheet.addRow([])
    for (const note of table.notes) sheet.addRow([safeText(note)]).font = { italic: true }
  }
  table.columns.forEach((column, index) => {
    sheet.getColumn(index + 1).width = column.width ?? (column.kind === 'text' ? 28 : 16)
  })
}

/** A column of a form: `list`: what may be chosen; `locked`: there to be read; `day`: values as '2026-11-21'. */
export type FormColumn = {
  header: string
  kind: 'text' | 'number' | 'day'
  width: number
  locked?: boolean
  list?: readonly string[]
}
/** A table to be filled in elsewhere and sent back. `onPaper`: stands above and below every printed page. */
export type SheetForm = {
  name: string
  heading: readonly string[]
  columns: readonly FormColumn[]
  rows: readonly (readonly SheetCell[])[]
  /** Rows below the last that may be filled as well. */
  spare: number
  onPaper: { above: string; below: string }
  guide: { name: string; lines: readonly string[] }
  /** The hidden sheet that the lists stand in. */
  lists: string
}

/** A workbook with a form, a page of guidance, and lists in a hidden sheet: locked cells without a password, true days, numbers as text. */
export async function writeForm(form: SheetForm): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook()
  const { heading, columns, rows } = form
  const head = heading.length + 2
  const sheet = book.addWorksheet(sheetName(form.name), {
    views: [{ state: 'frozen', xSplit: 2, ySplit: head }],
    pageSetup: {
      ...{ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: `${head}:${head}`,
    },
  })
  const onPaper = (text: string) => text.replace(/&/g, '&&').slice(0, 200)
  sheet.headerFooter.oddHeader = `&L${onPaper(form.onPaper.above)}&R&P/&N`
  sheet.headerFooter.oddFooter = `&L${onPaper(form.onPaper.below)}`
  const lists = book.addWorksheet(sheetName(form.lists), { state: 'hidden' })
  for (const [index, { kind, width, locked, list }] of columns.entries()) {
    const column = sheet.getColumn(index + 1)
    column.width = width
    if (kind === 'text') column.numFmt = '@'
    if (kind === 'day') column.numFmt = 'dd/mm/yyyy'
    column.protection = { locked: locked === true }
    if (!list?.length) continue
    for (const [place, each] of list.entries()) lists.getCell(place + 1, index + 1).value = safeText(each)
    const [letter, last] = [column.letter, head + rows.length + form.spare]
    const validations = (sheet as unknown as { dataValidations: { add(range: string, what: object): void } })
      .dataValidations
    validations.add(`${letter}${head + 1}:${letter}${last}`, {
      ...{ type: 'list', allowBlank: true, showErrorMessage: true, errorStyle: 'warning' },
      formulae: [`'${lists.name}'!$${letter}$1:$${letter}$${list.length}`],
    })
  }
  for (const [index, line] of heading.entries()) {
    const cell = sheet.addRow([safeText(line)]).getCell(1)
    cell.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF4A5564' } }
    cell.protection = { locked: true }
  }
  sheet.addRow([])
  sheet.addRow(columns.map(({ header }) => safeText(header))).eachCell((cell) => {
    cell.font = { bold: true }
    cell.alignment = { wrapText: true, vertical: 'middle' }
    cell.border = { bottom: { style: 'thin' } }
    cell.protection = { locked: true }
  })
  for (const cells of rows)
    sheet.addRow(
      columns.map(({ kind }, index) => {
        const cell = cells[index] ?? null
        if (kind === 'day' && typeof cell === 'string') return new Date(`${cell}T00:00:00Z`)
        return typeof cell === 'string' ? safeText(cell) : cell
      }),
    )
  await sheet.protect('', { formatColumns: true, formatRows: true, autoFilter: true, selectLockedCells: true })
  const guide = book.addWorksheet(sheetName(form.guide.name))
  guide.getColumn(1).width = 110
  for (const [index, line] of form.guide.lines.entries()) {
    const row = guide.addRow([safeText(line)])
    row.alignment = { wrapText: true, vertical: 'top' }
    if (index === 0) row.font = { bold: true, size: 14 }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
