import { type UnitLevel, type UnitType, type VillageType, villageTypes } from '@/db/enums'
import { fullNameOf, plainText, searchKey, storedName, unitTypeWords } from '@/db/unit-names'
import { addDays } from '../calendar/rules'

export { fullNameOf, plainText, searchKey }

/** Path prefix of a unit = everything under it, itself included. Paths are fixed-width ids, so this never hits a neighbour. */
export const liesWithin = (path: string, above: string): boolean => path.startsWith(above)

/** The nation: the first unit that every database gets (db/seed/unit-rows.ts). */
export const nationId = 1

/** Whether a version stands on a day: half-open, an open end is for ever. Days compare as text. */
export const standsOn = (version: { validFrom: string; validTo: string | null }, on: string): boolean =>
  version.validFrom <= on && (version.validTo === null || version.validTo > on)

/** Validity is half-open; people read the last day. */
export const lastDay = (validTo: string): string => addDays(validTo, -1)

/** Longest name and code of a village or team, in characters. */
export const nameLimits = { name: 100, code: 20 } as const
/** Letters and digits with the signs that occur in names of villages; no comma, which parts the cells of a pasted line. */
export const isPlaceName = (name: string): boolean =>
  name.length > 0 && name.length <= nameLimits.name && /^[\p{L}\p{N}][\p{L}\p{M}\p{N} '.\-/()&]*$/u.test(name)
export const isVillageCode = (code: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}.\-/]{0,19}$/u.test(code)

/** A name of a village as it is stored: traditional tone, straight apostrophe. */
export const placeName = (typed: string): string => storedName(plainText(typed))

/** What people write before the name of a village, besides the type's own word. */
const shortTypes: readonly [string, VillageType][] = [
  ['tdp', 'to_dan_pho'],
  ['to dp', 'to_dan_pho'],
  ['kp', 'khu_pho'],
  ['kdc', 'khu_dan_cu'],
  ['tk', 'tieu_khu'],
  ['to', 'to_dan_pho'],
]
const villageWords: readonly [string, VillageType][] = [
  ...villageTypes.map((type): [string, VillageType] => [searchKey(unitTypeWords[type]), type]),
  ...shortTypes,
].sort(([a], [b]) => b.length - a.length)

/** "Thôn Tân Lập" → thon, "Tân Lập". Null when no type of village opens the text or no name follows it. */
export function splitVillageName(typed: string): { type: VillageType; name: string } | null {
  const words = plainText(typed).split(' ')
  const keys = words.map(searchKey)
  for (const [word, type] of villageWords) {
    const count = word.split(' ').length
    if (words.length > count && keys.slice(0, count).join(' ') === word)
      return { type, name: placeName(words.slice(count).join(' ')) }
  }
  return null
}

/** One pasted line, read. `problem` is a reason under `units.import`, null when the line can be a village. */
export type VillageLine = {
  line: number
  text: string
  type: VillageType | null
  name: string
  code: string | null
  problem: 'noType' | 'badName' | 'badCode' | 'extraCells' | 'twiceHere' | null
}
/** At most so many villages in one paste; the largest commune has about 120. */
export const importLimit = 500

const isNumber = (cell: string): boolean => /^\d{1,4}[.)]?$/.test(cell)

/** The filled lines as cells, numbered from 1 as pasted, without a header and without a leading STT column. */
function villageCells(text: string): { line: number; text: string; cells: string[] }[] {
  const filled = text.split(/\r\n|\r|\n/).flatMap((raw, index) => {
    const cells = raw.split(raw.includes('\t') ? '\t' : raw.includes(';') ? ';' : ',').map(plainText)
    return plainText(raw) === '' ? [] : [{ line: index + 1, text: plainText(raw), cells }]
  })
  const [opening] = /^(?:(loai|type)|stt|tt|so tt|so thu tu)(?: |$)/.exec(searchKey(filled[0]?.cells[0] ?? '')) ?? []
  const lines = opening === undefined ? filled : filled.slice(1)
  const counted = (cells: string[]) => cells.length > 1 && isNumber(cells[0] ?? '')
  const said = opening !== undefined && !/^(loai|type)/.test(opening)
  const all = lines.every(({ cells }) => counted(cells))
  return lines.map((each) => ((said || all) && counted(each.cells) ? { ...each, cells: each.cells.slice(1) } : each))
}

/**
 * Reads a pasted list, a village a line: "Thôn Tân Lập, 01" or cells from Excel (STT, loại, tên, mã). Empty lines and a
 * header are left out; lines are numbered from 1 as pasted. Cells beyond the code are a problem of the line, never lost
 * unsaid; the same name or code twice is a problem of the later line.
 */
export function villageLines(text: string): VillageLine[] {
  const names = new Set<string>()
  const codes = new Set<string>()
  return villageCells(text).map(({ cells, ...pasted }) => {
    // A first cell that is nothing but a type: the name stands in the second.
    const apart = villageWords.find(([word]) => word === searchKey(cells[0] ?? ''))
    const [called, code = ''] = apart ? [cells.slice(0, 2).join(' '), cells[2]] : [cells[0] ?? '', cells[1]]
    const beyond = cells.slice(apart ? 3 : 2).some((cell) => cell !== '')
    const split = splitVillageName(called)
    const line: VillageLine = {
      ...pasted,
      type: split?.type ?? null,
      name: split?.name ?? '',
      code: code === '' ? null : code,
      problem: null,
    }
    if (!split) line.problem = 'noType'
    else if (!isPlaceName(split.name)) line.problem = 'badName'
    else if (beyond) line.problem = 'extraCells'
    else if (line.code !== null && !isVillageCode(line.code)) line.problem = 'badCode'
    else {
      const key = nameKey(split.type, split.name)
      if (names.has(key) || (line.code !== null && codes.has(line.code))) line.problem = 'twiceHere'
      names.add(key)
      if (line.code !== null) codes.add(line.code)
    }
    return line
  })
}

/** Two villages of a commune are the same when type and name agree, whatever the case; marks count. */
export const nameKey = (type: UnitType, name: string): string => `${type}|${name.normalize('NFC').toLowerCase()}`

export type Denominators = {
  households: number
  population: number
  adults: number
  elderly: number
  businessHouseholds: number
}
/**
 * What cannot be true of the five denominators: a part greater than its whole. A reason under `units.denominators` and
 * the field at fault.
 */
export function denominatorProblems(d: Denominators): { field: keyof Denominators; problem: string }[] {
  const problems: { field: keyof Denominators; problem: string }[] = []
  if (d.households > d.population) problems.push({ field: 'households', problem: 'householdsAbovePopulation' })
  if (d.adults > d.population) problems.push({ field: 'adults', problem: 'adultsAbovePopulation' })
  if (d.elderly > d.adults) problems.push({ field: 'elderly', problem: 'elderlyAboveAdults' })
  return problems
}

/** The level of what hangs directly under a unit on a day without districts; before the reform provinces hold districts. */
export const childLevels: Record<UnitLevel, readonly UnitLevel[]> = {
  nation: ['province'],
  province: ['district', 'commune'],
  district: ['commune'],
  commune: ['village'],
  village: [],
  team: [],
}
/** From this day the country has two tiers below the nation (Nghị quyết 202/2025/QH15). */
export const twoTiersSince = '2025-07-01'
/** What stood in April 2023 is said to begin here: the true first day is not in the sources. */
export const recordsSince = '2000-01-01'
/** What had changed by the eve of the reform, on no known day, is said to have changed here. */
export const dayNotKnown = '2025-03-01'
