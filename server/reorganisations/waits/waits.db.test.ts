import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeUnit, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  freshTerritory,
  hours,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** Villages, teams and posts of a commune that was cut, placed late: after a part has ended in turn, after a post has run out. */

const on = '2026-11-01'

let cast: Territory
const cut = (unit: TestUnit, into: TestUnit[]) =>
  applied(
    cast.admin,
    into.map((to): Change => ({ kind: 'split', unitId: unit.id, into: { unitId: to.id }, share: null })),
    on,
    now,
  )
async function teamOf(commune: TestUnit, name: string): Promise<TestUnit> {
  const team = await makeUnit(commune, 'team', name)
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, commune.id],
  )
  return team
}
const waiting = async (event: string, at: Date) =>
  (await as(cast.admin.identity, at).reorganisations.waits({ reorganisationId: event })).waits
const place = (waitId: string | undefined, unit: TestUnit, at: Date) =>
  reasonOf(as(cast.admin.identity, at).reorganisations.place({ ...once(), waitId: waitId ?? '', unitId: unit.id }))
const versions = (unit: TestUnit) =>
  query<{ parent: number; from: string; to: string | null }>(
    `select parent_id as parent, valid_from::text as "from", valid_to::text as "to" from unit_versions where unit_id = $1 order by valid_from`,
    [unit.id],
  )

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
})
afterAll(() => cast.close())

describe('a part that has ended before a team was placed in it', () => {
  it('is offered no more; in whoever followed it the team lies as if it had been in the part all the while', async () => {
    const [a, b, c] = cast.take(3)
    const team = await teamOf(a, 'Tổ Kẹt')
    const leader = await makeActor('team_leader', team)
    const before = await state()
    const event = await cut(a, [b, c])
    const next = await applied(
      cast.admin,
      [opening(cast.province, 'x', 'Xã Theo Sau', b.code), { kind: 'merge', unitId: b.id, into: { ref: 'x' } }],
      '2026-11-02',
      hours(24),
    )
    const heir = await unitCalled('Xã Theo Sau')
    const [wait] = await waiting(event, hours(30))
    expect(wait?.candidates.map((each) => each.id)).toEqual([heir.id, c.id])
    expect(await place(wait?.id, b, hours(30))).toBe('reorganisations.candidateEnded')
    expect(await place(wait?.id, cast.abroad, hours(30))).toBe('reorganisations.noCandidate')
    expect(await place(wait?.id, heir, hours(30))).toBe('done')
    expect((await versions(team)).slice(1)).toEqual([
      { parent: b.id, from: on, to: '2026-11-02' },
      { parent: heir.id, from: '2026-11-02', to: null },
    ])
    expect((await as(leader.identity, hours(31)).people.me()).unit.id).toBe(team.id)
    const teams = async (unit: TestUnit) =>
      (await as(cast.admin.identity, hours(60)).teams.list({ communeId: unit.id }))?.teams.map((each) => each.id)
    expect(await teams(heir)).toContain(team.id)
    // The later resolution taken back alone: the team lies in the part. Then the earlier one: it lies where it lay.
    expect(await takenBack(cast.admin, event, hours(31))).toMatchObject({ failure: { reason: 'dependents' } })
    expect(await takenBack(cast.admin, next, hours(32))).toMatchObject({ state: 'undone', failure: null })
    expect((await versions(team)).slice(1)).toEqual([{ parent: b.id, from: on, to: null }])
    expect((await waiting(event, hours(33)))[0]?.placed?.id).toBe(b.id)
    expect(await teams(b)).toContain(team.id)
    expect(await takenBack(cast.admin, event, hours(34))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })
})

describe('a post given until a day', () => {
  it('goes on until that day where it is placed; when the day is over nothing waits', async () => {
    const [a, b, c] = cast.take(3)
    const officers = [await makeActor('commune_officer', a), await makeActor('commune_officer', a)]
    const [first, second] = officers.map((each) => each.assignmentId)
    await query(`update assignments set valid_to = '2026-12-31T00:00:00+07' where id = $1`, [first])
    await query(`update assignments set valid_to = $2 where id = $1`, [second, hours(10)])
    const event = await cut(a, [b, c])
    const waits = await waiting(event, hours(1))
    expect(waits).toHaveLength(2)
    const ids = await query<{ id: string; post: string }>(
      `select id, assignment_id as post from reorganisation_waits where reorganisation_id = $1`,
      [event],
    )
    const of = (post: string | undefined) => ids.find((each) => each.post === post)?.id
    expect(await place(of(second), b, hours(11))).toBe('reorganisations.postOver')
    expect((await waiting(event, hours(11))).map((each) => each.id)).toEqual([of(first)])
    expect(await place(of(first), b, hours(11))).toBe('done')
    expect(
      await query<{ to: Date }>(`select valid_to as "to" from assignments where person_id = $1 and unit_id = $2`, [
        officers[0]?.personId,
        b.id,
      ]),
    ).toEqual([{ to: new Date('2026-12-31T00:00:00+07:00') }])
    const checks = await as(cast.admin.identity, hours(12)).reorganisations.checks({ id: event })
    expect(checks?.posts?.waiting).toBe(0)
  })
})
