import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { UnitLevel } from '@/db/enums'
import { storedName } from '@/db/unit-names'
import { buildUnitRows } from './unit-rows'
import { readUnitSources } from './unit-sources'

// Lists of units made from other sources, where they lie beside the project. Only this test reads them.
const folder = path.resolve('../shared/data/admin')

type Line = Record<string, string>
function lines(file: string): Line[] {
  const [head = '', ...rest] = fs.readFileSync(path.join(folder, file), 'utf8').trim().split('\n')
  const columns = head.split(',')
  return rest.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

/**
 * What is known to differ, by code. Names of then: spelling of the list of 2023, which we keep where only marks differ.
 * Edges: neighbours inside one district, read otherwise by the two mappings; all our edges are unconfirmed.
 */
const knownDifferences: Record<string, readonly string[]> = {
  'communes-3321.csv': [],
  'communes-10035.csv': [
    '04066 Xã Sập Vạt ≠ Xã Sặp Vạt',
    '04117 Xã Mương Chanh ≠ Xã Mường Chanh',
    '18691 Xã Cẩm Vĩnh ≠ Xã Cẩm Vịnh',
    '31246 Xã Thạnh Qưới ≠ Xã Thạnh Quới',
  ],
  'communes-10599-2023.csv': [],
  'districts-696.csv': [],
  'districts-705-2023.csv': [],
  'provinces-34.csv': [],
  'provinces-63.csv': [],
  'map-commune-2025-07-01.csv': ['13768>13753', '23521>23500', '27739>27721', '30901>30910', '30913>30886'],
}

describe.skipIf(!fs.existsSync(folder))('the seed and the lists beside the project', () => {
  const rows = buildUnitRows(readUnitSources())
  const standing = (on: string, level: UnitLevel) =>
    rows.versions.filter((v) => v.level === level && v.validFrom <= on && (v.validTo === null || v.validTo > on))

  function differences(file: string, on: string, level: UnitLevel): string[] {
    const code = new Map(standing(on, level).map((v) => [v.code, v]))
    const codeOfUnit = new Map(
      rows.versions
        .filter((v) => v.validFrom <= on && (v.validTo === null || v.validTo > on))
        .map((v) => [v.unitId, v.code]),
    )
    const found: string[] = []
    for (const line of lines(file)) {
      const ours = code.get(line.code ?? '')
      code.delete(line.code ?? '')
      if (!ours) found.push(`${line.code} missing`)
      else {
        const theirs = storedName(line.full_name ?? '').replace(/ 0(?=\d)/, ' ')
        if (ours.fullName.toLowerCase() !== theirs.toLowerCase())
          found.push(`${line.code} ${ours.fullName} ≠ ${theirs}`)
        const parent = line.district_code ?? line.province_code
        if (parent && codeOfUnit.get(ours.parentId ?? 0) !== parent)
          found.push(`${line.code} in ${codeOfUnit.get(ours.parentId ?? 0)} ≠ ${parent}`)
      }
    }
    return [...found, ...[...code.keys()].map((each) => `${each} unknown there`)].sort()
  }

  it.each([
    ['provinces-34.csv', '2026-11-21', 'province'],
    ['provinces-63.csv', '2025-06-30', 'province'],
    ['communes-3321.csv', '2026-11-21', 'commune'],
    ['communes-10035.csv', '2025-06-30', 'commune'],
    ['communes-10599-2023.csv', '2023-04-30', 'commune'],
    ['districts-696.csv', '2025-06-30', 'district'],
    ['districts-705-2023.csv', '2023-04-30', 'district'],
  ] as const)('%s on %s', (file, on, level) => {
    expect(differences(file, on, level)).toEqual([...(knownDifferences[file] ?? [])].sort())
  })

  it('the types before 30/4/2026 are those of the list', () => {
    const before = new Map(standing('2026-04-29', 'commune').map((v) => [v.code, v.type as string]))
    for (const line of lines('communes-3321.csv'))
      expect(before.get(line.code ?? ''), line.code).toBe(line.type_before_2026_04_30 || line.type)
  })

  it('our edges that the checked mapping does not have', () => {
    const theirs = new Set(lines('map-commune-2025-07-01.csv').map((line) => `${line.old_code}>${line.new_code}`))
    const old = new Map(
      [...standing('2025-06-30', 'commune'), ...standing('2025-06-30', 'district')].map((v) => [v.unitId, v.code]),
    )
    const now = new Map(standing('2025-07-01', 'commune').map((v) => [v.unitId, v.code]))
    const ours = rows.successions
      .filter((s) => s.kind === 'unknown')
      .map((s) => `${old.get(s.predecessorId)}>${now.get(s.successorId)}`)
    expect(ours.filter((edge) => !theirs.has(edge)).sort()).toEqual(knownDifferences['map-commune-2025-07-01.csv'])
  })
})
