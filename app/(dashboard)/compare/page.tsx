import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ComparePage } from '@/components/comparisons/compare-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { FrozenNote } from '@/components/reports/frozen/frozen-note'
import { freezesOf, withFreezes } from './frozen'
import { compareParams, periodOf, type SearchParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compare'))('title') }
}

export default async function Compare({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const caller = await api()
  const { comparisons } = caller
  const options = await answer(comparisons.options({ period: periodOf(params) }))
  const at = compareParams(params, options)
  const { from, to, codes, basis, tree, per, same, province, alone, code, units } = at
  const [table, series, headlines, freezes] = await Promise.all([
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
    freezesOf(caller, await me(), at),
  ])
  return (
    <ClientMessages namespaces={['compare']}>
      <ComparePage
        at={at}
        options={options}
        table={withFreezes(table, freezes)}
        series={series}
        headlines={headlines}
        note={freezes ? <FrozenNote freezes={freezes} /> : null}
      />
    </ClientMessages>
  )
}
