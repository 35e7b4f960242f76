import { afterAll, beforeAll, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import { makeUnit } from '@/db/testing/factories'
import { as, drafted, freshTerritory, query, run, state, type Territory } from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** Lines of a resolution as a person reads them, and what the small ones do. */

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

it('names what a draft would open where lines cannot stand, and the page of the line', async () => {
  const [one, two] = cast.take(2)
  const event = await drafted(
    cast.admin,
    [
      {
        ...{
          kind: 'open',
          ref: 'x',
          level: 'commune',
          parent: { unitId: cast.province.id },
          type: 'xa',
          name: 'Mới',
        },
        code: one.code,
      },
      { kind: 'rename', unitId: two.id, name: 'Khác' },
      { kind: 'move', unitId: two.id, parent: { ref: 'x' } },
    ],
    '2026-12-01',
    new Date('2026-11-03T01:00:00Z'),
  )
  const dry = await as(cast.admin.identity, new Date('2026-11-03T01:00:00Z')).reorganisations.foresee({
    id: event.id,
  })
  const wrong = dry.conflicts.find((each) => each.reason === 'wrongParent')
  expect(wrong).toMatchObject({ unitId: two.id, page: 1 })
  expect(dry.names[wrong?.otherId ?? 0]).toBe('Xã Mới')
  expect(dry.conflicts.find((each) => each.reason === 'codeTaken')).toMatchObject({ line: 0, text: one.code })
  expect(dry.total).toBe(dry.conflicts.length)
})

it('gives a unit its new name, type and code on the day, ends a village, and is taken back', async () => {
  const [one, two] = cast.take(2)
  const village = await makeUnit(two, 'village', 'Thôn Hai')
  const at = new Date('2026-11-05T01:00:00Z')
  const changes: Change[] = [
    { kind: 'rename', unitId: one.id, name: 'Tên Mới' },
    { kind: 'retype', unitId: one.id, type: 'phuong' },
    { kind: 'recode', unitId: two.id, code: '99998' },
    { kind: 'close', unitId: village.id },
  ]
  const before = await state()
  let event = await drafted(cast.admin, changes, '2026-11-04', at)
  const shown = await as(cast.admin.identity, at).reorganisations.get({ id: event.id })
  expect(shown.lines.rows.map(({ kind, name, type, code }) => [kind, name, type, code])).toEqual([
    ['rename', 'Tên Mới', null, null],
    ['retype', null, 'phuong', null],
    ['recode', null, null, '99998'],
    ['close', null, null, null],
  ])
  event = await as(cast.admin.identity, at).reorganisations.schedule({ ...once(), ...event })
  expect(await run(at)).toBe(1)
  const named = await query(
    `select full_name as name, code from unit_versions where unit_id = any ($1) and valid_from = '2026-11-04' order by code = '99998'`,
    [[one.id, two.id]],
  )
  expect(named).toEqual([
    { name: 'Phường Tên Mới', code: one.code },
    { name: two.fullName, code: '99998' },
  ])
  const list = await as(cast.admin.identity, at).reorganisations.checks({ id: event.id })
  expect(list?.sum.villages).toMatchObject({ opened: 0, closed: 1, waiting: 0 })
  expect(list?.sum.agrees).toBe(true)
  const { version } = await as(cast.admin.identity, at).reorganisations.get({ id: event.id })
  await as(cast.admin.identity, at).reorganisations.undo({ ...once(), id: event.id, version, reason: 'Thử' })
  expect(await run(at)).toBe(1)
  expect(await state()).toEqual(before)
})
