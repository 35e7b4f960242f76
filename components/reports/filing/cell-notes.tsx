'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { type Tone, toneIcons, toneText } from '@/components/ui/tone'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { sameDetail } from '@/server/reports/figures/rules'
import { type Finding, formatFigure, isReason, type ReportDetail } from '@/server/reports/rules'
import { type Cell, resolve } from './draft'
import { useDraft, useFiling } from './filing-provider'
import { useFindingText } from './use-finding-text'

const noFindings: readonly Finding[] = []

/** Everything said of one cell, under it: what is wrong with the typing, another person's figure, the checks. */
export function CellNotes({ row, id }: { row: FormRow; id: string }) {
  const t = useTranslations('findings.figure')
  const { report } = useFiling()
  const cell = useDraft((state) => state.cells[row.code])
  const all = useDraft((state) => state.findingsOf[row.code] ?? noFindings)
  const attempted = useDraft((state) => state.attempted)
  const textOf = useFindingText(report.form)
  if (!cell) return null
  // Which of two figures stands is decided first; what is to be said of it comes after.
  const findings = all.filter(
    (finding) =>
      !cell.conflict &&
      (finding.message !== 'findings.required' || (cell.problem === null && (attempted || cell.visited))) &&
      finding.message !== 'findings.invalid' &&
      !(finding.severity === 'note' && finding.codes.length > 3),
  )
  return (
    <div id={id} className="grid gap-2 text-sm empty:hidden">
      {cell.problem ? <Note tone="danger">{t(cell.problem)}</Note> : null}
      {cell.conflict ? <ConflictNote row={row} cell={cell} /> : null}
      {findings.map((finding) => {
        const text = textOf(finding)
        if (finding.severity === 'warn')
          return <WarningNote key={finding.rule} row={row} finding={finding} text={text} />
        return (
          <Note key={finding.rule + text} tone={finding.severity === 'block' ? 'danger' : 'neutral'}>
            {text}
          </Note>
        )
      })}
    </div>
  )
}

function Note({ tone, children, actions }: { tone: Tone; children: ReactNode; actions?: ReactNode }) {
  const Icon = toneIcons[tone]
  return (
    <div className={cn('grid gap-1', tone === 'neutral' ? 'text-muted' : 'text-ink')}>
      <p className="flex items-start gap-1.5">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
        <span className={cn('min-w-0', tone === 'danger' && 'text-danger')}>{children}</span>
      </p>
      {actions ? <div className="flex flex-wrap gap-2 pl-5.5">{actions}</div> : null}
    </div>
  )
}

/** What stands beside a figure, in one line. */
function useBesideWords(): (detail: ReportDetail) => string {
  const t = useTranslations('reports')
  const format = useFormat()
  const locale = useLocale() as Locale
  return ({ numerator, source, on, noData, reason }) => {
    const known = source === 'police' || source === 'bank' ? t(`percent.sources.${source}`) : source
    const given = known
      ? t('percent.given', { source: known, on: on ? format.date(on) : '', dated: on ? 'yes' : 'no' })
      : ''
    const parts = [
      noData ? t('percent.noData') : '',
      numerator === undefined ? '' : t('conflict.numerator', { value: formatFigure(numerator, 'count', locale) }),
      given || (on ? t('conflict.on', { on: format.date(on) }) : ''),
      reason ? t('conflict.reason', { reason: reason.length > 120 ? `${reason.slice(0, 120)}…` : reason }) : '',
    ].filter(Boolean)
    return parts.length > 0 ? parts.join('; ') : t('conflict.blank')
  }
}

/** "Chị Lan vừa nhập 25 lúc 10:02; số đang nhập là 27." And the same of what stands beside the figure, where that differs. */
function ConflictNote({ row, cell }: { row: FormRow; cell: Cell }) {
  const t = useTranslations('reports.conflict')
  const { store } = useFiling()
  const format = useFormat()
  const locale = useLocale() as Locale
  const words = useBesideWords()
  if (!cell.conflict) return null
  const blank = t('blank')
  const say = (value: number | string | null) => {
    const text = formatFigure(value, row.valueType, locale)
    return text === '' ? blank : text.length > 60 ? `${text.slice(0, 60)}…` : text
  }
  const decided = resolve(cell, 'mine')
  const theirs = say(cell.conflict.current)
  const mine = say(decided.value)
  const { by, at, current, detail } = cell.conflict
  const figureDiffers = decided.value !== current
  const besideDiffers = !figureDiffers || !sameDetail(decided.detail, detail)
  const who = { by: by ?? t('somebody'), time: at ? format.time(at) : '', timed: at ? 'yes' : 'no' }
  return (
    <Note
      tone="info"
      actions={
        <>
          <Button size="sm" onClick={() => store?.resolve(row.code, 'theirs')}>
            {figureDiffers ? t('keepTheirs', { value: theirs }) : t('keepTheirWords')}
          </Button>
          <Button size="sm" onClick={() => store?.resolve(row.code, 'mine')}>
            {figureDiffers ? t('useMine', { value: mine }) : t('useMyWords')}
          </Button>
        </>
      }
    >
      <span role="alert">
        {figureDiffers ? t('sentence', { ...who, theirs, mine }) : null}
        {figureDiffers && besideDiffers ? ' ' : null}
        {besideDiffers
          ? t(figureDiffers ? 'besideToo' : 'beside', { ...who, theirs: words(detail), mine: words(decided.detail) })
          : null}
      </span>
    </Note>
  )
}

/** A warning goes with a sentence: "Số đúng, ghi lý do", or back into the cell. */
function WarningNote({ row, finding, text }: { row: FormRow; finding: Finding; text: string }) {
  const t = useTranslations('reports.reason')
  const { store, goTo } = useFiling()
  const cell = useDraft((state) => state.cells[row.code])
  const given = cell?.detail.reason ?? ''
  const [draft, setDraft] = useState<string | null>(null)
  if (!cell || !store) return null

  if (draft === null)
    return (
      <Note
        tone={finding.explained ? 'neutral' : 'warn'}
        actions={
          finding.explained ? (
            <>
              <span className="self-center text-ink">{t('given', { reason: given })}</span>
              <Button size="sm" variant="quiet" onClick={() => setDraft(given)}>
                {t('change')}
              </Button>
            </>
          ) : (
            <>
              <Button size="sm" onClick={() => setDraft(given)}>
                {t('right')}
              </Button>
              <Button size="sm" variant="quiet" onClick={() => goTo(row.code)}>
                {t('fix')}
              </Button>
            </>
          )
        }
      >
        {text}
      </Note>
    )

  const save = () => {
    store.detail(row.code, { ...cell.detail, reason: draft.trim() })
    if (draft.trim() === '' || isReason(draft)) setDraft(null)
  }
  return (
    <Note tone="warn" actions={null}>
      {text}
      <span className="mt-2 grid max-w-md gap-2">
        <Field
          label={t('label')}
          help={t('help')}
          error={draft.trim() !== '' && !isReason(draft) ? t('tooShort') : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={500}
              autoFocus
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setDraft(null)
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault()
                  save()
                }
              }}
            />
          )}
        </Field>
        <span className="flex flex-wrap gap-2">
          <Button size="sm" variant="primary" onClick={save}>
            {t('save')}
          </Button>
          <Button size="sm" onClick={() => setDraft(null)}>
            {t('cancel')}
          </Button>
        </span>
      </span>
    </Note>
  )
}
