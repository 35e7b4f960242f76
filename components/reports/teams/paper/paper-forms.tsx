'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { useOrigin } from '@/components/ui/use-origin'
import { unitHref } from '@/components/units/unit-links'
import { gridHref } from '../grid-address'
import type { PaperForms as Forms } from '../outputs'
import { PaperSheet } from './paper-sheet'

/** Forms to be printed and filled by hand, a page each (domain.md 22.3). Nothing of what a team has reported stands in them. */
export function PaperForms({ forms }: { forms: Forms }) {
  const t = useTranslations('teamReports.paper')
  const format = useFormat()
  const origin = useOrigin()
  const { commune, period, teams } = forms
  const [only] = forms.of === 'team' ? teams : []
  const back = only ? `/reports/teams/${only.teamId}?period=${period.code}` : gridHref(commune.id, period.code)
  return (
    <Page
      title={t('page', { period: format.periodInline(period) })}
      lead={t('lead', { count: teams.length, commune: inSentence(commune.fullName) })}
      actions={
        <>
          <LinkButton href={back}>{t('back')}</LinkButton>
          {teams.length > 0 ? (
            <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('print', { count: teams.length })}
            </Button>
          ) : null}
        </>
      }
      context={{ where: <UnitBreadcrumb items={[{ label: commune.fullName, href: unitHref(commune.id) }]} /> }}
    >
      {teams.length === 0 ? (
        <EmptyState title={t('none')} action={<LinkButton href={back}>{t('back')}</LinkButton>}>
          {t('noneWhy')}
        </EmptyState>
      ) : (
        <div className="tf">
          {teams.map((team) => (
            <PaperSheet
              key={team.teamId}
              team={team}
              forms={forms}
              address={origin && `${origin}${gridHref(commune.id, period.code, team.teamId)}`}
            />
          ))}
        </div>
      )}
    </Page>
  )
}
