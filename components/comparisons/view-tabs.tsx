'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { LinkTabs } from '@/components/ui/tabs'
import type { CompareViewName } from './address'

/** Table, ranking, months, map: the same figures seen in another way, everything else in the address kept. */
export function ViewTabs({ view, map }: { view: CompareViewName; map: boolean }) {
  const t = useTranslations('compare.views')
  const params = useSearchParams()
  const views: CompareViewName[] = map ? ['table', 'bar', 'line', 'map'] : ['table', 'bar', 'line']
  const href = (name: CompareViewName) => {
    const next = new URLSearchParams(params)
    if (name === 'table') next.delete('view')
    else next.set('view', name)
    return `/compare?${next.toString().replaceAll('%2C', ',')}`
  }
  return (
    <LinkTabs
      label={t('label')}
      tabs={views.map((name) => ({ href: href(name), label: t(name), current: name === view }))}
    />
  )
}
