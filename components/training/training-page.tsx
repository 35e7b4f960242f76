import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { buttonStyles } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/tabs'
import { type TrainingAddress, trainingExportHref, trainingHref, trainingTabs } from './address'
import { AddCourseButton } from './course-form'
import type { Catalogue } from './outputs'
import { PlanButton, type Planning } from './session-form'

interface TrainingPageProps {
  at: TrainingAddress
  /** Whose page it is. */
  unit: string
  /** Where courses are added. */
  catalogue: Catalogue | null
  /** Where sessions are planned. */
  plan: Planning | null
  children: ReactNode
}

/** The three views of training under one title. */
export function TrainingPage({ at, unit, catalogue, plan, children }: TrainingPageProps) {
  const t = useTranslations('training')
  return (
    <Page
      title={t('title')}
      lead={t(`lead.${at.tab}`, { unit: inSentence(unit) })}
      context={{ where: <UnitBreadcrumb items={[{ label: unit }]} /> }}
      actions={
        <>
          {at.tab === 'courses' ? null : (
            <a href={trainingExportHref(at)} download className={buttonStyles()}>
              <Download aria-hidden />
              {t('export.do')}
            </a>
          )}
          {plan ? <PlanButton {...plan} /> : null}
          {catalogue?.can.add ? <AddCourseButton catalogue={catalogue} /> : null}
        </>
      }
    >
      <LinkTabs
        label={t('tabs.label')}
        tabs={trainingTabs.map((tab) => ({
          href: trainingHref({ tab }),
          label: t(`tabs.${tab}`),
          current: tab === at.tab,
        }))}
      />
      {children}
    </Page>
  )
}
