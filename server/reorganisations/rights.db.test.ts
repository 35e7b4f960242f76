import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { as, drafted, freshTerritory, merge, now, type Territory } from '../testing-territory'

/** Who drafts, sees, orders and takes back; what is refused. */

const on = '2026-11-01'

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

describe('who may', () => {
  it('draft, see, order and take back', async () => {
    const [a, b] = cast.take(2)
    const officer = await makeActor('commune_officer', a)
    const leader = await makeActor('commune_leader', a)
    const auditor = await makeActor('auditor', cast.province)
    const head = { resolutionNumber: 'NQ 1', issuer: 'HĐND', effectiveOn: on }
    const create = (who: TestActor) => as(who.identity, now).reorganisations.create({ ...once(), ...head })
    expect(await reasonOf(create(auditor))).not.toBe('done')
    const own = await create(officer)
    // A commune changes what lies in it, and nothing else.
    const outside = await as(officer.identity, now).reorganisations.addChanges({
      ...once(),
      ...own,
      changes: [merge(a, b)],
    })
    const dry = await as(officer.identity, now).reorganisations.foresee({ id: own.id })
    expect(dry.conflicts.map((each) => each.reason)).toContain('outside')
    expect(await reasonOf(as(officer.identity, now).reorganisations.schedule({ ...once(), ...outside }))).toBe(
      'reorganisations.manage',
    )
    expect(await reasonOf(as(leader.identity, now).reorganisations.schedule({ ...once(), ...outside }))).toBe(
      'reorganisations.conflicts',
    )
    // A draft is its drafter's and those above him; the neighbour and the other province do not know of it.
    for (const [who, sees] of [
      [cast.admin, true],
      [cast.ministry, true],
      [cast.otherAdmin, false],
    ] as const) {
      const found = await reasonOf(as(who.identity, now).reorganisations.get({ id: own.id }))
      expect(found).toBe(sees ? 'done' : 'reorganisations.none')
    }
    const foreign = await drafted(cast.otherAdmin, [merge(a, b)], on, now)
    const said = await as(cast.otherAdmin.identity, now).reorganisations.foresee({ id: foreign.id })
    expect(said.conflicts.map((each) => each.reason)).toContain('outside')
    expect(await reasonOf(as(cast.otherAdmin.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.conflicts',
    )
    expect(await reasonOf(as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.none',
    )
    expect(await reasonOf(as(cast.ministry.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.notYours',
    )
  })

  it('a stale version, the same number twice and an unknown unit are refused', async () => {
    const [a, b] = cast.take(2)
    const me = as(cast.admin.identity, now).reorganisations
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    const { resolutionNumber, issuer, effectiveOn } = await me.get({ id: event.id })
    expect(await reasonOf(me.create({ ...once(), resolutionNumber, issuer, effectiveOn }))).toBe(
      'reorganisations.numberTaken',
    )
    expect(await reasonOf(me.removeChanges({ ...once(), id: event.id, version: 0, lines: [0] }))).toBe(
      'reorganisations.changed',
    )
    expect(
      await reasonOf(me.addChanges({ ...once(), ...event, changes: [{ kind: 'close', unitId: 2_000_000_000 }] })),
    ).toBe('reorganisations.noUnit')
    expect(await reasonOf(me.delete({ ...once(), ...event }))).toBe('done')
    expect(await reasonOf(me.get({ id: event.id }))).toBe('reorganisations.none')
  })
})
