'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type CompareAddress, compareHref } from './address'
import type { Comparison } from './outputs'
import { useWords } from './words'

interface NoFiguresProps {
  column: Comparison['columns'][number] | undefined
  table: Comparison
  at: CompareAddress
}

/** In place of a picture: nobody has the figure yet, or why it is not to be had over these months, and the month in which it is. */
export function NoFigures({ column, table, at }: NoFiguresProps) {
  const t = useTranslations('compare')
  const format = useFormat()
  const words = useWords('none')
  if (!column?.absence) {
    if (!table.rows.some((row) => row.notComparable))
      return <EmptyState title={t('empty.title')}>{t('empty.figures')}</EmptyState>
    return (
      <EmptyState
        title={t('doubts.title')}
        action={
          <LinkButton variant="primary" href={compareHref(at, { tree: 'then' })}>
            {t('facts.unallocatedThen')}
          </LinkButton>
        }
      >
        {t('empty.doubtful')}
      </EmptyState>
    )
  }
  const overMonths = table.periods.months > 1 && (column.absence === 'eachOnce' || column.absence === 'meaningChanged')
  const why = t(`absence.${column.absence}`, { date: column.since ? format.date(column.since) : '' })
  return (
    <EmptyState
      title={t(overMonths ? 'empty.overMonths' : 'empty.title')}
      action={
        overMonths ? (
          <LinkButton variant="primary" href={compareHref(at, { from: at.to })}>
            {t('empty.oneMonth', { period: format.periodInline(table.periods.to) })}
          </LinkButton>
        ) : undefined
      }
    >
      {t('empty.why', { indicator: words.name(column), why })}
    </EmptyState>
  )
}
