import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { type LineageEdge, markOf, type Relative } from '@/server/units/lineage/rules'
import { lastDay } from '@/server/units/rules'

/** How the picture and the list of a family speak of a unit and of how it came or went. */
export function useLineageWords() {
  const t = useTranslations('units.lineage')
  const format = useFormat()
  const share = (edge: LineageEdge) => format.percent((edge.share ?? 0) * 100)
  return {
    /** "huyện Hải Lăng, tỉnh Quảng Trị", of then; '' of a province. */
    place: ({ district, province, level }: Relative) =>
      level === 'province' ? '' : [district, province].flatMap((name) => (name ? inSentence(name) : [])).join(', '),
    life: ({ since, until }: Relative) => {
      const [from, to] = [since ? format.date(since) : '', until ? format.date(lastDay(until)) : '']
      if (from && to) return t('life.both', { from, until: to })
      return from ? t('life.since', { from }) : to ? t('life.until', { until: to }) : t('life.now')
    },
    mark: (edge: LineageEdge) => {
      const mark = markOf(edge)
      if (mark === 'unconfirmed' && edge.share !== null && edge.share < 1)
        return t('marks.partUnconfirmed', { share: share(edge) })
      return mark === 'part' ? t('marks.part', { share: share(edge) }) : t(`marks.${mark}`)
    },
  }
}
