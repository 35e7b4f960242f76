'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { trainingHref } from './address'
import type { Board } from './outputs'

type Row = Board['rows'][number]

/** Members on a roster, trained and finished, by province, commune or team. `course`: of one course, without the classes. */
export function BoardTable({ board, course, courseId }: { board: Board; course?: boolean; courseId?: string }) {
  const t = useTranslations('training.board')
  const format = useFormat()
  const params = useTableParams()
  const deeper = board.unit.level === 'nation' || board.unit.level === 'province'
  const { total } = board
  const ratio = (id: 'trained' | 'finished'): DataColumn<Row> => ({
    id,
    header: t(id),
    unit: t('unit'),
    kind: 'number',
    value: (row) => (row.members > 0 ? row[id] / row.members : null),
    cell: (row) => <Ratio num={row[id]} den={row.members || null} bar />,
    total: <Ratio num={total[id]} den={total.members || null} />,
  })
  const columns: DataColumn<Row>[] = [
    {
      id: 'name',
      header: t(`part.${board.unit.level === 'nation' ? 'province' : deeper ? 'commune' : 'team'}`),
      value: (row) => row.fullName,
      cell: (row) =>
        deeper && !course ? (
          <Link
            href={trainingHref({ tab: 'board', unit: row.unitId, course: courseId, year: board.year })}
            className="link"
          >
            {row.fullName}
          </Link>
        ) : (
          row.fullName
        ),
    },
    {
      id: 'members',
      header: t('members'),
      unit: t('people'),
      kind: 'number',
      value: (row) => row.members,
      total: format.number(total.members),
    },
    ...(course ? [] : [ratio('trained')]),
    ratio('finished'),
  ]
  return (
    <DataTable
      caption={t('caption')}
      hideCaption
      columns={columns}
      rows={board.rows}
      rowId={(row) => String(row.unitId)}
      rowName={(row) => row.fullName}
      mobileColumns={['name', course ? 'finished' : 'trained']}
      totalLabel={t('total')}
      maxHeight="70vh"
      choosable={false}
      {...params}
    />
  )
}
