import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { FrozenPage } from '@/components/reports/frozen/frozen-page'
import { frozenChangesInput } from '@/server/reports/frozen/schema'
import { type ReportParams, reportOf, type SearchParams, shortPeriod } from '../address'

type Props = { params: ReportParams; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { period } = await params
  return { title: (await getTranslations('frozen'))('metaTitle', { period: shortPeriod(period) }) }
}

/** What was frozen of the month of a province or of the country; `?revision=2` says how that one differs from the one before. */
export default async function FrozenFiguresPage({ params, searchParams }: Props) {
  const input = await reportOf(params)
  const caller = await api()
  const freezes = await answer(caller.frozen.list(input))
  const [newest] = freezes.revisions
  const since = newest ? await answer(caller.frozen.changes({ ...input, revision: newest.revision })) : null
  const { revision } = await searchParams
  const asked = frozenChangesInput.safeParse({ ...input, revision: Number(revision), against: 'before' }).data
  const known = asked && freezes.revisions.some((each) => each.revision === asked.revision)
  return (
    <FrozenPage freezes={freezes} since={since} between={known ? await answer(caller.frozen.changes(asked)) : null} />
  )
}
