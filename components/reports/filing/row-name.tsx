'use client'

import { CircleHelp } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FormRow } from '@/server/forms/rules'
import { wordsOf } from './filing-report'

/** The short name of a row; its full name and definition unfold under it by one tap. */
export function RowName({ row, labelFor }: { row: FormRow; labelFor?: string }) {
  const t = useTranslations('reports.figures')
  const tCommon = useTranslations('common')
  const [open, setOpen] = useState(false)
  const { name, short, definition } = wordsOf(row, useLocale())
  const mark = row.required ? <span className="text-muted text-xs"> · {t('required')}</span> : null
  return (
    <span className="col-span-2 grid min-w-0 sm:col-span-1">
      <span className="flex min-w-0 items-start gap-1 sm:items-center">
        {labelFor ? (
          <label htmlFor={labelFor} className="min-w-0 text-ink text-sm">
            {short}
            {mark}
          </label>
        ) : (
          <span className="min-w-0 text-ink text-sm">
            {short}
            {mark}
          </span>
        )}
        <button
          type="button"
          aria-label={tCommon('help', { topic: short })}
          aria-expanded={open}
          className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-accent"
          onClick={() => setOpen(!open)}
        >
          <CircleHelp aria-hidden className="size-4" />
        </button>
      </span>
      {open ? (
        <span className="grid gap-0.5 pb-1 text-muted text-sm">
          {name === short ? null : <strong className="font-semibold text-ink">{name}</strong>}
          <span>{definition}</span>
          <span className="text-xs">{t(`kinds.${row.kind}`)}</span>
        </span>
      ) : null}
    </span>
  )
}
