import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { PeriodLabel } from '@/components/frame/period-label'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { EndedLine } from '@/components/reports/filing/ended-line'
import { paperHref } from '@/components/reports/paper/paper-href'
import { choiceQuery, type Queue } from '@/components/reports/queue/queue-data'
import { LinkButton } from '@/components/ui/link-button'
import { Phone } from '@/components/ui/phone'
import { StateBadge } from '@/components/ui/state-badge'
import { type QueueChoice, selectQueue } from '@/server/reports/queue/rules'
import { TeamsLine } from '../filing/teams-line'
import type { LateOverview } from '../teams/outputs'
import { LateFigures } from './late-figures'
import { ReviewBoard } from './review-board'
import type { ReviewReport, ReviewVersion } from './review-data'
import { unusualOf, useReviewLines } from './review-lines'
import { Changes, History, ReviewNotices, Texts, UnusualList } from './review-parts'

export interface ReviewProps {
  report: ReviewReport
  /** Filed versions, newest first; may be empty when it was sent once. */
  versions: readonly ReviewVersion[]
  /** The list that the report belongs to, for the way to the next one. */
  queue: Queue
  /** The filters one came with. */
  choice: QueueChoice
  /** Figures of teams that came after it had been sent. */
  late: LateOverview | null
  /** The reader sits above the provinces. */
  fromNation: boolean
}

/** One report as the level above reads it: what is unusual, what changed, the figures beside the months before, and the steps. */
export function Review({ report, versions, queue, choice, late, fromNation }: ReviewProps) {
  const t = useTranslations('review')
  const format = useFormat()
  const found = unusualOf(report, queue)
  const resent = report.filed && (report.report?.submissionNo ?? 0) > 1
  // What had been asked for before the version that is shown was sent.
  const request = report.events.findLast((event) => event.verb === 'return' || event.verb === 'reopen')
  const asked = request?.cells ?? {}
  const lines = useReviewLines(report, found, asked)
  const rows = selectQueue(queue.rows, choice)
  const index = rows.findIndex((row) => row.unitId === report.unit.id)
  const neighbour = (at: number) => {
    const row = rows[at]
    return row ? { unitId: row.unitId, unitName: row.unitName } : null
  }
  const query = choiceQuery(choice)
  const period = format.periodInline(report.period)
  const contact = queue.rows.find((row) => row.unitId === report.unit.id)?.contact
  const list = `/reports${query ? `${query}&` : '?'}period=${report.period.code}${fromNation ? `&province=${report.province.id}` : ''}`
  return (
    <Page
      title={t('title', { unit: report.unit.fullName, period })}
      lead={<Lead report={report} />}
      actions={
        report.filed ? (
          <LinkButton icon={<FileText aria-hidden />} href={paperHref(report.unit.id, report.period.code)}>
            {t('paper')}
          </LinkButton>
        ) : null
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              { label: report.unit.id === report.province.id ? t('queue') : report.province.fullName, href: list },
              { label: report.unit.fullName },
            ]}
          />
        ),
        when: <PeriodLabel period={report.period} />,
      }}
    >
      <ClientMessages namespaces={['review']}>
        <ReviewBoard
          key={`${report.unit.id}/${report.period.code}`}
          subject={
            report.report && {
              reportId: report.report.id,
              version: report.report.version,
              unitName: report.unit.fullName,
              period,
              locked: report.status === 'locked',
              unusual: found.length,
              can: { accept: report.can.accept, return: report.can.return, reopen: report.can.reopen },
            }
          }
          caption={t('figures.caption', { unit: inSentence(report.unit.fullName) })}
          lines={report.filed ? lines : []}
          previous={index > 0 ? neighbour(index - 1) : null}
          next={neighbour(index + 1)}
          at={index + 1}
          count={rows.length}
          period={report.period.code}
          query={query}
          above={
            <>
              {contact ? (
                <p className="flex flex-wrap gap-x-3 text-sm">
                  {t('contact', { name: contact.name })} <Phone number={contact.phone} />
                </p>
              ) : null}
              {report.status === 'noted' ? <EndedLine report={report} /> : <ReviewNotices report={report} />}
              <TeamsLine report={report} />
              {late?.reports.some(({ state }) => state === 'asked') ? (
                <ClientMessages namespaces={['lateReports', 'review', 'findings']}>
                  <LateFigures late={late} form={report.form} unitName={report.unit.fullName} />
                </ClientMessages>
              ) : null}
              {report.filed ? <UnusualList report={report} found={found} /> : null}
              {resent ? <Changes report={report} versions={versions} asked={asked} /> : null}
            </>
          }
          below={
            <>
              <Texts report={report} />
              <History report={report} />
            </>
          }
        />
      </ClientMessages>
    </Page>
  )
}

function Lead({ report }: { report: ReviewReport }) {
  const t = useTranslations('review')
  const format = useFormat()
  const row = report.report
  // Late figures of a team make a version; nobody has sent anything again.
  const supplements = report.events.filter(({ verb }) => verb === 'supplement')
  const sent = (row?.submissionNo ?? 0) - supplements.length
  const lastSupplement = supplements.at(-1)
  const overdue =
    !report.filed && report.due.lateness.late && report.due.state === 'required' && report.status !== 'noted'
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <StateBadge
        state={overdue ? 'overdue' : row ? report.status : report.due.state === 'exempt' ? 'exempt' : 'not_started'}
        days={report.due.lateness.workingDays}
      />
      {report.filed && report.nil ? <StateBadge state="nil" /> : null}
      {row?.submittedAt && row.firstSentAt ? (
        <span>
          {sent > 1
            ? t('sentAgain', { count: sent, time: format.dateTime(row.submittedAt) })
            : t('sent', { time: format.dateTime(row.firstSentAt), late: report.due.lateness.workingDays })}
        </span>
      ) : null}
      {lastSupplement ? (
        <span>{t('supplemented', { count: supplements.length, time: format.dateTime(lastSupplement.at) })}</span>
      ) : null}
      {row?.acceptedAt ? <span>{t('accepted', { time: format.dateTime(row.acceptedAt) })}</span> : null}
      {row?.signedNumber && row.signedOn ? (
        <span>
          {t('signed', { number: row.signedNumber, date: format.date(row.signedOn), by: row.signedBy ?? '' })}
        </span>
      ) : null}
    </span>
  )
}
