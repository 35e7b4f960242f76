import { describe, expect, it } from 'vitest'
import { compareHref, drillHref } from '@/components/comparisons/address'
import type { CompareOptions } from '@/components/comparisons/outputs'
import { compareParams } from './params'

const period = (month: number, state: string) => ({
  ...{ code: `2026-${String(month).padStart(2, '0')}`, year: 2026, month, state },
  ...{ startsOn: `2026-${String(month - 1).padStart(2, '0')}-15`, endsOn: `2026-${String(month).padStart(2, '0')}-14` },
})
const optionsOf = (level: string, provinceId: number | null): CompareOptions => ({
  periods: [period(11, 'open'), period(10, 'closed'), period(9, 'closed')],
  period: '2026-11',
  indicators: ['C02', 'T1_01', 'T3_01'].map((code) => ({ code }) as CompareOptions['indicators'][number]),
  provinces: [],
  own: { level, unitId: 1, unitName: '', provinceId, thenId: provinceId, provinceIds: [] },
})
const nation = optionsOf('nation', null)
const province = optionsOf('province', 44)
const queryOf = (href: string) => Object.fromEntries(new URLSearchParams(href.slice(href.indexOf('?'))))

describe('the address of a comparison', () => {
  it('compares over one set of units in figures, in the table, month by month alone', () => {
    const same = (params: Record<string, string>) => compareParams({ same: '1', ...params }, nation).same
    expect(same({})).toBe(true)
    expect(same({ per: 'households' })).toBe(false)
    expect(same({ from: '2026-10' })).toBe(false)
    expect(same({ view: 'bar' })).toBe(false)
  })

  it('counts what was accepted once every month is closed, unless it names a basis', () => {
    const basis = (params: Record<string, string>) => compareParams(params, nation).basis
    expect(basis({})).toBe('submitted')
    expect(basis({ to: '2026-10' })).toBe('accepted')
    expect(basis({ from: '2026-10', to: '2026-11' })).toBe('submitted')
    expect(basis({ to: '2026-10', basis: 'submitted' })).toBe('submitted')
    expect(basis({ to: '2026-11', basis: 'accepted' })).toBe('accepted')
  })

  it('gives on a basis that was named, and lets the others follow the month', () => {
    const named = compareParams({ to: '2026-10', basis: 'submitted' }, nation)
    expect(queryOf(compareHref(named)).basis).toBe('submitted')
    const open = compareParams({ to: '2026-10' }, nation)
    expect(queryOf(compareHref(open, { from: '2026-11', to: '2026-11' })).basis).toBeUndefined()
  })

  it('always says which tree, and of then that very province which a row was', () => {
    expect(queryOf(compareHref(compareParams({}, nation))).tree).toBe('now')
    const then = compareParams({ tree: 'then' }, nation)
    expect(queryOf(drillHref(then, 44, true))).toMatchObject({ tree: 'then', province: '44', only: '1' })
    expect(compareParams(queryOf(drillHref(then, 44, true)), nation)).toMatchObject({ province: 44, alone: true })
    expect(queryOf(drillHref(then, 44)).only).toBeUndefined()
    // Another tree, or all provinces: there is nothing to be alone among.
    const alone = compareParams({ tree: 'then', province: '44', only: '1' }, nation)
    expect(queryOf(compareHref(alone, { tree: 'now' })).only).toBeUndefined()
    expect(queryOf(drillHref(alone, null)).only).toBeUndefined()
  })

  it('keeps a commune on its own page, which by the tree of then is of the province of that month', () => {
    const { own, ...rest } = optionsOf('commune', 38)
    const moved: CompareOptions = { ...rest, own: { ...own, thenId: 44, provinceIds: [38, 44] } }
    const of = (params: Record<string, string>) => compareParams({ to: '2026-10', ...params }, moved).province
    expect([of({}), of({ tree: 'then' })]).toEqual([38, 44])
    expect([of({ province: '38', tree: 'then' }), of({ province: '44' })]).toEqual([44, 38])
    expect([of({ province: '1', tree: 'then' }), of({ province: 'all', tree: 'then' })]).toEqual([1, null])
  })

  it('opens the other provinces on the newest closed month, which is all that is published', () => {
    expect(compareParams({ province: 'all' }, province).to).toBe('2026-10')
    expect(compareParams({ province: 'all', to: '2026-11' }, province).to).toBe('2026-11')
    expect(compareParams({}, province).to).toBe('2026-11')
    expect(compareParams({ province: 'all' }, nation).to).toBe('2026-11')
    expect(compareParams({}, optionsOf('commune', null)).to).toBe('2026-10')
    expect(compareParams({ province: 'all' }, { ...province, periods: [period(11, 'open')] }).to).toBe('2026-11')
    const own = compareParams({}, province)
    expect(queryOf(drillHref(own, null)).to).toBe('2026-10')
    expect(queryOf(drillHref(compareParams({ to: '2026-09' }, province), null)).to).toBe('2026-09')
  })

  it('names the months that were asked for and have no period', () => {
    const absent = (params: Record<string, string>) => compareParams(params, nation)
    expect(absent({ to: '2031-01' })).toMatchObject({ to: '2026-11', absent: ['2031-01'] })
    expect(absent({ from: '2020-01', to: '2026-10' })).toMatchObject({ from: '2026-10', absent: ['2020-01'] })
    expect(absent({ from: '2026-09', to: '2026-10' }).absent).toEqual([])
    expect([absent({}).absent, absent({ to: 'tháng này' }).absent]).toEqual([[], []])
  })

  it('draws thirteen months by themselves: no sum over months, no rate', () => {
    const line = compareParams({ view: 'line', from: '2026-09', per: 'adults', same: '1' }, nation)
    expect(line).toMatchObject({ from: '2026-11', to: '2026-11', per: 'none', same: false })
  })
})
