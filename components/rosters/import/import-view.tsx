'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import type { RosterVerdict } from '@/db/roster-enums'
import { importRows, keptDays, mostAttempts } from '@/server/rosters/import/rules'
import { ImportResult } from './import-result'
import { MappingForm } from './mapping-form'
import { type ImportState, underWay } from './outputs'
import { QuestionsForm } from './questions-form'
import { SheetsTable } from './sheets-table'
import { stateTones } from './state-tones'

const askEvery = 1000

export interface ImportViewProps {
  first: ImportState
  assignment: string
  verdict: RosterVerdict | null
}

/** One file from its sending to its end: how far the work is, what to decide, what came of it. */
export function ImportView({ first, assignment, verdict }: ImportViewProps) {
  const t = useTranslations('rosterImport')
  const tStates = useTranslations('enums.rosterImportStates')
  const format = useFormat()
  const trpc = useTRPC()
  const [state, setState] = useState(first)
  const [asking, setAsking] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const cancel = useCommand(trpc.rosterImport.cancel)
  const discard = useCommand(trpc.rosterImport.discard)
  const { id } = first
  const refresh = useCallback(async () => {
    const now = await trpc.rosterImport.get.query({ id }).catch(() => null)
    if (now) setState(now)
  }, [trpc, id])
  const working = underWay(state)
  useEffect(() => {
    if (!working) return
    const timer = setInterval(() => void refresh(), askEvery)
    return () => clearInterval(timer)
  }, [working, refresh])

  const over = ['done', 'cancelled', 'failed'].includes(state.state)
  const { reading, summary, failure, removedAt } = state
  const named = reading?.asked ? reading.sheets[reading.asked.sheet] : undefined
  /** Columns with a header that is not known: a person may say what they mean. */
  const unused = named?.headers.some((header, i) => header && !named.columns[i])
  const why = failure && reading?.refused ? t(`refusals.${reading.refused}`) : ''
  const failed = failure && t.has(`failures.${failure}` as never)
  const step = state.step && t.has(`steps.${state.step}` as never) ? state.step : 'wait'
  return (
    <Page
      title={state.fileName}
      lead={format.dateTime(state.createdAt)}
      actions={<LinkButton href="/teams/import">{t('back')}</LinkButton>}
      context={{ where: <UnitBreadcrumb items={[{ label: t('where') }, { label: t('title') }]} /> }}
    >
      <div className="flex flex-wrap items-center justify-between gap-3" role="status">
        <Badge tone={stateTones[state.state]}>{tStates(state.state)}</Badge>
        <span className="flex flex-wrap gap-2">
          {over ? null : (
            <Button
              pending={cancel.pending}
              disabled={working && state.cancelAsked}
              onClick={() => void cancel.run({ id }).then(refresh)}
            >
              {working && state.cancelAsked ? t('cancelling') : t('cancel')}
            </Button>
          )}
          {over && !removedAt ? (
            <Button icon={<Trash2 aria-hidden />} onClick={() => setAsking(true)}>
              {t('discard')}
            </Button>
          ) : null}
        </span>
      </div>
      {cancel.errorText || discard.errorText ? (
        <Notice tone="danger" role="alert">
          {cancel.errorText || discard.errorText}
        </Notice>
      ) : null}
      {working ? (
        <div className="grid gap-2">
          <Progress
            label={t(`steps.${step}` as 'steps.read')}
            value={state.done}
            max={state.of}
            valueText={state.of > 0 ? undefined : ''}
          />
          <p className="text-muted text-sm">{t('leave')}</p>
          {state.attempts > 1 ? (
            <Notice tone="warn">{t('anew', { attempt: state.attempts, most: mostAttempts })}</Notice>
          ) : null}
        </div>
      ) : null}
      {failed ? (
        <Notice tone="danger" role="alert">
          {t(`failures.${failure}` as 'failures.file', { why, rows: format.number(importRows), most: mostAttempts })}
        </Notice>
      ) : null}
      {state.state === 'cancelled' ? <Notice>{t('cancelled')}</Notice> : null}
      {state.options.changedSince ? <Notice tone="warn">{t('changedSince')}</Notice> : null}
      {state.state === 'mapping' || (renaming && state.state === 'checked') ? (
        <MappingForm
          key={state.state}
          state={state}
          onDone={() => {
            setRenaming(false)
            void refresh()
          }}
        />
      ) : null}
      {reading && !reading.refused && state.state !== 'mapping' && !working ? <SheetsTable reading={reading} /> : null}
      {state.state === 'checked' && unused && !renaming ? (
        <div>
          <Button onClick={() => setRenaming(true)}>{t('mapping.open')}</Button>
        </div>
      ) : null}
      {state.state === 'checked' && summary && summary.questions.length > 0 ? (
        <QuestionsForm key={state.mark} state={state} onDone={() => void refresh()} />
      ) : null}
      {summary && !working ? (
        <ImportResult state={state} assignment={assignment} verdict={verdict} onChange={() => void refresh()} />
      ) : null}
      {over ? <p className="text-muted text-sm">{removedAt ? t('discarded') : t('kept', { days: keptDays })}</p> : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discardTitle', { name: state.fileName })}
        confirmLabel={t('discard')}
        tone="danger"
        pending={discard.pending}
        onConfirm={() => {
          void discard.run({ id }).then(() => {
            setAsking(false)
            return refresh()
          })
        }}
      >
        {t('discardBody')}
      </ConfirmDialog>
    </Page>
  )
}
