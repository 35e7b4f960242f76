import type { UnitType } from '@/db/enums'
import { addDays, type Day } from '../../../calendar/rules'
import type { Change, Node } from '../../../units/plan/rules'
import { nationId } from '../../../units/rules'
import { type Tree, versionOn, whole } from '../../../units/tree/rules'
import type { Drafter } from '../../rules'
import { type CodedLevel, codedLevels, type UnitCode } from '../columns/rules'
import { type GazetteerUnit, keyOf, type Source, sameName } from '../gazetteer/rules'
import type { MappingRow } from '../mapping/rules'

/** A unit that stands on the eve or on the day. `ended`: not on the day any more. `province`: in which it lies, or itself. */
export type Standing = {
  id: number
  level: CodedLevel
  code: string
  name: string
  type: UnitType
  parentId: number
  path: string
  province: number
  ended: boolean
}
/** Who bears which code on the eve and on the day, by `keyOf`. */
export type Register = { eve: Map<string, Standing>; day: Map<string, Standing>; byId: Map<number, Standing> }

const isCoded = (level: string): level is CodedLevel => (codedLevels as string[]).includes(level)

export function registerOf({ units }: Tree, on: Day): Register {
  const register: Register = { eve: new Map(), day: new Map(), byId: new Map() }
  const before = addDays(on, -1)
  const provinceOf = (id: number | null): number => {
    const unit = id === null ? undefined : units.get(id)
    if (!unit || unit.level === 'province') return unit?.id ?? 0
    return provinceOf((versionOn(unit, on) ?? versionOn(unit, before))?.parentId ?? null)
  }
  for (const unit of units.values()) {
    if (!isCoded(unit.level)) continue
    for (const [which, day] of [['eve', before] as const, ['day', on] as const]) {
      const version = versionOn(unit, day)
      if (!version?.code) continue
      const { code, name, type, parentId } = version
      const standing: Standing = {
        ...{ id: unit.id, level: unit.level, code, name, type, parentId: parentId ?? 0, path: unit.path },
        ...{ province: provinceOf(unit.id), ended: versionOn(unit, on) === null },
      }
      register[which].set(keyOf(standing), standing)
      register.byId.set(unit.id, standing)
    }
  }
  return register
}

/** What a new unit differs in from the one that goes on as it; of a parent the names. */
export type Difference = { what: 'name' | 'type' | 'code' | 'parent'; from: string; to: string }
/** What becomes of a row of the gazetteer: a unit that goes on, or one that is opened. */
export type Becoming = { unit: GazetteerUnit; goesOn: Standing | null; differences: Difference[]; predecessors: number }
/** An old unit, what takes it, and how much of it. */
export type MappedEdge = { row: MappingRow; old: Standing; into: { listed: GazetteerUnit } | { standing: Standing } }
export type Line = { change: Change; sources: Source[] }

export type Given = {
  register: Register
  drafter: Drafter
  units: readonly GazetteerUnit[]
  edges: readonly MappedEdge[]
  /** Units of the gazetteer that a wrong row speaks of: what they come from is not all known, so none goes on as one of them. */
  doubtful: ReadonlySet<string>
  /** Old units that a wrong row speaks of: what becomes of them is not known, so none goes on as what bears its code. */
  unsure: ReadonlySet<number>
  /** The files list all units of the provinces that they speak of, not only those that change. */
  complete: boolean
}
export type Outcome = {
  lines: Line[]
  becoming: Map<string, Becoming>
  /** Communes and provinces that stand on the eve and are nowhere in the files. */
  missing: Standing[]
}

const refOf = ({ level, code }: UnitCode) => `${level}-${code}`

/**
 * The lines of a resolution that follow from a gazetteer and a mapping (domain.md section 3). A new unit that one old unit goes into
 * wholly, and nothing else, is that unit going on; any other is opened and its predecessors go into it, whole or in part. A
 * district that the complete files leave out is closed; a commune or province is named.
 */
export function linesFrom(given: Given): Outcome {
  return new Lines(given).outcome()
}

class Lines {
  private readonly lines: Line[] = []
  private readonly becoming = new Map<string, Becoming>()
  private readonly byOld = new Map<number, MappedEdge[]>()
  private readonly byNew = new Map<string, MappedEdge[]>()
  /** Old units that go on as one of the gazetteer, by id. */
  private readonly going = new Set<number>()
  /** Units that stand and are said to hold one of the gazetteer. */
  private readonly holding = new Set<number>()

  constructor(private readonly given: Given) {
    const add = <K>(map: Map<K, MappedEdge[]>, key: K, edge: MappedEdge) => {
      const list = map.get(key)
      if (list) list.push(edge)
      else map.set(key, [edge])
    }
    for (const edge of given.edges) {
      add(this.byOld, edge.old.id, edge)
      if ('listed' in edge.into) add(this.byNew, keyOf(edge.into.listed), edge)
    }
  }

  outcome(): Outcome {
    for (const level of codedLevels)
      for (const unit of this.given.units) {
        if (unit.level !== level) continue
        const predecessors = this.byNew.get(keyOf(unit)) ?? []
        const goesOn = this.predecessorOf(unit, predecessors)
        if (goesOn) this.going.add(goesOn.id)
        this.becoming.set(keyOf(unit), { unit, goesOn, differences: [], predecessors: predecessors.length })
      }
    for (const becoming of this.becoming.values()) {
      if (becoming.goesOn) this.renew(becoming, becoming.goesOn)
      else this.open(becoming.unit)
    }
    for (const edges of this.byOld.values()) this.join(edges)
    const missing = this.given.complete ? this.leftOut() : []
    return { lines: this.lines, becoming: this.becoming, missing }
  }

  /** The one old unit that goes on as this one, or null. */
  private predecessorOf(unit: GazetteerUnit, edges: readonly MappedEdge[]): Standing | null {
    const { register, doubtful, unsure } = this.given
    const bearer = register.day.get(keyOf(unit))
    // It bears the code, and nothing says that it goes anywhere.
    const stays = bearer && !this.byOld.has(bearer.id) && !unsure.has(bearer.id) ? bearer : null
    if (stays && sameName(stays.name, unit.name)) return stays
    if (doubtful.has(keyOf(unit))) return null
    const [edge] = edges
    if (!edge) return stays
    if (edges.length > 1) return null
    const { old, row } = edge
    const wholly = this.byOld.get(old.id)?.length === 1 && !row.part
    return wholly && old.level === unit.level ? old : null
  }

  private nodeOf(code: UnitCode | null): { node: Node; name: string } | null {
    if (code === null) return null
    const listed = this.becoming.get(keyOf(code))
    if (listed)
      return { node: listed.goesOn ? { unitId: listed.goesOn.id } : { ref: refOf(code) }, name: listed.unit.name }
    const standing = this.given.register.day.get(keyOf(code))
    if (standing) this.holding.add(standing.id)
    return standing ? { node: { unitId: standing.id }, name: standing.name } : null
  }

  private open(unit: GazetteerUnit): void {
    const { level, code, name, type, parent } = unit
    const node = this.nodeOf(parent)?.node ?? { unitId: nationId }
    this.lines.push({
      change: { kind: 'open', ref: refOf(unit), level, parent: node, type, name, code },
      sources: [unit],
    })
  }

  private renew(becoming: Becoming, old: Standing): void {
    const { unit, differences } = becoming
    const { id: unitId } = old
    const edge = this.byOld.get(unitId)?.[0]
    const sources = [unit, ...(edge ? [edge.row] : [])]
    const add = (difference: Difference, change: Change) => {
      differences.push(difference)
      this.lines.push({ change, sources })
    }
    const above = this.nodeOf(unit.parent)
    if (above && !('unitId' in above.node && above.node.unitId === old.parentId))
      add(
        { what: 'parent', from: this.given.register.byId.get(old.parentId)?.name ?? '', to: above.name },
        { kind: 'move', unitId, parent: above.node },
      )
    if (!sameName(old.name, unit.name) && !sameName(old.name, unit.asWritten))
      add({ what: 'name', from: old.name, to: unit.name }, { kind: 'rename', unitId, name: unit.name })
    if (old.type !== unit.type)
      add({ what: 'type', from: old.type, to: unit.type }, { kind: 'retype', unitId, type: unit.type })
    if (old.code !== unit.code)
      add({ what: 'code', from: old.code, to: unit.code }, { kind: 'recode', unitId, code: unit.code })
  }

  /** What becomes of one old unit by its rows. */
  private join(edges: readonly MappedEdge[]): void {
    const [first] = edges
    if (!first || this.going.has(first.old.id)) return
    const unitId = first.old.id
    const into = (edge: MappedEdge): Node =>
      'standing' in edge.into
        ? { unitId: edge.into.standing.id }
        : (this.nodeOf(edge.into.listed)?.node ?? { ref: refOf(edge.into.listed) })
    if (edges.length === 1) {
      const node = into(first)
      // Into itself and nowhere else: it stays as it is.
      if ('unitId' in node && node.unitId === unitId) return
      this.lines.push({ change: { kind: 'merge', unitId, into: node }, sources: [first.row] })
      return
    }
    for (const edge of edges) {
      const share = edge.row.share === whole ? null : edge.row.share
      this.lines.push({ change: { kind: 'split', unitId, into: into(edge), share }, sources: [edge.row] })
    }
  }

  /** Districts that are left out are closed; communes and provinces that are left out come back. */
  private leftOut(): Standing[] {
    const { register, drafter, units, edges, unsure } = this.given
    const listed = (level: CodedLevel) => units.filter((unit) => unit.level === level).length
    const covered = this.coveredProvinces()
    const provinces =
      listed('province') > 1 || edges.some(({ old }) => old.level === 'province') ? listed('province') > 0 : false
    const missing: Standing[] = []
    for (const old of register.eve.values()) {
      const { id, level, path, ended } = old
      const inScope = level === 'province' ? provinces && drafter.level === 'nation' : covered.has(old.province)
      if (ended || !inScope || !path.startsWith(drafter.path) || this.byOld.has(id) || this.going.has(id)) continue
      if (unsure.has(id)) continue
      if (level !== 'district') missing.push(old)
      else if (!this.holding.has(id)) this.lines.push({ change: { kind: 'close', unitId: id }, sources: [] })
    }
    return missing
  }

  /** Old provinces whose communes the files list: they lie in a province of the list, or a row speaks of one of them. */
  private coveredProvinces(): Set<number> {
    const { register, units, edges } = this.given
    const communes = units.filter((unit) => unit.level === 'commune')
    if (communes.length === 0) return new Set()
    const covered = new Set(edges.flatMap(({ old }) => (old.level === 'province' ? [] : [old.province])))
    for (const { goesOn } of this.becoming.values())
      if (goesOn && goesOn.level !== 'province') covered.add(goesOn.province)
    const above = new Set(
      communes.flatMap(({ parent }) => {
        const district = parent?.level === 'district' ? this.becoming.get(keyOf(parent)) : undefined
        const standing = parent && !district ? register.day.get(keyOf(parent)) : undefined
        if (standing) covered.add(standing.province)
        const province = district ? district.unit.parent : parent
        return province ? [keyOf(province)] : []
      }),
    )
    for (const key of above) {
      const becoming = this.becoming.get(key)
      const standing = becoming ? becoming.goesOn : register.day.get(key)
      if (standing) covered.add(standing.id)
      for (const { old } of this.byNew.get(key) ?? []) covered.add(old.id)
    }
    return covered
  }
}
