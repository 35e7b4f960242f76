import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  file,
  freshTerritory,
  hours,
  now,
  query,
  state,
  type Territory,
  takenBack,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** What lay in a commune that was cut waits for a person, and comes back with it. */

const on = '2026-11-01'

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

describe('a commune that is cut', () => {
  it('leaves villages, teams and posts waiting for the province, which places them, and all of it can be taken back', async () => {
    const [cut, one, two] = cast.take(3)
    const village = await makeUnit(cut, 'village', 'Thôn Chờ')
    const team = await makeUnit(cut, 'team', 'Tổ Chờ')
    await query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, cut.id],
    )
    await query(
      `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) values ($1, $1, $2, $3, '2025-07-02')`,
      [team.id, team.path, village.id],
    )
    const officer = await makeActor('commune_officer', cut)
    const leader = await makeActor('team_leader', team)
    await file(cast.province, '2026-10', cut, 100, 'accepted')
    const before = await state()
    const event = await applied(
      cast.admin,
      [one, two].map((to): Change => ({ kind: 'split', unitId: cut.id, into: { unitId: to.id }, share: null })),
      on,
      now,
    )
    expect(await reasonOf(as(officer.identity, hours(1)).people.me())).toBe('UNAUTHORIZED')
    const { waits, can } = await as(cast.admin.identity, hours(1)).reorganisations.waits({ reorganisationId: event })
    expect(can.place).toBe(true)
    expect(waits.map((each) => [each.kind, each.candidates.map((c) => c.id), each.placed])).toEqual(
      ['post', 'team', 'village'].map((kind) => [kind, [one.id, two.id], null]),
    )
    const placing = (kind: string, unitId: number, who = cast.admin) => {
      const waitId = waits.find((each) => each.kind === kind)?.id ?? ''
      return as(who.identity, hours(1)).reorganisations.place({ ...once(), waitId, unitId })
    }
    expect(await reasonOf(placing('village', cast.abroad.id))).toBe('reorganisations.noCandidate')
    expect(await reasonOf(placing('village', one.id, cast.otherAdmin))).toBe('reorganisations.noWait')
    await placing('village', one.id)
    await placing('team', one.id)
    await placing('post', two.id)
    expect(await reasonOf(placing('village', two.id))).toBe('reorganisations.placed')
    const teams = await as(cast.admin.identity, hours(2)).teams.list({ communeId: one.id })
    expect(teams?.teams.find((each) => each.id === team.id)?.villages).toMatchObject([
      { id: village.id, standing: true },
    ])
    // The village lies in its new commune from the very day: there was no gap.
    const versions = await query<{ from: string; to: string | null }>(
      `select valid_from::text as "from", valid_to::text as "to" from unit_versions where unit_id = $1 order by valid_from`,
      [village.id],
    )
    expect(versions.map((each) => [each.from, each.to])).toEqual([
      ['2025-07-01', on],
      [on, null],
    ])
    // He leads his team all the while; it lies elsewhere now.
    expect((await as(leader.identity, hours(2)).people.me()).unit.id).toBe(team.id)
    const [post] = await query<{ id: string }>(
      `select id from assignments where person_id = $1 and unit_id = $2 and valid_to is null`,
      [officer.personId, two.id],
    )
    const identity = { ...officer.identity, assignmentId: post?.id ?? '' }
    expect((await as(identity, hours(2)).reports.get({ unitId: cut.id, period: '2026-10' })).values.C01).toBe(100)
    expect(await takenBack(cast.admin, event, hours(3))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })
})
