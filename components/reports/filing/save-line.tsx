'use client'

import { CircleCheck, CloudOff, LoaderCircle, PencilLine, TriangleAlert, UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { LiveRegion } from '@/components/ui/toast'
import { isSendable, isUnsaved } from './draft'
import type { DraftState } from './draft-state'
import { useDraft, useFiling } from './filing-provider'

const unsavedCount = (state: DraftState) => Object.values(state.cells).filter(isUnsaved).length
const sendableCount = (state: DraftState) => Object.values(state.cells).filter(isSendable).length
const bold = (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>

/** How the saving stands, in words that never read as sent. */
export function SaveLine() {
  const t = useTranslations('reports.save')
  const tErrors = useTranslations('errors')
  const format = useFormat()
  const { shared } = useFiling()
  const unsaved = useDraft(unsavedCount)
  const sendable = useDraft(sendableCount)
  const saving = useDraft((state) => state.saving)
  const offline = useDraft((state) => state.offline)
  const refusal = useDraft((state) => state.refusal)
  const savedAt = useDraft((state) => state.savedAt)
  const today = format.date(new Date())

  if (offline && unsaved > 0)
    return (
      <Line icon={<CloudOff aria-hidden className="text-warn" />}>
        {t(shared ? 'offlineShared' : 'offline', { count: unsaved })}
      </Line>
    )
  if (refusal && !refusal.again) {
    const key = refusal.reason
    return (
      <Line icon={<TriangleAlert aria-hidden className="text-danger" />}>
        {tErrors.has(key) ? tErrors(key) : t('refused')} {unsaved > 0 ? t('unsaved', { count: unsaved }) : null}
      </Line>
    )
  }
  if (saving && unsaved > 0)
    return <Line icon={<LoaderCircle aria-hidden className="animate-spin text-muted" />}>{t('saving')}</Line>
  // What waits for somebody to choose is not about to be saved.
  if (unsaved > 0 && sendable === 0)
    return (
      <Line icon={<UsersRound aria-hidden className="text-info" />}>
        {t.rich('undecided', { count: unsaved, b: bold })}
      </Line>
    )
  if (unsaved > 0) return <Line icon={<PencilLine aria-hidden className="text-muted" />}>{t('waiting')}</Line>
  if (!savedAt)
    return <Line icon={<PencilLine aria-hidden className="text-muted" />}>{t.rich('nothing', { b: bold })}</Line>
  return (
    <Line icon={<CircleCheck aria-hidden className="text-ok" />}>
      {t.rich('saved', {
        b: bold,
        time: format.time(savedAt),
        date: format.date(savedAt),
        today: format.date(savedAt) === today ? 'yes' : 'no',
      })}
    </Line>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <LiveRegion className="flex min-h-5 items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      <span className="min-w-0">{children}</span>
    </LiveRegion>
  )
}
