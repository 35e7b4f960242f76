import { type ChangeKind, type UnitLevel, type UnitType, unitTypes } from '@/db/enums'
import { type Change, type Node, typeFits } from '@/server/units/plan/rules'
import { isPlaceName, placeName } from '@/server/units/rules'
import { whole } from '@/server/units/tree/rules'
import { shareTyped } from './shares'

export type Picked = { id: number; fullName: string; code: string | null; place: string }
/** Where something goes: a unit that is there, one that this draft opens, one that is opened along with it, or the unit itself. */
export type How = 'fresh' | 'there' | 'drafted' | 'itself'
export type Place = { how: Exclude<How, 'fresh' | 'itself'>; unit: Picked | null; ref: string }
export type Fresh = { type: UnitType | ''; name: string; code: string; parent: Place }
export type Goal = { how: How; unit: Picked | null; ref: string; fresh: Fresh }
/** `share` as it was typed, in percent. */
export type Part = { key: number; goal: Goal; share: string; unknown: boolean }

/** What stands in the form, of all kinds: changing the kind loses nothing that was typed. */
export type Draft = {
  kind: ChangeKind
  level: UnitLevel
  units: readonly Picked[]
  goal: Goal
  parts: readonly Part[]
  parent: Place
  name: string
  type: UnitType | ''
  code: string
}
/** A field at fault and what is wrong with it, a key under `reorganisations.form.problems`. */
export type Problem = { field: string; key: string }

/** Kinds that may speak of several units at once, a line for each. */
export const takesSeveral = (kind: ChangeKind): boolean => kind === 'merge' || kind === 'close' || kind === 'move'

export const typesOf = (level: UnitLevel): UnitType[] => unitTypes.filter((type) => typeFits(level, type))

export const newGoal = (how: How, parent: Place): Goal => ({
  how,
  unit: null,
  ref: '',
  fresh: { type: '', name: '', code: '', parent },
})

/** Shares known so far, in hundred-millionths; what is unreadable counts nothing. */
export const sumOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (part.unknown ? 0 : (shareTyped(part.share) ?? 0)), 0)

class Drafting {
  readonly problems: Problem[] = []
  readonly opens: Change[] = []
  constructor(
    private readonly draft: Draft,
    private readonly newRef: () => string,
  ) {}

  refuse(field: string, key: string): null {
    this.problems.push({ field, key })
    return null
  }

  place(field: string, { how, unit, ref }: Place): Node | null {
    if (how === 'drafted') return ref ? { ref } : this.refuse(field, 'chooseDrafted')
    return unit ? { unitId: unit.id } : this.refuse(field, 'chooseUnit')
  }

  open(field: string, { type, name, code, parent }: Fresh): Node | null {
    const before = this.problems.length
    const node = this.place(`${field}-parent`, parent)
    const called = placeName(name)
    if (!type) this.refuse(`${field}-type`, 'chooseType')
    if (!isPlaceName(called)) this.refuse(`${field}-name`, called === '' ? 'nameNeeded' : 'badName')
    if (this.problems.length > before || !node || !type) return null
    const ref = this.newRef()
    const { level } = this.draft
    this.opens.push({ kind: 'open', ref, level, parent: node, type, name: called, code: code.trim() || null })
    return { ref }
  }

  goal(field: string, goal: Goal, itself?: Picked): Node | null {
    if (goal.how === 'fresh') return this.open(field, goal.fresh)
    if (goal.how === 'itself') return itself ? { unitId: itself.id } : null
    return this.place(field, { ...goal, how: goal.how })
  }

  units(): readonly Picked[] {
    const { units, kind } = this.draft
    if (units.length === 0) this.refuse('units', 'chooseUnit')
    return takesSeveral(kind) ? units : units.slice(0, 1)
  }

  split(): Change[] {
    const { parts } = this.draft
    const [unit] = this.units()
    const sum = sumOf(parts)
    const lines = parts.flatMap((part): Change[] => {
      const field = `part${part.key}`
      const share = part.unknown ? null : shareTyped(part.share)
      if (!part.unknown && share === null) this.refuse(`${field}-share`, 'badShare')
      const into = this.goal(field, part.goal, unit)
      return into && unit ? [{ kind: 'split', unitId: unit.id, into, share }] : []
    })
    if (parts.length < 2) this.refuse('units', 'twoParts')
    const last = `part${parts.at(-1)?.key}-share`
    if (this.problems.length === 0 && parts.every((part) => !part.unknown) && sum !== whole)
      this.refuse(last, 'notWhole')
    if (this.problems.length === 0 && parts.some((part) => part.unknown) && sum >= whole) this.refuse(last, 'tooMuch')
    return lines
  }

  lines(): Change[] {
    const { kind, name, type, code, goal, parent } = this.draft
    if (kind === 'open') {
      this.open('goal', goal.fresh)
      return []
    }
    if (kind === 'split') return this.split()
    const units = this.units()
    if (kind === 'merge') {
      const into = this.goal('goal', goal)
      return into ? units.map((unit) => ({ kind, unitId: unit.id, into })) : []
    }
    if (kind === 'close') return units.map((unit) => ({ kind, unitId: unit.id }))
    if (kind === 'move') {
      const above = this.place('parent', parent)
      return above ? units.map((unit) => ({ kind, unitId: unit.id, parent: above })) : []
    }
    const unitId = units[0]?.id ?? 0
    if (kind === 'recode') return [{ kind, unitId, code: code.trim() || null }]
    if (kind === 'retype') {
      if (!type) this.refuse('type', 'chooseType')
      return type ? [{ kind, unitId, type }] : []
    }
    const called = placeName(name)
    if (!isPlaceName(called)) this.refuse('name', called === '' ? 'nameNeeded' : 'badName')
    return [{ kind, unitId, name: called }]
  }
}

/** The lines that a filled form means, openings first; or what is wrong with it, in the order of its fields. */
export function changesOf(draft: Draft, newRef: () => string): { changes: Change[]; problems: Problem[] } {
  const drafting = new Drafting(draft, newRef)
  const lines = drafting.lines()
  return drafting.problems.length > 0
    ? { changes: [], problems: drafting.problems }
    : { changes: [...drafting.opens, ...lines], problems: [] }
}
