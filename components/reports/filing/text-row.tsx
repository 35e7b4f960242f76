'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { Textarea } from '@/components/ui/textarea'
import type { FormRow } from '@/server/forms/rules'
import { figureLimits } from '@/server/reports/rules'
import { CellNotes } from './cell-notes'
import { phaseOf } from './cell-phase'
import { CellStateWord } from './cell-state'
import { useDraft, useFiling } from './filing-provider'
import { cellId, wordsOf } from './filing-report'

/** A row of words: results, difficulties, proposals. */
export function TextRow({ row }: { row: FormRow }) {
  const t = useTranslations('reports.figures')
  const { store } = useFiling()
  const notes = useId()
  const cell = useDraft((state) => state.cells[row.code])
  const phase = useDraft((state) => phaseOf(state, row.code))
  const { name, definition } = wordsOf(row, useLocale())
  if (!store || !cell) return null
  const text = cell.text ?? String(cell.value ?? '')
  return (
    <li className="grid gap-1 border-line border-b py-3 last:border-b-0">
      <div className="flex items-end justify-between gap-4">
        <label htmlFor={cellId(row.code)} className="font-medium text-ink text-sm">
          {name}
        </label>
        <CellStateWord code={row.code} />
      </div>
      <p id={`${notes}-help`} className="text-muted text-sm">
        {definition}
      </p>
      <Textarea
        id={cellId(row.code)}
        data-cell={row.code}
        aria-describedby={`${notes}-help ${notes}`}
        aria-invalid={phase === 'error' || undefined}
        value={text}
        onChange={(event) => store.type(row.code, event.target.value)}
        onBlur={() => store.commit(row.code)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') store.restore(row.code)
        }}
      />
      <p className="text-right text-muted text-xs">{t('letters', { used: text.length, limit: figureLimits.text })}</p>
      <CellNotes row={row} id={notes} />
    </li>
  )
}
