import { useLocale } from 'next-intl'
import type { Locale } from '@/messages/locales'
import {
  type DateInput,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatDue,
  formatLongDate,
  formatTime,
} from './date'
import { formatChange, formatCurrency, formatFraction, formatNumber, formatPercent, formatRatio } from './number'
import { formatPeriod, formatPeriodDays, formatPeriodInline, formatPeriodName, type PeriodName } from './period'

/** Every formatter bound to the language of the page, on the server and in the browser alike. */
export function useFormat() {
  const locale = useLocale() as Locale
  return {
    locale,
    number: (value: number | null | undefined, digits?: number) => formatNumber(value, locale, digits),
    percent: (value: number | null | undefined, digits?: number) => formatPercent(value, locale, digits),
    fraction: (num: number, den: number) => formatFraction(num, den, locale),
    ratio: (num: number | null | undefined, den: number | null | undefined, digits?: number) =>
      formatRatio(num, den, locale, digits),
    change: (value: number | null | undefined, digits?: number) => formatChange(value, locale, digits),
    currency: (value: number | null | undefined) => formatCurrency(value, locale),
    date: (value: DateInput) => formatDate(value),
    dayMonth: (value: DateInput) => formatDayMonth(value),
    time: (value: DateInput) => formatTime(value),
    dateTime: (value: DateInput) => formatDateTime(value),
    longDate: (value: DateInput) => formatLongDate(value, locale),
    due: (value: DateInput) => formatDue(value, locale),
    periodName: (period: PeriodName) => formatPeriodName(period, locale),
    periodInline: (period: PeriodName) => formatPeriodInline(period, locale),
    periodDays: (period: PeriodName) => formatPeriodDays(period),
    period: (period: PeriodName) => formatPeriod(period, locale),
  }
}
