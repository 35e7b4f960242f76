import { type Edge, pathStep, type Tree, type TreeUnit, whole } from '../../tree/rules'
import type { Plan } from '../outcome/rules'

/**
 * The paths that change. A unit that stands lies under its parent. What has ended lies where its rows are read: a commune or
 * district under the province that its province has become, where nothing wholly took that under the one that holds all that became
 * of the unit itself; a village or team under the commune that wholly took its own, else likewise under the province
 * (architecture.md, row-level security: heirs of a cut unit read it through `history_units`).
 */
export function pathsAfter(tree: Tree, plan: Omit<Plan, 'paths'>): Plan['paths'] {
  const places = new Places(tree, plan)
  return [...tree.units.values()].flatMap((unit) => {
    const to = places.pathOf(unit.id)
    return to === unit.path ? [] : [{ unitId: unit.id, from: unit.path, to }]
  })
}

/** Paths of units after a plan; new ones included. */
export class Places {
  private readonly parents = new Map<number, number | null>()
  private readonly opened = new Map<number, Plan['opens'][number]>()
  private readonly ended: ReadonlySet<number>
  private readonly heirs: Map<number, number>
  private readonly successors = new Map<number, Edge[]>()
  private readonly known = new Map<number, string>()

  constructor(
    private readonly tree: Tree,
    private readonly plan: Omit<Plan, 'paths'>,
  ) {
    for (const { unitId, parentId } of [...plan.renewals, ...plan.reparents]) this.parents.set(unitId, parentId)
    for (const opening of plan.opens) this.opened.set(opening.id, opening)
    this.ended = new Set([...plan.ends, ...plan.waiting.map(({ unitId }) => unitId)])
    this.heirs = new Map(plan.heirs)
    for (const { from, to, share, confirmed } of tree.edges)
      if (share === whole && confirmed && !this.heirs.has(from)) this.heirs.set(from, to)
    for (const edge of [...tree.edges, ...plan.edges])
      this.successors.set(edge.from, [...(this.successors.get(edge.from) ?? []), edge])
  }

  pathOf(id: number): string {
    const known = this.known.get(id)
    if (known !== undefined) return known
    const path = this.find(id)
    this.known.set(id, path)
    return path
  }

  private find(id: number): string {
    const opening = this.opened.get(id)
    if (opening) return this.pathOf(opening.parentId) + pathStep(id)
    const unit = this.tree.units.get(id)
    if (!unit || unit.level === 'nation') return ''
    if (this.stands(unit)) return this.pathOf(this.parentOf(unit) ?? 0) + pathStep(id)
    // Where its line leads out of what is known here, the rows go with what they lie under.
    return (this.rowsOf(unit) ?? this.residence(Number(unit.path.slice(-16, -9))) ?? '') + pathStep(id)
  }

  private stands = (unit: TreeUnit): boolean => !this.ended.has(unit.id) && unit.versions.at(-1)?.validTo === null
  private parentOf(unit: TreeUnit): number | null {
    return this.parents.get(unit.id) ?? unit.versions.at(-1)?.parentId ?? null
  }

  /** Under what the rows of an ended unit lie; null: in a province that was not loaded it may have followed anybody. */
  private rowsOf(unit: TreeUnit): string | null {
    if (unit.level === 'province') {
      const heir = this.heirs.get(unit.id)
      return heir === undefined ? '' : this.residence(heir)
    }
    const above = this.parentOf(unit) ?? 0
    if (unit.level === 'village' || unit.level === 'team') return this.residence(above)
    return this.residenceOfProvince(above) || this.provinceOfSuccessors(unit.id)
  }

  /** The province in which all that a unit became stands; empty when there are several, or it became nothing. */
  private provinceOfSuccessors(id: number): string {
    const provinces = new Set(this.standingOf(id).map((each) => this.pathOf(each).slice(0, pathStep(id).length)))
    return provinces.size === 1 ? ([...provinces][0] ?? '') : ''
  }

  /** What a unit became by the change that ended it; in place of what has ended in turn whatever followed that. */
  private standingOf(id: number, passed: readonly number[] = []): number[] {
    const unit = this.tree.units.get(id)
    if (!unit || this.stands(unit)) return [id]
    if (passed.includes(id)) return []
    const day = this.ended.has(id) ? this.plan.on : unit.versions.at(-1)?.validTo
    const last = this.successors.get(id)?.filter(({ on }) => on === day) ?? []
    return last.flatMap(({ to }) => this.standingOf(to, [...passed, id]))
  }

  /** Where what belonged to a unit lies now: in the unit, in its heir, or in what its province has become. */
  private residence(id: number): string | null {
    const unit = this.tree.units.get(id)
    if (!unit) return this.opened.has(id) ? this.pathOf(id) : null
    if (this.stands(unit)) return this.pathOf(id)
    const heir = this.heirs.get(id)
    if (heir !== undefined) return this.residence(heir)
    return unit.level === 'province' || unit.level === 'nation' ? '' : this.residenceOfProvince(id)
  }

  /** The same for the province that a unit lies in, or lay in last. */
  private residenceOfProvince(id: number): string | null {
    const unit = this.opened.get(id) ?? this.tree.units.get(id)
    if (!unit) return null
    if (unit.level === 'nation') return ''
    if (unit.level === 'province') return this.residence(id)
    return this.residenceOfProvince(('parentId' in unit ? unit.parentId : this.parentOf(unit)) ?? 0)
  }
}
