'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useContextParam } from '@/components/frame/use-context-param'
import { Button } from '@/components/ui/button'
import { stopsOf } from '@/server/units/changes/rules'
import { dayNotKnown, recordsSince } from '@/server/units/rules'

interface DateSliderProps {
  /** The days on which anything changed, oldest first, with how many units did. */
  days: readonly { on: string; units: number }[]
  on: string
  today: string
}

/** Where a tick stands: the thumb of a range is 16 px wide and never leaves its box. */
const placeOf = (at: number, last: number) => (last === 0 ? '50%' : `calc(8px + (100% - 16px) * ${at / last})`)

/** Goes from change to change of the country or a province; moves `?on=`. Between two stops it stands at the earlier one. */
export function DateSlider({ days, on, today }: DateSliderProps) {
  const t = useTranslations('units.slider')
  const format = useFormat()
  const id = useId()
  const [pending, set] = useContextParam('on')
  const { stops, current, named } = stopsOf(days, on, today)
  const [at, setAt] = useState(current)
  const asked = useRef(current)
  // The page follows; a thumb that has been moved on since then stays where it is.
  useEffect(() => setAt((now) => (now === asked.current ? current : now)), [current])
  useEffect(() => {
    asked.current = current
  }, [current])
  const last = stops.length - 1
  const stop = stops[at]
  // A thumb that is dragged passes many days: only where it comes to rest is asked for.
  useEffect(() => {
    if (!stop || at === asked.current) return
    const timer = setTimeout(() => {
      asked.current = at
      set(stop.on)
    }, 300)
    return () => clearTimeout(timer)
  })
  if (!stop || last < 1) return null
  const say = (each: (typeof stops)[number]) => {
    const date = format.date(each.on)
    if (each.on === today) return t('todayAt', { date })
    if (each.on === recordsSince) return t('beginningAt', { date })
    return t(each.on === dayNotKnown ? 'atUnknown' : 'at', { date, count: each.units })
  }
  const short = (each: (typeof stops)[number]) =>
    each.on === today ? t('today') : each.on === recordsSince ? t('beginning') : t('units', { count: each.units })
  return (
    <div className="relative grid gap-1 border-line border-y bg-surface px-3 py-2 print:hidden">
      <label htmlFor={id} className="justify-self-start font-medium text-sm">
        {t('label')}
      </label>
      <div className="flex items-start gap-2">
        <Button
          size="icon"
          aria-label={t('previous')}
          disabled={at === 0}
          icon={<ChevronLeft aria-hidden />}
          onClick={() => setAt(at - 1)}
        />
        <div className="min-w-0 flex-1">
          <input
            id={id}
            type="range"
            min={0}
            max={last}
            step={1}
            value={at}
            aria-valuetext={say(stop)}
            aria-describedby={`${id}-help`}
            aria-busy={pending}
            onChange={(event) => setAt(Number(event.target.value))}
            className="block h-11 w-full accent-accent sm:h-9"
          />
          <div aria-hidden className="relative h-2">
            {stops.map((each, index) => (
              <span
                key={each.on}
                className="absolute top-0 h-2 w-0.5 -translate-x-1/2 bg-line-strong"
                style={{ left: placeOf(index, last) }}
              />
            ))}
          </div>
          <div aria-hidden className="relative hidden h-9 text-muted text-xs sm:block">
            {stops.map((each, index) =>
              named.has(each.on) ? (
                <span
                  key={each.on}
                  className="absolute top-0 grid whitespace-nowrap text-center"
                  style={{
                    left: placeOf(index, last),
                    transform: `translateX(-${index === 0 ? 8 : index === last ? 92 : 50}%)`,
                  }}
                >
                  <span className="tabular-nums">{format.date(each.on)}</span>
                  <span>{short(each)}</span>
                </span>
              ) : null,
            )}
          </div>
        </div>
        <Button
          size="icon"
          aria-label={t('next')}
          disabled={at === last}
          icon={<ChevronRight aria-hidden />}
          onClick={() => setAt(at + 1)}
        />
      </div>
      {/* Room for two lines on a phone, so that no day moves what stands below. */}
      <output htmlFor={id} className="min-h-10 text-sm tabular-nums sm:absolute sm:top-2 sm:right-3 sm:min-h-5">
        {say(stop)}
      </output>
      <p id={`${id}-help`} className="text-muted text-xs">
        {t('help')}
      </p>
    </div>
  )
}
