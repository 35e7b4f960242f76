import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginning, diceFrom, grow, history, smallCountry } from '../../testing-trees'
import { type Tree, type TreeUnit, treeProblems, versionOn, whole } from '../tree/rules'
import { treeAfter } from './after/rules'
import { type Change, planOf } from './rules'

const on = '2025-07-01'

/** A province with three communes, two villages and a team in each. */
function province() {
  const units = new Map<number, TreeUnit>()
  const nation = grow(units, 'nation', null)
  const province = grow(units, 'province', nation)
  const district = grow(units, 'district', province)
  const communes = [1, 2, 3].map(() => grow(units, 'commune', district)) as [number, number, number]
  const inside = communes.map((id) => [grow(units, 'village', id), grow(units, 'village', id), grow(units, 'team', id)])
  return { tree: { units, edges: [] } as Tree, nation, province, district, communes, inside }
}

const planned = (tree: Tree, changes: Change[]) => {
  let next = Math.max(...tree.units.keys())
  return planOf(tree, on, changes, () => ++next)
}
const reasons = (tree: Tree, changes: Change[]) => planned(tree, changes).conflicts.map((each) => each.reason)

function done(tree: Tree, changes: Change[]) {
  const { plan, conflicts } = planned(tree, changes)
  if (!plan) throw new Error(JSON.stringify(conflicts))
  return { plan, after: treeAfter(tree, plan) }
}

const opening = (parent: number, over: Partial<Extract<Change, { kind: 'open' }>> = {}): Change => ({
  ...{ kind: 'open', ref: 'X', level: 'commune', parent: { unitId: parent }, type: 'xa', name: 'Mới', code: '90001' },
  ...over,
})

describe('a merger', () => {
  it('ends its parts, opens the whole with a code of one of them, and takes along what lay in them', () => {
    const { tree, province: p, district, communes, inside } = province()
    const code = versionOn(tree.units.get(communes[0]), on)?.code ?? null
    const { plan, after } = done(tree, [
      opening(p, { code }),
      ...communes.map((unitId): Change => ({ kind: 'merge', unitId, into: { ref: 'X' } })),
    ])
    const x = plan.opens[0]?.id ?? 0
    expect(plan.ends.sort()).toEqual([...communes].sort())
    expect(plan.edges.map(({ from, to, share, confirmed }) => [from, to, share, confirmed])).toEqual(
      communes.map((id) => [id, x, whole, true]),
    )
    expect(plan.waiting).toEqual([])
    for (const id of inside.flat()) expect(versionOn(after.units.get(id), on)?.parentId).toBe(x)
    expect(versionOn(after.units.get(district), on)).not.toBeNull()
    const path = (id: number) => after.units.get(id)?.path ?? ''
    expect(path(communes[0])).toBe(`${path(p)}${String(communes[0]).padStart(7, '0')}.`)
    expect(path(inside[0]?.[0] ?? 0).startsWith(path(x))).toBe(true)
    expect(treeProblems(after)).toEqual([])
  })

  it('into one that stands keeps it, and a village whose number is taken gets its old commune’s before it', () => {
    const { tree, communes, inside } = province()
    const [a, b] = communes
    const village = inside[0]?.[0] ?? 0
    const other = inside[1]?.[0] ?? 0
    const same = (id: number): TreeUnit => {
      const unit = tree.units.get(id) as TreeUnit
      return { ...unit, versions: unit.versions.map((each) => ({ ...each, code: '01' })) }
    }
    const units = new Map(tree.units).set(village, same(village)).set(other, same(other))
    const { plan, after } = done({ units, edges: [] }, [{ kind: 'merge', unitId: a, into: { unitId: b } }])
    expect(plan.ends).toEqual([a])
    expect(versionOn(after.units.get(other), on)?.code).toBe('01')
    expect(versionOn(after.units.get(village), on)?.code).toBe(`${versionOn(tree.units.get(a), on)?.code}-01`)
    expect(treeProblems(after)).toEqual([])
  })
})

describe('a split', () => {
  it('keeps its shares, and what lay in it waits for a person', () => {
    const { tree, province: p, communes, inside } = province()
    const [a, b] = communes
    const { plan, after } = done(tree, [
      opening(p),
      { kind: 'split', unitId: a, into: { ref: 'X' }, share: 60_000_000 },
      { kind: 'split', unitId: a, into: { unitId: b }, share: 40_000_000 },
    ])
    expect(plan.waiting.map((each) => each.unitId)).toEqual(inside[0])
    expect(plan.waiting[0]?.candidates).toEqual([plan.opens[0]?.id, b])
    expect(versionOn(after.units.get(inside[0]?.[0] ?? 0), on)).toBeNull()
    expect(after.units.get(inside[0]?.[2] ?? 0)?.path.startsWith(after.units.get(p)?.path ?? '-')).toBe(true)
    expect(treeProblems(after)).toEqual([])
  })

  it('of a part leaves the rest standing', () => {
    const { tree, communes } = province()
    const [a, b] = communes
    const { plan } = done(tree, [
      { kind: 'split', unitId: a, into: { unitId: a }, share: null },
      { kind: 'split', unitId: a, into: { unitId: b }, share: null },
    ])
    expect(plan.ends).toEqual([])
    expect(plan.edges).toMatchObject([{ from: a, to: b, share: null, confirmed: false }])
    expect(plan.waiting).toEqual([])
  })
})

describe('a province that goes into another', () => {
  it('takes its districts and communes along, and what had ended in it lies in the other', () => {
    const units = new Map<number, TreeUnit>()
    const nation = grow(units, 'nation', null)
    const [p, q] = [grow(units, 'province', nation), grow(units, 'province', nation)]
    const [commune, gone] = [grow(units, 'commune', p), grow(units, 'commune', p)]
    const ended = units.get(gone) as TreeUnit
    units.set(gone, { ...ended, versions: ended.versions.map((each) => ({ ...each, validTo: '2010-01-01' })) })
    const { after } = done({ units, edges: [] }, [{ kind: 'merge', unitId: p, into: { unitId: q } }])
    const path = (id: number) => after.units.get(id)?.path ?? ''
    for (const id of [p, commune, gone]) expect(path(id)).toBe(`${path(q)}${String(id).padStart(7, '0')}.`)
    expect(treeProblems(after)).toEqual([])
  })
})

describe('what cannot stand', () => {
  const { tree, province: p, district, communes } = province()
  const [a, b, c] = communes
  const codeOf = (id: number) => versionOn(tree.units.get(id), on)?.code ?? null
  const cases: [string, Change[]][] = [
    ['empty', []],
    ['noUnit', [{ kind: 'close', unitId: 999 }]],
    ['noTarget', [{ kind: 'merge', unitId: a, into: { unitId: 999 } }]],
    ['noTarget', [{ kind: 'merge', unitId: a, into: { ref: 'nowhere' } }]],
    ['intoItself', [{ kind: 'merge', unitId: a, into: { unitId: a } }]],
    [
      'targetEnds',
      [
        { kind: 'merge', unitId: a, into: { unitId: b } },
        { kind: 'merge', unitId: b, into: { unitId: c } },
      ],
    ],
    ['otherLevel', [{ kind: 'merge', unitId: a, into: { unitId: district } }]],
    ['refTwice', [opening(p), opening(p, { code: '90002' })]],
    [
      'twice',
      [
        { kind: 'rename', unitId: a, name: 'M' },
        { kind: 'rename', unitId: a, name: 'N' },
      ],
    ],
    [
      'twice',
      [
        { kind: 'rename', unitId: a, name: 'M' },
        { kind: 'close', unitId: a },
      ],
    ],
    [
      'twice',
      [
        { kind: 'merge', unitId: a, into: { unitId: b } },
        { kind: 'merge', unitId: a, into: { unitId: c } },
      ],
    ],
    ['splitNeedsTwo', [{ kind: 'split', unitId: a, into: { unitId: b }, share: whole }]],
    [
      'sharesNotWhole',
      [
        { kind: 'split', unitId: a, into: { unitId: b }, share: 1 },
        { kind: 'split', unitId: a, into: { unitId: c }, share: 2 },
      ],
    ],
    [
      'sharesTooMuch',
      [
        { kind: 'split', unitId: a, into: { unitId: b }, share: whole },
        { kind: 'split', unitId: a, into: { unitId: c }, share: null },
      ],
    ],
    ['nothingChanges', [{ kind: 'recode', unitId: a, code: codeOf(a) }]],
    ['wrongParent', [{ kind: 'move', unitId: a, parent: { unitId: b } }]],
    ['parentEnds', [opening(district), { kind: 'close', unitId: district }]],
    ['childLeft', [{ kind: 'close', unitId: district }]],
    ['childLeft', [{ kind: 'close', unitId: a }]],
    ['codeTaken', [opening(p, { code: codeOf(a) })]],
    ['codeTaken', [{ kind: 'recode', unitId: a, code: codeOf(b) }]],
    ['typeOfOtherLevel', [{ kind: 'retype', unitId: a, type: 'tinh' }]],
    ['typeOfOtherLevel', [opening(p, { type: 'thon' })]],
  ]
  it.each(cases)('%s', (reason, changes) => {
    expect(reasons(tree, changes)).toContain(reason)
  })

  it('is refused on days when the unit does not stand, begins or ends later', () => {
    const change: Change[] = [{ kind: 'rename', unitId: a, name: 'M' }]
    const at = (day: string) => planOf(tree, day, change, () => 0).conflicts.map((each) => each.reason)
    expect(at('1999-12-31')).toEqual(['notStanding'])
    expect(at(beginning)).toEqual(['beginsThatDay'])
    const { after } = done(tree, change)
    expect(planOf(after, '2024-01-01', change, () => 0).conflicts.map((each) => each.reason)).toEqual(['changesLater'])
  })

  it('two codes may change hands on one day', () => {
    expect(
      reasons(tree, [
        { kind: 'recode', unitId: a, code: codeOf(b) },
        { kind: 'recode', unitId: b, code: codeOf(a) },
      ]),
    ).toEqual([])
  })
})

describe('any history of forty units and up to twelve events', () => {
  const dice = fc.integer().map((seed) => Object.assign(diceFrom(seed), { toString: () => `dice ${seed}` }))
  const runs = { numRuns: 250 }

  it('is a tree at every moment, every path that of its place, every code once', () => {
    let events = 0
    fc.assert(
      fc.property(dice, (roll) => {
        for (const { after } of history(smallCountry(roll), 12, roll)) {
          events += 1
          expect(treeProblems(after)).toEqual([])
          const paths = new Set<string>()
          for (const { id, path, versions } of after.units.values()) {
            paths.add(path)
            const last = versions.at(-1)
            if (last?.validTo === null && last.parentId !== null)
              expect(path).toBe(`${after.units.get(last.parentId)?.path}${String(id).padStart(7, '0')}.`)
          }
          expect(paths.size).toBe(after.units.size)
        }
      }),
      runs,
    )
    expect(events).toBeGreaterThan(1000)
  })

  it('comes out the same whatever the order of the lines', () => {
    fc.assert(
      fc.property(dice, fc.integer(), (roll, turn) => {
        for (const { before, on, changes, after } of history(smallCountry(roll), 4, roll)) {
          const ids = new Map([...after.units.values()].map((unit) => [unit.versions[0]?.name ?? '', unit.id]))
          const k = Math.abs(turn) % changes.length
          const turned = [...changes.slice(k), ...changes.slice(0, k)].reverse()
          const { plan } = planOf(before, on, turned, (ref) => ids.get(`New ${ref}`) ?? 0)
          expect(plan).not.toBeNull()
          const again = treeAfter(before, plan as NonNullable<typeof plan>)
          expect(sorted(again)).toEqual(sorted(after))
        }
      }),
      runs,
    )
  })

  it('two events on one day that touch different units come out the same in either order', () => {
    fc.assert(
      fc.property(dice, (roll) => {
        const start = smallCountry(roll)
        const [first] = history(start, 1, roll)
        const [second] = history(start, 1, roll)
        if (!first || !second) return
        const ids = new Map<string, number>()
        const idOf = (ref: string) => {
          const id = ids.get(ref) ?? 100 + ids.size
          ids.set(ref, id)
          return id
        }
        const marked = (changes: Change[], mark: string): Change[] =>
          JSON.parse(JSON.stringify(changes).replaceAll('"ref":"', `"ref":"${mark}`))
        const [a, b] = [marked(first.changes, 'a'), marked(second.changes, 'b')]
        const run = (order: Change[][]): Tree | null => {
          let tree: Tree = start
          for (const changes of order) {
            const { plan } = planOf(tree, '2021-05-01', changes, idOf)
            if (!plan) return null
            tree = treeAfter(tree, plan)
          }
          return tree
        }
        const [ab, ba] = [run([a, b]), run([b, a])]
        if (ab && ba) expect(sorted(ab)).toEqual(sorted(ba))
      }),
      runs,
    )
  })
})

const sorted = (tree: Tree) => ({
  units: [...tree.units.values()].sort((a, b) => a.id - b.id),
  edges: [...tree.edges].sort((a, b) => a.from - b.from || a.to - b.to),
})
