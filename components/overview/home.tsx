import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import { EmptyState } from '@/components/ui/empty-state'
import { CommuneHome } from './commune-home'
import type { Home as Data } from './home-data'
import { NationHome } from './nation-home'
import { ProvinceHome } from './province-home'
import { TeamHome } from './team-home'

/**
 * The first page of whoever is signed in, by the level of the post's unit. `shared`: nothing is kept on this device;
 * `official`: the figures of the month are those that were frozen.
 */
export function Home({ home, shared, official }: { home: Data; shared: boolean; official: boolean }) {
  const t = useTranslations('overview')
  switch (home.level) {
    case 'commune':
      return <CommuneHome home={home} />
    case 'province':
      return <ProvinceHome home={home} official={official} />
    case 'nation':
      return <NationHome home={home} official={official} />
    case 'team':
      return <TeamHome home={home} shared={shared} />
    case 'none':
      return (
        <Page title={t('title')}>
          <EmptyState title={t('nothing.title')}>{t('nothing.body')}</EmptyState>
        </Page>
      )
  }
}
