import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { createCallerFactory, router } from '../../trpc'
import { unitsRouter } from '../router'

const createCaller = createCallerFactory(router({ units: unitsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let database: Awaited<ReturnType<typeof freshDatabase>>
let analyst: TestActor
const eve = '2025-06-30'
const reform = '2025-07-01'
const today = '2026-11-21'

beforeAll(async () => {
  database = await freshDatabase()
  analyst = await makeActor('ministry_analyst', await findUnit('nation'))
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
})

const change = (text: string, values: unknown[]) => asSystem('test', (_db, client) => client.query(text, values))
const changes = (input: Parameters<ReturnType<typeof as>['units']['changes']>[0]) => as(analyst).units.changes(input)
const levels = (answer: Awaited<ReturnType<typeof changes>>) =>
  answer.levels.map(({ level, before, opened, ended, after }) => [level, before, opened, ended, after])

describe('between two days', () => {
  it('the country over the reform', async () => {
    const answer = await changes({ from: eve, to: reform })
    expect(levels(answer)).toEqual([
      ['province', 63, 23, 52, 34],
      ['district', 696, 0, 696, 0],
      ['commune', 10_035, 3_321, 10_035, 3_321],
    ])
    expect(answer.rows).toHaveLength(50)
    const { rows, total } = await changes({ from: eve, to: reform, kind: 'merged', level: 'province', page: null })
    expect(total).toBe(52)
    expect(answer.kinds).toMatchObject({ ended: 10_783, opened: 3_344, renamed: 0, moved: 0 })
    expect(answer.groups.merged + answer.groups.split + answer.groups.ended).toBe(10_783)
    const giang = rows.find((row) => row.old?.fullName === 'Tỉnh Hà Giang')
    expect(giang).toMatchObject({ on: reform, confirmed: true, resolution: 'Nghị quyết 202/2025/QH15', now: null })
    expect(giang?.successors.map((each) => each.fullName)).toEqual(['Tỉnh Tuyên Quang'])
  })

  it('Huế and Đồng Nai by their own days', async () => {
    const hue = await changes({ from: '2024-12-31', to: '2025-01-01' })
    expect(hue.rows.map((row) => [row.old?.fullName, row.now?.fullName, row.kinds.join()])).toEqual([
      ['Tỉnh Thừa Thiên Huế', 'Thành phố Huế', 'renamed,retyped'],
    ])
    const dongNai = await changes({ from: '2026-04-29', to: today })
    expect(dongNai.total).toBe(11)
    expect(dongNai.kinds).toMatchObject({ retyped: 11, renamed: 0, opened: 0, ended: 0 })
    expect((await changes({ from: '2026-04-30', to: today })).total).toBe(0)
  })

  it('a province of today with what its predecessors had, also when asked by an old one', async () => {
    const quangTri = await findUnit('province', 'Quảng Trị')
    const answer = await changes({ provinceId: quangTri.id, from: eve, to: today })
    expect(levels(answer)).toEqual([
      ['province', 2, 1, 2, 1],
      ['district', 18, 0, 18, 0],
      ['commune', 264, 78, 264, 78],
    ])
    const [old] = await as(analyst).units.search({ text: 'Tỉnh Quảng Bình' })
    const asked = await changes({ provinceId: old?.id ?? 0, from: eve, to: today })
    expect(asked.province).toEqual({ id: quangTri.id, fullName: 'Tỉnh Quảng Trị' })
    expect(levels(asked)).toEqual(levels(answer))
  })

  it('the provinces together are the country', async () => {
    const provinces = await as(analyst).units.tree({})
    const sums = new Map<string, number[]>()
    for (const { id } of provinces)
      for (const { level, before, opened, ended, after } of (await changes({ provinceId: id, from: eve, to: today }))
        .levels)
        sums.set(
          level,
          [before, opened, ended, after].map((n, at) => n + (sums.get(level)?.[at] ?? 0)),
        )
    const country = await changes({ from: eve, to: today })
    expect([...sums].map(([level, counts]) => [level, ...counts])).toEqual(levels(country))
  })

  it('is found by old and new names without marks, level by level, page by page', async () => {
    const found = await changes({ from: eve, to: today, search: 'phuong phuc xa' })
    expect(found.rows[0]).toMatchObject({ level: 'commune', now: null })
    expect(found.rows[0]?.old?.place).toEqual(['Quận Ba Đình', 'Thành phố Hà Nội'])
    const first = await changes({ from: eve, to: today, kind: 'opened', level: 'commune' })
    const second = await changes({ from: eve, to: today, kind: 'opened', level: 'commune', page: 2 })
    expect(first.total).toBe(3_321)
    expect(new Set([...first.rows, ...second.rows].map((row) => row.unitId)).size).toBe(100)
    expect(first.rows[0]?.predecessors.length).toBeGreaterThan(0)
    // What was found by its successor alone.
    expect((await changes({ from: eve, to: reform, search: 'dac khu phu quoc' })).rows.length).toBeGreaterThan(1)
  })

  it('one unit that changes several times, all at once, and moves to another province', async () => {
    const [from, to] = [await findUnit('province', 'Cà Mau'), await findUnit('province', 'An Giang')]
    const [commune] = await as(analyst).units.list({ provinceId: from.id })
    if (!commune) throw new Error('no commune')
    await change(`update unit_versions set valid_to = '2026-06-01' where unit_id = $1 and valid_to is null`, [
      commune.id,
    ])
    await change(
      `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from, valid_to) values
         ($1, 'commune', $2, 'Một', 'Xã Một', 'xa', 'X1', '2026-06-01', '2026-08-01'),
         ($1, 'commune', $3, 'Hai', 'Phường Hai', 'phuong', 'X1', '2026-08-01', null)`,
      [commune.id, from.id, to.id],
    )
    const own = (answer: Awaited<ReturnType<typeof changes>>) =>
      answer.rows
        .filter((row) => row.unitId === commune.id)
        .map((row) => [row.on, row.kinds.join(), row.crossed, row.now?.place.join()])
        .toSorted()
    const span = { from: '2026-05-31', to: today, page: null }
    expect(own(await changes(span))).toEqual([
      ['2026-06-01', expect.stringContaining('renamed'), null, 'Tỉnh Cà Mau'],
      ['2026-08-01', 'renamed,retyped,moved', null, 'Tỉnh An Giang'],
    ])
    const left = await changes({ ...span, provinceId: from.id })
    expect(own(left).map((row) => row[2])).toEqual([null, 'out'])
    const came = await changes({ ...span, provinceId: to.id })
    expect(own(came)).toEqual([['2026-08-01', 'renamed,retyped,moved', 'in', 'Tỉnh An Giang']])
    expect(came.rows[0]?.old?.place).toEqual(['Tỉnh Cà Mau'])
    for (const answer of [left, came])
      for (const { before, opened, ended, cameIn, wentOut, after } of answer.levels)
        expect(before + opened + cameIn).toBe(after + ended + wentOut)
  })

  it('refuses a start after the end, and a province that is none', async () => {
    const code = (wanted: string) => expect.objectContaining({ code: wanted })
    await expect(changes({ from: today, to: eve })).rejects.toEqual(code('BAD_REQUEST'))
    await expect(changes({ provinceId: 9_999_999, from: eve, to: today })).rejects.toEqual(code('NOT_FOUND'))
  })
})

it('the days on which anything changed, in the country and in one province', async () => {
  const days = await as(analyst).units.changeDays({})
  expect(days.map((each) => each.on)).toEqual(
    expect.arrayContaining(['2000-01-01', '2025-01-01', reform, '2026-04-30']),
  )
  expect(days.find((each) => each.on === '2025-01-01')?.units).toBe(1)
  const hanoi = await findUnit('province', 'Hà Nội')
  const own = (await as(analyst).units.changeDays({ unitId: hanoi.id })).map((each) => each.on)
  expect(own).toContain(reform)
  expect(own).not.toContain('2026-04-30')
})
