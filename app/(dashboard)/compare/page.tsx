import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ComparePage } from '@/components/comparisons/compare-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { FrozenNote } from '@/components/reports/frozen/frozen-note'
import { compareParams, periodOf, type SearchParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compare'))('title') }
}

export default async function Compare({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const { comparisons, frozen } = await api()
  const options = await answer(comparisons.options({ period: periodOf(params) }))
  const at = compareParams(params, options)
  const { from, to, codes, basis, tree, per, same, province, alone, code, units } = at
  const { unit } = await me()
  // Revisions are read in their province and above it.
  const frozenOf = unit.level === 'nation' ? (province ?? unit.id) : unit.level === 'province' ? unit.id : null
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
    frozenOf === null ? null : frozen.list({ unitId: frozenOf, period: to }).catch(() => null),
  ])
  return (
    <ClientMessages namespaces={['compare']}>
      <ComparePage
        at={at}
        options={options}
        table={table}
        series={series}
        headlines={headlines}
        note={freezes ? <FrozenNote freezes={freezes} /> : null}
      />
    </ClientMessages>
  )
}
