'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Locale } from '@/messages/locales'
import type { FormVersion } from '@/server/forms/rules'
import { type Finding, findingParams } from '@/server/reports/rules'
import { wordsOf } from './filing-report'

/** The sentence of a remark in the language of the page, rows by their short names. */
export function useFindingText(form: FormVersion): (finding: Finding) => string {
  const t = useTranslations('findings')
  const locale = useLocale() as Locale
  return useCallback(
    (finding) => {
      const nameOf = (code: string) => {
        const row = form.rows.find((each) => each.code === code)
        return row ? wordsOf(row, locale).short : code
      }
      return t(finding.message.replace(/^findings\./, ''), findingParams(finding, nameOf, locale))
    },
    [t, locale, form],
  )
}
