import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useAgencyWords } from '@/components/format/use-agency-words'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { type DisplayState, StateBadge } from '@/components/ui/state-badge'
import type { OwnReport } from './home-data'

const bold = (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>

/** How a month that is owed looks: the state, or what stands in its way. */
export function ownState(report: OwnReport): { state: DisplayState; days: number } {
  const unsent = report.firstSentAt === null && report.obligation === 'required'
  if (report.obligation === 'exempt' && report.status === 'none') return { state: 'exempt', days: 0 }
  if (report.returned) return { state: report.status === 'awaiting_leader' ? 'awaiting_leader' : 'returned', days: 0 }
  if (unsent && report.late) return { state: 'overdue', days: report.lateDays }
  return { state: report.status === 'none' ? 'not_started' : report.status, days: 0 }
}

/** Is there something to do for whoever looks? The first such month holds the page's main button. */
export const isWaiting = (report: OwnReport): boolean =>
  report.can.approve || (report.can.enter && report.obligation === 'required' && report.sending !== 'closed')

export interface OwnReportLineProps {
  report: OwnReport
  /** Its button is the main one of the page. */
  main: boolean
}

/** One month that a unit owes, in the words of domain.md section 22, with the one next step. */
export function OwnReportLine({ report, main }: OwnReportLineProps) {
  const t = useTranslations('overview.own')
  const format = useFormat()
  const { period } = report
  const sameYear = period.startsOn.slice(0, 4) === period.endsOn.slice(0, 4)
  const { state, days } = ownState(report)
  const word = (() => {
    if (state === 'exempt') return t('states.exempt')
    if (report.returned) return t(report.status === 'awaiting_leader' ? 'states.awaiting_leader' : 'states.returned')
    return t(`states.${report.status === 'none' ? 'unsent' : report.status}`)
  })()
  return (
    <li className="grid gap-4 border-line border-t py-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start sm:gap-8">
      <div className="grid max-w-lg gap-2">
        <div>
          <StateBadge state={state} days={days} />
        </div>
        <p className="text-base text-ink">
          {report.unit.formerName ? t('former', { unit: report.unit.formerName }) : null}
          {t.rich('report', {
            period: format.periodInline(period),
            from: sameYear ? format.dayMonth(period.startsOn) : format.date(period.startsOn),
            to: format.date(period.endsOn),
            state: word,
            b: bold,
          })}{' '}
          <DueWords report={report} />
        </p>
        {report.teams && report.teams.of > 0 ? <TeamsLine report={report} teams={report.teams} /> : null}
        {report.sentBack ? <p className="text-ink text-sm">{t('sentBack', { reason: report.sentBack })}</p> : null}
      </div>
      <NextStep report={report} main={main} />
    </li>
  )
}

/** "Đã nhận 19/24 Tổ, còn thiếu 5 Tổ." and the way to enter for those. */
function TeamsLine({ report, teams }: { report: OwnReport; teams: NonNullable<OwnReport['teams']> }) {
  const t = useTranslations('overview.own')
  const format = useFormat()
  const missing = teams.of - teams.sent
  return (
    <p className="text-ink text-sm">
      {t('teams', { share: format.fraction(teams.sent, teams.of), missing })}{' '}
      <Link href={`/reports/teams?commune=${report.unit.id}&period=${report.period.code}`} className="link">
        {t(missing > 0 && report.can.enter && report.sending === 'open' ? 'enterTeams' : 'seeTeams')}
      </Link>
    </p>
  )
}

function DueWords({ report }: { report: OwnReport }) {
  const t = useTranslations('overview.own')
  const format = useFormat()
  const receiver = useAgencyWords()(report.receiver)
  const { returned } = report
  if (returned) {
    const due = returned.resendDueAt ? format.due(returned.resendDueAt) : ''
    const words = { receiver: atStart(receiver), cells: returned.cells }
    return (
      <>
        {due ? t('returned', { ...words, due }) : t('returnedNoDue', words)}{' '}
        {returned.resendLateDays > 0 ? (
          <strong className="font-semibold text-danger">{t('resendLate', { days: returned.resendLateDays })} </strong>
        ) : null}
        {returned.reason ? t('reason', { reason: returned.reason }) : null}
      </>
    )
  }
  if (report.firstSentAt && report.submittedAt) {
    return t('sent', { time: format.dateTime(report.firstSentAt), late: report.lateDays })
  }
  if (report.obligation === 'exempt') {
    const reason = report.exemptReason === 'first_period' ? t('firstPeriod') : (report.exemptReason ?? '')
    return t('exempt', { reason })
  }
  const due = format.due(report.dueAt)
  return (
    <>
      {report.late
        ? t.rich('overdue', { receiver, due, days: report.lateDays, b: bold })
        : t('due', { receiver, due, days: report.remaining })}{' '}
      {report.extended ? `${t('extended')} ` : null}
      {report.sending === 'early' ? t('early', { from: format.date(report.sendFromAt) }) : null}
      {report.sending === 'closed' ? t('closed', { receiver }) : null}
    </>
  )
}

function NextStep({ report, main }: OwnReportLineProps) {
  const t = useTranslations('overview.own')
  const href = `/reports/${report.unit.id}/${report.period.code}`
  if (!isWaiting(report) && report.status === 'none') return null
  const label = (() => {
    if (report.can.approve) return t('approve')
    if (!report.can.enter || report.sending === 'closed') return t('view')
    if (report.returned) return t('fix', { cells: report.returned.cells })
    return report.status === 'none' ? t('start') : t('go')
  })()
  return (
    <LinkButton href={href} variant={main ? 'primary' : 'secondary'} className="sm:min-w-40">
      {label}
    </LinkButton>
  )
}
