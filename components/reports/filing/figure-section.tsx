'use client'

import { Check, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { FormSection } from '@/db/enums'
import { type FormRow, isEntered } from '@/server/forms/rules'
import { phaseOf } from './cell-phase'
import { isFilled, isPrefilled } from './draft'
import { FigureRow, rowGrid } from './figure-row'
import { useDraft, useFiling, useSections } from './filing-provider'
import { TextRow } from './text-row'

/** The heads of the columns, once per block; a phone says them in each row. */
function ColumnHeads() {
  const t = useTranslations('reports.figures')
  return (
    <div aria-hidden className={cn(rowGrid, 'hidden border-line border-b py-1 text-muted text-xs sm:grid')}>
      <span>{t('name')}</span>
      <span className="text-right">{t('figure')}</span>
      <span>{t('unit')}</span>
      <span className="text-right">{t('last')}</span>
      <span className="text-right">{t('year')}</span>
      <span>{t('state')}</span>
    </div>
  )
}

function Rows({ rows }: { rows: readonly FormRow[] }) {
  return (
    <>
      {rows.some((row) => row.valueType !== 'text') ? <ColumnHeads /> : null}
      <ul>
        {rows.map((row) =>
          row.valueType === 'text' ? <TextRow key={row.code} row={row} /> : <FigureRow key={row.code} row={row} />,
        )}
      </ul>
    </>
  )
}

/** "Xác nhận tất cả số hiện có": last month's stocks of a block still hold. */
function ConfirmAll({ rows }: { rows: readonly FormRow[] }) {
  const t = useTranslations('reports.figures')
  const { store } = useFiling()
  const grey = useDraft((state) =>
    rows.reduce((count, row) => {
      const cell = state.cells[row.code]
      return cell && isPrefilled(cell) ? count + 1 : count
    }, 0),
  )
  if (!store || grey === 0) return null
  return (
    <Button size="sm" icon={<Check aria-hidden />} onClick={() => store.confirm(rows.map((row) => row.code))}>
      {t('confirmAll', { count: grey })}
    </Button>
  )
}

/** The figures that must be there, in front and always open. */
export function FirstFigures({ rows, actions }: { rows: readonly FormRow[]; actions?: ReactNode }) {
  const t = useTranslations('reports.figures')
  const id = useId()
  return (
    <section aria-labelledby={id} className="border border-line bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-2">
        <h2 id={id} className="font-semibold text-base text-ink">
          {t('firstTitle', { count: rows.length })}
        </h2>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </header>
      <div className="px-4">
        <Rows rows={rows} />
      </div>
    </section>
  )
}

/** A part of the form, folded until it is wanted; its head says how far it is filled and whether something is wrong in it. */
export function FigureSection({ section, rows }: { section: FormSection; rows: readonly FormRow[] }) {
  const t = useTranslations('reports.figures')
  const tSections = useTranslations('enums.formSections')
  const { open, toggle } = useSections()
  const id = useId()
  const typed = rows.filter(isEntered)
  const filled = useDraft((state) =>
    typed.reduce((count, row) => {
      const cell = state.cells[row.code]
      return cell && isFilled(cell) ? count + 1 : count
    }, 0),
  )
  const wrong = useDraft((state) =>
    typed.reduce(
      (count, row) => (['error', 'warn', 'conflict'].includes(phaseOf(state, row.code)) ? count + 1 : count),
      0,
    ),
  )
  const shown = open.has(section)
  return (
    <section className="border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 pr-4">
        <h2 className="min-w-0 flex-1 basis-64 font-semibold text-base text-ink">
          <button
            type="button"
            aria-expanded={shown}
            aria-controls={id}
            className="flex min-h-12 w-full items-center gap-2 px-4 text-left hover:bg-sunken focus-visible:outline-offset-[-2px]"
            onClick={() => toggle(section)}
          >
            <ChevronRight aria-hidden className={cn('size-4 shrink-0 text-muted', shown && 'rotate-90')} />
            <span className="min-w-0 flex-1">{tSections(section)}</span>
            <span className="shrink-0 font-normal text-muted text-sm">
              {typed.length === 0 ? t('systemOnly') : t('filled', { filled, all: typed.length })}
            </span>
          </button>
        </h2>
        {wrong > 0 ? <span className="pl-10 text-sm text-warn sm:pl-0">{t('wrong', { count: wrong })}</span> : null}
        <span className="pb-2 pl-10 empty:hidden sm:pb-0 sm:pl-0">
          <ConfirmAll rows={typed} />
        </span>
      </header>
      <div id={id} hidden={!shown} className="border-line border-t px-4">
        {shown ? <Rows rows={rows} /> : null}
      </div>
    </section>
  )
}
