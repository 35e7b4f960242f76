import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import type { Cell } from './commands'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const now = new Date('2026-11-16T03:00:00Z')
const later = new Date('2026-11-16T03:05:00Z')
let drop: () => Promise<void>
let system: pg.Client
let communes: TestUnit[]
let commune: TestUnit
let lan: TestActor
let binh: TestActor

const as = (actor: TestActor, at = now) => createCaller({ identity: actor.identity, now: at }).reports
const save = (actor: TestActor, cells: Cell[], at = now) =>
  as(actor, at).save({ requestId: randomUUID(), unitId: commune.id, period: period.code, cells })
const page = () => as(lan).get({ unitId: commune.id, period: period.code })
const confirmAdults = (adults: number, asOf = '2026-10-01') =>
  system.query(
    `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
     values ($1, $2, $3, 1000, 9000, $4, 0, 90, now())`,
    [commune.id, commune.path, asOf, adults],
  )
const error = async (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (thrown: { cause?: { reason: string; params: unknown; data?: unknown } }) => thrown.cause,
  )

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`update province_settings set reporting_from = $1`, [period.startsOn])
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  communes = (await childrenOf(await findUnit('province', 'Quảng Trị'))).filter((unit) => unit.level === 'commune')
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

beforeEach(async () => {
  commune = communes.pop() as TestUnit
  lan = await makeActor('commune_officer', commune)
  binh = await makeActor('commune_leader', commune)
})

describe('a percentage and its numerator', () => {
  it('is what the numerator gives of the confirmed adults, whatever was typed', async () => {
    await confirmAdults(2000)
    const detail = { numerator: 900, source: 'police', on: '2026-11-10' }
    const saved = await save(lan, [{ code: 'T1_03', seen: null, value: 1, detail, seenDetail: null }])
    expect(saved.values.T1_03).toBe(45)
    expect(saved.details.T1_03).toEqual(detail)
    expect(await page()).toMatchObject({ values: { T1_03: 45 }, details: { T1_03: detail } })
  })

  it('is refused above the adults, as of the period, with a word of its own, and nothing is saved', async () => {
    await confirmAdults(2000)
    await confirmAdults(8000, '2026-12-01')
    for (const numerator of [2001, 999_999_999])
      expect(
        await error(
          save(lan, [
            { code: 'C01', seen: null, value: 4 },
            { code: 'T1_03', seen: null, value: 1, detail: { numerator }, seenDetail: null },
          ]),
        ),
      ).toMatchObject({ reason: 'reports.figure', params: { code: 'T1_03', problem: 'findings.figure.aboveAdults' } })
    expect((await page()).values).not.toHaveProperty('C01')
    for (const numerator of [-1, 1.5, 1_000_000_000])
      await expect(save(lan, [{ code: 'T1_03', seen: null, value: 1, detail: { numerator } }])).rejects.toThrow()
  })

  it('stands as typed while no adults are confirmed, and is blocked at sending once they are and it does not fit', async () => {
    const required = { C01: 4, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7 }
    await save(lan, [
      ...Object.entries(required).map(([code, value]) => ({ code, seen: null, value })),
      { code: 'T1_03', seen: null, value: 1, detail: { numerator: 999_999_999 }, seenDetail: null },
      { code: 'T3_03', seen: null, value: 1, detail: { numerator: 900 }, seenDetail: null },
    ])
    const { report, values, details } = await page()
    expect(values).toMatchObject({ T1_03: 1, T3_03: 1 })
    expect(details.T1_03).toEqual({ numerator: 999_999_999 })
    await confirmAdults(2000)
    const send = () =>
      as(binh).submit({ requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 })
    const refused = await error(send())
    expect(refused).toMatchObject({ reason: 'reports.findings', params: { count: 2 } })
    expect(refused?.data).toMatchObject([
      { rule: 'reports.shareAboveAdults', codes: ['T1_03'] },
      { rule: 'reports.shareDiffers', codes: ['T3_03'] },
    ])
    // Typed anew the one loses its numerator, the other becomes what the same numerator gives.
    await save(lan, [
      { code: 'T1_03', seen: 1, value: 2 },
      { code: 'T3_03', seen: 1, value: 1, detail: { numerator: 900 }, seenDetail: { numerator: 900 } },
    ])
    expect((await send()).status).toBe('submitted')
    const { rows } = await system.query(
      `select i.code, t.submitted_num::float as num, t.submitted_den::float as den
         from totals t join indicators i on i.id = t.indicator_id where i.code in ('T1_03', 'T3_03') order by i.code`,
    )
    expect(rows).toEqual([
      { code: 'T1_03', num: 40, den: 2000 },
      { code: 'T3_03', num: 900, den: 2000 },
    ])
  })

  it('loses the numerator when only the figure is typed anew; source and day stay', async () => {
    await confirmAdults(2000)
    const detail = { numerator: 900, source: 'bank', on: '2026-11-10' }
    await save(lan, [{ code: 'T1_07', seen: null, value: 45, detail, seenDetail: null }])
    await save(lan, [{ code: 'T1_07', seen: 45, value: 45 }])
    expect((await page()).details.T1_07).toEqual(detail)
    const saved = await save(lan, [{ code: 'T1_07', seen: 45, value: 50 }])
    expect(saved.values.T1_07).toBe(50)
    expect(saved.details.T1_07).toEqual({ source: 'bank', on: '2026-11-10' })
    expect((await page()).details.T1_07).toEqual({ source: 'bank', on: '2026-11-10' })
  })

  it('no other row has one', async () => {
    const saved = await save(lan, [
      { code: 'C01', seen: null, value: 4, detail: { numerator: 9, reason: 'Đã kiểm tra' } },
    ])
    expect(saved.details.C01).toEqual({ reason: 'Đã kiểm tra' })
  })
})

describe('two people beside one figure', () => {
  const theirs = { source: 'police', on: '2026-11-10' }
  const begin = async () => {
    await save(lan, [{ code: 'T1_03', seen: null, value: 50 }])
    await save(lan, [{ code: 'T1_03', seen: 50, value: 50, detail: theirs, seenDetail: null }], later)
  }
  const mine = (over: Partial<Cell>): Cell[] => [
    { code: 'T1_03', seen: 50, value: 50, detail: { source: 'bank' }, ...over },
    { code: 'C01', seen: null, value: 4 },
  ]

  it('does not write over what the page had not seen, and says what stands there, by whom and when', async () => {
    await begin()
    for (const over of [{ seenDetail: null }, {}, { seenDetail: { source: 'other' } }]) {
      const clash = await save(binh, mine(over))
      expect(clash.conflicts).toMatchObject([{ code: 'T1_03', current: 50, detail: theirs, at: later.toISOString() }])
      expect(clash.conflicts[0]?.by).toBeTruthy()
      expect(clash.values.C01).toBe(4)
    }
    expect((await page()).details.T1_03).toEqual(theirs)
  })

  it('writes over what it had seen, and takes what is the same', async () => {
    await begin()
    for (const over of [{ detail: theirs }, { detail: theirs, seenDetail: null }])
      expect((await save(binh, mine(over))).conflicts).toEqual([])
    expect((await save(binh, mine({ seenDetail: theirs }))).conflicts).toEqual([])
    expect((await page()).details.T1_03).toEqual({ source: 'bank' })
  })

  it('without a word of what was seen, writes where nothing stands', async () => {
    await save(lan, [{ code: 'T1_03', seen: null, value: 50 }])
    expect((await save(binh, mine({}))).conflicts).toEqual([])
    expect((await page()).details.T1_03).toEqual({ source: 'bank' })
  })

  it('a figure alone leaves what another person wrote beside it', async () => {
    await begin()
    expect((await save(binh, [{ code: 'T1_03', seen: 50, value: 51 }])).conflicts).toEqual([])
    expect((await page()).details.T1_03).toEqual(theirs)
  })

  it('takes no figure as seen that no row can hold', async () => {
    const long = 'a'.repeat(10_001)
    await expect(save(lan, [{ code: 'E01', seen: long, value: 'Tốt' }])).rejects.toThrow()
    await expect(save(lan, [{ code: 'E01', seen: null, value: long }])).rejects.toThrow()
    const tooLong = await error(save(lan, [{ code: 'E01', seen: null, value: 'a'.repeat(2_001) }]))
    expect(tooLong).toMatchObject({ reason: 'reports.figure', params: { problem: 'findings.figure.tooLong' } })
  })
})
