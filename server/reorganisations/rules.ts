import type { UnitLevel } from '@/db/enums'
import type { Change, Conflict, Node } from '../units/plan/rules'
import { isPlaceName, isVillageCode } from '../units/rules'
import type { Tree } from '../units/tree/rules'

/** Why an attempt came to nothing. */
export type Failure =
  | { reason: 'conflicts'; conflicts: Said[] }
  | { reason: 'undecided'; count: number }
  | { reason: 'noLongerAllowed' }
  | { reason: 'dependents'; dependents: Dependent[] }
  | { reason: 'broken' }
/**
 * Rows changed since, or referring to what is new; months that the units concerned have sent since; heirs and parents that have
 * been reorganised in turn; codes that would come back and are others' by now.
 */
export type Dependent = { what: 'changed' | 'uses' | 'filed' | 'ended' | 'taken'; table: string; count: number }
/** Beyond what planning finds: names and codes that cannot be, units that are not the drafter's to change, teams' own affairs. */
export type Said = Omit<Conflict, 'reason'> & {
  reason: Conflict['reason'] | 'badCode' | 'badName' | 'outside' | 'teamsOnlyMove'
}

/** What planning says by the place of a line, by the number that the line bears. */
export const numbered = (said: readonly Said[], lines: readonly { line: number }[]): Said[] =>
  said.map((each) => ({ ...each, line: each.line === null ? null : (lines[each.line]?.line ?? null) }))

/** So many lines one resolution may have: the reform of 1/7/2025 had some 14,500. */
export const linesLimit = 40_000

/** Codes of Quyết định 19/2025/QĐ-TTg and its forerunners: 2, 3 and 5 digits; a village has whatever its commune gave it. */
const codeOf: Partial<Record<UnitLevel, RegExp>> = { province: /^\d{2}$/, district: /^\d{3}$/, commune: /^\d{5}$/ }
export const isCode = (level: UnitLevel, code: string | null): boolean => {
  const pattern = codeOf[level]
  return pattern ? code !== null && pattern.test(code) : code === null || isVillageCode(code)
}

/** Which levels a drafter may change: the ministry all, a province what lies in it, a commune its villages and teams. */
const below: Partial<Record<UnitLevel, readonly UnitLevel[]>> = {
  nation: ['province', 'district', 'commune', 'village', 'team'],
  province: ['district', 'commune', 'village', 'team'],
  commune: ['village', 'team'],
}
export type Drafter = { level: UnitLevel; path: string }

/** What is wrong with lines as such, whatever the tree would say to them. */
export function formProblems(tree: Tree, drafter: Drafter, changes: readonly Change[]): Said[] {
  const levels = below[drafter.level] ?? []
  const opened = new Map(
    changes.flatMap((change) => (change.kind === 'open' ? [[change.ref, change.level] as const] : [])),
  )
  const mayChange = (id: number) => {
    const unit = tree.units.get(id)
    return !unit || (levels.includes(unit.level) && unit.path.startsWith(drafter.path))
  }
  const mayLieIn = (node: Node) => {
    if ('ref' in node) return true
    const unit = tree.units.get(node.unitId)
    return !unit || unit.path.startsWith(drafter.path)
  }
  return changes.flatMap((change, line): Said[] => {
    const said = (reason: Said['reason'], more: Partial<Said> = {}): Said[] => [
      { line, reason, ...('unitId' in change && { unitId: change.unitId }), ...more },
    ]
    if (change.kind === 'open') {
      if (!levels.includes(change.level) || !mayLieIn(change.parent)) return said('outside', { text: change.name })
      if (change.level === 'team') return said('teamsOnlyMove', { text: change.name })
      if (!isPlaceName(change.name)) return said('badName', { text: change.name })
      return isCode(change.level, change.code) ? [] : said('badCode', { text: change.code ?? '' })
    }
    if (!mayChange(change.unitId)) return said('outside')
    // What becomes of a team itself is decided about teams (domain.md section 1); a resolution says where it lies.
    if (tree.units.get(change.unitId)?.level === 'team' && change.kind !== 'move') return said('teamsOnlyMove')
    if (
      (change.kind === 'merge' || change.kind === 'split') &&
      'unitId' in change.into &&
      !mayChange(change.into.unitId)
    )
      return said('outside', { otherId: change.into.unitId })
    if (change.kind === 'move' && !mayLieIn(change.parent)) return said('outside')
    if (change.kind === 'rename' && !isPlaceName(change.name)) return said('badName', { text: change.name })
    const level = tree.units.get(change.unitId)?.level
    if (change.kind === 'recode' && level && !isCode(level, change.code))
      return said('badCode', { text: change.code ?? '' })
    if (change.kind === 'split' && 'ref' in change.into && !opened.has(change.into.ref)) return []
    return []
  })
}

/** What a document is, by its number: 55/2025/NĐ-CP is a decree, 12/QĐ-UBND a decision, all others are resolutions (Nghị định 30/2020). */
export const documentKind = (number: string): 'decree' | 'decision' | 'resolution' =>
  /\/NĐ-/i.test(number.normalize('NFC')) ? 'decree' : /\/QĐ-/i.test(number.normalize('NFC')) ? 'decision' : 'resolution'
