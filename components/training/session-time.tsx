import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import type { ListedSession } from './outputs'

/** "05/11/2026" or "05/11/2026 – 07/11/2026", with the hours where they are known. */
export function SessionTime({
  startsOn,
  endsOn,
  startsAt,
  endsAt,
}: Pick<ListedSession, 'startsOn' | 'endsOn' | 'startsAt' | 'endsAt'>) {
  const t = useTranslations('training')
  const format = useFormat()
  const days =
    startsOn === endsOn ? format.date(startsOn) : t('days', { from: format.date(startsOn), to: format.date(endsOn) })
  const hours = startsAt && endsAt ? t('hours', { from: startsAt, to: endsAt }) : startsAt
  return (
    <span className="tabular-nums">
      {days}
      {hours ? `, ${hours}` : null}
    </span>
  )
}
