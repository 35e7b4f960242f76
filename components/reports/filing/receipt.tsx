'use client'

import { Download, Printer, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { paperHref } from '@/components/reports/paper/paper-href'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { useFiling } from './filing-provider'
import { inSentence, isSummary } from './filing-report'
import { useDepartment, useReceiver } from './use-receiver'

/** "Đã gửi lúc 15:20 ngày 16/11/2026, đúng hạn.": what the unit keeps as proof, and the way back while there is one. */
export default function Receipt() {
  const t = useTranslations('reports.receipt')
  const { report } = useFiling()
  const tReports = useTranslations('reports')
  const { receiver } = useReceiver(report)
  // What was done was done by and towards those who were called so that day.
  const sentAt = report.report?.submittedAt
  const { receiver: sentTo } = useReceiver(report, sentAt)
  const { capital: acceptedBy } = useReceiver(report, report.report?.acceptedAt)
  const department = useDepartment(report, sentAt)
  const format = useFormat()
  const router = useRouter()
  const trpc = useTRPC()
  const recall = useCommand(trpc.reports.recall)
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  // Its scripts come after the page's: a press before that would be lost.
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const row = report.report
  if (!row?.submittedAt || !['submitted', 'accepted', 'locked'].includes(report.status)) return null
  const { lateness } = report.due
  // What the unit took back itself was never sent: the day that counts is that of the first sending which stood.
  const again = row.firstSentAt !== null && row.firstSentAt < row.submittedAt
  const punctual = report.due.state === 'exempt' ? 'exempt' : again ? 'again' : lateness.late ? 'late' : 'onTime'
  const month = format.periodInline(report.period)
  const sentence = t('sentence', {
    time: format.time(row.submittedAt),
    date: format.date(row.submittedAt),
    punctual,
    days: lateness.workingDays,
    // Late figures of a team make a version; the unit has not sent again.
    nth: row.submissionNo - report.events.filter(({ verb }) => verb === 'supplement').length,
  })
  const signed =
    row.signedNumber && row.signedOn
      ? t('signed', { number: row.signedNumber, on: format.date(row.signedOn), by: row.signedBy ?? '' })
      : ''
  const copied = t('copied', {
    sender: tReports('sender', {
      unit: inSentence(report.unit.fullName),
      agency: department,
      summary: isSummary(report) ? 'yes' : 'no',
    }),
    receiver: sentTo,
    month,
    sentence,
    signed,
    code: row.id.slice(0, 8).toUpperCase(),
  })

  async function download() {
    if (!row?.signedFile) return
    try {
      const file = await trpc.files.get.query({ fileId: row.signedFile })
      const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0))
      const url = URL.createObjectURL(new Blob([bytes], { type: file.mime }))
      const link = Object.assign(document.createElement('a'), { href: url, download: file.name })
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 10_000)
      setMissing(false)
    } catch {
      setMissing(true)
    }
  }

  async function takeBack() {
    if (!row) return
    const answer = await recall.run({ reportId: row.id, version: row.version })
    setAsking(false)
    if (answer) router.refresh()
  }

  return (
    <>
      <Notice
        tone="ok"
        title={sentence}
        role="status"
        actions={
          <>
            <CopyButton text={copied} size="sm">
              {t('copy')}
            </CopyButton>
            <LinkButton size="sm" icon={<Printer aria-hidden />} href={paperHref(report.unit.id, report.period.code)}>
              {t('print')}
            </LinkButton>
            {row.signedFile ? (
              <Button size="sm" disabled={!ready} icon={<Download aria-hidden />} onClick={() => void download()}>
                {t('download')}
              </Button>
            ) : null}
            {report.can.recall ? (
              <Button size="sm" disabled={!ready} icon={<Undo2 aria-hidden />} onClick={() => setAsking(true)}>
                {t('recall')}
              </Button>
            ) : null}
          </>
        }
      >
        {signed ? <p>{signed}</p> : null}
        {report.status === 'submitted' ? <p>{t('waiting', { receiver })}</p> : null}
        {row.acceptedAt ? <p>{t('accepted', { receiver: acceptedBy, at: format.dateTime(row.acceptedAt) })}</p> : null}
        {recall.errorText || missing ? (
          <p role="alert" className="text-danger">
            {recall.errorText || t('missing')}
          </p>
        ) : null}
      </Notice>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('recallTitle', { month })}
        confirmLabel={t('recallConfirm')}
        pending={recall.pending}
        onConfirm={() => void takeBack()}
      >
        {t('recallBody')}
      </ConfirmDialog>
    </>
  )
}
