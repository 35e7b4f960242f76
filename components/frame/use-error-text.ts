'use client'

import { useTranslations } from 'next-intl'
import { formatDate } from '@/components/format/date'
import { isDay } from '@/server/calendar/rules'

/** What the server answers instead of a result: the `data` of a tRPC error. */
export interface ErrorData {
  /** area.reason: the message key under `errors`. */
  reason?: string
  params?: Record<string, string | number | boolean | null>
}

/** A day comes as it is kept ("2026-11-15") and is said as it is read. */
function sayable(value: string | number | boolean | null): string | number {
  if (typeof value === 'number') return value
  const text = String(value ?? '')
  return isDay(text) ? formatDate(text) : text
}

/** The sentence of an error. No data at all means that the server was not reached. */
export function useErrorText(): (data: ErrorData | null | undefined) => string {
  const t = useTranslations('errors')
  return (data) => {
    if (!data) return `${t('Network.title')}. ${t('Network.body')}`
    const { reason, params = {} } = data
    if (!reason || !t.has(reason)) return t('common.INTERNAL_SERVER_ERROR')
    const values = Object.entries(params).map(([name, value]) => [name, sayable(value)])
    return t(reason, Object.fromEntries(values))
  }
}
