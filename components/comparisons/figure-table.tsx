'use client'

import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { NumberText } from '@/components/ui/figure'
import { PlainTable } from '@/components/ui/plain-table'
import type { Rate } from '@/server/comparisons/rules'
import type { Comparison } from './outputs'
import { useWords } from './words'

interface FigureTableProps {
  title: string
  level: Comparison['level']
  column: Comparison['columns'][number]
  per: Rate
  rows: readonly { id: number; name: string; value: number | null; doubtful?: boolean }[]
}

/** What a picture shows, in words and numbers, one tap below it. */
export function FigureTable({ title, level, column, per, rows }: FigureTableProps) {
  const t = useTranslations('compare')
  const words = useWords(per)
  return (
    <Disclosure summary={t('chart.asTable')}>
      <PlainTable
        caption={title}
        maxHeight="28rem"
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          {
            id: 'unit',
            header: t(level === 'provinces' ? 'columns.province' : 'columns.commune'),
            cell: (row) => row.name,
          },
          {
            id: 'figure',
            header: words.name(column),
            unit: words.unit(column),
            number: true,
            cell: ({ value, doubtful }) =>
              value !== null ? words.figure(column, value) : doubtful ? t('map.doubtful') : <NumberText value={null} />,
          },
        ]}
      />
    </Disclosure>
  )
}
