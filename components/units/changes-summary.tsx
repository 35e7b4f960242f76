'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { anyCrossed } from '@/server/units/changes/rules'
import type { UnitChanges } from './unit-outputs'

type Level = UnitChanges['levels'][number]

interface ChangesSummaryProps {
  levels: readonly Level[]
  /** As written. */
  days: { from: string; to: string }
}

/** How many units of each level there were and are, and what was added and taken away between. */
export function ChangesSummary({ levels, days: { from, to } }: ChangesSummaryProps) {
  const t = useTranslations('changes')
  const format = useFormat()
  const columns = useMemo(() => {
    const crossed = anyCrossed(levels)
    const number = (id: keyof Level, header: string) => ({
      ...{ id, header, kind: 'number' as const, sortable: false, value: (row: Level) => Number(row[id]) },
    })
    const all: DataColumn<Level>[] = [
      {
        ...{ id: 'level', header: t('summary.level'), sortable: false },
        value: (row) => t(`levels.${row.level}`),
      },
      number('before', t('summary.before', { date: from })),
      number('opened', t('summary.opened')),
      number('ended', t('summary.ended')),
      ...(crossed ? [number('cameIn', t('summary.cameIn')), number('wentOut', t('summary.wentOut'))] : []),
      number('after', t('summary.after', { date: to })),
      {
        ...{ id: 'by', header: t('summary.by'), kind: 'number', sortable: false },
        value: (row) => row.after - row.before,
        cell: (row) => format.change(row.after - row.before),
      },
    ]
    return all
  }, [t, format, levels, from, to])
  return (
    <DataTable
      caption={t('summary.caption')}
      columns={columns}
      rows={levels}
      rowId={(row) => row.level}
      mobileColumns={['level', 'after', 'by']}
      choosable={false}
    />
  )
}
