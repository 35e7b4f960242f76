'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { LinkButton } from '@/components/ui/link-button'
import type { Neighbour } from './review-data'

export interface ReviewMovesProps {
  previous: Neighbour
  next: Neighbour
  /** Place in the filtered list, from 1; 0 when the report is not in it. */
  at: number
  count: number
  hrefOf: (unitId: number) => string
}

/** To the report before and after in the list that one came from. */
export function ReviewMoves({ previous, next, at, count, hrefOf }: ReviewMovesProps) {
  const t = useTranslations('review.move')
  const format = useFormat()
  if (count === 0) return null
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center gap-2 print:hidden">
      {previous ? (
        <LinkButton
          size="sm"
          href={hrefOf(previous.unitId)}
          icon={<ChevronLeft aria-hidden />}
          aria-label={t('previousUnit', { unit: previous.unitName })}
        >
          {t('previous')}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton size="sm" href={hrefOf(next.unitId)} aria-label={t('nextUnit', { unit: next.unitName })}>
          {t('next')} <ChevronRight aria-hidden />
        </LinkButton>
      ) : null}
      <span className="text-muted text-sm">
        {at > 0
          ? t('place', { at: format.number(at), count: format.number(count) })
          : t('outside', { count: format.number(count) })}
      </span>
    </nav>
  )
}
