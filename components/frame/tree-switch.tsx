'use client'

import { useTranslations } from 'next-intl'
import { ContextSelect } from './context-select'

/** `then`: units as they stood in the period; `now`: figures restated to today's units. */
export const trees = ['then', 'now'] as const
export type Tree = (typeof trees)[number]

/** Which tree; changes `?tree=`. */
export function TreeSwitch({ value }: { value: Tree }) {
  const t = useTranslations('frame.tree')
  return (
    <ContextSelect
      label={t('label')}
      param="tree"
      value={value}
      options={trees.map((tree) => ({ value: tree, label: t(tree) }))}
    />
  )
}
