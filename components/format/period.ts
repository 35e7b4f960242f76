import type { Locale } from '@/messages/locales'
import { dateParts } from './date'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A reporting month. The days are given only where they differ from the rule of the 15th to the 14th. */
export interface PeriodName {
  year: number
  /** 1 to 12. */
  month: number
  startsOn?: string
  endsOn?: string
}

const two = (value: number) => String(value).padStart(2, '0')

/** First and last day of a reporting month: the 15th of the month before to the 14th, both counted (Nghị định 09/2019, Điều 12). */
export function periodDays({ year, month, startsOn, endsOn }: PeriodName): { startsOn: string; endsOn: string } {
  const [fromYear, fromMonth] = month === 1 ? [year - 1, 12] : [year, month - 1]
  return {
    startsOn: startsOn ?? `${fromYear}-${two(fromMonth)}-15`,
    endsOn: endsOn ?? `${year}-${two(month)}-14`,
  }
}

/** "Tháng 11/2026" · "November 2026". */
export function formatPeriodName({ year, month }: PeriodName, locale: Locale): string {
  return locale === 'vi' ? `Tháng ${two(month)}/${year}` : `${months[month - 1]} ${year}`
}

/** Inside a sentence: "báo cáo tháng 11/2026" · "report for November 2026". */
export function formatPeriodInline(period: PeriodName, locale: Locale): string {
  const name = formatPeriodName(period, locale)
  return locale === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** "15/10–14/11/2026", or with both years where they differ: "15/12/2026–14/01/2027". */
export function formatPeriodDays(period: PeriodName): string {
  const days = periodDays(period)
  const [from, to] = [dateParts(days.startsOn), dateParts(days.endsOn)]
  const start = `${two(from.day)}/${two(from.month)}`
  const end = `${two(to.day)}/${two(to.month)}/${to.year}`
  return from.year === to.year ? `${start}–${end}` : `${start}/${from.year}–${end}`
}

/** "Tháng 11/2026 (15/10–14/11/2026)". */
export function formatPeriod(period: PeriodName, locale: Locale): string {
  return `${formatPeriodName(period, locale)} (${formatPeriodDays(period)})`
}
