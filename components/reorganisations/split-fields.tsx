'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/input'
import { whole } from '@/server/units/tree/rules'
import { newGoal, type Part, type Place, sumOf } from './drafting'
import { type FormWords, GoalField } from './goal-field'
import { shareShown } from './shares'

interface SplitFieldsProps extends FormWords {
  parts: readonly Part[]
  /** What a new unit lies in until somebody says otherwise. */
  parent: Place
  onChange: (parts: readonly Part[]) => void
}

/** The parts of a unit with their shares: in percent, or not known. */
export function SplitFields({ parts, parent, onChange, ...form }: SplitFieldsProps) {
  const t = useTranslations('reorganisations.form')
  const format = useFormat()
  const put = (key: number, change: Partial<Part>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...change } : part)))
  const rest = (key: number) => whole - sumOf(parts.filter((part) => part.key !== key))
  const sum = sumOf(parts)
  return (
    <div className="grid gap-4">
      <ol className="grid gap-4">
        {parts.map((part, place) => {
          const left = rest(part.key)
          return (
            <li key={part.key} className="grid gap-3 border-line border-t pt-3">
              <div className="flex items-center justify-between gap-2">
                <p className="font-semibold text-sm">{t('partOf', { place: place + 1 })}</p>
                {parts.length > 2 ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    icon={<X aria-hidden />}
                    onClick={() => onChange(parts.filter((each) => each.key !== part.key))}
                  >
                    {t('dropPart')}
                    <span className="sr-only"> {place + 1}</span>
                  </Button>
                ) : null}
              </div>
              <GoalField
                {...form}
                name={`part${part.key}`}
                legend={t('partInto')}
                ways={['fresh', 'there', 'drafted', 'itself']}
                value={part.goal}
                onChange={(goal) => put(part.key, { goal })}
              />
              <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
                <Field {...form.field(`part${part.key}-share`)} label={t('share')} className="w-36">
                  {(control) => (
                    <NumberInput
                      {...control}
                      inputMode="decimal"
                      maxLength={12}
                      disabled={part.unknown}
                      value={part.unknown ? '' : part.share}
                      onChange={(event) => put(part.key, { share: event.target.value })}
                    />
                  )}
                </Field>
                <Button
                  size="sm"
                  disabled={left <= 0 || part.unknown}
                  className="mb-1"
                  onClick={() => put(part.key, { share: shareShown(left, format.locale) })}
                >
                  {t('rest')}
                </Button>
                <Checkbox
                  className="mb-2"
                  label={t('unknown')}
                  checked={part.unknown}
                  onChange={(event) => put(part.key, { unknown: event.target.checked })}
                />
              </div>
            </li>
          )
        })}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t pt-3">
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() =>
            onChange([
              ...parts,
              {
                key: Math.max(...parts.map((part) => part.key)) + 1,
                goal: newGoal('there', parent),
                share: '',
                unknown: false,
              },
            ])
          }
        >
          {t('addPart')}
        </Button>
        <p className="text-sm" aria-live="polite">
          {t('sum', { sum: `${sum === 0 ? '0' : shareShown(sum, format.locale)}%` })}
          {parts.some((part) => part.unknown) ? ` ${t('sumUnknown')}` : ''}
        </p>
      </div>
    </div>
  )
}
