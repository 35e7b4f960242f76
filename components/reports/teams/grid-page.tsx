import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { unitHref } from '@/components/units/unit-links'
import { PeriodSwitch } from '../filing/period-switch'
import { paperHref } from './grid-address'
import type { TeamGrid } from './outputs'
import { TeamMessage } from './team-message'

interface GridPageProps {
  grid: TeamGrid
  now: Date
  /** Whether its own report takes these sums; the commune alone says so. */
  register: ReactNode
  children: ReactNode
}

/** How far a commune's teams have come with a month, and the grid that is typed in. */
export function GridPage({ grid, now, register, children }: GridPageProps) {
  const t = useTranslations('teamReports.grid')
  const format = useFormat()
  const { commune, period, rows, standing, taking } = grid
  const sent = rows.filter(({ status }) => status === 'sent').length
  const owed = rows.filter(({ status, state }) => status === 'sent' || state === 'required').length
  const unsent = rows.filter(
    ({ status, state }) => status === 'returned' || (status === 'none' && state === 'required'),
  ).length
  const missing = rows.filter(({ status, state }) => status !== 'sent' && state === 'required').length
  return (
    <Page
      title={t('title', { period: format.periodInline(period) })}
      lead={t('lead', { commune: inSentence(commune.fullName), due: format.due(grid.dueAt) })}
      actions={
        <>
          {grid.can.enter ? <TeamMessage grid={grid} now={now} /> : null}
          {grid.can.enter ? <LinkButton href="/reports/measures">{t('measures')}</LinkButton> : null}
          {unsent > 0 ? (
            <LinkButton href={paperHref({ commune: commune.id }, period.code)} icon={<Printer aria-hidden />}>
              {t('paper', { count: unsent })}
            </LinkButton>
          ) : null}
          <LinkButton href={`/reports/${commune.id}/${period.code}`}>
            {t('report', { commune: inSentence(commune.fullName) })}
          </LinkButton>
        </>
      }
      context={{
        where: (
          <UnitBreadcrumb items={[{ label: commune.fullName, href: unitHref(commune.id) }, { label: t('crumb') }]} />
        ),
        when: (
          <PeriodSwitch
            base={`/reports/teams?commune=${commune.id}&period=`}
            periods={grid.periods}
            value={period.code}
          />
        ),
      }}
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Figure label={t('sent')} value={format.fraction(sent, owed)} note={t('sentNote')} />
        <Figure
          label={t('covered')}
          value={standing ? format.fraction(standing.covered, standing.villages) : '–'}
          note={t('coveredNote')}
        />
        <Figure label={t('missing')} value={format.number(missing)} note={t('missingNote')} />
      </dl>
      {register}
      {taking === 'open' ? null : <Notice>{t(`taking.${taking}`)}</Notice>}
      {rows.length === 0 ? <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState> : children}
    </Page>
  )
}
