import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginningUnknown, changeUnknown } from '@/db/seed/unit-facts'
import {
  dayNotKnown,
  denominatorProblems,
  isPlaceName,
  plainText,
  recordsSince,
  splitVillageName,
  standsOn,
  villageLines,
} from './rules'

describe('splitVillageName', () => {
  it.each([
    ['Thôn Tân Lập', 'thon', 'Tân Lập'],
    ['TDP số 5', 'to_dan_pho', 'số 5'],
    ['Tổ dân phố 05', 'to_dan_pho', '5'],
    ['Tổ 12', 'to_dan_pho', '12'],
    ['khu phố 3', 'khu_pho', '3'],
    ['KP 3', 'khu_pho', '3'],
    ['Bản Nà Hoà', 'ban', 'Nà Hòa'],
    ['Khu dân cư Đông', 'khu_dan_cu', 'Đông'],
  ])('%s', (text, type, name) => expect(splitVillageName(text)).toEqual({ type, name }))

  it.each(['Tân Lập', 'Thôn', '', 'Thônx Tân'])('"%s" names no type and name', (text) =>
    expect(splitVillageName(text)).toBeNull(),
  )
})

describe('villageLines', () => {
  it('reads what people paste: commas, cells of Excel, a header, empty lines', () => {
    const lines = villageLines('Loại\tTên\tMã\r\nThôn\tTân Lập\t01\n\nẤp 3;02\nThôn Bình An, 03\nThôn Đông')
    expect(lines.map(({ line, type, name, code, problem }) => [line, type, name, code, problem])).toEqual([
      [2, 'thon', 'Tân Lập', '01', null],
      [4, 'ap', '3', '02', null],
      [5, 'thon', 'Bình An', '03', null],
      [6, 'thon', 'Đông', null, null],
    ])
  })

  it('names what is wrong with a line', () => {
    const lines = villageLines('Tân Lập\nThôn <b>x</b>\nThôn A, có cách\nThôn B, 1\nthôn b\nThôn C, 1')
    expect(lines.map((line) => line.problem)).toEqual(['noType', 'badName', 'badCode', null, 'twiceHere', 'twiceHere'])
  })

  it('loses no cell: what stands beyond the code is a problem of its line', () => {
    const problems = (text: string) => villageLines(text).map(({ name, problem }) => [name, problem])
    expect(problems('Thôn Một,Hai,Ba')).toEqual([['Một', 'extraCells']])
    expect(problems('Thôn\tMột\t01\tghi chú\nThôn\tHai\t02\t')).toEqual([
      ['Một', 'extraCells'],
      ['Hai', null],
    ])
  })

  it('leaves a leading STT out when the header names it or every line has one', () => {
    const read = (text: string) => villageLines(text).map(({ line, type, name, code }) => [line, type, name, code])
    expect(read('STT\tLoại\tTên\tMã\n1\tThôn\tMột\t01\n2\tBản\tHai\t02')).toEqual([
      [2, 'thon', 'Một', '01'],
      [3, 'ban', 'Hai', '02'],
    ])
    expect(read('\nTT; Tên thôn\n1.; Thôn Một\nThôn Hai; 02')).toEqual([
      [3, 'thon', 'Một', null],
      [4, 'thon', 'Hai', '02'],
    ])
    expect(read('1, Thôn Một\n2, Thôn Hai, 02')).toEqual([
      [1, 'thon', 'Một', null],
      [2, 'thon', 'Hai', '02'],
    ])
    // One line without: the numbers are no column, and the line that cannot be read says so.
    expect(villageLines('1, Thôn Một\nThôn Hai').map((line) => line.problem)).toEqual(['noType', null])
  })

  it('never throws and never loses a line that holds something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const filled = text.split(/\r\n|\r|\n/).filter((line) => plainText(line) !== '').length
        const read = villageLines(text).length
        expect(read === filled || read === filled - 1).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('names', () => {
  it('hidden characters do not survive, markup and formulas are refused', () => {
    expect(plainText('a\u200b\u202eb\u0000c')).toBe('a b c')
    for (const name of ['<b>', '=1+1', '+x', '@x', '-x', '', 'a'.repeat(101)]) expect(isPlaceName(name)).toBe(false)
    for (const name of ["Ea M'Drắk", '5', 'Tân Lập 2', 'Đoàn Kết (mới)']) expect(isPlaceName(name)).toBe(true)
  })
})

it('a version is half-open', () => {
  const version = { validFrom: '2025-03-01', validTo: '2025-07-01' }
  expect(['2025-02-28', '2025-03-01', '2025-06-30', '2025-07-01'].map((on) => standsOn(version, on))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

it('a denominator is no greater than its whole, and the limits leave room', () => {
  const right = { households: 10, population: 40, adults: 30, elderly: 5, businessHouseholds: 3 }
  expect(denominatorProblems(right)).toEqual([])
  expect(denominatorProblems({ ...right, adults: 41, elderly: 50, households: 44 }).map((p) => p.field)).toEqual([
    'households',
    'adults',
    'elderly',
  ])
})

it('days that stand for unknown ones are those of the seed', () => {
  expect([recordsSince, dayNotKnown]).toEqual([beginningUnknown, changeUnknown])
})
