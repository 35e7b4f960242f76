'use client'

import { FileCheck, Save, Send, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { type CommandError, useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import { useFiling } from './filing-provider'
import { isSummary } from './filing-report'
import { FindingsCount } from './findings-summary'
import { PrintWarning } from './print-warning'
import { SaveLine } from './save-line'
import { useReceiver } from './use-receiver'

// Fetched when first asked for: a page pays for a dialog only when it opens.
const ReasonDialog = lazy(() => import('./reason-dialog'))
const SignedDialog = lazy(() => import('./signed-dialog'))

/** What may be done with the report now, the one main act last. Steps go only with everything saved and nothing open. */
export function ReportActions() {
  const t = useTranslations('reports.actions')
  const tStatus = useTranslations('enums.reportStatuses')
  const { report, store } = useFiling()
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const notify = useToast()
  const errorText = useErrorText()
  const propose = useCommand(trpc.reports.propose)
  const submit = useCommand(trpc.reports.submit)
  const sendBack = useCommand(trpc.reports.sendBack)
  const withdraw = useCommand(trpc.reports.withdraw)
  const [asking, setAsking] = useState<'submit' | 'sendBack' | 'signed' | null>(null)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { receiver } = useReceiver(report)
  const { can, sending } = report
  const month = format.periodInline(report.period)
  const sendable = sending === 'open'

  /** What a step names: the report as this page has seen it. */
  const step = () => {
    const state = store?.get()
    const reportId = state?.reportId ?? report.report?.id
    return reportId ? { reportId, version: state?.version ?? report.report?.version ?? 0 } : null
  }

  /** When the paper was printed, if figures were saved after that (domain.md 22.8). */
  const outdatedPrint = () => {
    const { printedAt } = report
    const savedAt = store?.get().savedAt ?? report.draftAt
    return printedAt && savedAt && savedAt > printedAt ? printedAt : null
  }

  /** Everything typed is in the system and nothing stands against sending; else says what does. */
  async function ready(): Promise<boolean> {
    setRefused(null)
    if (!store) return true
    setSaving(true)
    const saved = await store.flush()
    setSaving(false)
    if (!store.attempt()) return false
    if (!saved) setRefused(t('notSaved'))
    else if (!step()) setRefused(t('empty'))
    return saved && step() !== null
  }

  function told(error: CommandError) {
    const reason = error.data?.reason
    if (reason === 'reports.findings') store?.attempt(true)
    if (reason === 'reports.changed') {
      const status = error.data?.params?.status
      setRefused(t('changed', { status: typeof status === 'string' ? tStatus(status as 'draft') : '' }))
    } else setRefused(errorText(error.data))
    router.refresh()
  }

  type Run = { run: (input: { reportId: string; version: number; reason: string }) => Promise<unknown> }
  async function take(command: Run, done: string, reason = '') {
    const at = step()
    if (!at) return
    const answer = await command.run({ ...at, reason })
    setAsking(null)
    if (answer === undefined) return
    setRefused(null)
    notify({ tone: 'ok', message: done })
    router.refresh()
  }

  const runs = {
    propose: { run: ({ reportId, version }) => propose.run({ reportId, version }) },
    submit: { run: ({ reportId, version }) => submit.run({ reportId, version }) },
    withdraw: { run: ({ reportId, version }) => withdraw.run({ reportId, version }) },
    sendBack: { run: (input) => sendBack.run(input) },
  } satisfies Record<string, Run>
  const error = propose.error ?? submit.error ?? sendBack.error ?? withdraw.error
  const onError = useEffectEvent(told)
  useEffect(() => {
    if (error) onError(error)
  }, [error])

  const any = can.save || can.propose || can.submit || can.send_back || can.withdraw || can.submitSigned
  if (!any) return null
  // On a phone it stands above the bar, which has room for two.
  const signed = (
    <Button
      icon={<FileCheck aria-hidden />}
      disabled={!sendable}
      onClick={async () => (await ready()) && setAsking('signed')}
    >
      {t('signed')}
    </Button>
  )
  return (
    <>
      {can.submitSigned ? <div className="sm:hidden">{signed}</div> : null}
      <ActionBar
        status={
          <div className="grid gap-0.5">
            {refused ? (
              <Notice tone="danger" role="alert">
                {refused}
              </Notice>
            ) : null}
            {store ? (
              <>
                <SaveLine />
                <FindingsCount />
              </>
            ) : report.status === 'awaiting_leader' ? (
              <p>{t(can.submit ? 'waitsForYou' : 'waitsForLeader')}</p>
            ) : null}
          </div>
        }
      >
        {store ? (
          <Button icon={<Save aria-hidden />} onClick={() => void store.flush()}>
            {t('saveDraft')}
          </Button>
        ) : null}
        {can.withdraw ? (
          <Button
            icon={<Undo2 aria-hidden />}
            pending={withdraw.pending}
            onClick={() => void take(runs.withdraw, t('withdrawn'))}
          >
            {t('withdraw')}
          </Button>
        ) : null}
        {can.send_back ? (
          <Button icon={<Undo2 aria-hidden />} onClick={() => setAsking('sendBack')}>
            {t('sendBack')}
          </Button>
        ) : null}
        {can.submitSigned ? <div className="hidden sm:block">{signed}</div> : null}
        {can.propose && !can.submit ? (
          <Button
            variant="primary"
            icon={<Send aria-hidden />}
            disabled={!sendable}
            pending={saving || propose.pending}
            onClick={async () => (await ready()) && take(runs.propose, t('proposed'))}
          >
            {t('propose')}
          </Button>
        ) : null}
        {can.submit ? (
          <Button
            variant="primary"
            icon={<Send aria-hidden />}
            disabled={!sendable}
            pending={saving || submit.pending}
            onClick={async () => (await ready()) && setAsking('submit')}
          >
            {t('submit')}
          </Button>
        ) : null}
      </ActionBar>
      <ConfirmDialog
        open={asking === 'submit'}
        onOpenChange={(open) => open || setAsking(null)}
        title={t('submitTitle', { month, receiver })}
        confirmLabel={t('submitConfirm')}
        cancelLabel={t('review')}
        pending={submit.pending}
        onConfirm={() => void take(runs.submit, t('submitted'))}
      >
        {t('submitBody', { summary: isSummary(report) ? 'yes' : 'no' })}
        <br />
        {t('noSignature')}
        {asking === 'submit' ? <PrintWarning printedAt={outdatedPrint()} /> : null}
      </ConfirmDialog>
      <Suspense>
        {asking === 'sendBack' ? (
          <ReasonDialog
            title={t('sendBackTitle')}
            label={t('sendBackLabel')}
            confirmLabel={t('sendBack')}
            pending={sendBack.pending}
            onClose={() => setAsking(null)}
            onConfirm={(reason) => void take(runs.sendBack, t('sentBack'), reason)}
          />
        ) : null}
        {asking === 'signed' ? (
          <SignedDialog
            step={step()}
            outdatedPrint={outdatedPrint()}
            onClose={() => setAsking(null)}
            onDone={() => {
              setAsking(null)
              notify({ tone: 'ok', message: t('submitted') })
              router.refresh()
            }}
          />
        ) : null}
      </Suspense>
    </>
  )
}
