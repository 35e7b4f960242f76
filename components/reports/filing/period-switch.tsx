'use client'

import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useTransition } from 'react'
import type { PeriodName } from '@/components/format/period'
import { useFormat } from '@/components/format/use-format'
import { ContextCaption } from '@/components/frame/context-select'

export interface PeriodSwitchProps {
  /** The address up to the month. */
  base: string
  periods: readonly (PeriodName & { code: string })[]
  value: string
}

/** When: another month of the same thing is another address. */
export function PeriodSwitch({ base, periods, value }: PeriodSwitchProps) {
  const t = useTranslations('frame')
  const format = useFormat()
  const router = useRouter()
  const id = useId()
  const [pending, start] = useTransition()
  const name = (code: string) => periods.find((each) => each.code === code)
  const shown = name(value)
  return (
    <div className="flex min-w-0 items-center gap-1 xl:grid xl:justify-items-start xl:gap-0">
      <ContextCaption htmlFor={id} hidden>
        {t('when')}
      </ContextCaption>
      <span className="relative -ml-1 inline-flex min-w-0 max-w-full">
        <select
          id={id}
          value={value}
          aria-busy={pending}
          onChange={(event) => start(() => router.push(`${base}${event.target.value}`))}
          className="min-h-6 min-w-0 appearance-none truncate rounded-sm bg-transparent py-0.5 pr-6 pl-1 font-medium text-ink text-sm hover:bg-sunken focus-visible:outline-offset-0"
        >
          {periods.map((period) => (
            <option key={period.code} value={period.code} className="bg-surface text-ink">
              {format.period(period)}
            </option>
          ))}
          {shown ? null : <option value={value}>{value}</option>}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-1 size-4 -translate-y-1/2 text-muted"
        />
      </span>
    </div>
  )
}
