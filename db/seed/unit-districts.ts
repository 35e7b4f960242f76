import type { UnitType } from '@/db/enums'
import { searchKey } from '@/db/unit-names'
import * as facts from './unit-facts'
import type { MappedCommune, SourceUnit, UnitSources } from './unit-sources'

export type Called = { name: string; type: UnitType }
// "NT Trần Phú" (nông trường) and "Trần Phú" are one name; so are spellings that differ in marks only.
const nameKey = (name: string) => searchKey(name).replace(/^(nt|n t|nong truong) /, '')
/** Whether two sources call a unit the same: type and name, marks apart. */
export const sameName = (a: Called, b: Called) => a.type === b.type && nameKey(a.name) === nameKey(b.name)

/** The value of a key that must be there. Throws when the packages name a unit that they do not list. */
export function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the packages name an unknown unit: ${String(key)}`)
  return value
}

type District = { code: string; province: string; before: Called | null; later: Called | null }

/** Districts in April 2023 and on the eve of the reform, the latter told by the mapping through names only. */
export class EveDistricts {
  private readonly before: Map<string, SourceUnit>
  private readonly byName = new Map<string, string>()
  private readonly provinceOfCommune = new Map<string, string>()
  private readonly later = new Map<string, Called>()

  constructor(private readonly sources: UnitSources) {
    this.before = new Map(sources.oldDistricts.map((each) => [each.code, each]))
    const key = (province: string, type: string, name: string) => `${province}|${type}|${searchKey(name)}`
    for (const { code, parent, type, name } of sources.oldDistricts) {
      this.byName.set(key(parent ?? '', type, name), code)
      // A district may have changed its type since; two of one name are told apart by the exact type first.
      this.byName.set(key(parent ?? '', '', name), this.byName.has(key(parent ?? '', '', name)) ? '' : code)
    }
    for (const { code, province, type, name } of facts.laterDistricts) {
      this.byName.set(key(province, type, name), code)
      this.later.set(code, { name, type })
    }
    for (const { code, province, name } of facts.joinedDistricts) this.byName.set(key(province, '', name), code)
    for (const { code, parent } of sources.oldCommunes) {
      this.provinceOfCommune.set(code, known(this.before, parent ?? '').parent ?? '')
    }
    const withCommunes = new Set(sources.oldCommunes.map((each) => each.parent))
    for (const { code, name, type } of sources.oldDistricts) {
      if (!withCommunes.has(code)) this.later.set(code, { name, type })
    }
    for (const each of sources.mapping) {
      const code = this.districtOf(each)
      if (!this.later.has(code)) this.later.set(code, { name: each.districtName, type: each.districtType })
    }
  }

  /** The code of the district a commune lay in on the eve. Throws when no district bears that name. */
  districtOf(commune: MappedCommune): string {
    const province = this.provinceOfCommune.get(commune.code) ?? this.provinceOfNewCode(commune)
    const name = searchKey(commune.districtName)
    const code =
      this.byName.get(`${province}|${commune.districtType}|${name}`) ?? this.byName.get(`${province}||${name}`)
    if (!code) throw new Error(`commune ${commune.code} lies in an unknown district: ${commune.districtName}`)
    return code
  }

  // A commune that the list of 2023 lacks: its neighbours in the same new commune tell its province.
  private provinceOfNewCode(commune: MappedCommune): string {
    const neighbour = this.sources.mapping.find(
      (each) =>
        each.districtName === commune.districtName &&
        each.districtType === commune.districtType &&
        this.provinceOfCommune.has(each.code),
    )
    return neighbour ? known(this.provinceOfCommune, neighbour.code) : ''
  }

  all(): District[] {
    const codes = [...new Set([...this.before.keys(), ...this.later.keys()])].sort()
    return codes.map((code) => {
      const before = this.before.get(code)
      const fact = facts.laterDistricts.find((each) => each.code === code)
      const province = before?.parent ?? fact?.province ?? ''
      return { code, province, before: before ?? null, later: this.later.get(code) ?? null }
    })
  }
}
