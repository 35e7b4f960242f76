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

/** What a header says, or null when it is not known. A unit or a hint in brackets is left out: "Ngày sinh (năm)". */
export const fieldOf = (header: string): Field | null =>
  fieldOfKey.get(searchKey(header)) ?? fieldOfKey.get(searchKey(header.replace(/\([^)]*\)?/g, ' '))) ?? null

/** Each column by its header; of two that say the same the first counts. */
export function columnsOf(headers: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>()
  return headers.map((header) => {
    const field = header ? fieldOf(header) : null
    if (!field || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** What a set of headers is remembered by, whatever their order. */
export const headersKey = (headers: readonly string[]): string =>
  headers
    .map((header) => searchKey(header).slice(0, 60))
    .filter(Boolean)
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

/** A sheet with its headers found; `rows` are those below them. */
export type Recognised = { reading: SheetReading; rows: TableRow[] }

/** What a sheet is by its headers, in any order; `columns`, when a person has said what they mean. */
export function recognise(table: Table, said?: { headers: string; columns: readonly (Field | null)[] }): Recognised {
  const row = headerRowOf(table.rows)
  const nothing = { name: table.name, taken: false, line: 0, headers: [], columns: [], samples: [], rows: 0 }
  if (!row) return { reading: { ...nothing, reason: 'noHeaders' }, rows: [] }
  const headers = row.cells.map((cell) => cut(textOf(cell), longest))
  const below = table.rows.slice(table.rows.indexOf(row) + 1)
  const mapped = said && headersKey(headers) === said.headers
  const columns = mapped ? headers.map((_, index) => said.columns[index] ?? null) : columnsOf(headers)
  const taken = mapped === true || suffices((field) => columns.includes(field))
  // Headers over two lines, and a heading that comes again on a later page.
  const rows = below.filter(({ cells }) => !cells.every((cell, i) => cell === null || textOf(cell) === headers[i]))
  const samples = rows
    .slice(0, samplesShown)
    .map(({ cells }) => headers.map((_, index) => cut(textOf(cells[index]), 60)))
  const reading = { name: table.name, taken, line: row.line, headers, columns, samples, rows: rows.length }
  return { reading: { ...reading, reason: taken ? null : 'otherHeaders' }, rows: taken ? rows : [] }
}
