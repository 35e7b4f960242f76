'use client'

import { useLocale } from 'next-intl'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { cn } from '@/components/ui/cn'
import { cellStyles } from '@/components/ui/control'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { clipboardGrid } from '@/server/reports/clipboard/rules'
import { formatFigure } from '@/server/reports/rules'
import { lookOf, phaseOf } from './cell-phase'
import { isPrefilled } from './draft'
import { useDraft, useFiling } from './filing-provider'
import { cellId } from './filing-report'
import { isBlock } from './paste'
import { usePaste } from './paste-dialog'

/** While one types: the bare number, so that a digit can be added anywhere. */
function bare(value: number | string | null, locale: Locale): string {
  const text = String(value ?? '')
  return locale === 'vi' ? text.replace('.', ',') : text
}

/** Selects what stands in a cell that is entered, so that typing replaces it; a digit typed at once is not selected with it. */
function selectAll(input: HTMLInputElement) {
  let typed = false
  const onInput = () => {
    typed = true
  }
  input.addEventListener('input', onInput, { once: true })
  input.select()
  // A mouse puts its caret after the focus has come.
  requestAnimationFrame(() => !typed && document.activeElement === input && input.select())
}

export interface CellInputProps {
  row: FormRow
  describedBy: string
  className?: string
}

/** A cell of the sheet: Enter and the arrows go from cell to cell, Esc restores, a block from Excel is shown before it is set. */
export function CellInput({ row, describedBy, className }: CellInputProps) {
  const { store, ready, goTo } = useFiling()
  const locale = useLocale() as Locale
  const paste = usePaste()
  const cell = useDraft((state) => state.cells[row.code])
  const phase = useDraft((state) => phaseOf(state, row.code))
  if (!store || !cell) return null
  const prefilled = isPrefilled(cell)

  function move(step: 1 | -1) {
    const at = store?.order.findIndex((each) => each.code === row.code) ?? -1
    const next = store?.order[at + step]
    if (next) goTo(next.code)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const back = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey)
    if (event.key === 'Escape') {
      event.preventDefault()
      store?.restore(row.code)
      event.currentTarget.select()
    } else if (back) {
      event.preventDefault()
      move(-1)
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      move(1)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (prefilled) store?.confirm([row.code])
      move(1)
    }
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text/plain')
    if (!isBlock(clipboardGrid(text))) return
    event.preventDefault()
    paste(text, row.code)
  }

  return (
    <input
      id={cellId(row.code)}
      data-cell={row.code}
      inputMode={row.valueType === 'percent' ? 'decimal' : 'numeric'}
      enterKeyHint="next"
      autoComplete="off"
      readOnly={!ready}
      aria-describedby={describedBy}
      aria-invalid={phase === 'error' || undefined}
      aria-required={row.required || undefined}
      className={cn(cellStyles({ state: lookOf(phase) }), 'min-w-0 scroll-mt-40 scroll-mb-32', className)}
      placeholder={prefilled ? formatFigure(cell.suggestion, row.valueType, locale) : undefined}
      value={cell.text ?? formatFigure(cell.value, row.valueType, locale)}
      onChange={(event) => store.type(row.code, event.target.value)}
      onFocus={(event) => {
        const input = event.currentTarget
        if (cell.problem === null) flushSync(() => store.type(row.code, bare(cell.value, locale)))
        selectAll(input)
      }}
      onBlur={() => store.commit(row.code)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  )
}
