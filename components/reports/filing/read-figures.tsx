'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { cn } from '@/components/ui/cn'
import type { Locale } from '@/messages/locales'
import { type FormRow, hasSource, isEntered, rowsBySection } from '@/server/forms/rules'
import { figureOfRow, type ReportValues } from '@/server/reports/rules'
import { cellId, type FilingReport, wordsOf } from './filing-report'
import { FromSystem } from './from-system'
import { RowName } from './row-name'
import { TeamsLine } from './teams-line'

const grid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_8.5rem_4.5rem_5.5rem_5.5rem]'

/** The figures of a report to be read: all sections unfolded, each figure beside last month's and last year's. */
export function ReadFigures({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.figures')
  const tSections = useTranslations('enums.formSections')
  return (
    <div className="grid gap-4">
      <TeamsLine report={report} />
      {rowsBySection(report.form).map(({ section, rows }) => (
        <section key={section} aria-label={tSections(section)} className="border border-line bg-surface">
          <h2 className="border-line border-b px-4 py-2 font-semibold text-base text-ink">{tSections(section)}</h2>
          <div className="px-4">
            {rows.some((row) => row.valueType !== 'text') ? (
              <div aria-hidden className={cn(grid, 'hidden border-line border-b py-1 text-muted text-xs sm:grid')}>
                <span>{t('name')}</span>
                <span className="text-right">{t('figure')}</span>
                <span>{t('unit')}</span>
                <span className="text-right">{t('last')}</span>
                <span className="text-right">{t('year')}</span>
              </div>
            ) : null}
            <ul>
              {rows.map((row) =>
                row.valueType === 'text' ? (
                  <ReadText key={row.code} row={row} report={report} />
                ) : (
                  <ReadFigure key={row.code} row={row} report={report} />
                ),
              )}
            </ul>
          </div>
        </section>
      ))}
    </div>
  )
}

type ReadProps = { row: FormRow; report: FilingReport }

function ReadFigure({ row, report }: ReadProps) {
  const t = useTranslations('reports.figures')
  const tFigure = useTranslations('common.figure')
  const locale = useLocale() as Locale
  const { unit } = wordsOf(row, locale)
  const say = (values: ReportValues | null | undefined) => figureOfRow(row, values, locale) || '–'
  const last = say(report.history.previous[0])
  const year = say(report.history.lastYear)
  const value = report.values[row.code] ?? null
  return (
    <li id={cellId(row.code)} tabIndex={-1} className="scroll-mt-40 border-line border-b py-1.5 last:border-b-0">
      <div className={grid}>
        <RowName row={row} />
        <span className="col-start-2 text-right font-semibold text-ink tabular-nums sm:col-start-auto">
          {hasSource(row) ? (
            value === null ? (
              <span className="font-normal text-muted">{tFigure('noData')}</span>
            ) : (
              say(report.values)
            )
          ) : (
            <span className="font-normal text-muted">{tFigure('noSource')}</span>
          )}
          <span className="font-normal text-muted text-xs sm:hidden"> {unit}</span>
        </span>
        <span className="hidden text-muted sm:block">{unit}</span>
        <span className="col-span-2 text-muted text-xs sm:hidden">{t('beforePhone', { last, year })}</span>
        <span className="hidden text-right text-muted tabular-nums sm:block">
          <span className="sr-only">{t('last')} </span>
          {last}
        </span>
        <span className="hidden text-right text-muted tabular-nums sm:block">
          <span className="sr-only">{t('year')} </span>
          {year}
        </span>
      </div>
      <Beside row={row} report={report} />
    </li>
  )
}

/** What was written beside a figure: its source, the reason for an unusual one, and where the system took it from. */
function Beside({ row, report }: ReadProps) {
  const t = useTranslations('reports')
  const format = useFormat()
  const detail = report.details[row.code]
  const known = detail?.source === 'police' || detail?.source === 'bank'
  const source = known ? t(`percent.sources.${detail.source as 'police'}`) : detail?.source
  return (
    <>
      {hasSource(row) && !isEntered(row) && row.kind !== 'derived' ? (
        <span className="text-xs">
          <FromSystem row={row} report={report} />
        </span>
      ) : null}
      {detail?.noData ? <p className="text-muted text-sm">{t('percent.noData')}</p> : null}
      {source ? (
        <p className="text-muted text-sm">
          {t('percent.given', {
            source,
            on: detail?.on ? format.date(detail.on) : '',
            dated: detail?.on ? 'yes' : 'no',
          })}
        </p>
      ) : null}
      {detail?.reason ? <p className="text-ink text-sm">{t('reason.given', { reason: detail.reason })}</p> : null}
    </>
  )
}

function ReadText({ row, report }: ReadProps) {
  const tFigure = useTranslations('common.figure')
  const value = report.values[row.code]
  return (
    <li id={cellId(row.code)} tabIndex={-1} className="grid gap-0.5 border-line border-b py-2 last:border-b-0">
      <p className="font-medium text-ink">{wordsOf(row, useLocale()).name}</p>
      {value ? (
        <p className="whitespace-pre-line text-ink">{String(value)}</p>
      ) : (
        <p className="text-muted">{tFigure('noData')}</p>
      )}
    </li>
  )
}
