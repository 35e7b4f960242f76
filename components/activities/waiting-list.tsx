'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useErrorText } from '@/components/frame/use-error-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { Waiting } from './device/store'

interface WaitingListProps {
  waiting: readonly Waiting[]
  onMend: (item: Waiting) => void
  onDrop: (id: string) => void
  onRetry: () => void
}

/** What was written down here and is not at the server: what waits, and what was refused with the reason. */
export function WaitingList({ waiting, onMend, onDrop, onRetry }: WaitingListProps) {
  const t = useTranslations('activities.waiting')
  const tKinds = useTranslations('enums.activityKinds')
  const format = useFormat()
  const toText = useErrorText()
  const [dropping, setDropping] = useState('')
  if (waiting.length === 0) return null
  return (
    <Section
      title={t('title', { count: waiting.length })}
      actions={
        <Button size="sm" icon={<RefreshCw aria-hidden />} onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    >
      <ul className="grid gap-3">
        {waiting.map((item) => (
          <li key={item.id} className="grid gap-2 border-line border-t pt-3">
            <div className="flex flex-wrap items-center gap-2 text-sm">
              <span className="font-medium">
                {tKinds(item.input.kind)} · {format.date(item.input.onDay)}
              </span>
              {item.state === 'refused' ? (
                <Badge tone="danger">{t('refused')}</Badge>
              ) : (
                <Badge tone="warn">{item.logged ? t('photosWaiting') : t('notSent')}</Badge>
              )}
            </div>
            {item.state === 'refused' ? <p className="text-danger text-sm">{toText(item.refusal ?? {})}</p> : null}
            {dropping === item.id ? (
              <div className="flex flex-wrap items-center gap-2 text-sm" role="alert">
                <span>{t('dropAsk')}</span>
                <Button size="sm" variant="danger" onClick={() => onDrop(item.id)}>
                  {t('dropNow')}
                </Button>
                <Button size="sm" onClick={() => setDropping('')}>
                  {t('dropNot')}
                </Button>
              </div>
            ) : (
              <div className="flex flex-wrap gap-2">
                {item.logged ? null : (
                  <Button size="sm" onClick={() => onMend(item)}>
                    {t('mend')}
                  </Button>
                )}
                <Button size="sm" variant="quiet" onClick={() => setDropping(item.id)}>
                  {t('drop')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
