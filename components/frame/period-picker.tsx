'use client'

import { useTranslations } from 'next-intl'
import type { PeriodName } from '@/components/format/period'
import { useFormat } from '@/components/format/use-format'
import { ContextSelect } from './context-select'

export interface PeriodChoice extends PeriodName {
  /** What stands in the address. */
  value: string
}

/** When: the period with its dates; choosing another changes `?period=`. */
export function PeriodPicker({ periods, value }: { periods: readonly PeriodChoice[]; value: string }) {
  const t = useTranslations('frame')
  const format = useFormat()
  return (
    <ContextSelect
      label={t('when')}
      param="period"
      hideLabel
      value={value}
      options={periods.map((period) => ({ value: period.value, label: format.period(period) }))}
    />
  )
}
