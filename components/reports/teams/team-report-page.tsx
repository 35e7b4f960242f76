import { Printer } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { unitHref } from '@/components/units/unit-links'
import type { Locale } from '@/messages/locales'
import { formatFigure } from '@/server/reports/rules'
import { wordsOf } from '../filing/filing-report'
import { PeriodSwitch } from '../filing/period-switch'
import { paperHref } from './grid-address'
import type { OwnTeamReport, TeamHistory } from './outputs'
import SourcePhotos from './source-photos'
import { TeamStanding } from './team-status'

interface TeamReportPageProps {
  report: OwnTeamReport
  history: TeamHistory
  /** The form, where the reader may send. */
  children: ReactNode
}

/** One team's month: what it owes or has sent, the form where it can be sent, and every version. */
export function TeamReportPage({ report, history, children }: TeamReportPageProps) {
  const t = useTranslations('teamReports')
  const format = useFormat()
  const { team, commune, period, returned } = report
  return (
    <Page
      title={t('title', { period: format.periodInline(period) })}
      lead={team.fullName}
      narrow
      actions={
        <LinkButton href={paperHref({ team: team.id }, period.code)} icon={<Printer aria-hidden />}>
          {t('paper.one')}
        </LinkButton>
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              { label: commune.fullName, href: unitHref(commune.id) },
              { label: team.fullName, href: unitHref(team.id) },
            ]}
          />
        ),
        when: <PeriodSwitch base={`/reports/teams/${team.id}?period=`} periods={report.periods} value={period.code} />,
      }}
    >
      <TeamStanding report={report} />
      {returned ? (
        <Notice tone="warn" title={t('returned', { commune: commune.fullName })}>
          {returned.reason}
        </Notice>
      ) : null}
      {children}
      {report.status === 'none' ? null : <Figures report={report} />}
      {history.photos.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="font-semibold text-base text-ink">{t('photos.title')}</h2>
          <p className="text-muted text-sm">{t('photos.who')}</p>
          <SourcePhotos teamId={team.id} period={period.code} photos={history.photos} can={false} />
        </section>
      ) : null}
      <History report={report} history={history} />
    </Page>
  )
}

function Figures({ report }: { report: OwnTeamReport }) {
  const t = useTranslations('teamReports.figures')
  const locale = useLocale() as Locale
  const rows = report.form.rows.filter(({ code }) => (report.values[code] ?? null) !== null)
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base text-ink">
        {t('title')} {report.nil ? <Badge>{t('nil')}</Badge> : null}
      </h2>
      <PlainTable
        caption={t('title')}
        rows={rows}
        rowId={(row) => row.code}
        columns={[
          { id: 'name', header: t('name'), cell: (row) => wordsOf(row, locale).short },
          {
            id: 'value',
            header: t('value'),
            number: true,
            cell: (row) => formatFigure(report.values[row.code], row.valueType, locale),
          },
          { id: 'unit', header: t('unit'), cell: (row) => wordsOf(row, locale).unit },
        ]}
      />
    </section>
  )
}

function History({ report, history }: { report: OwnTeamReport; history: TeamHistory }) {
  const t = useTranslations('teamReports.history')
  const tVerbs = useTranslations('enums.teamReportVerbs')
  const tSources = useTranslations('enums.teamReportSources')
  const locale = useLocale() as Locale
  const format = useFormat()
  if (history.versions.length === 0) return null
  const nameOf = (code: string) => {
    const row = report.form.rows.find((each) => each.code === code)
    return row ? wordsOf(row, locale).short : code
  }
  return (
    <Disclosure summary={t('title', { count: history.versions.length })}>
      <ul className="grid gap-3 pt-2 text-sm">
        {history.events.map((event) => (
          <li key={`${event.at.toISOString()} ${event.verb}`} className="border-line border-l-2 pl-3">
            <span className="font-medium">{tVerbs(event.verb)}</span> · {format.dateTime(event.at)}
            {event.by ? ` · ${event.by}` : ''}
            {event.toldBy ? <span className="block text-muted">{t('toldBy', { name: event.toldBy })}</span> : null}
            {event.reason ? <span className="block text-muted">{t('reason', { reason: event.reason })}</span> : null}
            {Object.entries(event.cells ?? {}).map(([code, reason]) => (
              <span key={code} className="block text-muted">
                {nameOf(code)}: {reason}
              </span>
            ))}
          </li>
        ))}
        {history.events.length === 0
          ? history.versions.map((version) => (
              <li key={version.submissionNo} className="border-line border-l-2 pl-3">
                {t('version', { n: version.submissionNo })} · {format.dateTime(version.at)} · {tSources(version.source)}
              </li>
            ))
          : null}
      </ul>
    </Disclosure>
  )
}
