import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { api, me } from '@/app/trpc'
import { orNotFound, type SearchParams, unitIdOf } from '../../../units/params'
import { DraftPage } from '../page-parts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('decisions'))('newTitle') }
}

/** A new decision about the teams of a commune, `?commune=`, or of one's own. */
export default async function NewDecisionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { commune } = await searchParams
  const id = typeof commune === 'string' ? unitIdOf(commune) : (await me()).unit.id
  const unit = await orNotFound((await api()).units.get({ id }))
  if (unit.level !== 'commune') notFound()
  return <DraftPage unit={unit} title={(await getTranslations('decisions'))('newTitle')} />
}
