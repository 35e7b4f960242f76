import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export interface ContextBarProps {
  /** <UnitBreadcrumb> */
  where?: ReactNode
  /** <PeriodPicker> or <PeriodLabel> */
  when?: ReactNode
  /** <TreeSwitch> */
  tree?: ReactNode
}

/** Where, when and which tree: the page's half of the bar; who stands before it. Changing it changes the address. */
export function ContextBar({ where, when, tree }: ContextBarProps) {
  const t = useTranslations('frame')
  if (!where && !when && !tree) return null
  return (
    <section
      aria-label={t('context')}
      className="frame-context flex flex-wrap items-center gap-x-8 gap-y-1 px-4 py-2 xl:flex-nowrap xl:py-0"
    >
      {where ? <div className="min-w-0 basis-full sm:flex-1 sm:basis-0">{where}</div> : null}
      {when ? <div className="min-w-0 max-w-full">{when}</div> : null}
      {tree ? <div className="min-w-0 max-w-full">{tree}</div> : null}
    </section>
  )
}
