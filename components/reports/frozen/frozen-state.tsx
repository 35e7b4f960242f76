import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { ClientMessages } from '@/components/frame/client-messages'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { FreezeButton } from './freeze-button'
import { type Freezes, frozenHref, isOfficial } from './outputs'

interface FrozenStateProps {
  freezes: Freezes
  /** The page of the revisions itself needs no way to it. */
  here?: boolean
}

/** Whether a month's figures are provisional or official (domain.md 22.16), and what has moved since they were frozen. */
export function FrozenState({ freezes, here }: FrozenStateProps) {
  const t = useTranslations('frozen.state')
  const tFrozen = useTranslations('frozen')
  const format = useFormat()
  const { place, period, revisions, changed, from, now, can } = freezes
  const [newest] = revisions
  const moved = changed !== null && !isOfficial(freezes)
  const actions = (
    <>
      {can.freeze ? (
        <ClientMessages namespaces={['frozen']}>
          <FreezeButton
            period={period}
            unit={place.level === 'nation' ? tFrozen('country') : inSentence(place.fullName)}
            last={newest?.revision ?? 0}
          />
        </ClientMessages>
      ) : null}
      {newest && !here ? <LinkButton href={frozenHref(place.id, period.code)}>{t('list')}</LinkButton> : null}
    </>
  )
  if (!newest)
    return (
      <Notice tone="info" actions={can.freeze ? actions : undefined}>
        {t('provisional', { at: format.dateTime(now) })}{' '}
        {now > from ? t('open') : t('waits', { from: format.dateTime(from) })}
      </Notice>
    )
  return (
    <Notice
      tone={moved ? 'warn' : 'ok'}
      title={t('frozen', { date: format.date(newest.at), revision: newest.revision })}
      actions={can.freeze || !here ? actions : undefined}
    >
      <p>
        {t('counts', {
          accepted: format.number(newest.accepted),
          required: format.number(newest.required),
          at: format.dateTime(newest.at),
        })}
      </p>
      <p>{moved ? t(place.level === 'nation' ? 'changedTotals' : 'changed', changed) : t('unchanged')}</p>
    </Notice>
  )
}
