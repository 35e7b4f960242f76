import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { TeamReportStatus } from '@/db/team-enums'
import type { OwnTeamReport } from './outputs'

const tones: Record<TeamReportStatus, Tone> = { none: 'neutral', sent: 'ok', returned: 'warn' }

/** Where a team's month stands, as a word on its ground; late or exempt where it is. */
export function TeamStatusBadge({
  status,
  late,
  exempt,
}: {
  status: TeamReportStatus
  late: boolean
  exempt: boolean
}) {
  const t = useTranslations('teamReports.status')
  if (status === 'none' && exempt) return <Badge>{t('exempt')}</Badge>
  if (status === 'none' && late) return <Badge tone="danger">{t('late')}</Badge>
  return <Badge tone={tones[status]}>{t(status)}</Badge>
}

const bold = (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>

/** "Tháng 11: Tổ chưa gửi báo cáo. Hạn gửi xã: hết thứ Ba, 17/11." (domain.md 22, the words of the first page). */
export function TeamStanding({
  report,
}: {
  report: Pick<OwnTeamReport, 'commune' | 'status' | 'period' | 'due' | 'sentAt' | 'source' | 'state' | 'taking'>
}) {
  const t = useTranslations('teamReports.standing')
  const format = useFormat()
  const { status, due, sentAt } = report
  const period = format.periodName(report.period)
  const commune = inSentence(report.commune.fullName)
  if (status === 'sent' && sentAt)
    return (
      <p className="text-base text-ink">
        {t.rich(report.source === 'team' ? 'sent' : 'entered', {
          ...{ period, commune, time: format.dateTime(sentAt), b: bold },
          late: due.late ? due.workingDays : 0,
        })}
      </p>
    )
  if (status === 'returned')
    return (
      <p className="text-base text-ink">{t.rich('returned', { period, commune, due: format.due(due.at), b: bold })}</p>
    )
  if (report.state === 'exempt') return <p className="text-base text-ink">{t.rich('exempt', { period, b: bold })}</p>
  return (
    <p className="text-base text-ink">
      {t.rich(due.late ? 'overdue' : 'due', {
        ...{ period, commune, due: format.due(due.at), b: bold },
        days: due.late ? due.workingDays : due.remaining,
      })}{' '}
      {report.taking === 'early' ? t('early') : null}
      {report.taking === 'sent' ? t('communeSent', { commune: report.commune.fullName }) : null}
      {report.taking === 'closed' ? t('closed') : null}
    </p>
  )
}
