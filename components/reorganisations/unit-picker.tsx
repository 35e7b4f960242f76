'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useErrorText } from '@/components/frame/use-error-text'
import { useAnswer, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { UnitLevel } from '@/db/enums'
import type { Picked } from './drafting'

export interface UnitPickerProps {
  id: string
  label: string
  help?: string
  error?: string
  levels: readonly UnitLevel[]
  /** Only units that lie in this one. */
  withinId?: number
  value: readonly Picked[]
  several?: boolean
  onChange: (units: readonly Picked[]) => void
}

/** Units found by name and taken one by one; what has ended cannot be taken. */
export function UnitPicker({ id, label, help, error, levels, withinId, value, several, onChange }: UnitPickerProps) {
  const t = useTranslations('reorganisations.picker')
  const toText = useErrorText()
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  const answer = useAnswer(settled ? `${levels} ${settled}` : null, (signal) =>
    trpc.units.search.query({ text: settled.slice(0, 200), levels: [...levels], limit: 12, withinId }, { signal }),
  )
  const taken = new Set(value.map((unit) => unit.id))
  const found = (settled ? (answer.data ?? []) : []).filter((unit) => unit.standing && !taken.has(unit.id))
  const open = several || value.length === 0
  function take(unit: (typeof found)[number]) {
    const place = [unit.commune, unit.district, unit.province].filter(Boolean).join(', ')
    onChange([...value, { id: unit.id, fullName: unit.nowCalled ?? unit.fullName, code: unit.code, place }])
    setText('')
    setSettled('')
    document.getElementById(id)?.focus()
  }
  return (
    <div className="grid gap-2">
      {open ? (
        <Field id={id} label={label} help={help} error={error}>
          {(control) => (
            <Input
              {...control}
              type="search"
              autoComplete="off"
              maxLength={200}
              placeholder={t('type')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <p className="font-medium text-ink text-sm">{label}</p>
      )}
      <p aria-live="polite" className="sr-only">
        {settled && answer.data && !answer.asking ? t('found', { count: found.length }) : ''}
      </p>
      {answer.error ? <p className="text-danger text-sm">{toText(answer.error.data)}</p> : null}
      {settled && answer.data && found.length === 0 && !answer.asking ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : null}
      {open && found.length > 0 ? (
        <ul className="max-h-56 divide-y divide-line overflow-y-auto border border-line" aria-label={t('results')}>
          {found.map((unit) => (
            <li key={unit.id}>
              <button
                type="button"
                className="grid w-full px-3 py-2 text-left text-sm hover:bg-sunken focus-visible:outline-offset-[-2px]"
                onClick={() => take(unit)}
              >
                <span className="font-medium">
                  {unit.nowCalled ?? unit.fullName}{' '}
                  <span className="font-normal text-muted tabular-nums">{unit.code}</span>
                </span>
                <span className="text-muted">
                  {[unit.commune, unit.district, unit.province].filter(Boolean).join(', ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {value.length > 0 ? (
        <ul className="grid gap-1" aria-label={t('taken', { label })}>
          {value.map((unit) => (
            <li
              key={unit.id}
              className="flex items-center justify-between gap-2 rounded-sm bg-sunken py-1 pr-1 pl-3 text-sm"
            >
              <span className="min-w-0">
                <span className="font-medium">{unit.fullName}</span>{' '}
                <span className="text-muted tabular-nums">{unit.code}</span>
                {unit.place ? <span className="text-muted"> · {unit.place}</span> : null}
              </span>
              <Button
                size="sm"
                variant="quiet"
                icon={<X aria-hidden />}
                aria-label={t('drop', { name: unit.fullName })}
                onClick={() => onChange(value.filter((each) => each.id !== unit.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
