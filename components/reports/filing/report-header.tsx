import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { EndedLine } from './ended-line'
import { cellId, type FilingReport, wordsOf } from './filing-report'
import { lastReturn } from './last-return'
import { useReceiver } from './use-receiver'

const sent = ['submitted', 'accepted', 'locked']

/** How the report stands, until when it is due, and what was asked to be corrected. */
export function ReportHeader({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.header')
  const isSent = sent.includes(report.status)
  const begun = report.report !== null
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {report.status === 'noted' ? null : (
          <p className="font-bold text-base text-ink">{t(isSent ? 'sent' : 'notSent')}</p>
        )}
        <StateBadge state={begun ? report.status : 'not_started'} />
        {report.nil ? <StateBadge state="nil" /> : null}
        {report.due.state === 'exempt' ? <StateBadge state="exempt" /> : null}
        {report.form.issued ? null : (
          <Badge tone="neutral" icon={null}>
            {t('notIssued')}
          </Badge>
        )}
      </div>
      {report.status === 'noted' ? <EndedLine report={report} /> : <DueLine report={report} sent={isSent} />}
      {report.inPlace ? <Notice tone="info">{t('inPlace', { unit: report.unit.fullName })}</Notice> : null}
      <ReturnedBox report={report} />
      <SentBack report={report} />
    </div>
  )
}

/** "Hạn gửi Sở Khoa học và Công nghệ: 17 giờ 00, thứ Tư, 18/11/2026, còn 2 ngày làm việc." */
function DueLine({ report, sent }: { report: FilingReport; sent: boolean }) {
  const t = useTranslations('reports.header')
  const format = useFormat()
  const { due, sending, period } = report
  const { receiver } = useReceiver(report)
  const { receiver: receiverThen } = useReceiver(report, due.at)
  if (due.state === 'exempt') {
    const reason = due.exemptReason === 'first_period' ? t('firstPeriod') : (due.exemptReason ?? t('noReason'))
    return <p className="text-ink">{t('exempt', { reason })}</p>
  }
  return (
    <div className="grid gap-1 text-ink">
      <p>
        {t('due', { receiver: receiverThen, at: format.due(due.at) })}
        {sent ? '.' : null}
        {sent ? null : due.lateness.late ? (
          <strong className="font-semibold text-danger">{t('overdue', { days: due.lateness.workingDays })}</strong>
        ) : (
          t('remaining', { days: due.remaining })
        )}
      </p>
      {due.extensionReason ? (
        <p className="text-muted text-sm">
          {due.extensionReason === 'reorganised' ? t('reorganised') : t('extended', { reason: due.extensionReason })}
        </p>
      ) : null}
      {!sent && sending === 'early' ? (
        <p className="text-muted text-sm">{t('early', { at: format.due(period.sendFromAt) })}</p>
      ) : null}
      {!sent && sending === 'closed' ? <p className="text-danger text-sm">{t('closed', { receiver })}</p> : null}
    </div>
  )
}

/** "Sở Khoa học và Công nghệ đề nghị chỉnh sửa 2 số liệu, gửi lại trước …" with a way to each of them. */
function ReturnedBox({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.header')
  const format = useFormat()
  const words = useTranslations('reports.figures')
  const event = lastReturn(report.events)
  const { capital } = useReceiver(report, event?.at)
  if (!event || sent.includes(report.status)) return null
  const asked = Object.entries(event.cells ?? {})
  const rows = asked.flatMap(([code, reason]) => {
    const row = report.form.rows.find((each) => each.code === code)
    return row ? [{ row, reason }] : []
  })
  const first = rows[0]?.row.code
  const by = report.report?.resendDueAt
  return (
    <Notice
      tone="warn"
      title={t('returned', {
        receiver: capital,
        count: rows.length,
        by: by ? format.due(by) : '',
        dated: by ? 'yes' : 'no',
      })}
      actions={
        first && report.can.save ? (
          <a href={`#${cellId(first)}`} className="link font-semibold">
            {t('correct', { count: rows.length })}
          </a>
        ) : null
      }
    >
      <p>{t('reason', { reason: event.reason ?? t('noReason') })}</p>
      {rows.length > 0 ? (
        <ul className="mt-1 grid gap-1">
          {rows.map(({ row, reason }) => (
            <li key={row.code}>
              <a href={`#${cellId(row.code)}`} className="link">
                {wordsOf(row, format.locale).short}
              </a>
              : {words('asked', { reason })}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}

/** What the leader asked for when he handed the draft back. */
function SentBack({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.header')
  const format = useFormat()
  const last = report.events.at(-1)
  if (last?.verb !== 'send_back') return null
  return (
    <Notice
      tone="warn"
      title={t('sentBack', { name: last.name ?? '', named: last.name ? 'yes' : 'no', at: format.dateTime(last.at) })}
    >
      {t('reason', { reason: last.reason ?? t('noReason') })}
    </Notice>
  )
}
