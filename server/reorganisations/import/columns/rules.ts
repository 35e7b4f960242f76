import { searchKey } from '@/db/unit-names'
import { isDay } from '../../../calendar/rules'
import type { Cell, Table, TableRefusal, TableRow } from '../../../sheets/table'

/** What a table is taken for: units as of a day, or which old unit went into which new one. */
export type TableKind = 'gazetteer' | 'mapping'

/** The columns that are understood, each with the headers it goes by: Vietnamese, English and those of the statistics office, as search keys. */
const gazetteerHeaders = {
  code: 'ma|code|unit code|ma so|ma don vi|ma dvhc|ma don vi hanh chinh',
  communeCode: 'commune code|ward code|ma px|ma xa|ma phuong xa|ma xa phuong|ma cap xa|ma xa phuong dac khu',
  districtCode: 'district code|ma qh|ma huyen|ma quan huyen|ma cap huyen',
  provinceCode: 'province code|ma tp|ma tinh|ma tinh tp|ma tinh thanh pho|ma cap tinh',
  parentCode: 'parent code|parent|ma cha|ma cap tren|ma don vi cap tren|ma truc thuoc',
  name: 'ten|name|ten goi|ten don vi|ten dvhc|ten don vi hanh chinh',
  fullName: 'full name|ten day du',
  communeName:
    'commune|ward|commune name|ward name|phuong xa|xa phuong|ten px|ten xa|ten phuong xa|ten xa phuong|xa phuong thi tran|xa phuong dac khu',
  districtName: 'district|district name|quan huyen|huyen|ten qh|ten huyen|ten quan huyen',
  provinceName: 'province|province name|tinh thanh pho|tinh tp|ten tp|ten tinh|ten tinh tp|ten tinh thanh pho',
  type: 'type|unit type|loai|cap|loai hinh|loai don vi',
  level: 'level|unit level|cap don vi|cap hanh chinh',
  from: 'from|valid from|effective on|effective from|tu ngay|hieu luc tu|ngay hieu luc',
} as const
const mappingHeaders = {
  oldCode:
    'old code|old unit code|old ward code|old commune code|old district code|old province code|ma cu|ma don vi cu|ma xa cu|ma px cu|ma phuong xa cu|ma huyen cu|ma qh cu|ma tinh cu|ma truoc sap xep|ma don vi truoc sap xep',
  newCode:
    'new code|new unit code|new ward code|new commune code|new province code|ma moi|ma don vi moi|ma xa moi|ma px moi|ma phuong xa moi|ma tinh moi|ma sau sap xep|ma don vi sau sap xep',
  oldLevel: 'old level|cap cu|cap don vi cu',
  oldName:
    'old name|old unit|old ward name|old province name|ten cu|ten xa cu|ten tinh cu|ten don vi cu|don vi cu|don vi truoc sap xep',
  newName:
    'new name|new unit|new ward name|new province name|ten moi|ten xa moi|ten tinh moi|ten don vi moi|don vi moi|don vi sau sap xep',
  share: 'share|ty le|ti le|ty le chuyen|phan|phan chuyen|muc do|toan bo mot phan',
} as const

export type GazetteerField = keyof typeof gazetteerHeaders | 'typeBefore'
export type MappingField = keyof typeof mappingHeaders
export type Field = GazetteerField | MappingField

const keysOf = <F extends string>(headers: Record<F, string>): Map<string, F> =>
  new Map(
    (Object.entries(headers) as [F, string][]).flatMap(([field, keys]) =>
      keys.split('|').map((key): [string, F] => [key, field]),
    ),
  )
const fieldsOf = { gazetteer: keysOf<GazetteerField>(gazetteerHeaders as never), mapping: keysOf(mappingHeaders) }

/** `index`: place of the column. `before`: what it says held until that day ("type_before_2026_04_30"). */
export type Column = { field: Field; header: string; index: number; before?: string }
export type Recognised = {
  kind: TableKind
  /** The line of the headers; what stands below are rows. */
  line: number
  columns: Column[]
  /** All of them, also those that are not understood. */
  headers: string[]
  ignored: string[]
  rows: TableRow[]
}
/** Why a table is taken for nothing; a key under `reorganisationImport.refusals`. */
export type Unrecognised = { kind: null; reason: 'noHeaders' | 'headerTwice'; seen: string[] }

/** A title, a date and an issuer may stand above the headers. */
const headersWithin = 30

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell))

function columnOf(kind: TableKind, cell: Cell, index: number): Column | null {
  const header = textOf(cell).normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 100)
  const key = searchKey(header)
  const field = fieldsOf[kind].get(key)
  if (field) return { field, header, index }
  const dated = kind === 'gazetteer' ? /^(?:type before|loai truoc(?: ngay)?) (\d+) (\d+) (\d+)$/.exec(key) : null
  if (!dated) return null
  const [, a = '', b = '', c = ''] = dated
  const before =
    a.length === 4
      ? `${a}-${b.padStart(2, '0')}-${c.padStart(2, '0')}`
      : `${c}-${b.padStart(2, '0')}-${a.padStart(2, '0')}`
  return isDay(before) ? { field: 'typeBefore', header, index, before } : null
}

/** Whether the columns say enough to be a table of the kind. */
function suffices(kind: TableKind, columns: readonly Column[]): boolean {
  const has = (...fields: Field[]) => fields.some((field) => columns.some((column) => column.field === field))
  if (kind === 'mapping') return has('oldCode') && has('newCode')
  const named = has('name', 'fullName')
  return (
    (has('code') && named) ||
    (has('communeCode') && (named || has('communeName'))) ||
    (has('districtCode') && (named || has('districtName'))) ||
    (has('provinceCode') && (named || has('provinceName')))
  )
}

/** What a table is, by its headers in any order: the first line that says enough. */
export function recognise(table: Table): Recognised | Unrecognised {
  for (const [place, { line, cells }] of table.rows.slice(0, headersWithin).entries())
    for (const kind of ['mapping', 'gazetteer'] as const) {
      const columns = cells.flatMap((cell, index) => columnOf(kind, cell, index) ?? [])
      if (!suffices(kind, columns)) continue
      const twice = columns.find(
        ({ field, index, header }) =>
          field !== 'typeBefore' &&
          columns.some((other) => other.field === field && (other.index !== index || other.header !== header)),
      )
      if (twice) return { kind: null, reason: 'headerTwice', seen: columns.map((each) => each.header) }
      const known = new Set(columns.map((column) => column.index))
      const ignored = cells.flatMap((cell, index) =>
        cell === null || known.has(index) ? [] : textOf(cell).slice(0, 100),
      )
      // Headers that were merged over two lines come twice; a second heading on a later page says nothing new either.
      const rows = table.rows
        .slice(place + 1)
        .filter((row) => columns.some((column) => row.cells[column.index] !== cells[column.index]))
        .filter((row) => columns.some((column) => textOf(row.cells[column.index]) !== ''))
      return { kind, line, columns, headers: cells.map((cell) => textOf(cell).slice(0, 100)), ignored, rows }
    }
  const seen = table.rows.find(({ cells }) => cells.filter((cell) => cell !== null).length > 1)?.cells ?? []
  return {
    kind: null,
    reason: 'noHeaders',
    seen: seen.flatMap((cell) => (cell === null ? [] : textOf(cell).slice(0, 100))),
  }
}

/** What a row says in a column, as text; '' when it says nothing or has no such column. */
export function readerOf({ columns }: Pick<Recognised, 'columns'>): (row: TableRow, field: Field) => Cell {
  const places = new Map(columns.map(({ field, index }) => [field, index]))
  return (row, field) => {
    const index = places.get(field)
    return index === undefined ? null : (row.cells[index] ?? null)
  }
}

const wordKeys = new Map<string, string>()
/** The search key of a word that stands in many rows: found once. */
export function wordKey(cell: Cell): string {
  const text = textOf(cell)
  if (text === '') return ''
  const known = wordKeys.get(text)
  if (known !== undefined) return known
  if (wordKeys.size >= 1000) wordKeys.clear()
  const key = searchKey(text.slice(0, 200))
  wordKeys.set(text, key)
  return key
}

/** '1/7/2025' or '2025-07-01' as a day; null when there is no such day. */
export function dayOf(cell: Cell): string | null {
  const text = textOf(cell).trim()
  const vi = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = vi ? `${vi[3]}-${vi[2]?.padStart(2, '0')}-${vi[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

/** Digits of a code by level (Quyết định 19/2025/QĐ-TTg and its forerunners). */
export const codeWidths = { province: 2, district: 3, commune: 5 } as const
export type CodedLevel = keyof typeof codeWidths
export const codedLevels = Object.keys(codeWidths) as CodedLevel[]

export type UnitCode = { level: CodedLevel; code: string }

/** A code at its full width: 1 → '01'. `padded`: zeros were put back. Null when it is no code of the level. */
export function codeOf(cell: Cell, level: CodedLevel): { code: string; padded: boolean } | null {
  const text = textOf(cell).trim()
  if (!/^\d{1,5}$/.test(text) || text.length > codeWidths[level]) return null
  const code = text.padStart(codeWidths[level], '0')
  return { code, padded: code !== text }
}

/**
 * Whether a column of codes has kept its zeros, so that the width of each says its level: where zeros stand in front, or every
 * width is one of a level. Else it was numbers once, and only all of them together say anything.
 */
export function keepsZeros(cells: readonly Cell[], levels: readonly CodedLevel[] = codedLevels): boolean {
  const texts = cells.flatMap((cell) => (typeof cell === 'string' ? cell.trim() : []))
  const widths = levels.map((level) => codeWidths[level] as number)
  return texts.some((text) => text.startsWith('0')) || texts.every((text) => widths.includes(text.length))
}

/** A table of a file and what it was taken for. */
export type ImportTable = {
  file: string
  sheet: string
  kind: TableKind | null
  reason: Unrecognised['reason'] | 'laterSheet' | TableRefusal | null
  /** Headers that were seen when it was taken for nothing. */
  seen: string[]
  columns: { field: Field; header: string }[]
  ignored: string[]
  rows: number
}
/** A file as it came: its tables, or why it was not read. */
export type ImportFile = { name: string } & ({ tables: readonly Table[] } | { refused: TableRefusal })
export type TakenTable = { table: ImportTable; recognised: Recognised | null }

/** Each table and what it is: in a workbook the first sheet of each kind counts, and those after it are named. */
export function recogniseAll(files: readonly ImportFile[]): TakenTable[] {
  return files.flatMap((file): TakenTable[] => {
    const nothing: Omit<ImportTable, 'file' | 'sheet' | 'reason'> = {
      kind: null,
      seen: [],
      columns: [],
      ignored: [],
      rows: 0,
    }
    if ('refused' in file)
      return [{ table: { file: file.name, sheet: '', ...nothing, reason: file.refused }, recognised: null }]
    const taken = new Set<TableKind>()
    const all = file.tables.map((each): TakenTable => {
      const found = recognise(each)
      const about = { file: file.name, sheet: each.name }
      if (found.kind === null) return { table: { ...about, ...nothing, ...found }, recognised: null }
      if (taken.has(found.kind)) return { table: { ...about, ...nothing, reason: 'laterSheet' }, recognised: null }
      taken.add(found.kind)
      const { kind, columns, ignored, rows } = found
      const shown = columns.map(({ field, header }) => ({ field, header }))
      return {
        table: { ...about, kind, reason: null, seen: [], columns: shown, ignored, rows: rows.length },
        recognised: found,
      }
    })
    // Sheets that say nothing stand beside one that does: they are notes.
    return taken.size > 0 ? all.filter(({ table }) => table.kind || table.reason === 'laterSheet') : all.slice(0, 1)
  })
}
