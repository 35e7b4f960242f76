'use client'

import { CalendarDays } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useRef, useState } from 'react'
import { cn } from './cn'
import { Input } from './input'

/** '21/11/2026' (also with . or -) → '2026-11-21'; what cannot be a day is handed on as typed, '' as null. */
export function dayFrom(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

const isoDay = /^\d{4}-\d\d-\d\d$/

/** '2026-11-21' → '21/11/2026'; anything else as it is. */
export function dayShown(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year ? `${date}/${month}/${year}` : day
}

export interface DayInputProps
  extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'defaultValue' | 'onChange' | 'min' | 'max'> {
  /** ISO days in and out ('2026-11-21'); under `name` the form gets one too. What is no day is handed on as typed. */
  value?: string
  defaultValue?: string
  onDay?: (day: string) => void
  /** Bounds of the calendar that the button opens; what is typed is judged by the form's schema. */
  min?: string
  max?: string
}

/**
 * A day as everybody here writes it, whatever language the browser speaks: its own field follows the machine, and an English
 * Windows would read 03/11 as the eleventh of March. The browser's calendar is one press away.
 */
export function DayInput({ value, defaultValue, onDay, name, min, max, className, ...rest }: DayInputProps) {
  const t = useTranslations('common.form')
  const [text, setText] = useState(dayShown(value ?? defaultValue ?? ''))
  const [seen, setSeen] = useState(value)
  const calendar = useRef<HTMLInputElement>(null)
  if (value !== seen) {
    setSeen(value)
    setText(dayShown(value ?? ''))
  }
  const day = dayFrom(text) ?? ''
  const tell = (next: string) => {
    if (value !== undefined) setSeen(next)
    onDay?.(next)
  }
  const set = (typed: string) => {
    setText(typed)
    const next = dayFrom(typed) ?? ''
    if (next !== '' && !isoDay.test(next)) return
    tell(next)
  }
  /** A day half typed is nobody's business; one left half typed is. */
  const leave = () => {
    setText(dayShown(day))
    if (day !== '' && !isoDay.test(day)) tell(day)
  }
  return (
    <span className={cn('relative block', className)}>
      <Input
        {...rest}
        className="pr-10"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('dayHint')}
        maxLength={10}
        value={text}
        onChange={(event) => set(event.target.value)}
        onBlur={leave}
      />
      {name ? <input type="hidden" name={name} value={day} /> : null}
      <button
        type="button"
        aria-label={t('pickDay')}
        className="absolute inset-y-0 right-0 grid w-10 place-items-center text-muted hover:text-ink"
        onClick={() => calendar.current?.showPicker()}
      >
        <CalendarDays aria-hidden className="size-4" />
      </button>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden
        min={min}
        max={max}
        value={isoDay.test(day) ? day : ''}
        onChange={(event) => set(dayShown(event.target.value))}
        className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
      />
    </span>
  )
}
