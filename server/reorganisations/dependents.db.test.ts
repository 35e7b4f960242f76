import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import { makeActor } from '@/db/testing/factories'
import {
  applied,
  as,
  freshTerritory,
  hours,
  merge,
  now,
  opening,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'

/** What was done since keeps a resolution from being taken back, and is named. */

const on = '2026-11-01'

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

describe('what stands on a resolution', () => {
  it('keeps it from being taken back and is named; another resolution too', async () => {
    const [a, b, c] = cast.take(3)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const later = await applied(
      cast.admin,
      [{ kind: 'rename', unitId: b.id, name: 'Tên Khác' }],
      '2026-11-02',
      hours(30),
    )
    const free = await applied(cast.admin, [{ kind: 'rename', unitId: c.id, name: 'Tên Nữa' }], '2026-11-02', hours(30))
    expect(await takenBack(cast.admin, free, hours(31))).toMatchObject({ state: 'undone' })
    // The merger only added an edge to b; renaming b does not stand on it, work at a new unit does.
    expect(await takenBack(cast.admin, event, hours(32))).toMatchObject({ state: 'undone', failure: null })
    expect(await takenBack(cast.admin, later, hours(33))).toMatchObject({ state: 'undone', failure: null })

    const opened = await applied(
      cast.admin,
      [opening(cast.province, 'x', 'Có Việc', c.code), { kind: 'merge', unitId: c.id, into: { ref: 'x' } }],
      '2026-11-03',
      hours(50),
    )
    const unit = await unitCalled('Có Việc')
    const officer = await makeActor('commune_officer', unit)
    await as(officer.identity, hours(51)).reports.save({
      ...once(),
      ...{ unitId: unit.id, period: '2026-11', cells: [{ code: 'C01', seen: null, value: 4 }] },
    })
    const refused = await takenBack(cast.admin, opened, hours(52))
    expect(refused.state).toBe('applied')
    expect(refused.failure).toMatchObject({ reason: 'dependents' })
    const named = refused.failure?.reason === 'dependents' ? refused.failure.dependents.map((each) => each.table) : []
    expect(named).toEqual(expect.arrayContaining(['reports', 'report_drafts', 'assignments', 'persons']))
  })
})
