import fc from 'fast-check'
import { expect, it } from 'vitest'
import { villageTypes } from '@/db/enums'
import { readUnitSources } from './unit-sources'
import { demoVillages, nationalVillages, villagesOf } from './villages'

const communes = readUnitSources().communes.map(({ code, type, parent }) => ({
  code,
  type,
  provinceCode: parent ?? '',
}))

it('the country has about 75,000 of them, made in a second', () => {
  const started = performance.now()
  const count = communes.reduce((sum, commune) => sum + villagesOf(commune, 7, nationalVillages).length, 0)
  expect(performance.now() - started).toBeLessThan(2000)
  expect(count).toBeGreaterThan(73_500)
  expect(count).toBeLessThan(76_500)
})

it('are the same for the same seed, within the range, with names that differ in a commune', () => {
  fc.assert(
    fc.property(fc.constantFrom(...communes), fc.integer({ min: 0, max: 1e6 }), (commune, seed) => {
      const villages = villagesOf(commune, seed)
      expect(villages).toEqual(villagesOf(commune, seed))
      expect(villages.length).toBeGreaterThanOrEqual(demoVillages.min)
      expect(villages.length).toBeLessThanOrEqual(demoVillages.max)
      expect(new Set(villages.map((v) => v.fullName)).size).toBe(villages.length)
      expect(villages.every((v) => villageTypes.includes(v.type))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('bear the words of their region', () => {
  const types = (provinceCode: string, type: 'xa' | 'phuong') =>
    new Set(villagesOf({ code: '99999', type, provinceCode }, 1, { min: 30, max: 30 }).map((v) => v.type))
  expect(types('96', 'xa')).toEqual(new Set(['ap']))
  expect(types('96', 'phuong')).toEqual(new Set(['khom']))
  expect(types('01', 'phuong')).toEqual(new Set(['to_dan_pho']))
  expect(types('79', 'phuong')).toEqual(new Set(['khu_pho']))
})
