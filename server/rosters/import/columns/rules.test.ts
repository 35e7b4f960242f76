import { expect, it } from 'vitest'
import type { Cell } from '../../../sheets/table'
import { registerOf } from '../register/rules'
import { readerOf } from '../rows/rules'
import { columnsOf, headersKey, recognise } from './rules'

const rowsOf = (rows: Cell[][]) => rows.map((cells, index) => ({ line: index + 1, cells }))
const lists = {
  communes: [],
  teams: [],
  members: [],
  memberships: [],
  components: [],
  limits: [],
  foreign: [],
  merged: [],
}

/** What is understood of people: name, year of birth, sex, phone. */
function peopleOf(table: Cell[][]) {
  const { reading, rows } = recognise({ name: 'A', rows: rowsOf(table) })
  const given = { columns: reading.columns, register: registerOf(lists), own: null, today: '2026-11-21', answers: {} }
  const reader = readerOf(given)
  return rows.map((row, place) => {
    const { fullName, birthYear, sex, phone } = reader.read(row, place, 0)?.values ?? {}
    return [row.line, fullName, birthYear, sex, phone]
  })
}

it('puts a name together that stands in two columns, however they are headed', () => {
  const an = (line: number) => [[line, 'Lê Văn An', undefined, undefined, undefined]]
  expect(
    peopleOf([
      ['Tổ', 'Họ và tên đệm', 'Tên'],
      ['A', 'Lê Văn', 'An'],
    ]),
  ).toEqual(an(2))
  expect(
    peopleOf([
      ['Tổ', 'Họ', 'Tên'],
      ['A', 'Lê', 'Văn An'],
    ]),
  ).toEqual(an(2))
  // One heading over both, as it comes out of merged cells; and without those.
  expect(
    peopleOf([
      ['Tổ', 'Họ và tên', 'Họ và tên'],
      ['A', 'Lê Văn', 'An'],
    ]),
  ).toEqual(an(2))
  expect(
    peopleOf([
      ['Tổ', 'Họ và tên', 'Họ và tên'],
      ['A', 'Lê Văn An', 'Lê Văn An'],
    ]),
  ).toEqual(an(2))
  expect(
    peopleOf([
      ['Tổ', 'Họ và tên', null],
      ['A', 'Lê Văn', 'An'],
    ]),
  ).toEqual(an(2))
  expect(
    peopleOf([
      ['Tổ', 'Họ và tên', null],
      ['A', 'Lê Văn An', 'x 2'],
    ]),
  ).toEqual(an(2))
  expect(columnsOf(['Hộ', 'Tên', 'Tổ'])).toEqual([null, 'fullName', 'team'])
  expect(columnsOf(['Họ và tên', 'Tên', 'Tổ'])).toEqual(['fullName', null, 'team'])
})

it('reads headers over two lines, with a column for each sex', () => {
  const wanted = [
    [4, 'Lê Văn An', 1985, 'male', '0912345678'],
    [5, 'Lê Thị Bé', 1990, 'female', undefined],
  ]
  const people: Cell[][] = [
    [1, 2, 3, 4, 5, 6],
    [1, 'Lê Văn An', 1985, null, 912345678, 'A'],
    [2, 'Lê Thị Bé', null, 1990, null, 'A'],
  ]
  const merged = [
    ['TT', 'Họ tên', 'Năm sinh', 'Năm sinh', 'Liên hệ', 'Tổ'],
    ['TT', 'Họ tên', 'Nam', 'Nữ', 'Liên hệ', 'Tổ'],
  ]
  const plain = [
    ['TT', 'Họ tên', 'Năm sinh', null, 'Điện thoại', 'Tổ'],
    [null, null, 'Nam', 'Nữ', null, null],
  ]
  expect(peopleOf([...plain, ...people])).toEqual(wanted)
  expect(peopleOf([...merged.map((row) => row.with(4, 'SĐT')), ...people])).toEqual(wanted)
  const deeper = [
    ['TT', 'Họ tên', 'Năm sinh', 'Năm sinh', 'Liên hệ', 'Liên hệ', 'Tổ'],
    ['TT', 'Họ tên', 'Nam', 'Nữ', 'Địa chỉ', 'Điện thoại', 'Tổ'],
  ]
  const wider = people.map((row) => row.toSpliced(4, 0, 'Thôn 1'))
  expect(peopleOf([...deeper, ...wider.with(0, [1, 2, 3, 4, 5, 6, 7])])).toEqual(wanted)
  const { reading } = recognise({ name: '', rows: rowsOf([...deeper, ...wider]) })
  expect(reading.headers[2]).toBe('Năm sinh Nam')
  expect(recognise({ name: '', rows: rowsOf([reading.headers, ['1', 'An', '1985']]) }).reading.columns).toEqual(
    reading.columns,
  )
  // On a later page both lines come again.
  expect(
    peopleOf([...merged.map((row) => row.with(4, 'SĐT')), ...people, ...merged.map((row) => row.with(4, 'SĐT'))]),
  ).toEqual(wanted)
  // A second line of people is no second line of headers.
  expect(
    peopleOf([
      ['Họ và tên', 'Họ và tên', 'Tổ'],
      ['Lê Văn', 'An', null],
      ['Lê Thị', 'Bé', 'A'],
    ]),
  ).toHaveLength(2)
  expect(
    peopleOf([
      ['Họ tên', 'Tổ', null],
      ['Lê Văn An', 'Thôn Hai', 'x'],
      ['Lê Thị Bé', 'A', null],
    ]),
  ).toHaveLength(2)
})

it('says that a sex is not clear when both columns are filled', () => {
  const rows = rowsOf([
    ['Họ tên', 'Tổ', 'Giới tính nam', 'Giới tính nữ'],
    ['An', 'A', 'x', 'x'],
    ['Bé', 'A', null, 'x'],
  ])
  const { reading, rows: below } = recognise({ name: '', rows })
  const reader = readerOf({
    columns: reading.columns,
    register: registerOf(lists),
    own: null,
    today: '2026-11-21',
    answers: {},
  })
  const [an, be] = below.map((row, place) => reader.read(row, place, 0))
  expect(an?.problems).toContainEqual({ field: 'male', kind: 'bothSexes', text: 'x / x' })
  expect(be?.values).toMatchObject({ sex: 'female', birthYear: undefined })
})

it('uses what was said of headers also when they stand in another order, and in a file of wrong rows', () => {
  const said = {
    headers: headersKey(['A', 'B', 'C']),
    names: ['A', 'B', 'C'],
    columns: ['team', 'fullName', 'phone'] as const,
  }
  const columns = (headers: string[]) =>
    recognise({ name: '', rows: rowsOf([headers, headers.map(() => 'x')]) }, [said]).reading.columns
  expect(columns(['A', 'B', 'C'])).toEqual(['team', 'fullName', 'phone'])
  expect(columns(['C', 'A', 'B'])).toEqual(['phone', 'team', 'fullName'])
  expect(columns(['A', 'B', 'C', 'Dòng trong tệp', 'Lỗi'])).toEqual(['team', 'fullName', 'phone', null, null])
})

it('takes the heading of a group for nobody’s name', () => {
  const { reading, rows } = recognise({
    name: '',
    rows: rowsOf([
      ['Họ tên', 'Tổ'],
      ['Tổ Thôn Một', 'Tổ Thôn Một'],
    ]),
  })
  const reader = readerOf({
    columns: reading.columns,
    register: registerOf(lists),
    own: null,
    today: '2026-11-21',
    answers: {},
  })
  expect(rows.map((row) => reader.read(row, 0, 0)?.problems.at(-1))).toEqual([
    { field: 'fullName', kind: 'name', text: 'Tổ Thôn Một' },
  ])
})
