'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Input, NumberInput } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import type { Locale } from '@/messages/locales'
import { isDay } from '@/server/calendar/rules'
import type { FormRow } from '@/server/forms/rules'
import { settleShare } from '@/server/reports/figures/rules'
import { formatFigure, parseFigure, type ReportDetail } from '@/server/reports/rules'
import { useDraft, useFiling } from './filing-provider'

/** Where a percentage comes from; what else is typed stands as typed. */
export const knownSources = ['police', 'bank'] as const

/**
 * A percentage that others keep (domain.md 22.15): by its numerator where that is known, else the percent itself, with the
 * source and its day, or "Không có số liệu".
 */
export default function PercentDetail({ row }: { row: FormRow }) {
  const t = useTranslations('reports.percent')
  const { report, store } = useFiling()
  const locale = useLocale() as Locale
  const format = useFormat()
  const id = useId()
  const cell = useDraft((state) => state.cells[row.code])
  if (!cell || !store) return null
  const { detail, value } = cell
  const adults = report.denominators?.adults ?? 0
  const known = (knownSources as readonly string[]).includes(detail.source ?? '')
  const choice = known ? detail.source : detail.source === undefined || detail.source === '' ? '' : 'other'
  const set = (change: ReportDetail, value?: number | null) => store.detail(row.code, { ...detail, ...change }, value)
  const sourceWords = known ? t(`sources.${detail.source as 'police'}`) : detail.source
  const summary = detail.noData
    ? t('noData')
    : detail.source
      ? t('given', {
          source: sourceWords ?? '',
          on: detail.on ? format.date(detail.on) : '',
          dated: detail.on ? 'yes' : 'no',
        })
      : t('give')

  function takeNumerator(text: string) {
    const parsed = parseFigure(text, 'count', locale)
    if (!parsed.ok) return store?.refuse(row.code, parsed.reason)
    if (typeof parsed.value === 'string') return
    if (parsed.value === null) return set({ numerator: undefined })
    const share = settleShare(value, { ...detail, numerator: parsed.value, noData: undefined }, adults)
    if (!share.ok) return store?.refuse(row.code, share.reason)
    store?.detail(row.code, share.detail, share.value)
  }

  return (
    <Disclosure summary={<span className="font-normal text-muted text-xs">{summary}</span>} className="max-w-lg">
      <div className="grid gap-3 pb-2 pl-6 sm:grid-cols-2">
        <Field
          label={t('numerator')}
          help={adults > 0 ? t('adults', { adults: format.number(adults) }) : t('noAdults')}
          optional
          className="sm:col-span-2"
        >
          {(control) => (
            <NumberInput
              key={`${detail.numerator ?? ''} ${cell.value ?? ''}`}
              {...control}
              aria-invalid={cell.problem === 'aboveAdults' || undefined}
              className="max-w-40"
              disabled={adults === 0}
              defaultValue={formatFigure(detail.numerator, 'count', locale)}
              onBlur={(event) => takeNumerator(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('source')} optional>
          {(control) => (
            <Select
              {...control}
              value={choice}
              onChange={(event) =>
                set({ source: event.target.value === 'other' ? t('sources.other') : event.target.value })
              }
            >
              <option value="">{t('sources.none')}</option>
              <Options values={knownSources} words={(source) => t(`sources.${source}`)} />
              <option value="other">{t('sources.other')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('on')} optional>
          {(control) => (
            <DayInput
              {...control}
              value={detail.on ?? ''}
              onDay={(on) => (on === '' || isDay(on)) && set({ on: on || undefined })}
            />
          )}
        </Field>
        {choice === 'other' ? (
          <Field label={t('otherSource')} className="sm:col-span-2">
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                defaultValue={detail.source}
                onBlur={(event) => set({ source: event.target.value.trim() || t('sources.other') })}
              />
            )}
          </Field>
        ) : null}
        <Checkbox
          id={id}
          className="sm:col-span-2"
          label={t('noData')}
          checked={detail.noData ?? false}
          onChange={(event) =>
            event.target.checked ? set({ noData: true, numerator: undefined }, null) : set({ noData: undefined })
          }
        />
      </div>
    </Disclosure>
  )
}
