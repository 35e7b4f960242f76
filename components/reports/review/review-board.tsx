'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { ActionBar } from '@/components/frame/action-bar'
import { useErrorText } from '@/components/frame/use-error-text'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Disclosure } from '@/components/ui/disclosure'
import { Kbd } from '@/components/ui/kbd'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import type { Neighbour, ReviewLine, ReviewSubject } from './review-data'
import { ReasonsDialog } from './review-dialogs'
import { ReviewFigures } from './review-figures'
import { ReviewMoves } from './review-moves'
import { useShortcuts } from './use-shortcuts'

export interface ReviewBoardProps {
  subject: ReviewSubject | null
  caption: string
  lines: readonly ReviewLine[]
  previous: Neighbour
  next: Neighbour
  at: number
  count: number
  /** Addresses of reports of this month: `/reports/<unit>/<period>/review${query}`. */
  period: string
  query: string
  /** What is read before the figures, and after them. */
  above: ReactNode
  below: ReactNode
}

type Asking = 'accept' | 'return' | 'reopen' | null

/** What is read and done with one report by the level above, and the way to the next one. */
export function ReviewBoard(props: ReviewBoardProps) {
  const { subject, lines, previous, next } = props
  const t = useTranslations('review')
  const router = useRouter()
  const toast = useToast()
  const trpc = useTRPC()
  const accept = useCommand(trpc.reports.acceptMany)
  const back = useCommand(trpc.reports.return)
  const reopen = useCommand(trpc.reports.reopen)
  const toText = useErrorText()
  const [asking, setAsking] = useState<Asking>(null)
  const [refused, setRefused] = useState('')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [unusualFirst, setUnusualFirst] = useState(false)

  const can = subject?.can ?? { accept: false, return: false, reopen: false }
  const hrefOf = (unitId: number) => `/reports/${unitId}/${props.period}/review${props.query}`
  const ask = (step: Asking) => {
    for (const command of [accept, back, reopen]) command.reset()
    setRefused('')
    setAsking(step)
  }
  const [keysOn, setKeysOn] = useShortcuts({
    j: next ? () => router.push(hrefOf(next.unitId)) : undefined,
    k: previous ? () => router.push(hrefOf(previous.unitId)) : undefined,
    a: can.accept ? () => ask('accept') : undefined,
    r: can.return ? () => ask('return') : undefined,
    u: lines.some((line) => line.unusual) ? () => setUnusualFirst((first) => !first) : undefined,
  })
  const step = { reportId: subject?.reportId ?? '', version: subject?.version ?? 0 }
  const words = { unit: inSentence(subject?.unitName ?? ''), period: subject?.period ?? '' }

  async function acceptIt() {
    const answer = await accept.run({ reports: [step] })
    if (!answer) return
    const skipped = answer.skipped[0]
    if (skipped) {
      setRefused(toText({ reason: skipped.reason }))
      router.refresh()
      return
    }
    setAsking(null)
    toast({ message: next ? t('accept.doneNext', words) : t('accept.done', words) })
    if (next) router.push(hrefOf(next.unitId))
    router.refresh()
  }

  async function run(run: () => Promise<unknown>, done: string) {
    if (!(await run())) return
    setAsking(null)
    setMarked(new Set())
    toast({ message: done })
    router.refresh()
  }

  const chosen = lines.filter((line) => marked.has(line.code))
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ReviewMoves previous={previous} next={next} at={props.at} count={props.count} hrefOf={hrefOf} />
        <Keys on={keysOn} onChange={setKeysOn} />
      </div>
      {props.above}
      {lines.length > 0 ? (
        <ReviewFigures
          caption={props.caption}
          lines={lines}
          unusualFirst={unusualFirst}
          onUnusualFirst={setUnusualFirst}
          marked={can.return ? marked : undefined}
          onMark={setMarked}
        />
      ) : null}
      {props.below}
      {can.accept || can.return || can.reopen ? (
        <ActionBar status={t('figures.marked', { count: chosen.length })}>
          {can.return ? (
            <Button onClick={() => ask('return')}>{t('return.action', { count: chosen.length })}</Button>
          ) : null}
          {can.reopen ? <Button onClick={() => ask('reopen')}>{t('reopen.action')}</Button> : null}
          {can.accept ? (
            <Button variant="primary" onClick={() => ask('accept')}>
              {t('accept.action')}
            </Button>
          ) : null}
        </ActionBar>
      ) : null}
      <ConfirmDialog
        open={asking === 'accept'}
        onOpenChange={(open) => open || setAsking(null)}
        title={t('accept.title', words)}
        confirmLabel={t('accept.action')}
        pending={accept.pending}
        onConfirm={() => void acceptIt()}
      >
        {t('accept.body', { unusual: subject?.unusual ?? 0 })} {t('accept.marked', { count: chosen.length })}
        {accept.errorText || refused ? (
          <Notice tone="danger" role="alert" className="mt-3">
            {accept.errorText || refused}
          </Notice>
        ) : null}
      </ConfirmDialog>
      {asking === 'return' ? (
        <ReasonsDialog
          title={t('return.title', words)}
          body={t('return.body')}
          reasonLabel={t('return.reason')}
          reasonHelp={t('return.reasonHelp')}
          confirmLabel={t('return.confirm')}
          lines={chosen}
          pending={back.pending}
          errorText={back.errorText}
          onClose={() => setAsking(null)}
          onConfirm={(reason, cells) => void run(() => back.run({ ...step, reason, cells }), t('return.done', words))}
        />
      ) : null}
      {asking === 'reopen' ? (
        <ReasonsDialog
          title={t('reopen.title', words)}
          body={t('reopen.body', { locked: subject?.locked ? 'yes' : 'no' })}
          reasonLabel={t('reopen.reason')}
          confirmLabel={t('reopen.confirm')}
          pending={reopen.pending}
          errorText={reopen.errorText}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => void run(() => reopen.run({ ...step, reason }), t('reopen.done', words))}
        />
      ) : null}
    </div>
  )
}

const keys = [
  ['J', 'next'],
  ['K', 'previous'],
  ['A', 'accept'],
  ['R', 'return'],
  ['U', 'unusual'],
] as const

/** Which letters do what, and the switch for them. */
function Keys({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const t = useTranslations('review.keys')
  return (
    <Disclosure summary={t('title')} className="hidden lg:block print:hidden">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-2 text-muted text-sm">
        {keys.map(([key, name]) => (
          <span key={key}>
            <Kbd>{key}</Kbd> {t(name)}
          </span>
        ))}
        <Checkbox label={t('on')} checked={on} onChange={(event) => onChange(event.target.checked)} />
      </div>
    </Disclosure>
  )
}
