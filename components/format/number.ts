import type { Locale } from '@/messages/locales'

/** What stands where a figure is missing. Never 0: blank is not zero. */
export const blank = '–'

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-US' }
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: Locale, least: number, most: number): Intl.NumberFormat {
  const key = `${locale}/${least}/${most}`
  const kept = formatters.get(key)
  if (kept) return kept
  const made = new Intl.NumberFormat(tags[locale], { minimumFractionDigits: least, maximumFractionDigits: most })
  formatters.set(key, made)
  return made
}

/** 74422 → "74.422" (vi), "74,422" (en); null → "–". `digits` are the decimals shown, trailing zeros kept. */
export function formatNumber(value: number | null | undefined, locale: Locale, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return blank
  // Minus zero would read "-0".
  return formatter(locale, digits, digits).format(value === 0 ? 0 : value)
}

/** 50.3 → "50,3%" (vi), "50.3%" (en). The value is already in percent. */
export function formatPercent(percent: number | null | undefined, locale: Locale, digits = 1): string {
  const text = formatNumber(percent, locale, digits)
  return text === blank ? blank : `${text}%`
}

/** (1260, 1356) → "1.260/1.356". */
export function formatFraction(num: number, den: number, locale: Locale): string {
  return `${formatNumber(num, locale)}/${formatNumber(den, locale)}`
}

/** The share in percent, rounded once from numerator and denominator; null when there is nothing to divide by. */
export function percentOf(num: number | null | undefined, den: number | null | undefined, digits = 1): number | null {
  if (num === null || num === undefined || !den) return null
  const scale = 10 ** digits
  return Math.round((num * 100 * scale) / den) / scale
}

/** (1260, 1356) → "92,9% (1.260/1.356)": a ratio never stands without its fraction. Nothing to divide by → "–". */
export function formatRatio(
  num: number | null | undefined,
  den: number | null | undefined,
  locale: Locale,
  digits = 1,
): string {
  const percent = percentOf(num, den, digits)
  if (percent === null || typeof num !== 'number' || typeof den !== 'number') return blank
  return `${formatPercent(percent, locale, digits)} (${formatFraction(num, den, locale)})`
}

/** A change with its sign: 12 → "+12", -3 → "−3" (true minus), 0 → "0", null → "–". */
export function formatChange(value: number | null | undefined, locale: Locale, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return blank
  const size = formatNumber(Math.abs(value), locale, digits)
  const isZero = !/[1-9]/.test(size)
  if (isZero) return size
  return value > 0 ? `+${size}` : `−${size}`
}

/** Đồng: 600000 → "600.000 đ" (vi), "600,000 VND" (en). */
export function formatCurrency(value: number | null | undefined, locale: Locale): string {
  const text = formatNumber(value, locale)
  if (text === blank) return blank
  return locale === 'vi' ? `${text}\u00a0đ` : `${text}\u00a0VND`
}
