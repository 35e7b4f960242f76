import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { blank } from '@/components/format/number'
import { useFormat } from '@/components/format/use-format'
import { cn } from './cn'

/** A figure in running text or a cell; a missing one is a dash that is read out as "chưa có số liệu". */
export function NumberText({ value, digits, percent }: { value: number | null; digits?: number; percent?: boolean }) {
  const t = useTranslations('common.figure')
  const format = useFormat()
  if (value === null) {
    return (
      <>
        <span aria-hidden>{blank}</span>
        <span className="sr-only">{t('noData')}</span>
      </>
    )
  }
  return percent ? format.percent(value, digits) : format.number(value, digits)
}

export interface FigureProps {
  label: ReactNode
  /** Already formatted. */
  value: ReactNode
  /** Unit, period, tree, reports behind it: what the figure is. */
  note?: ReactNode
  className?: string
}

/** One key figure. A row of them stands in a <dl className="flex …">, divided by hairlines and not by cards. */
export function Figure({ label, value, note, className }: FigureProps) {
  return (
    <div className={cn('grid content-start gap-1', className)}>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-ink text-lg">{value}</dd>
      {note ? <dd className="text-muted text-xs">{note}</dd> : null}
    </div>
  )
}
