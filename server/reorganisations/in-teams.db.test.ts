import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { findUnit, makeActor } from '@/db/testing/factories'
import { runRosterImports } from '../rosters/import/running/commands'
import { session } from '../testing-activities'
import { busy, cut, eve, homesOf, officerOf } from '../testing-left'
import {
  applied,
  as,
  freshTerritory,
  hours,
  merge,
  now,
  query,
  state,
  type Territory,
  takenBack,
} from '../testing-territory'
import { classOf } from '../testing-training'

/** What lies in the teams of a commune goes where they go; files that were sent come to nothing. */

const on = '2026-11-01'
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

describe('what lies in teams, and files that were sent', () => {
  it('activities with pictures, attendance and completions go where the team goes, over the border of a province too; counts stay', async () => {
    const [a, b, c] = cast.take(3)
    const kept = await busy(a)
    const { identity } = kept.officer
    const held = await as(identity, eve).training.plan(
      classOf({ startsOn: '2026-10-20', endsOn: '2026-10-20', held: true }),
    )
    const told = await as(identity, eve).training.plan(
      classOf({ startsOn: '2026-10-21', endsOn: '2026-10-21', held: true }),
    )
    const came = [{ memberId: kept.member, teamId: kept.team.id }]
    await as(identity, eve).training.attend({ ...once(), sessionId: held.id, gone: [], came })
    await as(identity, eve).training.setCount({
      ...once(),
      sessionId: told.id,
      communeId: a.id,
      people: 7,
      women: null,
    })
    const logged = await as(identity, eve).activities.log({
      ...session(kept.team.id, { onDay: '2026-10-20', programmeId: kept.programme.id, partnerIds: [kept.partner.id] }),
      toldBy: 'Hồ Văn An',
    })
    await query(
      `insert into activity_photos (id, activity_id, unit_id, path, on_day, position, mime, width, height, size, sha256, content, uploaded_at)
       select gen_random_uuid(), id, unit_id, path, on_day, 1, 'image/jpeg', 1, 1, 1, 'a', 'a', now() from activities where id = $1`,
      [logged.id],
    )
    const tables = [
      'activities',
      'activity_photos',
      'activity_events',
      'attendances',
      'memberships',
      'attendance_counts',
    ]
    const paths = async () => {
      const found: Record<string, string[]> = {}
      for (const table of tables) {
        const rows = await query<{ path: string }>(`select distinct path from ${table} where unit_id = any ($1)`, [
          [kept.team.id, a.id],
        ])
        found[table] = rows.map(({ path }) => path)
      }
      return found
    }
    const under = (path: string) => `${path}${String(kept.team.id).padStart(7, '0')}.`
    const [heir, abroad] = [
      await officerOf(b),
      await makeActor('province_admin', await findUnit('province', 'Thanh Hóa')),
    ]
    await homesOf(hours(31))
    const before = await state()
    const merged = await applied(cast.admin, [merge(a, b)], on, now)
    const went = await paths()
    for (const table of tables.slice(0, 5)) expect(went[table], table).toEqual([under(b.path)])
    expect(went.attendance_counts).toEqual([a.path])
    const api = as(heir.identity, hours(30))
    expect(await api.activities.get({ id: logged.id })).toMatchObject({
      programme: '92 ngày đêm',
      partners: ['VNPT'],
      pictures: [{}],
    })
    const { sessions } = await api.training.sessions({ state: 'held' })
    expect(sessions.map(({ people, unit }) => [people, unit.id]).sort()).toEqual([
      [1, a.id],
      [7, a.id],
    ])
    expect(await takenBack(cast.admin, merged, hours(31))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)

    const province = abroad.identity
    const moved = await applied(
      cast.ministry,
      [{ kind: 'move', unitId: a.id, parent: { unitId: (await findUnit('province', 'Thanh Hóa')).id } }],
      on,
      now,
    )
    const [{ path } = { path: '' }] = await query<{ path: string }>(`select path from units where id = $1`, [a.id])
    const there = await paths()
    for (const table of tables.slice(0, 5)) expect(there[table], table).toEqual([under(path)])
    expect(there.attendance_counts).toEqual([path])
    expect((await as(province, hours(30)).activities.get({ id: logged.id })).pictures).toHaveLength(1)
    expect(await reasonOf(as(cast.admin.identity, hours(30)).activities.get({ id: logged.id }))).toBe('activities.none')
    expect(await takenBack(cast.ministry, moved, hours(31))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)

    // Of a commune that was cut the log of a team that waits is nobody's but the province's.
    await applied(cast.admin, cut(a, [b, c]), on, now)
    expect(await reasonOf(api.activities.get({ id: logged.id }))).toBe('activities.none')
    expect((await as(cast.admin.identity, hours(30)).activities.get({ id: logged.id })).id).toBe(logged.id)
  })

  it('a roster file under way comes to nothing and to nobody; what headers mean is known to the heir', async () => {
    const [a, b] = cast.take(2)
    const [officer, heir] = [await officerOf(a), await officerOf(b)]
    const content = Buffer.from('Họ và tên;Tổ\nHồ Văn An;Tổ 1').toString('base64')
    const { id } = await as(officer.identity, eve).rosterImport.send({ ...once(), name: 'ds.csv', content })
    await query(
      `insert into column_mappings (unit_id, path, headers, columns, person_id, said_at) values ($1, $2, 'ten|to', '{}', $3, now())`,
      [a.id, a.path, officer.personId],
    )
    await homesOf(hours(3))
    const before = await state()
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    expect(await query(`select unit_id as unit from column_mappings where headers = 'ten|to'`)).toEqual([
      { unit: b.id },
    ])
    expect((await as(heir.identity, hours(2)).rosterImport.list()).imports).toEqual([])
    expect(await takenBack(cast.admin, event, hours(3))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
    await applied(cast.admin, [merge(a, b)], on, hours(4))
    await runRosterImports(() => hours(5))
    expect(await query(`select state, failure from roster_imports where id = $1`, [id])).toEqual([
      { state: 'failed', failure: 'noLongerAllowed' },
    ])
  })
})
