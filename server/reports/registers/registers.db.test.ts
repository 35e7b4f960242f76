import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { withCtx } from '../../context'
import { appRouter } from '../../router'
import { classOf, enrol, foundTeam } from '../../testing-training'
import { createCallerFactory } from '../../trpc'
import { registersOf } from './queries'

/** A commune says from which month its training register fills B01 to B05 of the report (domain.md 22.14). */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-12-12T09:00:00+07:00')
const as = (who: Pick<TestActor, 'identity'>, at = now) => createCaller({ identity: who.identity, now: at })
const codes = ['B01', 'B02', 'B03', 'B04', 'B05']
const required = { C01: 4, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7 }

let cast: Cast
let officer: TestActor
let chief: TestActor

const monthOf = async (period: string, who = officer, at = now) => {
  const report = await as(who, at).reports.get({ unitId: cast.commune.id, period })
  return {
    ...Object.fromEntries(codes.map((code) => [code, report.values[code] ?? null])),
    sources: [...new Set(report.form.rows.filter(({ code }) => codes.includes(code)).map((row) => row.source))].join(),
    since: report.form.filledSince.B01 ?? null,
  }
}
const type = (period: string, values: Record<string, number>, at = now) =>
  as(officer, at).reports.save({
    ...once(),
    ...{ unitId: cast.commune.id, period },
    cells: Object.entries(values).map(([code, value]) => ({ code, seen: null, value })),
  })
const set = (from: string, source: 'manual' | 'register', who = officer, at = now) =>
  as(who, at).reports.setRegister({ ...once(), register: 'training', from, source })

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  chief = await makeActor('commune_leader', cast.commune)
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12]) {
      const period = monthPeriod(2026, month)
      await openPeriod(db, period, instantAt(period.startsOn))
    }
  })
  const team = await foundTeam(cast.commune, 'Tổ Thôn 1')
  const members = await Promise.all(['Hồ Văn An', 'Hồ Thị Bé'].map((name) => enrol(team, { name, from: '2025-08-01' })))
  const { id: sessionId } = await as(officer).training.plan(
    classOf({ held: true, startsOn: '2026-12-01', endsOn: '2026-12-02' }),
  )
  await as(officer).training.attend({
    ...once(),
    ...{ sessionId, gone: [], came: members.map((memberId) => ({ memberId, teamId: team.id })) },
  })
})
afterAll(() => cast.close())

describe('the training register', () => {
  it('fills nothing until its commune says so', async () => {
    await type('2026-12', { ...required, B01: 7, B02: 70 })
    expect(await monthOf('2026-12')).toMatchObject({ B01: 7, B02: 70, B03: null, sources: 'manual', since: null })
    expect(await as(officer).reports.register({ register: 'training' })).toMatchObject({
      ...{ since: null, until: null, can: { set: true } },
      months: [{ code: '2026-11' }, { code: '2026-12' }, { code: '2027-01' }],
      suggested: '2026-12',
    })
  })

  it('fills the month it is told and those after it, and what was typed there is used no more; months before stay typed', async () => {
    expect(await set('2026-12', 'register')).toEqual({ from: '2026-11-15' })
    const filled = { B01: 1, B02: 2, B03: 2, B04: null, B05: null, sources: 'register', since: '2026-11-15' }
    expect(await monthOf('2026-12')).toEqual(filled)
    expect(await monthOf('2026-11')).toMatchObject({ sources: 'manual', since: null })
    // The level above reads the same, and nobody types over it.
    expect((await monthOf('2026-12', cast.admin)).sources).toBe('register')
    expect(await reasonOf(type('2026-12', { B02: 70 }))).toBe('reports.cell')
    expect(await as(officer).reports.register({ register: 'training' })).toMatchObject({
      since: '2026-11-15',
      until: null,
    })
  })

  it('is ended for a later month, and what was decided for later gives way to a new word', async () => {
    await set('2027-01', 'manual')
    expect(await as(officer).reports.register({ register: 'training' })).toMatchObject({
      ...{ since: '2026-11-15', until: '2026-12-15' },
    })
    expect((await monthOf('2026-12')).sources).toBe('register')
    // Begun again before it ended, it has never stopped.
    await set('2027-01', 'register')
    const begun = await withCtx(
      officer.identity,
      'read',
      (ctx) => registersOf(ctx.db, cast.commune.id, monthPeriod(2027, 1)),
      now,
    )
    expect(begun).toEqual({ training: '2026-11-15' })
    await set('2026-12', 'manual')
    expect(await monthOf('2026-12')).toMatchObject({ B01: 7, B02: 70, sources: 'manual', since: null })
    await set('2026-12', 'register')
    expect(await as(officer).reports.register({ register: 'training' })).toMatchObject({
      since: '2026-11-15',
      until: null,
    })
  })

  it('is told by its own commune alone, of a month that is near', async () => {
    expect(await reasonOf(set('2026-12', 'manual', cast.admin))).toBe('reports.save')
    expect(await reasonOf(set('2026-12', 'manual', cast.ministry))).toBe('reports.save')
    expect(await as(cast.admin).reports.register({ register: 'training' })).toBeNull()
    expect(await reasonOf(set('2026-10', 'manual'))).toBe('reports.badMonth')
    expect(await reasonOf(set('2027-02', 'manual'))).toBe('reports.badMonth')
    const stranger = await makeActor('commune_officer', cast.sibling)
    expect(await set('2026-12', 'manual', stranger)).toEqual({ from: '2026-11-15' })
    expect((await monthOf('2026-12')).sources).toBe('register')
  })

  it('stands as it was in a month that was sent, and the figures that were filed are those of the register', async () => {
    await as(officer).reports.propose({
      ...once(),
      ...(await as(officer)
        .reports.get({ period: '2026-12' })
        .then(({ report }) => ({ reportId: report?.id ?? '', version: report?.version ?? 0 }))),
    })
    expect(await reasonOf(set('2026-12', 'manual'))).toBe('reports.monthDecided')
    expect(await reasonOf(set('2026-11', 'manual'))).toBe('reports.monthDecided')
    const waiting = await as(chief).reports.get({ period: '2026-12' })
    await as(chief).reports.submit({
      ...once(),
      ...{ reportId: waiting.report?.id ?? '', version: waiting.report?.version ?? 0 },
    })
    await set('2027-01', 'manual')
    expect(await monthOf('2026-12', cast.admin)).toEqual({
      ...{ B01: 1, B02: 2, B03: 2, B04: null, B05: null, sources: 'register', since: '2026-11-15' },
    })
  })

  it('warns of nothing that nobody could correct in the report: what it says below last month is told as a note', async () => {
    const { form } = await as(officer).reports.get({ period: '2026-12' })
    const { check } = await import('../rules')
    const found = (rows: typeof form.rows) =>
      check({ ...form, rows }, { values: { ...required, B04: 3 }, previous: [{ B04: 9 }, null, null], month: 12 })
        .filter(({ codes }) => codes.includes('B04'))
        .map(({ severity }) => severity)
    expect(found(form.rows)).toEqual(['note'])
    expect(
      found(form.rows.map((row) => ({ ...row, source: row.code === 'B04' ? ('manual' as const) : row.source }))),
    ).toEqual(['warn'])
  })
})
