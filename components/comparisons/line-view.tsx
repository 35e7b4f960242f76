'use client'

import { X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { NumberText } from '@/components/ui/figure'
import { PlainTable } from '@/components/ui/plain-table'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { figureOf, maxLines } from '@/server/comparisons/rules'
import type { CompareAddress } from './address'
import { FocusSelect } from './focus-select'
import type { Comparison, Series } from './outputs'
import { useSetParams } from './use-params'
import { useWords } from './words'

const LinePlot = dynamic(() => import('./line-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full" />,
})

interface LineViewProps {
  table: Comparison
  series: Series
  at: CompareAddress
  when: string
  /** What the line of the whole range is called; a commune's province stands there as its average. */
  whole: { name: string; average: boolean }
}

/** One indicator over thirteen months, a line per unit; months without a figure are gaps. */
export function LineView({ table, series, at, when, whole }: LineViewProps) {
  const t = useTranslations('compare')
  const format = useFormat()
  const words = useWords('none')
  const [, set] = useSetParams()
  const { row } = series
  const rate = row.valueType === 'percent'
  const lines = series.lines
    // Counts of a whole country dwarf those of a province: beside chosen units it stands for rates and averages alone.
    .filter((line) => line.unitId !== null || whole.average || rate || series.lines.length === 1)
    .map((line) => ({
      id: String(line.unitId ?? 0),
      name: line.unitId === null ? whole.name : line.name,
      values: line.points.map((point) => {
        const figure = figureOf(row, point ?? undefined)
        return figure !== null && line.unitId === null && whole.average && !rate ? figure / (point?.n ?? 1) : figure
      }),
    }))
    .filter((line) => line.values.some((value) => value !== null))
    .slice(0, maxLines)
  const months = series.periods.map((code) => ({ year: Number(code.slice(0, 4)), month: Number(code.slice(5, 7)) }))
  const title = t('chart.lineTitle', { indicator: words.name(row), when })
  const others = table.rows.filter((each) => !at.units.includes(each.unitId))
  const figure = (value: number | null) =>
    value === null ? null : words.figure(row, rate ? value : Math.round(value * 10) / 10)
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <FocusSelect at={at} columns={table.columns} />
        <Field label={t('choose.unit')} className="w-full sm:w-80">
          {({ 'aria-required': _, ...control }) => (
            <Select
              {...control}
              value=""
              disabled={at.units.length >= maxLines || others.length === 0}
              onChange={(event) => set({ units: [...at.units, event.target.value].join(',') })}
            >
              <option value="">
                {at.units.length >= maxLines ? t('chart.tooMany', { count: maxLines }) : t('choose.unitChoose')}
              </option>
              {others.map((each) => (
                <option key={each.unitId} value={each.unitId}>
                  {each.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ul className="flex flex-wrap gap-2">
          {at.units.map((id) => {
            const name =
              table.rows.find((each) => each.unitId === id)?.name ??
              series.lines.find((each) => each.unitId === id)?.name
            return name ? (
              <li key={id}>
                <button
                  type="button"
                  className="inline-flex min-h-9 items-center gap-1 rounded-sm border border-line-strong px-2 text-sm hover:bg-sunken"
                  aria-label={t('choose.removeUnit', { unit: words.within(name) })}
                  onClick={() => set({ units: at.units.filter((each) => each !== id).join(',') })}
                >
                  {name}
                  <X aria-hidden className="size-4 text-muted" />
                </button>
              </li>
            ) : null
          })}
        </ul>
      </div>
      {lines.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.series')}</EmptyState>
      ) : (
        <figure className="grid grid-cols-1 gap-3">
          <figcaption className="grid gap-1">
            <span className="font-semibold text-base">{title}</span>
            <span className="text-muted text-sm">
              {t('chart.unit', { unit: words.unit(row) })}. {t(`chart.lineNotes.${series.tree}`)}
            </span>
            {series.lines.map((line) =>
              line.comparableFrom !== null && line.comparableFrom > `${series.periods[0]}-14` ? (
                <span key={line.unitId} className="text-muted text-sm">
                  {t('chart.notComparable', { unit: line.name, date: format.date(line.comparableFrom) })}
                </span>
              ) : null,
            )}
          </figcaption>
          <div role="img" aria-label={t('chart.lineAlt', { count: lines.length })}>
            <LinePlot
              months={months.map(({ year, month }) => `${String(month).padStart(2, '0')}/${String(year).slice(2)}`)}
              lines={lines}
              write={(value) => figure(value) ?? ''}
              locale={format.locale}
            />
          </div>
          <Disclosure summary={t('chart.asTable')}>
            <PlainTable
              caption={title}
              rows={months}
              rowId={(_, index) => series.periods[index] ?? index}
              columns={[
                { id: 'month', header: t('chart.month'), cell: (month) => format.periodName(month) },
                ...lines.map((line) => ({
                  id: line.id,
                  header: line.name,
                  number: true,
                  cell: (_: unknown, index: number) =>
                    figure(line.values[index] ?? null) ?? <NumberText value={null} />,
                })),
              ]}
            />
          </Disclosure>
        </figure>
      )}
    </div>
  )
}
