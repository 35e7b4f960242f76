import { searchKey } from '@/db/unit-names'
import { type Cell, cut, type Table, type TableRow } from '../../../sheets/table'
import { type Field, type SheetReading, suffices } from '../rules'

/** Headers that are understood, as search keys: those of the product, of other lists that communes keep, and English ones. */
const known: Record<Field, string> = {
  teamCode: 'ma to|ma to cnscd|ma to cong nghe so cong dong|team code',
  team: 'to|ten to|to cnscd|to cong nghe so cong dong|ten to cnscd|ten to cong nghe so cong dong|team|team name',
  level: 'cap|cap to|level',
  villages: 'thon phu trach|dia ban phu trach|to dan pho phu trach|villages',
  communeCode: 'ma xa|ma xa phuong|ma don vi|ma phuong xa|ma cap xa|commune code',
  commune: 'xa|phuong|xa phuong|xa phuong dac khu|ten xa|phuong xa|don vi|don vi xa|cap xa|commune',
  village:
    'thon|ban|ap|khom|to dan pho|thon ban|thon to dan pho|thon ban to dan pho|ten thon|thon xom|khu pho|dia ban|village',
  familyName:
    'ho va ten dem|ho ten dem|ho dem|ho va dem|ho lot|ho va lot|ho va ten lot|ho va chu lot|ho chu lot|ho|family name|last name|surname',
  male: 'nam sinh nam|ngay sinh nam|ngay thang nam sinh nam|nam thang nam sinh nam|gioi tinh nam|gioi nam|phai nam|birth year male|sex male',
  female:
    'nam sinh nu|ngay sinh nu|ngay thang nam sinh nu|nam thang nam sinh nu|gioi tinh nu|gioi nu|phai nu|birth year female|sex female',
  fullName:
    'ho va ten|ho ten|hoten|ten|ten thanh vien|ho va ten thanh vien|ho ten thanh vien|ho va ten to vien|full name|name',
  birthYear:
    'nam sinh|ngay sinh|ngay thang nam sinh|nam sinh ngay sinh|sinh nam|ns|birth year|year of birth|date of birth',
  sex: 'gioi tinh|gioi|nam nu|phai|sex|gender',
  phone:
    'so dien thoai|dien thoai|sdt|so dt|dt|dien thoai lien he|so dien thoai lien he|so dien thoai di dong|dtdd|di dong|phone|phone number|mobile',
  role: 'vai tro|chuc vu trong to|chuc vu|chuc danh|chuc danh trong to|vai tro trong to|nhiem vu|nhiem vu trong to|role',
  component: 'thanh phan|thanh phan tham gia|co cau|co cau thanh phan|doi tuong|component',
  concurrentPost: 'chuc danh kiem nhiem|kiem nhiem|chuc vu kiem nhiem|chuc vu cong tac|concurrent post',
  employer: 'don vi cong tac|noi cong tac|co quan|co quan cong tac|noi lam viec|co quan don vi|employer',
  residence: 'noi o|dia chi|noi cu tru|cho o|noi o hien nay|dia chi thuong tru|noi thuong tru|residence|address',
  isLocal: 'nguoi dia phuong|la nguoi dia phuong|local',
  keen: 'nhiet tinh co trach nhiem|nhiet tinh|keen and responsible|keen',
  open: 'ham hoc hoi coi mo voi cai moi|ham hoc hoi|eager to learn open to new things|open to new things|open',
  skilled: 'co ky nang so|ky nang so|digital skills|has digital skills',
  explains: 'co kha nang truyen dat|kha nang truyen dat|truyen dat|can explain|explains well',
  from: 'tu ngay|ngay tham gia|ngay vao to|tham gia tu|tham gia tu ngay|ngay bat dau|tu|from|since',
  to: 'den ngay|ngay thoi|ngay ket thuc|den|until',
  reason: 'ly do thoi|ly do|ly do thoi tham gia|reason|reason for leaving',
  memberCode: 'ma thanh vien|ma tv|ma nguoi|member code',
}
const fieldOfKey = new Map(
  (Object.entries(known) as [Field, string][]).flatMap(([field, keys]) =>
    keys.split('|').map((key): [string, Field] => [key, field]),
  ),
)

/** Cells of a file that are too long to be anything are cut where they are shown. */
const longest = 200
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : String(cell)
        .normalize('NFC')
        .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        // The sign that our own files put before what a program would take for a formula.
        .replace(/^'(?='*[=+\-@])/, '')
        // Eth, which looks like Đ and which old keyboards write for it.
        .replace(/(?<!\p{L})[Ðð]/gu, (eth) => (eth === 'Ð' ? 'Đ' : 'đ'))

/** What a header says, or null when it is not known. A unit or a hint in brackets is left out: "Ngày sinh (năm)". */
export function fieldOf(header: string): Field | null {
  const field =
    fieldOfKey.get(searchKey(header)) ?? fieldOfKey.get(searchKey(header.replace(/\([^)]*\)?/g, ' '))) ?? null
  // Hộ is a household.
  return field === 'familyName' && /ộ/i.test(header) ? null : field
}

const givenNames = new Set(['ten', 'ten thanh vien', 'name', 'given name', 'first name'])

/**
 * Each column by its header; of two that say the same the first counts. A name may stand in two columns: under Họ đệm and Tên, or under
 * one heading over both.
 */
export function columnsOf(headers: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>()
  const columns = headers.map((header, index) => {
    const field = header ? fieldOf(header) : null
    if (!field || taken.has(field)) return null
    if (field === 'fullName' && headers[index + 1] === header) return 'familyName'
    taken.add(field)
    return field
  })
  const given = columns.indexOf('fullName')
  const apart = columns.indexOf('familyName')
  const parted = apart >= 0 && given === apart + 1
  if (parted && (headers[apart] === headers[given] || givenNames.has(searchKey(headers[given] ?? '')))) return columns
  return columns.map((field) => (field === 'familyName' ? null : field))
}

/** Columns that our own files of wrong rows have behind those of the list. */
const ours = new Set(['dong trong tep', 'loi', 'row in the file', 'fault'])
/** What a set of headers is remembered by, whatever their order. */
export const headersKey = (headers: readonly string[]): string =>
  headers
    .map((header) => searchKey(header).slice(0, 60))
    .filter((key) => key && !ours.has(key))
    .sort()
    .join('|')
    .slice(0, 2000)

/** Titles, a date and an issuer may stand above the headers. */
const headersWithin = 30
const samplesShown = 3

/** The row that headers stand in: where most are known, else the first full one. Null: there is none. */
function headerRowOf(rows: readonly TableRow[]): TableRow | null {
  const near = rows.slice(0, headersWithin)
  const score = ({ cells }: TableRow) => columnsOf(cells.map(textOf)).filter(Boolean).length
  const filled = ({ cells }: TableRow) => new Set(cells.map(textOf).filter(Boolean)).size
  const best = near.reduce<TableRow | null>(
    (found, row) => (score(row) > (found ? score(found) : 1) ? row : found),
    null,
  )
  if (best) return best
  const width = Math.max(0, ...near.map(filled))
  return width < 2 ? null : (near.find((row) => filled(row) === width) ?? null)
}

/**
 * Headers over two lines, a heading above the columns that it is over: null when the second line does not go with the first. What both
 * lines say is said once; of "Liên hệ" over "Điện thoại" the known one counts.
 */
function joined(above: TableRow | undefined, below: TableRow | undefined): string[] | null {
  if (!above || !below || below.line !== above.line + 1) return null
  const [tops, subs] = [above, below].map(({ cells }) => cells.map((cell) => cut(textOf(cell), longest))) as [
    string[],
    string[],
  ]
  const width = Math.max(tops.length, subs.length)
  /** What stands over a column: a heading goes on to the right as long as nothing else stands there. */
  const over = (at: number): string => tops[at] || (at > 0 && subs[at] ? over(at - 1) : '')
  const under = Array.from({ length: width }, (_, at) => at).filter((at) => subs[at] && subs[at] !== tops[at])
  const shared = (at: number) => over(at) !== '' && (over(at) === over(at + 1) || (at > 0 && over(at) === over(at - 1)))
  const ofName = (text: string) => ['fullName', 'familyName'].includes(fieldOf(text) ?? '')
  const known = (at: number) => (fieldOf(`${over(at)} ${subs[at]}`) ?? fieldOf(subs[at] ?? '')) !== null
  if (!tops.some(ofName) || under.length < 2 || !under.some(known)) return null
  if (under.some((at) => /\d/.test(subs[at] ?? '') || !shared(at) || (ofName(over(at)) && !known(at)))) return null
  return Array.from({ length: width }, (_, at) => {
    const [top, sub] = [over(at), subs[at] ?? '']
    if (!sub || sub === top) return top
    const both = cut(`${top} ${sub}`, longest)
    return fieldOf(both) === null && fieldOf(sub) !== null ? sub : both
  })
}

/** The headers of a sheet, with the rows that they stand in. */
function headersOf(rows: readonly TableRow[], row: TableRow): { headers: string[]; lines: TableRow[] } {
  const at = rows.indexOf(row)
  const [above, below] = [rows.slice(Math.max(at - 1, 0), at), rows.slice(at + 1, at + 2)]
  const lower = joined(row, below[0])
  if (lower) return { headers: lower, lines: [row, ...below] }
  const upper = joined(above[0], row)
  if (upper) return { headers: upper, lines: [...above, row] }
  return { headers: row.cells.map((cell) => cut(textOf(cell), longest)), lines: [row] }
}

/** 1, 2, 3 or (1), (2), (3) under the headers: the columns are counted there. */
const counts = ({ cells }: TableRow): boolean => {
  const said = cells.map(textOf).filter(Boolean)
  const numbers = said.map((text) => Number(/^\(?(\d{1,2})\)?$/.exec(text)?.[1] ?? Number.NaN))
  return said.length > 2 && numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1)
}

/** The given name may stand beside the rest of the name without a header of its own. */
function besideName(
  columns: (Field | null)[],
  headers: readonly string[],
  rows: readonly TableRow[],
): (Field | null)[] {
  const at = columns.indexOf('fullName')
  if (at < 0 || columns.includes('familyName') || headers[at + 1]) return columns
  const pairs = rows.map(({ cells }) => [textOf(cells[at]), textOf(cells[at + 1])]).filter(([name]) => name)
  const words = pairs.filter(([name, next]) => next && name !== next)
  if (words.length === 0 || words.length * 2 < pairs.length || !words.every(([, next]) => /^\p{L}+$/u.test(next ?? '')))
    return columns
  return Array.from({ length: headers.length + 1 }, (_, i) =>
    i === at ? 'familyName' : i === at + 1 ? 'fullName' : (columns[i] ?? null),
  )
}

/** A sheet with its headers found; `rows` are those below them. */
export type Recognised = { reading: SheetReading; rows: TableRow[] }
/** What a person has said of headers: what they are remembered by, themselves in their order, what each means. */
export type Mapped = { headers: string; names: readonly string[]; columns: readonly (Field | null)[] }

/** What he said of each column, also when they stand in another order here. */
function mappedColumns(headers: readonly string[], { names, columns }: Mapped): (Field | null)[] {
  const same = names.every((name, index) => (headers[index] ?? '') === name)
  if (same) return headers.map((_, index) => columns[index] ?? null)
  const of = new Map(names.map((name, index) => [headersKey([name]), columns[index] ?? null]))
  return headers.map((header) => (header ? (of.get(headersKey([header])) ?? null) : null))
}

/** What a sheet is by its headers, in any order; `said`: what persons have said that headers mean. */
export function recognise(table: Table, said: readonly Mapped[] = []): Recognised {
  const row = headerRowOf(table.rows)
  const nothing = { name: table.name, taken: false, line: 0, headers: [], columns: [], samples: [], rows: 0 }
  if (!row) return { reading: { ...nothing, reason: 'noHeaders' }, rows: [] }
  const { headers, lines } = headersOf(table.rows, row)
  const below = table.rows.slice(table.rows.indexOf(lines.at(-1) ?? row) + 1)
  const again = ({ cells }: TableRow) =>
    lines.some((line) => cells.every((cell, i) => cell === null || textOf(cell) === textOf(line.cells[i])))
  const mapped = said.find((each) => headersKey(headers) === each.headers)
  const known = columnsOf(headers)
  // A heading that comes again on a later page.
  const rows = below.filter((each, index) => !again(each) && !(index === 0 && counts(each)))
  const columns = mapped ? mappedColumns(headers, mapped) : besideName(known, headers, rows)
  const taken = mapped !== undefined || suffices((field) => columns.includes(field))
  const shown = Array.from({ length: Math.max(headers.length, columns.length) }, (_, i) => headers[i] ?? '')
  const samples = rows.slice(0, samplesShown).map(({ cells }) => shown.map((_, index) => cut(textOf(cells[index]), 60)))
  const reading = { name: table.name, taken, line: row.line, headers: shown, columns, samples, rows: rows.length }
  return { reading: { ...reading, reason: taken ? null : 'otherHeaders' }, rows: taken ? rows : [] }
}
