'use client'

import { useTranslations } from 'next-intl'

/** What the server answers instead of a result: the `data` of a tRPC error. */
export interface ErrorData {
  /** area.reason: the message key under `errors`. */
  reason?: string
  params?: Record<string, string | number | boolean | null>
}

/** The sentence of an error. No data at all means that the server was not reached. */
export function useErrorText(): (data: ErrorData | null | undefined) => string {
  const t = useTranslations('errors')
  return (data) => {
    if (!data) return `${t('Network.title')}. ${t('Network.body')}`
    const { reason, params = {} } = data
    if (!reason || !t.has(reason)) return t('common.INTERNAL_SERVER_ERROR')
    const values = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ])
    return t(reason, Object.fromEntries(values))
  }
}
