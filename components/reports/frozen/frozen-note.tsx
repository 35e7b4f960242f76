import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { type Freezes, frozenHref, isOfficial } from './outputs'

/** Beside figures of now: that the month was frozen, whether these are still the same, and where what was frozen stands. */
export function FrozenNote({ freezes }: { freezes: Freezes }) {
  const t = useTranslations('frozen')
  const format = useFormat()
  const { place, period, revisions } = freezes
  const [newest] = revisions
  if (!newest) return null
  const same = isOfficial(freezes)
  return (
    <Notice tone={same ? 'info' : 'warn'}>
      {t(same ? 'note.same' : 'note.moved', {
        ...{
          month: format.periodInline(period),
          unit: place.level === 'nation' ? t('country') : inSentence(place.fullName),
        },
        ...{ date: format.date(newest.at), revision: newest.revision },
      })}{' '}
      <Link className="link" href={frozenHref(place.id, period.code)}>
        {t('note.list')}
      </Link>
    </Notice>
  )
}
