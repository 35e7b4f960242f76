import type { UnitType } from '@/db/enums'
import { searchKey, unitTypeWords } from '@/db/unit-names'
import type { Day } from '../../../calendar/rules'
import type { Cell } from '../../../sheets/table'
import { isPlaceName, placeName } from '../../../units/rules'
import {
  type CodedLevel,
  codedLevels,
  codeOf,
  codeWidths,
  dayOf,
  type Field,
  keepsZeros,
  type Recognised,
  readerOf,
  type UnitCode,
  wordKey,
} from '../columns/rules'

/** Which row of which table: `table` is its place among those that were recognised. */
export type Source = { table: number; line: number }
/** A unit as a file lists it: where it lies is a code of the level above, null right under the nation. */
export type GazetteerUnit = Source & {
  level: CodedLevel
  code: string
  name: string
  /** The name with the word of the type that may be part of it: phường "Phường Đúc". */
  asWritten: string
  type: UnitType
  parent: UnitCode | null
  /** Zeros of the code were put back. */
  padded: boolean
  /** The code of what it lies in, where that had lost its zeros and only its column says of what level it is. */
  guessed: UnitCode[]
}
/** Why a row of a gazetteer cannot be taken, a key under `reorganisationImport.problems`. */
export type GazetteerProblem =
  | 'badCode'
  | 'noName'
  | 'badName'
  | 'noType'
  | 'badDay'
  | 'beginsLater'
  | 'noParent'
  | 'twice'
  | 'otherName'
export type WrongUnit = Source & { problem: GazetteerProblem; text: string; level: CodedLevel | null; code: string }

/** What a type is called in lists, by search key, and what it then is at which level. */
const typeKeys: Record<string, Partial<Record<CodedLevel, UnitType>>> = Object.fromEntries(
  Object.entries({
    'tinh|province': { province: 'tinh' },
    'thanh pho|tp|city': { province: 'thanh_pho', district: 'thanh_pho_thuoc_tinh' },
    'thanh pho truc thuoc trung uong|thanh pho trung uong|tp truc thuoc trung uong|municipality': {
      province: 'thanh_pho',
    },
    'thanh pho thuoc tinh|tp thuoc tinh|thanh pho thuoc thanh pho|thanh pho thuoc thanh pho truc thuoc trung uong|provincial city':
      { district: 'thanh_pho_thuoc_tinh' },
    'quan|urban district': { district: 'quan' },
    'huyen|huyen dao|rural district|district': { district: 'huyen' },
    'thi xa|tx|town': { district: 'thi_xa' },
    'xa|commune': { commune: 'xa' },
    'phuong|ward': { commune: 'phuong' },
    'thi tran|tt|township': { commune: 'thi_tran' },
    'dac khu|special zone|special administrative zone': { commune: 'dac_khu' },
  } satisfies Record<string, Partial<Record<CodedLevel, UnitType>>>).flatMap(([keys, types]) =>
    keys.split('|').map((key) => [key, types]),
  ),
)
const levelKeys: Record<string, CodedLevel> = {
  ...{ province: 'province', tinh: 'province', 'cap tinh': 'province' },
  ...{ district: 'district', huyen: 'district', 'cap huyen': 'district' },
  ...{ commune: 'commune', ward: 'commune', xa: 'commune', 'cap xa': 'commune' },
}
export const levelFrom = (cell: Cell): CodedLevel | null => levelKeys[wordKey(cell)] ?? null

const typesAt: Record<CodedLevel, UnitType[]> = {
  province: ['thanh_pho', 'tinh'],
  district: ['thanh_pho_thuoc_tinh', 'thi_xa', 'quan', 'huyen'],
  commune: ['dac_khu', 'thi_tran', 'phuong', 'xa'],
}

/** "Phường Ba Đình" → phuong, "Ba Đình". Null when no word of a type of the level opens it. */
export function splitName(text: string, level: CodedLevel): { type: UnitType; name: string } | null {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  const lower = plain.toLowerCase()
  for (const type of typesAt[level]) {
    const word = `${unitTypeWords[type]} `
    if (lower.startsWith(word.toLowerCase())) return { type, name: placeName(plain.slice(word.length)) }
  }
  return null
}

const lettersOf = (name: string) =>
  placeName(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
/** Whether two spellings are one name: Hoà and Hòa, any case, whatever parts the words; marks count. */
export const sameName = (a: string, b: string): boolean =>
  a === b || (searchKey(a) === searchKey(b) && lettersOf(a) === lettersOf(b))

export const keyOf = ({ level, code }: { level: CodedLevel; code: string }): string => `${level} ${code}`
const textOf = (cell: Cell): string => (cell === null ? '' : String(cell))

/** Reads lists of units, several tables as one; `on` is the day that they are of. The first of two rows for a unit counts. */
export class GazetteerReader {
  readonly units = new Map<string, GazetteerUnit>()
  readonly wrong: WrongUnit[] = []
  /** Units that stand only beside a lower one in a wide table; a row of their own takes their place. */
  private readonly beside = new Set<string>()

  constructor(private readonly on: Day) {}

  read(table: number, recognised: Recognised): void {
    const at = readerOf(recognised)
    const before = recognised.columns
      .flatMap((each) => (each.before && this.on < each.before ? { ...each, before: each.before } : []))
      .sort((a, b) => (a.before < b.before ? -1 : 1))
    const asked = recognised.rows.map((row) => {
      const typed = before.map((each) => row.cells[each.index] ?? null).find((cell) => cell !== null)
      const cell: Asked = (field) => (field === 'type' && typed ? typed : at(row, field))
      return { source: { table, line: row.line }, typed: typed !== undefined, cell }
    })
    const above = levelAbove(
      asked.flatMap(({ cell }) => (lowestOf(cell).level === 'commune' ? cell('parentCode') : [])),
    )
    for (const { source, typed, cell } of asked) {
      const from = cell('from')
      const day = from === null ? null : dayOf(from)
      if (from !== null && day === null) this.refuse(source, 'badDay', textOf(from), null)
      else if (day !== null && day > this.on) this.refuse(source, 'beginsLater', textOf(from), null)
      else this.takeRow(source, cell, typed, above)
    }
  }

  private refuse(source: Source, problem: GazetteerProblem, text: string, level: CodedLevel | null, code = ''): void {
    this.wrong.push({ ...source, problem, text: text.slice(0, 200), level, code })
  }

  private takeRow(source: Source, cell: Asked, typed: boolean, above: LevelAbove): void {
    const { codes, level, given } = lowestOf(cell)
    const names: Codes = {
      ...{ commune: cell('communeName'), district: cell('districtName') },
      province: cell('provinceName'),
    }
    if (level === undefined) {
      this.refuse(source, given === null ? 'badCode' : 'noType', textOf(given ?? cell('name')), null)
      return
    }
    for (const higher of codedLevels.slice(0, codedLevels.indexOf(level))) this.takeBeside(source, higher, names, codes)
    const name = textOf(cell('name') ?? (cell('code') === null ? names[level] : null))
    const read = readUnit({ level, given, name, cell, typed, codes, above })
    if ('problem' in read) this.refuse(source, read.problem, read.text, level, read.code)
    else this.take({ ...source, ...read }, false)
  }

  private take(unit: GazetteerUnit, beside: boolean): void {
    const key = keyOf(unit)
    const before = this.units.get(key)
    const other = before !== undefined && !sameName(before.name, unit.name)
    if (before && (other || !(beside || this.beside.has(key)))) {
      const problem = other && (beside || this.beside.has(key)) ? 'otherName' : 'twice'
      this.refuse(unit, problem, unit.name, unit.level, unit.code)
      return
    }
    if (before && beside) return
    this.units.set(key, unit)
    if (beside) this.beside.add(key)
    else this.beside.delete(key)
  }

  /** The province or district that a row names beside its own unit: "Thành phố Hà Nội", 01. */
  private takeBeside(source: Source, level: CodedLevel, names: Codes, codes: Codes): void {
    const read = codeOf(codes[level], level)
    const split = splitName(textOf(names[level]), level)
    const parent = parentOf(level, codes)
    if (!read || !split || parent === undefined || !isPlaceName(split.name)) return
    this.take({ ...source, level, ...read, ...split, asWritten: split.name, parent, guessed: [] }, true)
  }
}

type Asked = (field: Field) => Cell
type Codes = Record<CodedLevel, Cell>

/** The code that a row is of, and of which level: one column of codes for all, or the lowest of those by level. */
function lowestOf(cell: Asked): { codes: Codes; level: CodedLevel | undefined; given: Cell } {
  const codes: Codes = {
    ...{ commune: cell('communeCode'), district: cell('districtCode') },
    province: cell('provinceCode'),
  }
  const generic = cell('code')
  const lowest = (['commune', 'district', 'province'] as const).find((level) => codes[level] !== null)
  const level = generic === null ? lowest : levelOf(generic, cell)
  return { codes, level, given: generic ?? (lowest ? codes[lowest] : null) }
}

type LevelAbove = (cell: Cell) => { level: CodedLevel; guessed: boolean }

/** Of what level the codes are in which communes say where they lie: by their widths, or, zeros being lost, by the longest. */
function levelAbove(cells: readonly Cell[]): LevelAbove {
  const kept = keepsZeros(cells, ['province', 'district'])
  const longest = Math.max(0, ...cells.map((cell) => textOf(cell).trim().length))
  const of = (width: number) => (width > codeWidths.province ? 'district' : 'province')
  return (cell) =>
    kept && typeof cell === 'string'
      ? { level: of(cell.trim().length), guessed: false }
      : { level: of(longest), guessed: true }
}

/** A type says the level; a city is a province's or a district's, by the width of its code and by what it lies in. */
function levelOf(code: Cell, cell: Asked): CodedLevel | undefined {
  const said = levelFrom(cell('level'))
  if (said) return said
  const types = typeKeys[wordKey(cell('type'))]
  const opening = codedLevels.filter((level) => splitName(textOf(cell('fullName') ?? cell('name')), level))
  const levels = types ? codedLevels.filter((level) => types[level]) : opening
  if (levels.length < 2) return levels[0]
  const wide = levels.find((level) => typeof code === 'string' && code.length === codeWidths[level])
  return wide ?? (cell('provinceCode') !== null || cell('parentCode') !== null ? 'district' : 'province')
}

type Read = Omit<GazetteerUnit, keyof Source> | { problem: GazetteerProblem; text: string; code: string }

function readUnit(given: {
  level: CodedLevel
  given: Cell
  name: string
  cell: Asked
  typed: boolean
  codes: Codes
  above: LevelAbove
}): Read {
  const { level, cell, codes, above } = given
  const read = codeOf(given.given, level)
  if (!read) return { problem: 'badCode', text: textOf(given.given), code: '' }
  const wrong = (problem: GazetteerProblem, text: string): Read => ({ problem, text, code: read.code })
  const full = textOf(cell('fullName'))
  const called = full || given.name
  if (called === '') return wrong('noName', '')
  const written = wordKey(cell('type'))
  const meant = typeKeys[written]?.[level]
  const split = splitName(called, level)
  // "Cấp" may say the level alone: what stands before the name says more.
  const type = meant && (!split || given.typed || written !== 'xa') ? meant : split?.type
  if (!type) return wrong('noType', textOf(cell('type')) || called)
  const name = split?.type === type ? split.name : placeName(called)
  if (!isPlaceName(name)) return wrong('badName', called)
  const said = cell('parentCode')
  const at = level === 'commune' ? above(said) : { level: 'province' as const, guessed: false }
  const beside = parentOf(level, codes)
  const parent = beside ?? (beside === undefined && said !== null ? placeOf(at.level, said) : beside)
  if (parent === undefined) return wrong('noParent', textOf(said ?? codes.district ?? codes.province))
  const guessed = beside === undefined && at.guessed && parent && parent.code !== textOf(said).trim() ? [parent] : []
  return { level, ...read, name, asWritten: full ? name : placeName(called), type, parent, guessed }
}

const placeOf = (level: CodedLevel, cell: Cell): UnitCode | undefined => {
  const read = codeOf(cell, level)
  return read ? { level, code: read.code } : undefined
}

/** Where a unit lies by the columns of codes by level; undefined when they do not say, or say no code. */
function parentOf(level: CodedLevel, codes: Codes): GazetteerUnit['parent'] | undefined {
  if (level === 'province') return null
  if (level === 'commune' && codes.district !== null) return placeOf('district', codes.district)
  return codes.province !== null ? placeOf('province', codes.province) : undefined
}
