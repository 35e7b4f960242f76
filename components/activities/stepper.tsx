'use client'

import { Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { NumberInput } from '@/components/ui/input'

interface StepperProps {
  label: ReactNode
  /** Said with the buttons: whose number it is. */
  name: string
  unit?: string
  help?: ReactNode
  error?: ReactNode
  value: number | null
  onValue: (value: number | null) => void
}

const most = 100_000

/** A number by taps or by digits. Blank is "not counted", 0 is "nobody": both can be said. */
export function Stepper({ label, name, unit, help, error, value, onValue }: StepperProps) {
  const t = useTranslations('activities.stepper')
  const id = useId()
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  function type(typed: string) {
    const digits = typed.replace(/\D/g, '').slice(0, 6)
    onValue(digits === '' ? null : Math.min(most, Number(digits)))
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {help ? (
        <p id={`${id}-help`} className="text-muted text-sm">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-danger text-sm">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="icon"
          aria-label={t('less', { name })}
          icon={<Minus aria-hidden />}
          disabled={value === 0}
          onClick={() => onValue(Math.max(0, (value ?? 1) - 1))}
        />
        <NumberInput
          id={id}
          className="w-24! pl-3 text-center!"
          maxLength={7}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          value={value ?? ''}
          onChange={(event) => type(event.target.value)}
        />
        <Button
          size="icon"
          aria-label={t('more', { name })}
          icon={<Plus aria-hidden />}
          onClick={() => onValue(Math.min(most, (value ?? 0) + 1))}
        />
        <Button
          size="md"
          variant="quiet"
          aria-label={t('moreFive', { name })}
          onClick={() => onValue((value ?? 0) + 5)}
        >
          {t('plusFive')}
        </Button>
        {unit ? <span className="text-muted text-sm">{unit}</span> : null}
      </div>
    </div>
  )
}
