'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { type QueueChoice, type QueueFilter, type QueueTally, queueFilters } from '@/server/reports/queue/rules'

interface FilterProps {
  choice: QueueChoice
  onChange: (change: QueueChoice) => void
}

const shown = ['overdue', 'unsent', 'unusual', 'clean', 'returned', 'accepted', 'exempt'] as const

/** The states one may ask for, each with its number; a press on the one chosen takes the filter away. */
export function StateFilters({ choice, onChange, tally }: FilterProps & { tally: QueueTally }) {
  const t = useTranslations('queue.filters')
  const format = useFormat()
  const counts: Record<QueueFilter, number> = {
    ...tally,
    unsent: tally.unsent + tally.overdue,
    unusual: tally.unusual,
    clean: tally.submitted - tally.unusual,
  }
  const chips: { state: QueueFilter | undefined; label: string; count: number }[] = [
    { state: undefined, label: t('all'), count: tally.required + tally.exempt },
    { state: 'submitted', label: t('submitted'), count: counts.submitted },
    ...shown
      .filter((state) => counts[state] > 0 || choice.state === state)
      .map((state) => ({ state, label: t(state), count: counts[state] })),
  ]
  return (
    <>
      <fieldset className="hidden min-w-0 sm:block">
        <legend className="sr-only">{t('label')}</legend>
        <div className="flex flex-wrap gap-2">
          {chips.map(({ state, label, count }) => {
            const active = choice.state === state
            return (
              <button
                key={label}
                type="button"
                aria-pressed={active}
                onClick={() => onChange({ state: active ? undefined : state })}
                className={cn(
                  'inline-flex min-h-9 items-center gap-2 rounded-sm border px-3 text-sm',
                  active
                    ? 'border-accent bg-accent-soft font-semibold text-accent'
                    : 'border-line-strong hover:bg-sunken',
                )}
              >
                {label} <span className={active ? undefined : 'text-muted'}>{format.number(count)}</span>
              </button>
            )
          })}
        </div>
      </fieldset>
      <Field label={t('label')} className="sm:hidden">
        {({ 'aria-required': _required, ...control }) => (
          <Select
            {...control}
            value={choice.state ?? ''}
            onChange={(event) => onChange({ state: queueFilters.find((each) => each === event.target.value) })}
          >
            {chips.map(({ state, label, count }) => (
              <option key={label} value={state ?? ''}>
                {label} ({format.number(count)})
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  )
}

/** Search and "cụm phụ trách". The box keeps its own text, so that Vietnamese typing is never disturbed. */
export function NameFilters({ choice, onChange, mine }: FilterProps & { mine: number }) {
  const t = useTranslations('queue.filters')
  const format = useFormat()
  const [text, setText] = useState(choice.search ?? '')
  useEffect(() => {
    const timer = setTimeout(() => onChange({ search: text }), 250)
    return () => clearTimeout(timer)
  }, [text, onChange])
  return (
    <>
      <Field label={t('search')} className="w-full sm:w-64">
        {({ 'aria-required': _required, ...control }) => (
          <Input
            {...control}
            type="search"
            value={text}
            placeholder={t('searchHint')}
            onChange={(event) => setText(event.target.value)}
            // Whoever goes on to a row does so with the list as typed.
            onBlur={() => onChange({ search: text })}
          />
        )}
      </Field>
      {mine > 0 ? (
        <Checkbox
          className="min-h-9 items-center"
          label={t('mine', { count: format.number(mine) })}
          checked={choice.mine ?? false}
          onChange={(event) => onChange({ mine: event.target.checked })}
        />
      ) : null}
    </>
  )
}
