import type { UnitLevel } from '@/db/enums'
import type { Day } from '../../calendar/rules'
import { type Edge, parentLevels, type Tree, type TreeUnit, type TreeVersion, versionOn, whole } from '../tree/rules'
import { type Change, type Conflict, type ConflictReason, type Node, typeFits } from './changes/rules'
import { giveCodes } from './codes/rules'
import { followersOf, reparentsOf } from './following/rules'
import type { Opening, Plan, Renewal, Reparenting, Waiting } from './outcome/rules'
import { pathsAfter } from './paths/rules'

export { type Change, type Conflict, type ConflictReason, type Node, typeFits } from './changes/rules'
export { type Opening, type Plan, type Renewal, type Reparenting, standingHeirs, type Waiting } from './outcome/rules'

/** Island districts became special zones of the same ground: the one step between levels (Nghị quyết 202/2025/QH15). */
export const mayBecome = (from: UnitLevel, to: UnitLevel) => from === to || (from === 'district' && to === 'commune')

/**
 * What the lines do to the tree on a day, or why they cannot. Pure: ids of new units come from `newId`. The order of the lines
 * does not matter. Children follow a parent that went wholly into another; those of a commune that was cut wait.
 */
export function planOf(
  tree: Tree,
  on: Day,
  changes: readonly Change[],
  newId: (ref: string) => number,
): { plan: Plan | null; conflicts: Conflict[] } {
  const planner = new Planner(tree, on, changes, newId)
  const plan = planner.plan()
  return { plan: planner.conflicts.length === 0 ? plan : null, conflicts: planner.conflicts }
}

type Numbered = { line: number; change: Exclude<Change, { kind: 'open' }> }

class Planner {
  readonly conflicts: Conflict[] = []
  private readonly opened = new Map<string, Opening>()
  private readonly openLines = new Map<string, number>()
  private readonly byId = new Map<number, Opening>()
  readonly ended = new Set<number>()
  private readonly renewed = new Map<number, Renewal & { line: number | null }>()
  private readonly edges: Edge[] = []
  readonly heirs = new Map<number, number>()
  private readonly cut = new Set<number>()
  /** What other resolutions of the day have brought into units already, or taken out of them. */
  private readonly given: ReadonlySet<number>
  private readonly taken: ReadonlySet<number>

  constructor(
    private readonly tree: Tree,
    private readonly on: Day,
    private readonly changes: readonly Change[],
    private readonly newId: (ref: string) => number,
  ) {
    const sameDay = tree.edges.filter((edge) => edge.on === on)
    this.given = new Set(sameDay.map(({ to }) => to))
    this.taken = new Set(sameDay.map(({ from }) => from))
  }

  private refuse(reason: ConflictReason, line: number | null, more: Omit<Conflict, 'reason' | 'line'> = {}): void {
    this.conflicts.push({ line, reason, ...more })
  }

  plan(): Plan {
    if (this.changes.length === 0) this.refuse('empty', null)
    this.takeOpenings()
    for (const [unitId, lines] of this.subjects()) this.takeSubject(unitId, lines)
    this.checkTargets()
    const waiting = this.follow()
    this.checkParents()
    const reparents = this.reparent()
    const opens = [...this.opened.values()]
    this.conflicts.push(
      ...giveCodes(this.tree, this.on, {
        opens: opens.map((each) => ({ ...each, line: this.openLines.get(each.ref) ?? null })),
        renewals: [...this.renewed.values()],
        reparents,
        gone: new Set([...this.ended, ...waiting.map(({ unitId }) => unitId)]),
      }),
    )
    const renewals = [...this.renewed.values()].map(({ line: _, ...renewal }) => renewal)
    const plan: Plan = {
      ...{ on: this.on, opens, ends: [...this.ended], renewals, reparents, edges: this.edges, heirs: this.heirs },
      ...{ cut: [...this.cut], waiting, paths: [] },
    }
    if (this.conflicts.length === 0) plan.paths = pathsAfter(this.tree, plan)
    return plan
  }

  private takeOpenings(): void {
    for (const [line, change] of this.changes.entries()) {
      if (change.kind !== 'open') continue
      const { ref, level, type, name, code } = change
      if (this.opened.has(ref)) {
        this.refuse('refTwice', line, { text: ref })
        continue
      }
      if (!typeFits(level, type)) this.refuse('typeOfOtherLevel', line, { text: name })
      const opening = { id: this.newId(ref), ref, level, parentId: 0, name, type, code }
      this.opened.set(ref, opening)
      this.openLines.set(ref, line)
      this.byId.set(opening.id, opening)
    }
    for (const [line, change] of this.changes.entries()) {
      if (change.kind !== 'open') continue
      const opening = this.opened.get(change.ref)
      const parentId = this.idOf(change.parent)
      if (parentId === null) this.refuse('noTarget', line, { text: change.name })
      else if (opening && this.openLines.get(change.ref) === line) opening.parentId = parentId
    }
  }

  private idOf(node: Node): number | null {
    if ('ref' in node) return this.opened.get(node.ref)?.id ?? null
    return this.tree.units.has(node.unitId) ? node.unitId : null
  }

  private levelOf = (id: number): UnitLevel | undefined => this.byId.get(id)?.level ?? this.tree.units.get(id)?.level

  private subjects(): Map<number, Numbered[]> {
    const found = new Map<number, Numbered[]>()
    this.changes.forEach((change, line) => {
      if (change.kind === 'open') return
      const lines = found.get(change.unitId)
      if (lines) lines.push({ line, change })
      else found.set(change.unitId, [{ line, change }])
    })
    return found
  }

  /** The unit's version on the day, when it may end there. */
  private changeable(unitId: number, line: number | null): { unit: TreeUnit; version: TreeVersion } | null {
    const unit = this.tree.units.get(unitId)
    const version = versionOn(unit, this.on)
    if (!unit) this.refuse('noUnit', line, { unitId })
    else if (!version) this.refuse('notStanding', line, { unitId })
    else if (version.validFrom === this.on) this.refuse('beginsThatDay', line, { unitId })
    else if (version.validTo !== null) this.refuse('changesLater', line, { unitId })
    else return { unit, version }
    return null
  }

  private takeSubject(unitId: number, lines: Numbered[]): void {
    const first = lines[0] as Numbered
    const found = this.changeable(unitId, first.line)
    if (!found) return
    const { unit, version } = found
    const kinds = new Set(lines.map(({ change }) => change.kind))
    const splits = lines.flatMap(({ line, change }) => (change.kind === 'split' ? [{ line, change }] : []))
    const goesOn = splits.some(({ change }) => this.idOf(change.into) === unitId)
    const alone = kinds.has('merge') || kinds.has('close') || (splits.length > 0 && !goesOn)
    // What lies in a unit on a day cannot come and go on it: which came first nobody could say.
    if ((alone || goesOn) && this.given.has(unitId)) return void this.refuse('takesThatDay', first.line, { unitId })
    if ((alone || goesOn) && this.taken.has(unitId)) return void this.refuse('givesThatDay', first.line, { unitId })
    const single = lines.filter(({ change }) => change.kind !== 'split')
    const repeated = single.find(({ change }, i) => single.findIndex((each) => each.change.kind === change.kind) !== i)
    const second = alone ? lines.find(({ change }) => change.kind !== first.change.kind) : undefined
    if (repeated ?? second) return void this.refuse('twice', (repeated ?? second)?.line ?? null, { unitId })
    for (const { line, change } of lines) {
      if (change.kind === 'merge') this.takeMerger(unit, change.into, line)
      else if (change.kind === 'close') this.end(unitId)
    }
    if (splits.length > 0) this.takeSplit(unit, splits, goesOn)
    if (!alone) this.takeRenewal(unit, version, single)
  }

  private end(unitId: number): void {
    this.ended.add(unitId)
    if (!this.heirs.has(unitId)) this.cut.add(unitId)
  }

  private takeMerger(unit: TreeUnit, into: Node, line: number): void {
    const to = this.idOf(into)
    if (to === null) return void this.refuse('noTarget', line, { unitId: unit.id })
    if (to === unit.id) return void this.refuse('intoItself', line, { unitId: unit.id })
    this.heirs.set(unit.id, to)
    this.end(unit.id)
    this.edges.push({ from: unit.id, to, on: this.on, kind: 'merge', share: whole, confirmed: true })
  }

  private takeSplit(
    unit: TreeUnit,
    splits: { line: number; change: Extract<Change, { kind: 'split' }> }[],
    goesOn: boolean,
  ): void {
    const line = splits[0]?.line ?? null
    const targets = new Set<number>()
    for (const { line, change } of splits) {
      const to = this.idOf(change.into)
      if (to === null) this.refuse('noTarget', line, { unitId: unit.id })
      else if (targets.has(to)) this.refuse('twice', line, { unitId: unit.id })
      else targets.add(to)
    }
    if (targets.size < 2) return void this.refuse('splitNeedsTwo', line, { unitId: unit.id })
    const known = splits.flatMap(({ change }) => change.share ?? [])
    const sum = known.reduce((all, share) => all + share, 0)
    if (known.length === splits.length && sum !== whole) this.refuse('sharesNotWhole', line, { unitId: unit.id })
    else if (known.length < splits.length && sum >= whole) this.refuse('sharesTooMuch', line, { unitId: unit.id })
    for (const { change } of splits) {
      const to = this.idOf(change.into)
      if (to === null || to === unit.id) continue
      const { share } = change
      this.edges.push({ from: unit.id, to, on: this.on, kind: 'split', share, confirmed: share !== null })
    }
    if (!goesOn) this.end(unit.id)
  }

  private takeRenewal(unit: TreeUnit, version: TreeVersion, lines: Numbered[]): void {
    if (lines.length === 0) return
    const line = lines[0]?.line ?? null
    const { parentId, name, type, code } = version
    const renewal = { unitId: unit.id, parentId: parentId ?? 0, name, type, code, follows: false, until: null, line }
    for (const { line, change } of lines) {
      if (change.kind === 'rename') renewal.name = change.name
      else if (change.kind === 'recode') renewal.code = change.code
      else if (change.kind === 'retype') {
        if (!typeFits(unit.level, change.type)) this.refuse('typeOfOtherLevel', line, { unitId: unit.id })
        renewal.type = change.type
      } else if (change.kind === 'move') {
        const parentId = this.idOf(change.parent)
        if (parentId === null) this.refuse('noTarget', line, { unitId: unit.id })
        else renewal.parentId = parentId
      }
    }
    const same =
      renewal.parentId === parentId && renewal.name === name && renewal.type === type && renewal.code === code
    if (same) this.refuse('nothingChanges', line, { unitId: unit.id })
    this.renewed.set(unit.id, renewal)
  }

  /** Whether the unit stands from the day on, for ever as far as is known. */
  private lives(id: number): boolean {
    if (this.byId.has(id)) return true
    return versionOn(this.tree.units.get(id), this.on)?.validTo === null && !this.ended.has(id)
  }

  private checkTargets(): void {
    const lines = new Map<number, number>()
    for (const [line, change] of this.changes.entries())
      if ((change.kind === 'merge' || change.kind === 'split') && !lines.has(change.unitId))
        lines.set(change.unitId, line)
    for (const { from, to } of this.edges) {
      const line = lines.get(from) ?? null
      if (this.ended.has(to)) this.refuse('targetEnds', line, { unitId: from, otherId: to })
      else if (!this.lives(to)) this.refuse('targetNotStanding', line, { unitId: from, otherId: to })
      else if (this.taken.has(to)) this.refuse('targetGives', line, { unitId: from, otherId: to })
      const [a, b] = [this.levelOf(from), this.levelOf(to)]
      if (a && b && !mayBecome(a, b)) this.refuse('otherLevel', line, { unitId: from, otherId: to })
    }
  }

  private follow(): Waiting[] {
    const { ended, heirs, edges, renewed: told } = this
    const { renewals, waiting, conflicts } = followersOf(this.tree, this.on, { ended, heirs, edges, told })
    for (const renewal of renewals) this.renewed.set(renewal.unitId, { ...renewal, line: null })
    this.conflicts.push(...conflicts)
    return waiting
  }

  private checkParents(): void {
    const places = [
      ...[...this.opened.values()].map((each) => ({ ...each, line: this.openLines.get(each.ref) ?? null })),
      ...[...this.renewed.values()].map((each) => ({ ...each, id: each.unitId, level: this.levelOf(each.unitId) })),
    ]
    for (const { id, level, parentId, line } of places) {
      const above = this.levelOf(parentId)
      const about = this.byId.has(id)
        ? { text: this.byId.get(id)?.name, otherId: parentId }
        : { unitId: id, otherId: parentId }
      if (parentId === 0) continue
      if (!level || !above || !parentLevels[level].includes(above)) this.refuse('wrongParent', line, about)
      else if (!this.lives(parentId)) this.refuse('parentEnds', line, about)
    }
  }

  private reparent(): Reparenting[] {
    const { reparents, conflicts } = reparentsOf(this.tree, this.on, this)
    this.conflicts.push(...conflicts)
    return reparents
  }
}
