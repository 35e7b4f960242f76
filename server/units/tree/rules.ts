import type { SuccessionKind, UnitLevel, UnitType } from '@/db/enums'
import { type Day, isDay } from '../../calendar/rules'
import { standsOn } from '../rules'

/** What a unit is called, of what type and code, and under whom, from one day until the day before another. */
export type TreeVersion = {
  parentId: number | null
  name: string
  type: UnitType
  code: string | null
  validFrom: Day
  validTo: Day | null
}
/** A unit with all its versions, oldest first. `path`: where its rows lie now. */
export type TreeUnit = { id: number; level: UnitLevel; path: string; versions: readonly TreeVersion[] }
/** A predecessor and what became of it; the share in hundred-millionths of the whole, null when nobody has said. */
export type Edge = {
  from: number
  to: number
  on: Day
  kind: SuccessionKind
  share: number | null
  confirmed: boolean
}
export type Tree = { units: ReadonlyMap<number, TreeUnit>; edges: readonly Edge[] }

/** A share is kept with eight decimals (unit_successions.share): so many make a whole. */
export const whole = 100_000_000

/** '0.25' → 25,000,000. Null when the text is no number above 0 and at most 1 with eight decimals. */
export function shareOf(text: string): number | null {
  const match = /^(0|1)(?:[.,](\d{1,8}))?$/.exec(text.trim())
  if (!match) return null
  const share = Number(match[1]) * whole + Number((match[2] ?? '').padEnd(8, '0'))
  return share > 0 && share <= whole ? share : null
}
/** 25,000,000 → '0.25000000', as Postgres takes it. */
export const shareText = (share: number): string =>
  `${Math.floor(share / whole)}.${String(share % whole).padStart(8, '0')}`

/** The version that stands on a day; null when the unit does not. */
export const versionOn = (unit: TreeUnit | undefined, on: Day): TreeVersion | null =>
  unit?.versions.find((version) => standsOn(version, on)) ?? null

/** What may stand right above what. Teams and villages lie side by side under a commune (architecture, identity). */
export const parentLevels: Record<UnitLevel, readonly UnitLevel[]> = {
  nation: [],
  province: ['nation'],
  district: ['province'],
  commune: ['province', 'district'],
  village: ['commune'],
  team: ['commune'],
}

/** One step of a path: fixed width, so that no path is the beginning of a neighbour's. */
export const pathStep = (id: number): string => `${String(id).padStart(7, '0')}.`

/**
 * Everything that keeps the units from being a tree at every moment: a version that is empty or overlaps another, a gap
 * between two, a parent that is missing, of the wrong level or does not stand all the while, two units of one code at once. `mayWait`:
 * a unit under a commune that was cut may wait for a person to say where it lies; its last version has then ended.
 */
export function treeProblems({ units }: Tree): string[] {
  const problems: string[] = []
  for (const { id, level, versions } of units.values()) {
    if (versions.length === 0) problems.push(`unit ${id} has no version`)
    versions.forEach((version, i) => {
      const { validFrom, validTo, parentId } = version
      const said = `unit ${id} from ${validFrom}`
      if (!isDay(validFrom) || (validTo !== null && validTo <= validFrom)) problems.push(`${said}: no day`)
      const next = versions[i + 1]
      if (next && next.validFrom !== validTo) problems.push(`${said}: gap or overlap`)
      if ((level === 'nation') !== (parentId === null)) problems.push(`${said}: nation and parent`)
      if (parentId === null) return
      const parent = units.get(parentId)
      if (!parent) problems.push(`${said}: no parent ${parentId}`)
      else if (!parentLevels[level].includes(parent.level)) problems.push(`${said}: lies in a ${parent.level}`)
      else if (!standsThroughout(parent, validFrom, validTo))
        problems.push(`${said}: parent ${parentId} does not stand`)
    })
  }
  return [...problems, ...codesTwice(units)]
}

/** Whether the unit stands on each day from the first until the day before the last (null: for ever). */
function standsThroughout({ versions }: TreeUnit, from: Day, to: Day | null): boolean {
  let at: Day | null = from
  for (const version of versions) {
    if (at === null || !standsOn(version, at)) continue
    at = version.validTo
    if (at === null || (to !== null && at >= to)) return true
  }
  return false
}

/** Levels whose code is one for the country at any time; villages and teams have theirs within the commune. */
export const nationalCodes: readonly UnitLevel[] = ['province', 'district', 'commune']

function codesTwice(units: Tree['units']): string[] {
  const held = new Map<string, { id: number; from: Day; to: Day | null }[]>()
  for (const { id, level, versions } of units.values())
    for (const { code, parentId, validFrom, validTo } of versions) {
      if (code === null) continue
      const key = nationalCodes.includes(level) ? `${level} ${code}` : `${level} ${parentId} ${code}`
      const spans = held.get(key) ?? []
      held.set(key, [...spans, { id, from: validFrom, to: validTo }])
    }
  return [...held].flatMap(([key, spans]) => {
    const sorted = spans.sort((a, b) => (a.from < b.from ? -1 : 1))
    return sorted.flatMap(({ id, from }, i) => {
      const before = sorted[i - 1]
      return before && (before.to === null || before.to > from) ? [`${key}: ${before.id} and ${id}`] : []
    })
  })
}
