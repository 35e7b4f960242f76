import fc from 'fast-check'
import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { agencyKinds } from '@/db/enums'
import en from '@/messages/en/common.json'
import vi from '@/messages/vi/common.json'
import { addDays } from '../calendar/rules'
import { type AgencyVersion, agencyNameOf, agencyOn, isAgencyName, isSymbol, kindsOf, wordOfAgency } from './rules'

const version = (name: string, validFrom: string, validTo: string | null): AgencyVersion => ({
  ...{ kind: 'department', name, abbreviation: name, symbol: 'S', parentBody: null, note: null },
  ...{ validFrom, validTo },
})

describe('the general name of a kind', () => {
  it.each([
    ['ministry', '2025-02-28', 'Bộ Thông tin và Truyền thông', 'BTTTT'],
    ['ministry', '2025-03-01', 'Bộ Khoa học và Công nghệ', 'BKHCN'],
    ['ministry_department', '2026-11-22', 'Cục Chuyển đổi số quốc gia', 'CĐSQG'],
    ['department', '2025-02-14', 'Sở Thông tin và Truyền thông', 'STTTT'],
    ['department', '2025-03-14', 'Sở Khoa học và Công nghệ', 'SKHCN'],
    ['district_office', '2025-06-30', 'Phòng Văn hóa - Thông tin', null],
    ['commune_office', '2025-07-01', 'Phòng Văn hóa - Xã hội', null],
  ] as const)('%s on %s', (kind, day, name, symbol) =>
    expect(agencyNameOf(kind, day)).toMatchObject({ kind, name, symbol }),
  )

  it('is there on every day', () => {
    const days = fc.integer({ min: -10_000, max: 30_000 }).map((n) => addDays('2025-07-01', n))
    fc.assert(
      fc.property(fc.constantFrom(...agencyKinds), days, (kind, day) => {
        expect(agencyNameOf(kind, day).kind).toBe(kind)
        expect(agencyOn(kind, [], day)).toEqual(agencyNameOf(kind, day))
      }),
      { numRuns: 300 },
    )
  })
})

describe('the name on a day', () => {
  const versions = [version('Một', '2020-01-01', '2022-01-01'), version('Hai', '2022-01-01', '2024-01-01')]
  it.each([
    ['2020-01-01', 'Một'],
    ['2021-12-31', 'Một'],
    ['2022-01-01', 'Hai'],
    // After its end it is still called by its last name, before its beginning by the general one.
    ['2024-01-01', 'Hai'],
    ['2019-12-31', 'Sở Thông tin và Truyền thông'],
  ])('%s: %s', (day, name) => expect(agencyOn('department', versions, day).name).toBe(name))

  it('is that of the kind asked for', () => {
    expect(agencyOn('ministry', versions, '2021-01-01').name).toBe('Bộ Thông tin và Truyền thông')
  })

  it('is the only version that holds the day, wherever the others lie', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(cuts, fc.nat(5000), (picked, at) => {
        const bounds = picked.toSorted((a, b) => a - b).map((n) => addDays('2015-01-01', n))
        const rows = bounds.map((from, i) => version(`Tên ${i}`, from, bounds[i + 1] ?? null))
        const day = addDays('2015-01-01', at)
        const wanted = rows.filter((row) => row.validFrom <= day).at(-1)?.name ?? agencyNameOf('department', day).name
        expect(agencyOn('department', rows, day).name).toBe(wanted)
      }),
      { numRuns: 300 },
    )
  })
})

it('messages know the ministries and departments by their own names alone', () => {
  expect(wordOfAgency({ kind: 'department', name: 'Sở Thông tin và Truyền thông' })).toBe('STTTT')
  expect(wordOfAgency({ kind: 'ministry', name: 'Bộ Khoa học và Công nghệ' })).toBe('BKHCN')
  expect(wordOfAgency({ kind: 'department', name: 'Sở Khoa học, Công nghệ và Chuyển đổi số' })).toBe('other')
  expect(wordOfAgency({ kind: 'commune_office', name: 'Phòng Văn hóa - Xã hội' })).toBe('other')
})

it('every known name is said in English, any other as it is written; in Vietnamese all are', () => {
  const say = (locale: 'vi' | 'en', kind: AgencyVersion['kind'], name: string) =>
    createTranslator({ locale, messages: { common: locale === 'vi' ? vi : en } })('common.agency', {
      word: wordOfAgency({ kind, name }),
      name,
    })
  for (const kind of ['ministry', 'department'] as const) {
    for (const day of ['2025-02-28', '2025-03-01']) {
      const { name } = agencyNameOf(kind, day)
      expect(say('vi', kind, name)).toBe(name)
      expect(say('en', kind, name)).toMatch(
        /^the (Ministry|Department) of (Information and Communications|Science and Technology)$/,
      )
    }
  }
  expect(say('en', 'department', 'Sở Khoa học, Công nghệ và Chuyển đổi số')).toBe(
    'Sở Khoa học, Công nghệ và Chuyển đổi số',
  )
})

it('names and symbols are words, not markup and not formulas', () => {
  for (const name of ['Sở Khoa học, Công nghệ và Chuyển đổi số', 'Phòng Văn hóa - Xã hội', 'Sở KH&CN'])
    expect(isAgencyName(name)).toBe(true)
  for (const name of ['<b>', '=1+1', '-x', '', '1']) expect(isAgencyName(name)).toBe(false)
  for (const symbol of ['SKHCN', 'CĐSQG', 'VH-XH']) expect(isSymbol(symbol)).toBe(true)
  for (const symbol of ['skhcn', '-A', 'A B', 'A/B', '']) expect(isSymbol(symbol)).toBe(false)
})

it('villages and teams have none', () => {
  expect(kindsOf('province')).toEqual(['department'])
  expect(kindsOf('village')).toEqual([])
})
