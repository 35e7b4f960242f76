import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { findUnit, makeActor, makeAssignment, type TestUnit } from '@/db/testing/factories'
import { instantAt } from '../../calendar/rules'
import {
  applied,
  as,
  drafted,
  freshTerritory,
  hours,
  merge,
  now,
  query,
  run,
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** Under whose post a resolution is kept, ordered and read. */

let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

describe('the order of a stand-in', () => {
  it('ends with the post that he stands in for', async () => {
    const [a, b] = cast.take(2)
    const boss = await makeActor('province_admin', cast.province)
    const deputy = await makeActor('province_officer', cast.province)
    const assignmentId = await makeAssignment({
      ...{ personId: deputy.personId, unit: cast.province, role: 'province_admin' },
      ...{ delegatedFrom: boss.assignmentId, validTo: new Date('2027-06-30') },
    })
    const standIn = { ...deputy, assignmentId, identity: { ...deputy.identity, assignmentId } }
    const event = await drafted(standIn, [merge(a, b)], '2026-12-02', now)
    await as(standIn.identity, now).reorganisations.schedule({ ...once(), ...event })
    await query(`update assignments set valid_to = $2 where id = $1`, [boss.assignmentId, hours(1)])
    await run(instantAt('2026-12-02'))
    const shown = await as(cast.admin.identity, now).reorganisations.get({ id: event.id })
    expect([shown.state, shown.failure?.reason]).toEqual(['draft', 'noLongerAllowed'])
  })
})

describe('the file of a resolution', () => {
  it('is read by whoever may know of it: while it is drafted by its own, once decided by all', async () => {
    const [a] = cast.take(1)
    const me = as(cast.ministry.identity, now)
    const content = Buffer.from('%PDF-1.7 Nghị quyết').toString('base64')
    const { fileId } = await me.files.store({ ...once(), name: 'nghi-quyet.pdf', content })
    const head = {
      resolutionNumber: '1656/NQ-UBTVQH15',
      issuer: 'Ủy ban Thường vụ Quốc hội',
      effectiveOn: '2026-11-01',
    }
    const made = await me.reorganisations.create({ ...once(), ...head, fileId })
    const event = await me.reorganisations.addChanges({
      ...once(),
      ...made,
      changes: [{ kind: 'rename', unitId: a.id, name: 'Tên Mới' }],
    })
    const reading = () => reasonOf(as(cast.otherAdmin.identity, hours(1)).files.get({ fileId }))
    expect(await reading()).toBe('files.none')
    await me.reorganisations.schedule({ ...once(), ...event })
    await run(now)
    expect((await as(cast.otherAdmin.identity, hours(1)).reorganisations.get({ id: event.id })).fileId).toBe(fileId)
    expect(await reading()).toBe('done')
  })
})

describe('resolutions of a province that has ended', () => {
  it('are its heir’s to edit, order, cancel and take back, and nobody else’s', async () => {
    const [a, b, c, d] = cast.take(4) as [TestUnit, TestUnit, TestUnit, TestUnit]
    const other = await findUnit('province', 'Thanh Hóa')
    const first = await applied(cast.admin, [merge(a, b)], '2026-11-01', now)
    const later = await drafted(cast.admin, [merge(c, d)], '2026-12-01', now)
    await as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...later })
    const whole: Change[] = [
      ...[{ kind: 'open', ref: 'p', level: 'province', parent: { unitId: cast.nation.id } } as const].map((each) => ({
        ...each,
        ...{ type: 'tinh' as const, name: 'Bình Trị', code: '98' },
      })),
      ...[cast.province, other].map((each): Change => ({ kind: 'merge', unitId: each.id, into: { ref: 'p' } })),
    ]
    await applied(cast.ministry, whole, '2026-11-02', hours(24))
    const heir = await makeActor('province_admin', await unitCalled('Bình Trị'))
    const me = as(heir.identity, hours(25)).reorganisations
    expect((await me.get({ id: first })).can).toMatchObject({ undo: true, edit: false })
    const ordered = await me.get({ id: later.id })
    expect([ordered.state, ordered.can.cancel]).toEqual(['scheduled', true])
    const draft = await me.cancel({ ...once(), id: later.id, version: ordered.version })
    expect((await as(cast.ministry.identity, hours(25)).reorganisations.get({ id: later.id })).can.edit).toBe(false)
    expect((await me.foresee({ id: later.id })).conflicts).toEqual([])
    await me.schedule({ ...once(), ...draft })
    await run(instantAt('2026-12-01'))
    expect((await me.get({ id: later.id })).state).toBe('applied')
    const at = instantAt('2026-12-01', 9)
    expect(await takenBack(heir, later.id, at)).toMatchObject({ state: 'undone', failure: null })
    const spare = await drafted(cast.ministry, [merge(c, d)], '2026-12-05', at)
    expect(await reasonOf(as(heir.identity, at).reorganisations.delete({ ...once(), ...spare }))).not.toBe('done')
  }, 120_000)
})
