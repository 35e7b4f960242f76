import { describe, expect, it } from 'vitest'
import type { UnitLevel } from '@/db/enums'
import { keptProvinces } from './unit-facts'
import { buildUnitRows, pathStep, type VersionRow } from './unit-rows'
import { readUnitSources } from './unit-sources'

const sources = readUnitSources()
const rows = buildUnitRows(sources)
const unitOf = new Map(rows.units.map((unit) => [unit.id, unit]))
const standing = (on: string, level: UnitLevel) =>
  rows.versions.filter((v) => v.level === level && v.validFrom <= on && (v.validTo === null || v.validTo > on))
const byCode = (on: string, level: UnitLevel, code: string) => standing(on, level).find((v) => v.code === code)
const versionsOf = new Map<number, VersionRow[]>()
for (const v of rows.versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)))
  versionsOf.set(v.unitId, [...(versionsOf.get(v.unitId) ?? []), v])
const history = (unit: number | undefined) => versionsOf.get(unit ?? 0) ?? []

describe('counts', () => {
  it.each([
    ['2023-04-30', 63, 705, 10_599],
    ['2025-06-30', 63, 696, 10_035],
    ['2025-07-01', 34, 0, 3_321],
    ['2026-11-21', 34, 0, 3_321],
  ])('on %s stand %i provinces, %i districts and %i communes', (on, provinces, districts, communes) => {
    expect(standing(on, 'province')).toHaveLength(provinces)
    expect(standing(on, 'district')).toHaveLength(districts)
    expect(standing(on, 'commune')).toHaveLength(communes)
  })

  it('567 communes ended before the reform on no known day', () => {
    const last = new Map<number, VersionRow>()
    for (const v of rows.versions.filter((each) => each.level === 'commune')) {
      const known = last.get(v.unitId)
      if (!known || known.validFrom < v.validFrom) last.set(v.unitId, v)
    }
    const ended = [...last.values()].filter((v) => v.validTo === '2025-03-01')
    expect(ended).toHaveLength(567)
    expect(ended.every((v) => v.note === 'ngày chưa rõ')).toBe(true)
  })

  it('the types of communes are those of the resolutions', () => {
    const types = (on: string) => {
      const count: Record<string, number> = {}
      for (const { type } of standing(on, 'commune')) count[type] = (count[type] ?? 0) + 1
      return count
    }
    expect(types('2025-07-01')).toEqual({ xa: 2621, phuong: 687, dac_khu: 13 })
    expect(types('2026-04-30')).toEqual({ xa: 2611, phuong: 697, dac_khu: 13 })
  })
})

describe('codes and names', () => {
  it.each(['2023-04-30', '2025-02-28', '2025-06-30', '2025-07-01', '2026-11-21'])('no code twice on %s', (on) => {
    for (const level of ['province', 'district', 'commune'] as const) {
      const codes = standing(on, level).map((v) => v.code)
      expect(new Set(codes).size).toBe(codes.length)
    }
  })

  it('the two draft codes are the final ones', () => {
    expect(byCode('2026-01-01', 'commune', '06978')?.fullName).toBe('Xã Ba Chẽ')
    expect(byCode('2026-01-01', 'commune', '23938')?.fullName).toBe('Xã Ia Mơ')
    expect(byCode('2026-01-01', 'commune', '06970')).toBeUndefined()
    expect(byCode('2026-01-01', 'commune', '23737')).toBeUndefined()
    expect(byCode('2025-06-30', 'commune', '06970')?.fullName).toBe('Thị trấn Ba Chẽ')
  })

  it('tone marks stand in the traditional place and nothing is decomposed', () => {
    const wrong = rows.versions.filter(
      ({ name, fullName }) =>
        name !== name.normalize('NFC').trim() || /(o[àáảãạ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/iu.test(fullName),
    )
    expect(wrong).toEqual([])
    expect(byCode('2024-01-01', 'province', '17')?.fullName).toBe('Tỉnh Hòa Bình')
    expect(byCode('2026-01-01', 'commune', '00004')?.fullName).toBe('Phường Ba Đình')
  })

  it('a version never overlaps another of the same unit', () => {
    const broken = rows.units.filter((unit) =>
      history(unit.id).some((v, index, all) => index > 0 && all[index - 1]?.validTo !== v.validFrom),
    )
    expect(broken).toEqual([])
  })
})

describe('the tree', () => {
  it('each commune of today lies inside exactly one province of today, and no district', () => {
    const provinces = new Set(rows.provinceIds)
    const wrong = standing('2026-11-21', 'commune').filter(
      (v) =>
        !provinces.has(v.parentId ?? 0) ||
        unitOf.get(v.unitId)?.path !== pathStep(v.parentId ?? 0) + pathStep(v.unitId),
    )
    expect(wrong).toEqual([])
  })

  it('what stands on a day hangs on what stands that day', () => {
    for (const on of ['2023-04-30', '2025-06-30', '2026-11-21']) {
      const alive = new Set(
        (['nation', 'province', 'district', 'commune'] as const).flatMap((l) => standing(on, l)).map((v) => v.unitId),
      )
      const stray = (['province', 'district', 'commune'] as const)
        .flatMap((level) => standing(on, level))
        .filter((v) => !alive.has(v.parentId ?? 0))
      expect(stray).toEqual([])
    }
  })

  it('what has ended lies under the province that took its province', () => {
    const successor = new Map(rows.successions.map((s) => [s.predecessorId, s.successorId]))
    const ended = standing('2025-06-30', 'commune').map((v) => v.unitId)
    const elsewhere = ended.filter(
      (id) => unitOf.get(id)?.path.slice(0, 8) !== unitOf.get(successor.get(id) ?? 0)?.path.slice(0, 8),
    )
    expect(elsewhere).toEqual([])
    const haGiang = byCode('2025-06-30', 'province', '02')
    expect(unitOf.get(haGiang?.unitId ?? 0)?.path).toBe(
      pathStep(byCode('2026-01-01', 'province', '08')?.unitId ?? 0) + pathStep(haGiang?.unitId ?? 0),
    )
  })
})

describe('over the reform', () => {
  it('eleven provinces stay the same unit, 52 are joined whole and confirmed into 23', () => {
    for (const code of keptProvinces)
      expect(byCode('2025-06-30', 'province', code)?.unitId).toBe(byCode('2025-07-01', 'province', code)?.unitId)
    const merged = rows.successions.filter((s) => s.kind === 'merge')
    expect(merged).toHaveLength(52)
    expect(new Set(merged.map((s) => s.successorId)).size).toBe(23)
    expect(merged.every((s) => s.share === 1 && s.confirmed && s.resolution === 'Nghị quyết 202/2025/QH15')).toBe(true)
  })

  it('every commune of the eve has one successor that nobody has confirmed, and every new one a predecessor', () => {
    const edges = rows.successions.filter((s) => s.kind === 'unknown')
    expect(edges.every((s) => s.share === null && !s.confirmed && s.resolution === null)).toBe(true)
    const communes = standing('2025-06-30', 'commune').map((v) => v.unitId)
    expect(new Set(edges.map((s) => s.predecessorId))).toEqual(
      new Set([...communes, ...edges.map((s) => s.predecessorId).filter((id) => unitOf.get(id)?.level === 'district')]),
    )
    expect(edges.filter((s) => unitOf.get(s.predecessorId)?.level === 'district')).toHaveLength(5)
    expect(new Set(edges.map((s) => s.successorId)).size).toBe(3321)
  })

  it('Huế became a city in January 2025, Đồng Nai with ten wards in April 2026', () => {
    const hue = history(byCode('2026-01-01', 'province', '46')?.unitId)
    expect(hue.map((v) => [v.fullName, v.validTo])).toEqual([
      ['Tỉnh Thừa Thiên Huế', '2025-01-01'],
      ['Thành phố Huế', null],
    ])
    const dongNai = history(byCode('2026-11-01', 'province', '75')?.unitId)
    expect(dongNai.map((v) => [v.fullName, v.validFrom, v.validTo])).toEqual([
      ['Tỉnh Đồng Nai', '2025-07-01', '2026-04-30'],
      ['Thành phố Đồng Nai', '2026-04-30', null],
    ])
    expect(history(byCode('2026-11-01', 'commune', '26116')?.unitId).map((v) => v.fullName)).toEqual([
      'Xã Tân Phú',
      'Phường Tân Phú',
    ])
  })

  it('ids are the same each time', () => {
    const again = buildUnitRows(readUnitSources())
    expect(JSON.stringify(again) === JSON.stringify(rows)).toBe(true)
    expect(rows.units[0]).toEqual({ id: 1, level: 'nation', path: '' })
  })
})
