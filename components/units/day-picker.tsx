'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { ContextCaption } from '@/components/frame/context-select'
import { useContextParam } from '@/components/frame/use-context-param'
import { isDay } from '@/server/calendar/rules'

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
        <input
          id={id}
          type="date"
          min="1945-09-02"
          max="2099-12-31"
          value={typed}
          aria-busy={pending}
          onChange={(event) => {
            setTyped(event.target.value)
            // A year typed digit by digit passes through days of the first centuries.
            if (isDay(event.target.value) && event.target.value >= '1945-09-02') set(event.target.value)
          }}
          onBlur={() => typed === '' && setTyped(on)}
          className="min-h-6 rounded-sm bg-transparent px-1 py-0.5 font-medium text-ink text-sm hover:bg-sunken"
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
