import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { type FilingReport, inSentence } from './filing-report'

/** A unit that ended before the month did: who files it instead, by which resolution. */
export function EndedLine({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.header')
  const format = useFormat()
  const { ended } = report
  // Nobody followed it: the step itself names the resolution.
  const resolution = ended?.resolution ?? report.events.findLast((event) => event.verb === 'note')?.reason ?? ''
  const words = {
    resolution,
    named: resolution ? 'yes' : 'no',
    date: ended ? format.date(ended.on) : '',
    heirs: (ended?.heirs ?? []).map(inSentence).join(', '),
    followed: ended && ended.heirs.length > 0 ? 'yes' : 'no',
  }
  return (
    <Notice
      actions={
        ended?.reorganisationId ? (
          <Link href={`/reorganisations/${ended.reorganisationId}`} className="link font-medium">
            {t('seeResolution')}
          </Link>
        ) : null
      }
    >
      {t('ended', words)}
    </Notice>
  )
}
