'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { NumberText } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import type { Counts, NationHome, ProvinceRow } from './home-data'

export interface ProvinceTableProps {
  tree: NationHome['tree']
  rows: readonly ProvinceRow[]
  unplaced: NationHome['unplaced']
  counts: Counts
  period: NationHome['period']
  /** The figures are those that were frozen. */
  official: boolean
}

/** The line of what lies in no province among the rows. */
const nowhere = 0

/** A row per province of the tree; the name leads to the province's list of reports. */
export function ProvinceTable({ tree, rows, unplaced, counts, period, official }: ProvinceTableProps) {
  const t = useTranslations('overview.nation')
  const tFigure = useTranslations('common.figure')
  const format = useFormat()
  const params = useTableParams()
  const columns = useMemo((): DataColumn<ProvinceRow>[] => {
    const number = (id: 'accepted' | 'awaiting' | 'returned' | 'overdue' | 'sentLate', hidden = false) => ({
      id,
      header: t(id),
      kind: 'number' as const,
      hidden,
      value: (row: ProvinceRow) => (row.required > 0 ? row[id] : null),
      total: format.number(counts[id]),
    })
    const nature = official ? tFigure('official') : tFigure('provisional')
    const share = (num: number, den: number) => (den > 0 ? num / den : null)
    return [
      {
        id: 'province',
        header: t('province'),
        value: (row) => row.unitName,
        cell: (row) => (
          <span className="grid">
            {row.required > 0 && row.unitId !== nowhere ? (
              <Link
                href={`/reports?province=${row.unitId}&period=${period.code}&tree=${tree}`}
                className="link no-underline hover:underline"
              >
                {row.unitName}
              </Link>
            ) : (
              <span>{row.unitName}</span>
            )}
            {row.required === 0 ? <span className="text-muted text-xs">{t('notReporting')}</span> : null}
            {row.summary ? <span className="text-muted text-xs">{t('summary')}</span> : null}
          </span>
        ),
      },
      {
        id: 'received',
        header: t('received'),
        unit: t('unit'),
        kind: 'number',
        value: (row) => share(row.received, row.required),
        cell: (row) =>
          row.required > 0 ? <Ratio num={row.received} den={row.required} bar /> : <NumberText value={null} />,
        total: <Ratio num={counts.received} den={counts.required} />,
      },
      number('overdue'),
      number('accepted'),
      number('awaiting'),
      number('returned'),
      number('sentLate', true),
      {
        id: 'onTime',
        header: t('onTime'),
        kind: 'number',
        value: (row) => share(row.onTime, row.required),
        cell: (row) => <Ratio num={row.onTime} den={row.required || null} />,
        total: <Ratio num={counts.onTime} den={counts.required} />,
      },
      {
        id: 'nature',
        header: t('nature'),
        sortable: false,
        value: (row) => (row.required > 0 ? nature : null),
      },
    ]
  }, [counts, format, official, period, t, tFigure, tree])
  const lines = useMemo(
    () =>
      unplaced
        ? [...rows, { ...unplaced, unitId: nowhere, unitName: t('unplaced'), code: null, summary: false }]
        : rows,
    [rows, t, unplaced],
  )
  return (
    <DataTable
      caption={t('caption', { period: format.periodInline(period) })}
      columns={columns}
      rows={lines}
      rowId={(row) => String(row.unitId)}
      mobileColumns={['province', 'received', 'overdue']}
      totalLabel={t('total')}
      maxHeight="calc(100vh - 12rem)"
      {...params}
    />
  )
}
