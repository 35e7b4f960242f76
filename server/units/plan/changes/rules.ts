import type { UnitLevel, UnitType } from '@/db/enums'

/** A unit that is there, or one that the same resolution opens, by the word it is called by there. */
export type Node = { unitId: number } | { ref: string }

/** One line of a resolution (domain.md section 3, 6.13). A merger or a split is as many lines as it has pairs. */
export type Change =
  | { kind: 'open'; ref: string; level: UnitLevel; parent: Node; type: UnitType; name: string; code: string | null }
  | { kind: 'close'; unitId: number }
  | { kind: 'merge'; unitId: number; into: Node }
  /** `share` in hundred-millionths, null = unknown. Into itself: the unit goes on standing with what is left. */
  | { kind: 'split'; unitId: number; into: Node; share: number | null }
  | { kind: 'rename'; unitId: number; name: string }
  | { kind: 'retype'; unitId: number; type: UnitType }
  | { kind: 'recode'; unitId: number; code: string | null }
  | { kind: 'move'; unitId: number; parent: Node }

/** Why a line cannot stand, a key under `reorganisations.conflicts`; `line` is its place from 0, null when it is of the whole. */
export type ConflictReason =
  | 'empty'
  | 'refTwice'
  | 'noUnit'
  | 'notStanding'
  | 'beginsThatDay'
  | 'changesLater'
  | 'takesThatDay'
  | 'givesThatDay'
  | 'noTarget'
  | 'targetEnds'
  | 'targetNotStanding'
  | 'targetGives'
  | 'otherLevel'
  | 'intoItself'
  | 'twice'
  | 'splitNeedsTwo'
  | 'sharesNotWhole'
  | 'sharesTooMuch'
  | 'nothingChanges'
  | 'wrongParent'
  | 'parentEnds'
  | 'childLeft'
  | 'codeTaken'
  | 'typeOfOtherLevel'
  | 'laterChild'
export type Conflict = { line: number | null; reason: ConflictReason; unitId?: number; otherId?: number; text?: string }

/** Types by level: what a unit of that level may be. Villages: all that are left. */
const typesOf: Partial<Record<UnitLevel, readonly UnitType[]>> = {
  nation: ['nation'],
  province: ['tinh', 'thanh_pho'],
  district: ['quan', 'huyen', 'thi_xa', 'thanh_pho_thuoc_tinh'],
  commune: ['xa', 'phuong', 'thi_tran', 'dac_khu'],
  team: ['to_cnscd'],
}
const higher = Object.values(typesOf).flat()
export const typeFits = (level: UnitLevel, type: UnitType): boolean =>
  typesOf[level]?.includes(type) ?? !higher.includes(type)
