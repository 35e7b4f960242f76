import { expect, it } from 'vitest'
import { textOf } from '../columns/rules'
import { countedDayOf, dayOf, isFault, lineOf, nameOf, phoneOf } from './rules'

const value = <T>(read: { value: T } | { problem: string }) => ('value' in read ? read.value : read.problem)

it('names typed in the fonts of before Unicode are told, and not taken for names', () => {
  for (const name of ['NguyÔn ThÞ Hµ', 'Nguyeãn Vaên Thaønh', 'Traàn Vaên', 'Ñoã Huøng', 'Hoâ Tuù', 'BÐ'])
    expect([name, value(nameOf(name))]).toEqual([name, 'oldFont'])
  const names = [
    'Nguyễn Thị Hoà',
    'Đỗ Thuý Hoè',
    'Y Bliă Kpă',
    'H’Hen Niê',
    'Y Ñuôl',
    'Hoàng Khuê',
    'Quách Uyên',
    'Vừ A Dính',
  ]
  for (const name of names) expect(value(nameOf(name)), name).toBe(name)
  expect(value(lineOf('Bu ®iÖn x·', 100))).toBe('oldFont')
  expect(value(lineOf('Điều 5 § 2, 20 m²', 100))).toBe('Điều 5 § 2, 20 m²')
})

it('an eth that stands for Đ is one', () => {
  expect(value(nameOf('Ðỗ Văn Ðức'))).toBe('Đỗ Văn Đức')
})

it('phones lose what programs add to them, and keep their zero', () => {
  const phones = ['912345678.0', "'0912345678", "'+84 912 345 678", '2113812345', 912345678]
  expect(phones.map((phone) => value(phoneOf(phone)))).toEqual([
    ...['0912345678', '0912345678', '0912345678', '02113812345', '0912345678'],
  ])
  expect(value(phoneOf('9.12E+08'))).toBe('phone')
})

it('days may have a time of midnight, or be the number that is left of a day', () => {
  for (const day of [
    '05/03/2026 00:00:00',
    '2026-03-05T00:00:00',
    '2026-03-05T00:00:00.000Z',
    '5/3/2026 12:00'.slice(0, 8),
  ])
    expect(value(dayOf(day)), day).toBe('2026-03-05')
  expect(value(dayOf('05/03/2026 07:30'))).toBe('day')
  expect([46_086, 46_086.5, '46086', 2026].map((cell) => value(countedDayOf(cell)))).toEqual([
    '2026-03-05',
    'day',
    'day',
    'day',
  ])
})

it('what a formula failed with is no text', () => {
  for (const text of ['#REF!', '#N/A', '#CALC!', '#NAME?', 'Err:502']) expect(isFault(text), text).toBe(true)
  for (const text of ['#', 'Số #1', '#REF', 'Err']) expect(isFault(text), text).toBe(false)
})

it('the sign that our own files put before what looks like a formula is taken off everywhere', () => {
  expect(["'=1+1", "''=1", "'-", "'0912", "'a"].map(textOf)).toEqual(['=1+1', "'=1", '-', "'0912", "'a"])
})
