'use client'

import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { NumberText } from '@/components/ui/figure'
import { TableScroll } from '@/components/ui/table'
import type { Rate } from '@/server/comparisons/rules'
import type { Comparison } from './outputs'
import { useWords } from './words'

interface FigureTableProps {
  title: string
  level: Comparison['level']
  column: Comparison['columns'][number]
  per: Rate
  rows: readonly { id: number; name: string; value: number | null }[]
}

/** What a picture shows, in words and numbers, one tap below it. */
export function FigureTable({ title, level, column, per, rows }: FigureTableProps) {
  const t = useTranslations('compare')
  const words = useWords(per)
  return (
    <Disclosure summary={t('chart.asTable')}>
      <TableScroll label={title} maxHeight="28rem">
        <table className="dt">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col" data-first="">
                {t(level === 'provinces' ? 'columns.province' : 'columns.commune')}
              </th>
              <th scope="col" data-number="">
                {words.name(column)}
                <span className="dt-unit">{words.unit(column)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" data-first="">
                  {row.name}
                </th>
                <td data-number="">
                  {row.value === null ? <NumberText value={null} /> : words.figure(column, row.value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Disclosure>
  )
}
