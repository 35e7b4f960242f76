import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ComparePage } from '@/components/comparisons/compare-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { compareParams, periodOf, type SearchParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compare'))('title') }
}

export default async function Compare({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const { comparisons } = await api()
  const options = await answer(comparisons.options({ period: periodOf(params) }))
  const at = compareParams(params, options)
  const { from, to, codes, basis, tree, per, same, province, alone, code, units } = at
  const [table, series, headlines] = await Promise.all([
    answer(
      comparisons.compare({
        from,
        to,
        codes,
        basis,
        tree,
        per,
        sameSet: same,
        provinceId: province ?? undefined,
        alone,
      }),
    ),
    at.view === 'line' ? comparisons.series({ code, to, basis, tree, unitIds: units }).catch(() => null) : null,
    answer(comparisons.headlines()),
  ])
  return (
    <ClientMessages namespaces={['compare']}>
      <ComparePage at={at} options={options} table={table} series={series} headlines={headlines} />
    </ClientMessages>
  )
}
