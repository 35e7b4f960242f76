'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { ContextCaption } from '@/components/frame/context-select'
import { useContextParam } from '@/components/frame/use-context-param'
import { DayInput } from '@/components/ui/day-input'
import { isDay } from '@/server/calendar/rules'

const [first, last] = ['1945-09-02', '2099-12-31']

/** When: the day whose units are shown; choosing another changes `?on=`. Empty is today. */
export function DayPicker({ on, today }: { on: string; today: string }) {
  const t = useTranslations('units.day')
  const id = useId()
  const [pending, set] = useContextParam('on')
  const [typed, setTyped] = useState(on)
  useEffect(() => setTyped(on), [on])
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 lg:grid lg:justify-items-start lg:gap-0">
      <ContextCaption htmlFor={id}>{t('label')}</ContextCaption>
      <span className="inline-flex items-center gap-2">
        <DayInput
          id={id}
          min={first}
          max={last}
          value={typed}
          aria-busy={pending}
          onDay={(day) => {
            setTyped(day)
            if (day !== on && isDay(day) && day >= first && day <= last) set(day)
          }}
          className="-ml-1 w-36 [&_input]:min-h-6 [&_input]:border-transparent [&_input]:bg-transparent [&_input]:pl-1 [&_input]:py-0 [&_input]:font-medium [&_input]:text-sm hover:[&_input]:bg-sunken print:[&_button]:hidden"
        />
        {on !== today ? (
          <button type="button" className="link min-h-6 text-sm print:hidden" onClick={() => set(today)}>
            {t('today')}
          </button>
        ) : null}
      </span>
    </div>
  )
}
