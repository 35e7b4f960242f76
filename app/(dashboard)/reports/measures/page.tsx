import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { MeasuresPage } from '@/components/reports/measures/measures-page'
import { getMeasuresInput } from '@/server/reports/measures/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('measures'))('metaTitle') }
}

/** How punctual the units below the caller are, over the newest months (`?months=`). */
export default async function Measures({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { months } = await searchParams
  const input = getMeasuresInput.safeParse({ months: months ? Number(months) : undefined })
  const asked = input.data ?? { months: 12 }
  const measures = await answer((await api()).reports.measures(asked))
  return (
    <ClientMessages namespaces={['measures']}>
      <MeasuresPage measures={measures} span={asked.months} />
    </ClientMessages>
  )
}
