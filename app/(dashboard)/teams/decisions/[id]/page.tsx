import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { api } from '@/app/trpc'
import { DecisionView } from '@/components/decisions/decision-view'
import { orNotFound, type SearchParams } from '../../../units/params'
import { DecisionPage, DraftPage } from '../page-parts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('decisions'))('title') }
}

/** A decision about teams; `?edit=1`: its draft, to be changed. */
export default async function OneDecisionPage({ params, searchParams }: Props) {
  const id = z.uuid().safeParse((await params).id).data ?? notFound()
  const router = await api()
  const t = await getTranslations('decisions')
  const decision = await orNotFound(router.decisions.get({ id }))
  const unit = await router.units.get({ id: decision.communeId })
  if ((await searchParams).edit && decision.state === 'draft' && decision.can.keep)
    return <DraftPage unit={unit} title={t('editTitle')} draft={decision} />
  const [list, components] = await Promise.all([
    router.decisions.list({ unitId: unit.id }),
    router.rosters.components({ unitId: unit.id }),
  ])
  const issued = (list?.rows ?? []).filter((each) => each.state === 'issued' && each.id !== id)
  return (
    <DecisionPage unit={unit} title={t('viewTitle', { kind: decision.kind })}>
      <DecisionView decision={decision} issued={issued} components={components} today={unit.today} />
    </DecisionPage>
  )
}
