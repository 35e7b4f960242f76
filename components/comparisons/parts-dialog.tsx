'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { useAnswer, useErrorText, useTRPC } from '@/components/trpc'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { NumberText } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Skeleton } from '@/components/ui/skeleton'
import { type Amount, figureOf, sumOf } from '@/server/comparisons/rules'
import type { CompareAddress } from './address'
import type { Comparison } from './outputs'
import { useWords } from './words'

export type Followed = { unitId: number; name: string; code: string }

interface PartsDialogProps {
  /** The figure that was pressed; null: closed. */
  followed: Followed | null
  onClose: () => void
  table: Comparison
  at: CompareAddress
}

/** What a figure of a unit of today is put together from: whose reports of then, which part of each, and the way to them. */
export function PartsDialog({ followed, onClose, table, at }: PartsDialogProps) {
  const t = useTranslations('compare.parts')
  const format = useFormat()
  const words = useWords('none')
  const toText = useErrorText()
  const trpc = useTRPC()
  const { from, to, basis } = at
  const { data, error, asking } = useAnswer(
    followed && [followed.unitId, followed.code, from, to, basis].join(' '),
    (signal) =>
      trpc.comparisons.parts.query(
        { ...{ from, to, basis }, unitId: followed?.unitId ?? 0, code: followed?.code ?? '' },
        { signal },
      ),
  )
  const column = table.columns.find((each) => each.code === followed?.code)
  const answer =
    !asking && data && followed && data.unit.id === followed.unitId && data.row.code === followed.code ? data : null
  const figure = (amount: Amount) => {
    const value = column ? figureOf(column, amount) : null
    if (!column || value === null) return <NumberText value={null} />
    return column.valueType === 'percent'
      ? words.cell(column, { value, percent: null, amount })
      : format.number(value, Number.isInteger(value) ? 0 : 2)
  }
  type Line = { key: string; name: string; href: string | null; month: string; share: string; amount: Amount }
  const lines: Line[] = (answer?.parts ?? []).map((part) => ({
    key: `${part.unitId} ${part.period.code}`,
    name: part.name,
    href: `/reports/${part.unitId}/${part.period.code}`,
    month: format.periodName(part.period),
    share: part.share === 1 ? t('whole') : format.percent(part.share * 100),
    amount: part.amount,
  }))
  const rest = answer?.rest
  if (rest)
    lines.push({
      ...{ key: 'rest', name: t('rest', { count: rest.n }), href: null, month: '', share: '', amount: rest },
    })
  const total: Line = {
    key: 'total',
    name: t('total'),
    href: null,
    month: '',
    share: '',
    amount: sumOf(lines.map((line) => line.amount)),
  }
  return (
    <Dialog open={followed !== null} onOpenChange={(open) => (open ? null : onClose())}>
      {followed && column ? (
        <DialogContent
          wide
          title={t('title', { indicator: words.name(column), unit: words.within(followed.name) })}
          description={t('lead')}
        >
          {error ? <Notice tone="danger">{toText(error.data)}</Notice> : null}
          {!answer && !error ? <Skeleton className="h-40 w-full" /> : null}
          {answer ? (
            <PlainTable
              caption={t('title', { indicator: words.name(column), unit: words.within(followed.name) })}
              maxHeight="24rem"
              rows={lines.length > 1 ? [...lines, total] : lines}
              rowId={(line) => line.key}
              columns={[
                {
                  id: 'unit',
                  header: t('unit'),
                  cell: (line) =>
                    line.href ? (
                      <Link href={line.href} className="link">
                        {line.name}
                      </Link>
                    ) : (
                      line.name
                    ),
                },
                ...(table.periods.months > 1
                  ? [{ id: 'month', header: t('month'), cell: (line: Line) => line.month }]
                  : []),
                {
                  ...{ id: 'figure', header: t('figure'), unit: words.unit(column), number: true },
                  cell: (line) => (line === total ? <strong>{figure(line.amount)}</strong> : figure(line.amount)),
                },
                { id: 'share', header: t('share'), number: true, cell: (line) => line.share },
              ]}
            />
          ) : null}
        </DialogContent>
      ) : null}
    </Dialog>
  )
}
