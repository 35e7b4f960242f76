'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { NumberText } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import type { Measure } from '@/server/reports/measures/rules'

type Row = Measure & { id: string; name: string; href: string | null }

interface MeasureTableProps {
  caption: string
  /** What a row is. */
  first: string
  rows: Row[]
  total: Measure
}

/** Measures of punctuality, a row each, the same columns for units and for months. */
export function MeasureTable({ caption, first, rows, total }: MeasureTableProps) {
  const t = useTranslations('measures')
  const format = useFormat()
  const columns = useMemo((): DataColumn<Row>[] => {
    const number = (id: 'late' | 'overdue' | 'missing' | 'exempt' | 'open', hidden = false): DataColumn<Row> => ({
      ...{ id, hidden, kind: 'number', header: t(id), unit: t('reports') },
      value: (row) => row[id],
      total: format.number(total[id]),
    })
    return [
      {
        id: 'name',
        header: first,
        value: (row) => row.name,
        cell: (row) =>
          row.href ? (
            <Link href={row.href} className="link no-underline hover:underline">
              {row.name}
            </Link>
          ) : (
            row.name
          ),
      },
      {
        id: 'onTime',
        header: t('onTime'),
        unit: t('of'),
        kind: 'number',
        value: (row) => (row.due > 0 ? row.onTime / row.due : null),
        cell: (row) => (row.due > 0 ? <Ratio num={row.onTime} den={row.due} bar /> : <NumberText value={null} />),
        total: <Ratio num={total.onTime} den={total.due || null} />,
      },
      number('late'),
      {
        id: 'median',
        header: t('median'),
        unit: t('days'),
        kind: 'number',
        value: (row) => row.medianLate,
        total: total.medianLate === null ? '–' : format.number(total.medianLate, 1),
      },
      number('overdue'),
      number('missing'),
      number('exempt', true),
      number('open', true),
    ]
  }, [t, format, first, total])
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      mobileColumns={['name', 'onTime', 'overdue']}
      totalLabel={t('total')}
      maxHeight="calc(100vh - 14rem)"
    />
  )
}
