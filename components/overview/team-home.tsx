import { ClipboardPenLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { KeepLog } from '@/components/activities/keep-log'
import { inSentence } from '@/components/format/in-sentence'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { TeamStanding } from '@/components/reports/teams/team-status'
import { teamsHref } from '@/components/teams/team-links'
import { TeamPanel } from '@/components/teams/team-panel'
import { buttonStyles } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { unitHref } from '@/components/units/unit-links'
import type { TeamHome as Data } from './home-data'

/** What is recorded of the team of whoever belongs to one, and the way to its page. */
export function TeamHome({ home: { team, report }, shared }: { home: Data; shared: boolean }) {
  const t = useTranslations('overview.team')
  return (
    <Page
      title={team.fullName}
      lead={t('lead', { commune: inSentence(team.commune.fullName) })}
      actions={
        <>
          <LinkButton href={teamsHref(team.id)}>{t('open')}</LinkButton>
          <LinkButton href="/activities">{t('activities')}</LinkButton>
          {/* Loaded whole, so that it opens without a network as well. */}
          <a
            className={buttonStyles({ variant: report?.can.send ? 'secondary' : 'primary' })}
            href={shared ? '/activities/new' : '/log'}
          >
            <ClipboardPenLine aria-hidden />
            {t('log')}
          </a>
        </>
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              { label: team.commune.fullName, href: unitHref(team.commune.id) },
              { label: team.fullName, href: unitHref(team.id) },
            ]}
          />
        ),
      }}
    >
      {report ? (
        <section className="grid justify-items-start gap-3 border-line border-y py-4">
          <TeamStanding report={report} />
          <LinkButton
            href={`/reports/teams/${team.id}?period=${report.period.code}`}
            variant={report.can.send ? 'primary' : 'secondary'}
          >
            {t(report.can.send ? 'report' : 'seeReport')}
          </LinkButton>
        </section>
      ) : null}
      {shared ? null : <KeepLog />}
      <ClientMessages namespaces={['contacts']}>
        <TeamPanel team={team} on={null} />
      </ClientMessages>
    </Page>
  )
}
