'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'
import { cellOf } from '@/server/comparisons/cells/rules'
import { averageRow } from '@/server/comparisons/rules'
import type { CompareAddress } from './address'
import { BesideNote } from './beside-note'
import { FigureTable } from './figure-table'
import { NoFigures } from './no-figures'
import type { Comparison } from './outputs'
import { useWords } from './words'

const BarPlot = dynamic(() => import('./bar-plot'), { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> })

/** Units from the highest to the lowest figure; those without one, or not to be compared, are counted, not drawn as 0. */
export function BarView({ table, at, when }: { table: Comparison; at: CompareAddress; when: string }) {
  const t = useTranslations('compare')
  const words = useWords(at.per)
  const column = table.columns.find((each) => each.code === at.code)
  if (!column || column.absence) return <NoFigures column={column} table={table} at={at} />
  const { peer } = table
  const rows = [
    ...table.rows,
    ...(peer
      ? [{ ...averageRow(peer, table.columns), name: t('average', { province: words.within(peer.name) }) }]
      : []),
  ]
  // Communes of one name differ by their type alone; provinces are known without it.
  const tickOf = (row: (typeof rows)[number]) => (table.level === 'provinces' ? row.short : row.name)
  const measured = { id: column.code, column, measure: 'value' as const }
  const figures = rows
    .flatMap((row) => {
      const { value } = cellOf(row, measured, { per: at.per, sameSet: false })
      return value === null
        ? []
        : [{ id: row.unitId, name: row.name, tick: tickOf(row), value, label: words.figure(column, value) }]
    })
    .sort((a, b) => b.value - a.value)
  const drawn = new Set(figures.map((each) => each.id))
  const blank = rows.filter((row) => !drawn.has(row.unitId))
  const doubtful = blank.filter((row) => row.notComparable !== null).length
  const missing = blank.length - doubtful
  const [top, last] = [figures[0], figures.at(-1)]
  if (!top || !last) return <NoFigures column={column} table={table} at={at} />
  const title = t('chart.barTitle', { indicator: words.name(column), when })
  return (
    <figure className="grid grid-cols-1 gap-3">
      <figcaption className="grid gap-1">
        <span className="font-semibold text-base">{title}</span>
        <span className="text-muted text-sm">
          {t('chart.unit', { unit: words.unit(column) })}
          {missing + doubtful > 0 ? '.' : ''}
          {missing > 0 ? ` ${t('chart.missing', { count: missing })}` : ''}
          {doubtful > 0 ? ` ${t('chart.doubtful', { count: doubtful })}` : ''}
        </span>
        <BesideNote table={table} column={column} per={at.per} />
      </figcaption>
      <div
        role="img"
        aria-label={t('chart.barAlt', {
          ...{ count: figures.length, topValue: top.label, lastValue: last.label },
          ...{ top: words.within(top.name), last: words.within(last.name) },
        })}
      >
        <BarPlot figures={figures} />
      </div>
      <FigureTable title={title} level={table.level} column={column} per={at.per} rows={figures} />
    </figure>
  )
}
