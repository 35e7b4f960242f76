'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Locale } from '@/messages/locales'
import { type FormRow, isNumeric } from '@/server/forms/rules'
import { formatFigure, type ReportValues } from '@/server/reports/rules'
import { wordsOf } from '../filing/filing-report'

interface FigureFieldProps {
  row: FormRow
  id: string
  value: string
  onValue: (value: string) => void
  error?: string
  /** The month before, and what the log gives, where there is one. */
  previous?: ReportValues | null
  log?: number | null
  asked?: string
  /** An estimate may stay blank (domain.md 22.3). */
  estimate?: boolean
}

/** One figure or line of words of a team's form, with what it was last month and what the log says. */
export function FigureField({ row, id, value, onValue, error, previous, log, asked, estimate }: FigureFieldProps) {
  const t = useTranslations('teamReports.form')
  const locale = useLocale() as Locale
  const { short, unit } = wordsOf(row, locale)
  if (!isNumeric(row))
    return (
      <Field id={id} label={short} error={error} optional help={asked ? t('asked', { reason: asked }) : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
        )}
      </Field>
    )
  const before = previous?.[row.code]
  const help: ReactNode[] = []
  if (asked) help.push(<span className="text-warn">{t('asked', { reason: asked })}</span>)
  if (before !== undefined && before !== null)
    help.push(t('previous', { value: formatFigure(before, row.valueType, locale) }))
  const said = log === null || log === undefined ? '' : formatFigure(log, row.valueType, locale)
  return (
    <Field
      id={id}
      label={estimate ? `${short} (${t('estimate')})` : short}
      optional={!row.required}
      error={error}
      help={help.length > 0 ? help.map((each, i) => <span key={i === 0 ? 'a' : 'b'}>{each} </span>) : undefined}
    >
      {(control) => (
        <span className="flex flex-wrap items-center gap-2">
          <NumberInput
            {...control}
            className="w-32! text-base"
            maxLength={11}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
          <span className="text-muted text-sm">{unit}</span>
          {said && said !== value ? (
            <Button size="sm" variant="quiet" onClick={() => onValue(said)}>
              {t('fromLog', { value: said })}
            </Button>
          ) : null}
        </span>
      )}
    </Field>
  )
}
