import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

/** Somebody who has no team to write for. */
export function NoTeam({ unit }: { unit: string }) {
  const t = useTranslations('activities.write')
  return (
    <Page narrow title={t('title')} context={{ where: <UnitBreadcrumb items={[{ label: unit }]} /> }}>
      <EmptyState title={t('noTeam')} action={<LinkButton href="/activities">{t('back')}</LinkButton>}>
        {t('noTeamHint')}
      </EmptyState>
    </Page>
  )
}
