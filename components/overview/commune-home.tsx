import { useTranslations } from 'next-intl'
import { useAgencyWords } from '@/components/format/use-agency-words'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { inSentence } from '@/components/reports/filing/filing-report'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { CommuneHome as Data } from './home-data'
import { OwnReports } from './own-reports'

/** What a commune owes and by when, and what stands between it and its rates. */
export function CommuneHome({ home }: { home: Data }) {
  const t = useTranslations('overview')
  const receiver = useAgencyWords()(home.above.department)
  const format = useFormat()
  const { denominators } = home
  return (
    <Page
      title={t('own.title', { unit: inSentence(home.unit.fullName) })}
      lead={t('own.lead', { receiver, above: inSentence(home.above.fullName) })}
      context={{ where: <UnitBreadcrumb items={[{ label: home.above.fullName }, { label: home.unit.fullName }]} /> }}
    >
      {home.reports.length > 0 ? (
        <OwnReports reports={home.reports} />
      ) : (
        <EmptyState title={t('own.none')}>{t('own.noneBody')}</EmptyState>
      )}
      {home.can.confirmDenominators && !denominators?.thisYear ? (
        <Notice
          tone="warn"
          title={t('denominators.title')}
          actions={
            <LinkButton size="sm" href={`/units/${home.unit.id}`}>
              {t('denominators.action')}
            </LinkButton>
          }
        >
          {denominators ? t('denominators.old', { date: format.date(denominators.asOf) }) : t('denominators.never')}
        </Notice>
      ) : null}
      <p>
        <Link href="/reports" className="link">
          {t('own.all')}
        </Link>
      </p>
    </Page>
  )
}
