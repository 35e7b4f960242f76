'use client'

import { MessageSquareWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import type { ReviewLine } from './review-data'

export interface ReviewFiguresProps {
  caption: string
  lines: readonly ReviewLine[]
  unusualFirst: boolean
  onUnusualFirst: (first: boolean) => void
  /** Codes marked for correction; absent where the reader may not ask for any. */
  marked?: ReadonlySet<string>
  onMark: (marked: ReadonlySet<string>) => void
}

/** The figures beside last month's and last year's; rows can be marked for correction. */
export function ReviewFigures(props: ReviewFiguresProps) {
  const { caption, lines, unusualFirst, onUnusualFirst, marked, onMark } = props
  const t = useTranslations('review.figures')
  const columns = useMemo((): DataColumn<ReviewLine>[] => {
    const figure = (id: 'previous' | 'change' | 'lastYear'): DataColumn<ReviewLine> => ({
      id,
      header: t(id),
      kind: 'number',
      sortable: false,
      value: (line) => line[id],
      cell: (line) => <span className="text-muted">{line[id]}</span>,
    })
    return [
      {
        id: 'name',
        header: t('name'),
        sortable: false,
        value: (line) => line.name,
        cell: (line) => (
          <span className="grid py-1">
            {line.heading && !unusualFirst ? (
              <span className="pt-1 font-semibold text-accent text-xs">{line.heading}</span>
            ) : null}
            <span>
              {line.name} <span className="text-muted text-xs">({line.unit})</span>
            </span>
          </span>
        ),
      },
      {
        id: 'value',
        header: t('value'),
        kind: 'number',
        sortable: false,
        value: (line) => line.value,
        cell: (line) => (
          <span className={cn('font-semibold', line.unusual && 'text-warn')}>
            {line.unusual ? <MessageSquareWarning aria-hidden className="mr-1 inline size-4" /> : null}
            {line.value}
          </span>
        ),
      },
      figure('previous'),
      figure('change'),
      figure('lastYear'),
      {
        id: 'notes',
        header: t('notes'),
        sortable: false,
        value: (line) => line.notes[0] ?? null,
        cell: (line) =>
          line.notes.length + line.beside.length > 0 ? (
            <span className="grid min-w-56 max-w-md gap-0.5 py-1 text-left">
              {line.notes.map((note) => (
                <span key={note}>{note}</span>
              ))}
              {line.beside.map((note) => (
                <span key={note} className="text-muted text-xs">
                  {note}
                </span>
              ))}
            </span>
          ) : null,
      },
    ]
  }, [t, unusualFirst])
  const shown = unusualFirst ? [...lines].sort((a, b) => Number(b.unusual) - Number(a.unusual)) : lines
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={shown}
      rowId={(line) => line.code}
      rowName={(line) => line.name}
      mobileColumns={['name', 'value', 'change']}
      choosable={false}
      maxHeight="calc(100vh - 14rem)"
      selection={marked ? { selected: marked, onChange: onMark, can: (line) => line.entered } : undefined}
      toolbar={
        <div className="grid gap-1">
          {marked ? <p className="text-muted text-sm">{t('markHint')}</p> : null}
          {lines.some((line) => line.unusual) ? (
            <Checkbox
              className="min-h-9 items-center"
              label={t('first')}
              checked={unusualFirst}
              onChange={(event) => onUnusualFirst(event.target.checked)}
            />
          ) : null}
        </div>
      }
    />
  )
}
