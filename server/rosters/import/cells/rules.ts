import { type EndedReason, endedReasons, type MemberRole, type nationalComponents, type Sex } from '@/db/roster-enums'
import { searchKey } from '@/db/unit-names'
import { isDay } from '../../../calendar/rules'
import { cleanName, isName } from '../../../people/rules'
import type { Cell } from '../../../sheets/table'
import { memberAges, memberPhoneOf } from '../../rules'
import { textOf } from '../columns/rules'
import type { ProblemKind } from '../rules'

/** What a cell says, in the form that the register keeps; or why it says nothing. */
export type Read<T> = { value: T } | { problem: ProblemKind }
const no = (problem: ProblemKind): { problem: ProblemKind } => ({ problem })

/** A whole number as it is written: 1.260 and 1,260 are 1260, and so is 1260.0. */
export const wholeOf = (text: string): string =>
  /^\d{1,3}([., ]\d{3})+$/.test(text) ? text.replace(/[., ]/g, '') : text.replace(/^(\d+)[.,]0+$/, '$1')

/** What stands in a cell whose formula came to nothing, or was saved without what it came to. */
export const isFault = (text: string): boolean =>
  /^(#(REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|N\/A|CALC!|SPILL!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA)|Err:\d{3})$/i.test(
    text,
  )

/** Letters of the pages that Vietnamese was written with before Unicode (TCVN3), and pairs that stand for one letter (VNI). */
const oldLetters = /[µÞßåäæçëîïðöø÷ûüþÿÇËÎÏÖØÛÜÄÅÆÐ¬®¸¨¦¶]/g
const oldPairs = /[ae][âáàãåäêéèëúüùøûõ]|o[âùøûõï]|u[ùøûõï]/i

/** A name: letters, at most 100; as it is kept. */
export function nameOf(cell: Cell): Read<string> {
  const name = cleanName(textOf(cell))
  if (oldPairs.test(name) || name.match(oldLetters)) return no('oldFont')
  return typeof cell === 'string' && isName(name) ? { value: name } : no('name')
}

/** A year of birth, also as "1.985", a day or 12/5/1985; the member is 16 to 100 years old in `thisYear`. */
export function birthYearOf(cell: Cell, thisYear: number): Read<number> {
  const text = textOf(cell)
  const digits = /^\d{4}$/.exec(wholeOf(text))
  const day = dayOf(cell)
  const year = digits ? Number(digits[0]) : 'value' in day ? Number(day.value.slice(0, 4)) : null
  if (year === null || year < thisYear - memberAges.most || year > thisYear - memberAges.least) return no('birthYear')
  return { value: year }
}

/** '0900 000 001', '+84 900000001', a number that lost its zero; landlines with their area code. As memberPhoneOf keeps it. */
export function phoneOf(cell: Cell): Read<string> {
  const digits = textOf(cell)
    .replace(/^'/, '')
    .replace(/^(\d+)\.0$/, '$1')
    .replace(/[\s.\-()/]/g, '')
  const phone = memberPhoneOf(/^([1-9]\d{8}|2\d{9})$/.test(digits) ? `0${digits}` : digits)
  return phone ? { value: phone } : no('phone')
}

const sexWords: Record<Sex, string> = { female: 'nu|n|female|f|ba|gai', male: 'nam|male|m|ong|trai' }
const roleWords: Record<MemberRole, string> = {
  leader: 'to truong|truong to|leader|team leader',
  deputy: 'to pho|pho to|pho to truong|to pho thuong truc|deputy|deputy leader',
  member: 'to vien|thanh vien|uy vien|member',
}
const reasonWords: Record<Exclude<EndedReason, 'changed'>, string> = {
  moved_away: 'chuyen noi cu tru noi cong tac|chuyen noi o|chuyen cong tac|chuyen di|moved away|moved home or work',
  other_team: 'chuyen sang to khac|sang to khac|to another team|other team|moved to another team',
  own_wish: 'xin thoi tham gia|xin thoi|tu nguyen thoi|own wish|asked to leave',
  health: 'ly do suc khoe|suc khoe|om|health',
  renewal: 'kien toan to|kien toan|renewal|team renewed',
  dissolved: 'to giai the sap nhap|giai the|sap nhap|dissolved|team dissolved or merged',
  died: 'qua doi|mat|tu tran|died',
  mistake: 'ghi nham|nham|mistake|entered by mistake',
  other: 'ly do khac|khac|other|other reason',
}
/** Short and other words for the national list; the full ones stand there as well. */
const componentWords: Record<(typeof nationalComponents)[number], string> = {
  party_secretary: 'bi thu chi bo|bi thu|party branch secretary|party secretary',
  village_head: 'truong thon ban ap khom|truong thon|truong ban|truong ap|truong khom|village head',
  residential_head: 'to truong to dan pho|to truong tdp|residential group head',
  police: 'cong an xa cong an khu vuc|cong an xa|cong an khu vuc|cong an|police',
  security_force:
    'luc luong tham gia bao ve an ninh trat tu o co so|an ninh trat tu|to bao ve an ninh trat tu|grassroots security force',
  youth_union: 'doan thanh nien|doan vien thanh nien|doan vien|bi thu chi doan|thanh nien|youth union',
  women_union: 'hoi lien hiep phu nu|hoi phu nu|phu nu|chi hoi phu nu|women s union|women union',
  farmers_union: 'hoi nong dan|nong dan|chi hoi nong dan|farmers union|farmers association|farmers',
  veterans: 'hoi cuu chien binh|cuu chien binh|veterans|veterans association',
  fatherland_front: 'mat tran to quoc|mat tran|ban cong tac mat tran|truong ban cong tac mat tran|fatherland front',
  teacher: 'giao vien|teacher',
  health_worker: 'nhan vien y te|y te|y te thon|health worker',
  commune_official: 'can bo cong chuc cap xa|can bo cong chuc xa|cong chuc xa|can bo xa|commune official',
  department_official: 'cong chuc vien chuc so nganh|cong chuc so|vien chuc so|department official',
  telecom:
    'doanh nghiep buu chinh vien thong|buu chinh vien thong|vien thong|vnpt|viettel|post or telecom company|telecom',
  digital_firm: 'doanh nghiep cong nghe so|cong nghe so|digital technology company|digital firm',
  bank: 'ngan hang|bank',
  respected_person: 'nguoi co uy tin|respected person',
  project_06: 'thanh vien to de an 06|to de an 06|de an 06|member of a project 06 team|project 06 team',
  citizen: 'nguoi dan tu nguyen|nguoi dan|tu nguyen|volunteer citizen|citizen',
}

const byWord = <T extends string>(words: Record<T, string>): Map<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([value, keys]) =>
      [value.replaceAll('_', ' '), ...keys.split('|')].map((key): [string, T] => [key, value]),
    ),
  )
const sexes = byWord(sexWords)
const roles = byWord(roleWords)
const reasons = byWord(reasonWords)
const national = byWord(componentWords)

const from =
  <T>(words: ReadonlyMap<string, T>, problem: ProblemKind) =>
  (cell: Cell): Read<T> => {
    const value = words.get(searchKey(textOf(cell).slice(0, 200)))
    return value === undefined ? no(problem) : { value }
  }
export const sexOf = from(sexes, 'sex')
export const roleOf = from(roles, 'role')
export const reasonOf = from(reasons as Map<string, EndedReason>, 'reason')

/** A component by its word: of the national list, or of the province's own (`own`: code by search key, those closed left out). */
export function componentOf(cell: Cell, own: ReadonlyMap<string, string>): Read<string> {
  const key = searchKey(textOf(cell).slice(0, 200))
  const value = own.get(key) ?? national.get(key)
  return value === undefined ? no('component') : { value }
}

const ticks = new Map([
  ...'x|co|1|true|v|dung|yes|y|roi'.split('|').map((key): [string, boolean] => [key, true]),
  ...'khong|0|false|k|no|sai|chua|khong co'.split('|').map((key): [string, boolean] => [key, false]),
])
/** A tick: x, có, 1, ✓; không, 0. */
export function tickOf(cell: Cell): Read<boolean> {
  const text = textOf(cell)
  if (/^[✓✔☑√]$/.test(text)) return { value: true }
  const value = ticks.get(searchKey(text))
  return value === undefined ? no('tick') : { value }
}

/** Free text of a cell, one line, at most `longest` signs. */
export function lineOf(cell: Cell, longest: number): Read<string> {
  const text = cleanName(textOf(cell))
  if ((text.match(oldLetters)?.length ?? 0) > 1) return no('oldFont')
  return text.length > longest ? no('text') : { value: text }
}

/** A day as a spreadsheet keeps it or as 05/03/2026, 5-3-2026, 2026-03-05. A year of two digits could be any century's: unclear. */
export function dayOf(cell: Cell): Read<string> {
  // Programs add a time of day to a day.
  const text = textOf(cell).replace(/[T ]0?0:00(:00(\.0+)?)?(Z| ?SA| ?AM)?$/i, '')
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) return no('dayUnclear')
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.replace(/\s/g, ''))
  const day = written ? `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}` : text
  return isDay(day) ? { value: day } : no('day')
}

/** Days of a spreadsheet from 1/1/2000 to 31/12/2099, counted from 30/12/1899. */
const [firstCount, lastCount, dayLength] = [36_526, 73_050, 86_400_000]
/** The same of a day on which something began or ended: also the number that is left of it when a cell loses its format. */
export const countedDayOf = (cell: Cell): Read<string> =>
  typeof cell === 'number' && Number.isInteger(cell) && cell >= firstCount && cell <= lastCount
    ? { value: new Date((cell - 25_569) * dayLength).toISOString().slice(0, 10) }
    : dayOf(cell)

/** Reasons that a person may give; 'changed' follows by itself. */
export const givenReasons = endedReasons.filter((reason) => reason !== 'changed')
