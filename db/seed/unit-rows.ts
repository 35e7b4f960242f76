import type { RolloutState, SuccessionKind, UnitLevel, UnitType } from '@/db/enums'
import { fullNameOf } from '@/db/unit-names'
import { EveDistricts, known, sameName } from './unit-districts'
import * as facts from './unit-facts'
import type { SourceUnit, UnitSources } from './unit-sources'

export type UnitRow = { id: number; level: UnitLevel; path: string }
export type VersionRow = {
  unitId: number
  level: UnitLevel
  parentId: number | null
  name: string
  fullName: string
  type: UnitType
  code: string | null
  validFrom: string
  validTo: string | null
  note: string | null
}
export type SuccessionRow = {
  predecessorId: number
  successorId: number
  effectiveOn: string
  kind: SuccessionKind
  share: number | null
  confirmed: boolean
  resolution: string | null
}
export type AliasRow = { unitId: number; alias: string }
export type RolloutRow = { unitId: number; state: RolloutState; validFrom: string; validTo: string | null }
export type UnitRows = {
  units: UnitRow[]
  versions: VersionRow[]
  successions: SuccessionRow[]
  aliases: AliasRow[]
  rollouts: RolloutRow[]
  /** Ids of the provinces that stand now. */
  provinceIds: number[]
}

/** '0000012.' : one step of a path. */
export const pathStep = (id: number) => `${String(id).padStart(7, '0')}.`

/**
 * The rows of all units of the two packages. Ids are dealt in a fixed order: nation 1, then what stands now (provinces,
 * communes), then what has ended, each by code. A path is the unit's place now: what has ended lies under the present
 * province that took its province, so that the province of today reads its history.
 */
export function buildUnitRows(sources: UnitSources): UnitRows {
  const rows: UnitRows = { units: [], versions: [], successions: [], aliases: [], rollouts: [], provinceIds: [] }
  const open = (level: UnitLevel, above: string): { id: number; path: string } => {
    const id = rows.units.length + 1
    const path = level === 'nation' ? '' : above + pathStep(id)
    rows.units.push({ id, level, path })
    return { id, path }
  }
  const version = (
    unit: { id: number },
    level: UnitLevel,
    parentId: number | null,
    called: { name: string; type: UnitType; code: string | null },
    validFrom: string,
    validTo: string | null,
    note: string | null = null,
  ) => {
    const { name, type, code } = called
    rows.versions.push({
      unitId: unit.id,
      level,
      parentId,
      name,
      fullName: fullNameOf(type, name),
      type,
      code,
      validFrom,
      validTo,
      note,
    })
  }
  const {
    beginningUnknown: begin,
    beginningUnknownNote: beginNote,
    changeUnknown: change,
    changeUnknownNote,
    reform,
  } = facts

  const nation = open('nation', '')
  version(nation, 'nation', null, { name: 'Việt Nam', type: 'nation', code: null }, begin, null)

  // Provinces of today.
  const provinces = new Map<string, { id: number; path: string }>()
  const kept = new Set(facts.keptProvinces)
  for (const source of sources.provinces) {
    const unit = open('province', '')
    provinces.set(source.code, unit)
    rows.provinceIds.push(unit.id)
    const steps = provinceSteps(source, kept.has(source.code))
    for (const step of steps) version(unit, 'province', nation.id, step, step.from, step.to, step.note)
    const from = kept.has(source.code) ? facts.rolloutOfficial : reform
    rows.rollouts.push({ unitId: unit.id, state: 'official', validFrom: from, validTo: null })
  }

  // Communes of today: new identities, though nearly all reuse the code of one of their predecessors.
  const communes = new Map<string, number>()
  const provinceOfCommune = new Map<string, string>()
  const wards = new Set(facts.dongNaiCity.wards)
  for (const source of sources.communes) {
    const province = known(provinces, source.parent ?? '')
    const unit = open('commune', province.path)
    communes.set(source.code, unit.id)
    provinceOfCommune.set(source.code, source.parent ?? '')
    if (wards.has(source.code)) {
      version(unit, 'commune', province.id, { ...source, type: 'xa' }, reform, facts.dongNaiCity.on)
      version(unit, 'commune', province.id, { ...source, type: 'phuong' }, facts.dongNaiCity.on, null)
    } else version(unit, 'commune', province.id, source, reform, null)
  }

  // Old provinces: eleven are the same unit, the others are joined whole into one of the 23 new ones.
  const presentOf = presentProvinces(sources, provinceOfCommune)
  const oldProvinces = new Map<string, { id: number; above: string }>()
  for (const source of sources.oldProvinces) {
    const present = known(provinces, known(presentOf, source.code))
    if (kept.has(source.code)) {
      oldProvinces.set(source.code, { id: present.id, above: present.path })
      continue
    }
    const unit = open('province', present.path)
    oldProvinces.set(source.code, { id: unit.id, above: present.path })
    version(unit, 'province', nation.id, source, begin, reform, beginNote)
    rows.rollouts.push({ unitId: unit.id, state: 'official', validFrom: facts.rolloutOfficial, validTo: reform })
    rows.successions.push({
      predecessorId: unit.id,
      successorId: present.id,
      effectiveOn: reform,
      kind: 'merge',
      share: 1,
      confirmed: true,
      resolution: facts.reformResolution,
    })
  }

  // Districts, all ended by the reform.
  const eve = new EveDistricts(sources)
  const districts = new Map<string, { id: number; above: string }>()
  for (const { code, province, before, later } of eve.all()) {
    const above = known(oldProvinces, province)
    const unit = open('district', above.above)
    districts.set(code, { id: unit.id, above: above.above })
    const ended = before !== null && later === null
    const called = (from: { name: string; type: UnitType }) => ({ ...from, code })
    if (ended) version(unit, 'district', above.id, called(before), begin, change, changeUnknownNote)
    else if (before && later && sameName(before, later))
      version(unit, 'district', above.id, called(before), begin, reform, beginNote)
    else if (later) {
      if (before) version(unit, 'district', above.id, called(before), begin, change, changeUnknownNote)
      version(unit, 'district', above.id, called(later), change, reform, changeUnknownNote)
    }
  }

  // Communes of then: what the list of 2023 says and, where the mapping says otherwise, the eve of the reform.
  const mapped = new Map(sources.mapping.map((each) => [each.code, each]))
  const unmapped = new Map(facts.unmapped.map((each) => [each.code, each.successor]))
  const listed = new Map(sources.oldCommunes.map((each) => [each.code, each]))
  for (const code of [...new Set([...listed.keys(), ...mapped.keys()])].sort()) {
    const before = listed.get(code)
    const last = mapped.get(code)
    const home = last ? eve.districtOf(last) : (before?.parent ?? '')
    const first = before ? known(districts, before.parent ?? '') : null
    const second = known(districts, home)
    const unit = open('commune', second.above)
    if (before && first && !last) {
      const stood = unmapped.has(code)
      version(unit, 'commune', first.id, before, begin, stood ? reform : change, stood ? beginNote : changeUnknownNote)
    } else if (before && first && last && first.id === second.id && sameName(before, last)) {
      version(unit, 'commune', first.id, before, begin, reform, beginNote)
    } else if (last) {
      if (before && first) version(unit, 'commune', first.id, before, begin, change, changeUnknownNote)
      const called = before && sameName(before, last) ? before : last
      version(
        unit,
        'commune',
        second.id,
        { name: called.name, type: called.type, code },
        change,
        reform,
        changeUnknownNote,
      )
    }
    const successor = last?.successor ?? unmapped.get(code)
    if (successor) rows.successions.push(unconfirmed(unit.id, known(communes, successor)))
  }

  // Island districts without communes became special zones of the same name.
  const islands = new Map(sources.communes.map((each) => [each.code, each]))
  for (const code of sources.fromDistricts) {
    const zone = known(islands, code)
    const district = sources.oldDistricts.find(
      (each) => each.name === zone.name && presentOf.get(each.parent ?? '') === zone.parent,
    )
    if (district) rows.successions.push(unconfirmed(known(districts, district.code).id, known(communes, code)))
  }

  for (const { code, era, aliases } of facts.provinceAliases) {
    const old = oldProvinces.get(code)?.id
    const now = provinces.get(code)?.id
    const ids = new Set([era !== 'new' ? old : undefined, era !== 'old' ? now : undefined])
    for (const unitId of ids) if (unitId) for (const alias of aliases) rows.aliases.push({ unitId, alias })
  }
  return rows
}

type ProvinceStep = { name: string; type: UnitType; code: string; from: string; to: string | null; note: string | null }

function provinceSteps(source: SourceUnit, wasThere: boolean): ProvinceStep[] {
  const { name, type, code } = source
  if (code === facts.hueCity.code)
    return [
      {
        name: 'Thừa Thiên Huế',
        type: 'tinh',
        code,
        from: facts.beginningUnknown,
        to: facts.hueCity.on,
        note: facts.beginningUnknownNote,
      },
      { name, type, code, from: facts.hueCity.on, to: null, note: null },
    ]
  if (code === facts.dongNaiCity.code)
    return [
      { name, type: 'tinh', code, from: facts.reform, to: facts.dongNaiCity.on, note: null },
      { name, type: 'thanh_pho', code, from: facts.dongNaiCity.on, to: null, note: null },
    ]
  return wasThere
    ? [{ name, type, code, from: facts.beginningUnknown, to: null, note: facts.beginningUnknownNote }]
    : [{ name, type, code, from: facts.reform, to: null, note: null }]
}

/** Old province code → present province code, read off the mapping of its communes. Throws when one was cut. */
function presentProvinces(sources: UnitSources, provinceOfCommune: Map<string, string>): Map<string, string> {
  const provinceOfDistrict = new Map(sources.oldDistricts.map((each) => [each.code, each.parent ?? '']))
  const provinceOfOld = new Map(
    sources.oldCommunes.map((each) => [each.code, known(provinceOfDistrict, each.parent ?? '')]),
  )
  const present = new Map<string, string>()
  for (const { code, successor } of sources.mapping) {
    const old = provinceOfOld.get(code)
    if (!old) continue
    const now = known(provinceOfCommune, successor)
    if ((present.get(old) ?? now) !== now) throw new Error(`province ${old} maps into ${present.get(old)} and ${now}`)
    present.set(old, now)
  }
  return present
}

const unconfirmed = (predecessorId: number, successorId: number): SuccessionRow => ({
  predecessorId,
  successorId,
  effectiveOn: facts.reform,
  kind: 'unknown',
  share: null,
  confirmed: false,
  resolution: null,
})
