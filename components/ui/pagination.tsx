import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Button } from './button'
import { LinkButton } from './link-button'

export interface PaginationProps {
  /** From 1. */
  page: number
  pageSize: number
  total: number
  href: (page: number) => string
}

/** Which rows these are, and the way to those before and after. Hidden when all fit on one page. */
export function Pagination({ page, pageSize, total, href }: PaginationProps) {
  const t = useTranslations('common.pagination')
  const format = useFormat()
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const from = (page - 1) * pageSize + 1
  const to = Math.min(total, page * pageSize)
  const steps = [
    { key: 'previous', to: page - 1, off: page <= 1, label: t('previous'), icon: <ChevronLeft aria-hidden /> },
    { key: 'next', to: page + 1, off: page >= last, label: t('next'), icon: <ChevronRight aria-hidden /> },
  ]
  return (
    <nav aria-label={t('label')} className="flex items-center justify-end gap-2 print:hidden">
      <p className="mr-2 text-muted text-sm">
        {t('range', { from: format.number(from), to: format.number(to), total: format.number(total) })}
      </p>
      {steps.map((step) =>
        step.off ? (
          <Button key={step.key} size="icon" disabled aria-label={step.label} icon={step.icon} />
        ) : (
          <LinkButton key={step.key} size="icon" href={href(step.to)} aria-label={step.label} icon={step.icon} />
        ),
      )}
    </nav>
  )
}
