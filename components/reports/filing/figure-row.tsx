'use client'

import { Check } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { lazy, Suspense, useId } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Locale } from '@/messages/locales'
import { type FormRow, hasSource, isEntered } from '@/server/forms/rules'
import { figureOfRow, type ReportValues } from '@/server/reports/rules'
import { CellInput } from './cell-input'
import { CellNotes } from './cell-notes'
import { CellStateWord } from './cell-state'
import { isPrefilled } from './draft'
import { useDraft, useFiling } from './filing-provider'
import { cellId, wordsOf } from './filing-report'
import { FromSystem } from './from-system'
import { lastReturn } from './last-return'
import { RowName } from './row-name'

// The sheet comes first; where a percentage is from is asked in the sections that open later.
const PercentDetail = lazy(() => import('./percent-detail'))

/** Columns beside a mouse: name, figure, unit, last month, last year, state. On a phone they stack. */
export const rowGrid =
  'grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_8.5rem_4.5rem_5.5rem_5.5rem_7rem]'

function Before({ row }: { row: FormRow }) {
  const t = useTranslations('reports.figures')
  const { report } = useFiling()
  const locale = useLocale() as Locale
  const say = (values: ReportValues | null | undefined) =>
    (typeof values?.[row.code] === 'number' && figureOfRow(row, values, locale)) || '–'
  const last = say(report.history.previous[0])
  const year = say(report.history.lastYear)
  return (
    <>
      <span className="col-start-1 row-start-3 text-muted text-xs sm:hidden">{t('beforePhone', { last, year })}</span>
      <span className="hidden text-right text-muted text-sm tabular-nums sm:block">
        <span className="sr-only">{t('last')} </span>
        {last}
      </span>
      <span className="hidden text-right text-muted text-sm tabular-nums sm:block">
        <span className="sr-only">{t('year')} </span>
        {year}
      </span>
    </>
  )
}

/** One figure: its name, its cell, last month and last year beside, how it stands, and what the checks say under it. */
export function FigureRow({ row }: { row: FormRow }) {
  const t = useTranslations('reports.figures')
  const { report, store } = useFiling()
  const notes = useId()
  const cell = useDraft((state) => state.cells[row.code])
  const { unit } = wordsOf(row, useLocale())
  if (!isEntered(row)) return <SystemRow row={row} />
  if (!store || !cell) return null
  const asked = lastReturn(report.events)?.cells?.[row.code]
  const prefilled = isPrefilled(cell) && cell.problem === null
  return (
    <li className="grid gap-1 border-line border-b py-2 last:border-b-0 sm:py-1">
      <div className={rowGrid}>
        <RowName row={row} labelFor={cellId(row.code)} />
        <span className="flex items-center gap-2 sm:contents">
          <CellInput row={row} describedBy={notes} className="sm:w-full" />
          <span className="min-w-16 shrink-0 text-muted text-xs sm:min-w-0 sm:text-sm">{unit}</span>
        </span>
        <Before row={row} />
        <span className="col-start-2 row-start-2 flex min-h-9 items-center justify-end sm:col-start-auto sm:row-start-auto sm:min-h-7 sm:justify-start">
          {prefilled ? (
            <Button
              size="sm"
              icon={<Check aria-hidden />}
              aria-label={t('confirmOne', { name: wordsOf(row, 'vi').short })}
              onClick={() => store.confirm([row.code])}
            >
              {t('confirm')}
            </Button>
          ) : (
            <CellStateWord code={row.code} />
          )}
        </span>
      </div>
      {asked ? <p className="text-sm text-warn">{t('asked', { reason: asked })}</p> : null}
      <CellNotes row={row} id={notes} />
      {row.valueType === 'percent' ? (
        <Suspense>
          <PercentDetail row={row} />
        </Suspense>
      ) : null}
    </li>
  )
}

/** A row nobody types: from a register, computed, or without a source. */
function SystemRow({ row }: { row: FormRow }) {
  const t = useTranslations('reports.figures')
  const tFigure = useTranslations('common.figure')
  const { report } = useFiling()
  const locale = useLocale() as Locale
  const figure = useDraft((state) => figureOfRow(row, state.values, locale))
  const { unit } = wordsOf(row, locale)
  const source = hasSource(row)
  return (
    <li className="border-line border-b py-2 last:border-b-0 sm:py-1">
      <div className={rowGrid}>
        <RowName row={row} />
        <span
          className={cn(
            'flex min-h-9 items-center justify-end px-2 text-right text-base tabular-nums sm:text-sm',
            source ? 'text-ink' : 'hatch text-muted',
          )}
        >
          {source ? figure || '–' : <span className="bg-surface px-1 text-xs">{tFigure('noSource')}</span>}
        </span>
        <span className="hidden text-muted text-sm sm:block">{unit}</span>
        <Before row={row} />
        <span className="col-start-1 row-start-2 text-muted text-xs sm:col-start-auto sm:row-start-auto">
          {source ? (
            row.kind === 'derived' ? (
              t('computed')
            ) : (
              <FromSystem row={row} report={report} blank={!figure} />
            )
          ) : null}
        </span>
      </div>
    </li>
  )
}
