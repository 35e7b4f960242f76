import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { api } from '@/app/trpc'
import { DecisionEditor } from '@/components/decisions/decision-editor'
import type { DecisionDetail } from '@/components/decisions/outputs'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { teamsHref } from '@/components/teams/team-links'
import type { UnitDetail } from '@/components/units/unit-outputs'

/** The frame of a page about a decision of a commune. */
export async function DecisionPage({
  unit,
  title,
  children,
}: {
  unit: UnitDetail
  title: string
  children: ReactNode
}) {
  const t = await getTranslations('decisions')
  return (
    <ClientMessages namespaces={['decisions', 'rosters', 'teams', 'units']}>
      <Page
        title={title}
        context={{
          where: (
            <UnitBreadcrumb
              items={[
                ...unit.breadcrumb.map((step) => ({
                  label: step.fullName,
                  href: step.level === 'nation' ? undefined : teamsHref(step.id),
                })),
                { label: t('title'), href: teamsHref(unit.id, null, { tab: 'decisions' }) },
              ]}
            />
          ),
        }}
      >
        {children}
      </Page>
    </ClientMessages>
  )
}

/** The page on which a draft is made or changed. Not found for whoever makes no decisions here. */
export async function DraftPage({ unit, title, draft }: { unit: UnitDetail; title: string; draft?: DecisionDetail }) {
  const router = await api()
  const [teams, roster, unplaced] = await Promise.all([
    router.teams.list({ communeId: unit.id }),
    router.rosters.list({ unitId: unit.id }),
    router.rosters.unplaced({ communeId: unit.id }),
  ])
  if (!teams || !roster?.can.keep || !unplaced) notFound()
  return (
    <DecisionPage unit={unit} title={title}>
      <DecisionEditor commune={unit} teams={teams} roster={roster} unplaced={unplaced} draft={draft} />
    </DecisionPage>
  )
}
