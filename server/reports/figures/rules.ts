import type { Denominator, ValueType } from '@/db/enums'
import { type FormRow, type FormVersion, formulaOf, fractionOf, hasSource } from '@/server/forms/rules'

/** Figures by indicator code. Absent or null is blank ("chưa có số liệu"); 0 is none ("không phát sinh"). */
export type ReportValues = Record<string, number | string | null>

/** What stands beside a figure: for percentages where it comes from (domain.md 22.15), for any row the reason given. */
export type ReportDetail = { numerator?: number; source?: string; on?: string; noData?: boolean; reason?: string }
export type ReportDetails = Record<string, ReportDetail>
export type Denominators = Record<Denominator, number>

/** Why a figure is refused; the sentence is `findings.figure.<reason>`. */
export const figureReasons = [
  'notNumber',
  'negative',
  'fraction',
  'decimals',
  'tooLarge',
  'above100',
  'tooLong',
  'control',
  'aboveAdults',
] as const
export type FigureReason = (typeof figureReasons)[number]

/** Highest figures: count whole numbers, currency whole đồng, percent with one decimal; text in characters. */
export const figureLimits = { count: 999_999_999, currency: 999_999_999_999_999, percent: 100, text: 2000 } as const

// Invisible on the screen, so never kept: zero-width, direction marks, soft hyphen, byte order mark.
const invisible = /[\p{DI}\u2800]/gu
const spaces = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g
// Control characters other than tab and line feed, halves of a pair, and what XML cannot hold.
const forbidden = /(?![\n\t])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u
const fullWidth = (text: string) =>
  text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[\u2212\u2013]/g, '-')

type Parsed = { ok: true; value: number | string | null } | { ok: false; reason: FigureReason }
const refused = (reason: FigureReason): Parsed => ({ ok: false, reason })

/** Text as kept: composed letters, one kind of line break, nothing invisible. Blank when nothing is left. */
export function parseText(text: string): Parsed {
  if (text.length > figureLimits.text * 5) return refused('tooLong')
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .normalize('NFC')
    .trim()
  if (forbidden.test(clean)) return refused('control')
  if (clean.length > figureLimits.text) return refused('tooLong')
  return { ok: true, value: clean === '' ? null : clean }
}

function parseWhole(text: string, max: number, locale: 'vi' | 'en'): Parsed {
  if (/^-\d/.test(text)) return refused('negative')
  // Groups of three are thousands: a point or a space in Vietnamese, a comma besides in English.
  const separators = locale === 'en' ? [',', '.', ' '] : ['.', ' ']
  const grouped = separators.some((s) => new RegExp(`^[1-9]\\d{0,2}(\\${s}\\d{3})+$`).test(text))
  if (!grouped && !/^\d+$/.test(text)) return refused(/^\d[\d. ]*[.,]\d+$/.test(text) ? 'fraction' : 'notNumber')
  const digits = text.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const value = Number(digits)
  return digits.length > 15 || value > max ? refused('tooLarge') : { ok: true, value }
}

function parsePercent(text: string): Parsed {
  const bare = text.replace(/ ?%$/, '')
  if (/^-\d/.test(bare)) return refused('negative')
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(bare)
  if (!match || bare.length > 20) return refused('notNumber')
  const decimals = (match[2] ?? '').replace(/0+$/, '')
  const value = Number(`${match[1]}.${decimals || '0'}`)
  if (value > figureLimits.percent) return refused('above100')
  return decimals.length > 1 ? refused('decimals') : { ok: true, value }
}

/**
 * What a person typed or pasted, as a figure: '1.260', '1260' and ' 1 260 ' are 1260; '50,3' and '50.3' are per cent;
 * '1.26' in a count, '1e5' and '-3' are refused. Empty is blank (null). Never throws.
 */
export function parseFigure(text: string, valueType: ValueType, locale: 'vi' | 'en' = 'vi'): Parsed {
  if (valueType === 'text') return parseText(text)
  if (text.length > 1000) return refused('notNumber')
  const clean = fullWidth(text.replace(invisible, '').replace(spaces, ' ')).replace(spaces, ' ').trim()
  if (clean === '') return { ok: true, value: null }
  return valueType === 'percent' ? parsePercent(clean) : parseWhole(clean, figureLimits[valueType], locale)
}

const formats = new Map<string, Intl.NumberFormat>()

/** 74.422 and 50,3 in Vietnamese, 74,422 and 50.3 in English; the unit stands in the header. Blank is ''. */
export function formatFigure(
  value: number | string | null | undefined,
  valueType: ValueType,
  locale: 'vi' | 'en',
): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return ''
  const digits = valueType === 'percent' ? 1 : 0
  const key = `${locale}${digits}`
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  formats.set(key, format)
  return format.format(value)
}

/** The figure of a row among the values of its report; a computed percentage with its fraction: "93,6 (383/409)". */
export function figureOfRow(
  row: Pick<FormRow, 'code' | 'kind' | 'valueType'>,
  values: Readonly<ReportValues> | null | undefined,
  locale: 'vi' | 'en',
): string {
  const text = formatFigure(values?.[row.code], row.valueType, locale)
  const fraction = values && fractionOf(row, values)
  if (!text || !fraction) return text
  const [num, den] = fraction.map((each) => formatFigure(each, 'count', locale))
  return `${text} (${num}/${den})`
}

/** Why a kept value would be illegal, or null when it is legal. Blank is always legal. */
export function figureProblem(value: unknown, valueType: ValueType): FigureReason | null {
  if (value === null || value === undefined) return null
  if (valueType === 'text') {
    if (typeof value !== 'string') return 'control'
    const parsed = parseText(value)
    if (!parsed.ok) return parsed.reason
    return null
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'notNumber'
  if (value < 0) return 'negative'
  if (valueType === 'percent') {
    if (value > figureLimits.percent) return 'above100'
    return Math.round(value * 10) / 10 === value ? null : 'decimals'
  }
  if (!Number.isInteger(value)) return 'fraction'
  return value > figureLimits[valueType] ? 'tooLarge' : null
}

/** The legal number of a row, or null when blank, illegal, textual, or without a source. Takes anything. */
export function numberOf(values: ReportValues | null | undefined, row: FormRow | undefined): number | null {
  if (!row || !values || typeof values !== 'object' || !Object.hasOwn(values, row.code)) return null
  const value: unknown = values[row.code]
  if (typeof value !== 'number' || row.valueType === 'text' || !hasSource(row)) return null
  // a derived sum may pass the limit of a typed count
  return row.kind === 'derived' && value >= 0 && Number.isFinite(value)
    ? value
    : figureProblem(value, row.valueType)
      ? null
      : value
}

/** Numerator of denominator as a percentage with one decimal, half up; null when there is nothing to divide by. */
export const percentOf = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? Math.floor((2000 * numerator + denominator) / (2 * denominator)) / 10 : null

/** The same words beside a figure; absent, empty and false are one. */
export const sameDetail = (a: ReportDetail, b: ReportDetail): boolean =>
  a.numerator === b.numerator &&
  (a.source ?? '') === (b.source ?? '') &&
  (a.on ?? '') === (b.on ?? '') &&
  (a.noData ?? false) === (b.noData ?? false) &&
  (a.reason ?? '') === (b.reason ?? '')

/** What stays beside a percentage that was typed anew: source and day, not the numerator of the figure before. */
export function retyped(value: number | string | null, detail: ReportDetail): ReportDetail {
  const { numerator: _, noData, ...rest } = detail
  return value === null && noData ? { ...rest, noData } : rest
}

type Share<V> = { ok: true; value: V | number | null; detail: ReportDetail } | { ok: false; reason: FigureReason }

/**
 * A percentage and its numerator made one: where the adults are known the percentage is what the numerator gives, and a
 * numerator above them is refused; where they are not, or without a numerator, it stands as typed. The page, the save and
 * the check before sending ask this one rule.
 */
export function settleShare<V extends number | string | null>(
  value: V,
  detail: ReportDetail,
  adults: number | null | undefined,
): Share<V> {
  if (detail.numerator === undefined) return { ok: true, value, detail }
  if (detail.noData) return { ok: true, value, detail: { ...detail, numerator: undefined } }
  if (!adults || !(adults > 0)) return { ok: true, value, detail }
  if (detail.numerator > adults) return { ok: false, reason: 'aboveAdults' }
  return { ok: true, value: percentOf(detail.numerator, adults), detail }
}

/** The values with their derived rows computed anew: a sum of what is present, blank when nothing is. */
export function derive(form: FormVersion, values: ReportValues): ReportValues {
  const byCode = new Map(form.rows.map((row) => [row.code, row]))
  const result: ReportValues = { ...values }
  for (const row of form.rows) {
    const formula = formulaOf(row)
    if (!formula) continue
    if (!hasSource(row)) {
      result[row.code] = null
      continue
    }
    const parts = formula.of.map((code) => numberOf(values, byCode.get(code)))
    if (formula.op === 'sum') {
      const present = parts.filter((part) => part !== null)
      result[row.code] = present.length ? present.reduce((a, b) => a + b, 0) : null
    } else {
      const [numerator, denominator] = parts
      result[row.code] = numerator == null || denominator == null ? null : percentOf(numerator, denominator)
    }
  }
  return result
}
