import { z } from 'zod'
import type { CompareAddress } from '@/components/comparisons/address'
import type { CompareOptions } from '@/components/comparisons/outputs'
import { parsePeriod } from '@/server/calendar/rules'
import { bases, maxCodes, maxLines, maxMonths, rates, trees } from '@/server/comparisons/rules'

export type SearchParams = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const id = z.coerce.number().int().positive().max(2_147_483_647)
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,15}$/)
const views = ['table', 'bar', 'line', 'map'] as const

/** Rows that stand where nothing was chosen: households reached, guidance of three tasks. */
const firstChoice = ['C02', 'T1_01', 'T3_01', 'T4_01']

const list = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value : [value ?? '']).flatMap((each) => each.split(',')).filter(Boolean)
const serial = (period: string) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7))

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** The month asked for, for `options`; undefined when the address names none that could be one. */
export const periodOf = (params: SearchParams): string | undefined => month.safeParse(first(params.to)).data

/** What the address says, with what it leaves open filled in; what it cannot say is left out, so that an old link still opens. */
export function compareParams(params: SearchParams, options: CompareOptions): CompareAddress {
  const known = (period: string | undefined) => options.periods.some((each) => each.code === period)
  const asked = first(params.to)
  const tree = z.enum(trees).catch('now').parse(first(params.tree))
  const wanted = first(params.province)
  const provinceId = id.safeParse(wanted).data
  const { own } = options
  const home = own.level === 'nation' ? null : tree === 'then' ? own.thenId : own.provinceId
  // A commune's own page goes with it: by the tree of then it is of the province of that month, whichever of its provinces is named.
  const ownPage = provinceId === undefined || own.provinceIds.includes(provinceId)
  const province = wanted === 'all' ? null : ownPage ? home : provinceId
  const shut = (period: string) => options.periods.find((each) => each.code === period)?.state === 'closed'
  // Of other provinces only closed months are published: an open one would be rows of dashes.
  const newest = own.level === 'nation' ? undefined : options.periods.find((each) => shut(each.code))?.code
  const fallback = (province === null ? newest : undefined) ?? options.period
  const to = asked !== undefined && known(asked) ? asked : fallback
  const since = first(params.from)
  const wantedView = z.enum(views).catch('table').parse(first(params.view))
  const view = wantedView === 'map' && province !== null ? 'table' : wantedView
  // Thirteen months stand by themselves: no sum over months, no rate.
  const line = view === 'line'
  const from =
    !line && since !== undefined && known(since) && since <= to && serial(to) - serial(since) < maxMonths ? since : to
  const numeric = new Set(options.indicators.map((each) => each.code))
  const chosen = [...new Set(list(params.codes))].filter((each) => code.safeParse(each).success && numeric.has(each))
  const codes = (chosen.length > 0 ? chosen : firstChoice.filter((each) => numeric.has(each))).slice(0, maxCodes)
  const per = line ? 'none' : z.enum(rates).catch('none').parse(first(params.per))
  const basis = z.enum(bases).safeParse(first(params.basis)).data
  const months = options.periods.filter((each) => each.code >= from && each.code <= to)
  const official = months.every((each) => shut(each.code))
  const focus = first(params.code)
  const named = [since, asked].flatMap((period) => month.safeParse(period).data ?? [])
  return {
    from,
    to,
    absent: [...new Set(named)].filter((period) => parsePeriod(period) && !known(period)),
    codes,
    code: focus !== undefined && codes.includes(focus) ? focus : (codes[0] ?? 'T1_01'),
    basis: basis ?? (official ? 'accepted' : 'submitted'),
    basisNamed: basis !== undefined,
    tree,
    per,
    // It is a way to read the change of figures; over one set of units a rate has no base.
    same: first(params.same) === '1' && from === to && per === 'none' && view === 'table',
    province,
    alone: province !== null && first(params.only) === '1',
    published: newest !== undefined && !shut(to) ? newest : null,
    view,
    units: [...new Set(list(params.units).flatMap((each) => id.safeParse(each).data ?? []))].slice(0, maxLines),
    q: (first(params.q) ?? '').slice(0, 100),
    sort: first(params.sort) ?? null,
    cols: first(params.cols) ?? null,
  }
}
