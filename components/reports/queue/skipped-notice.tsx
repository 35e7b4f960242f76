'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** A unit whose report could not be moved, and why: a key under `errors`. */
export type Skipped = { unit: string; reason: string }

/** After many reports moved: each one that did not, by name and with its reason. */
export function SkippedNotice({ skipped, onClose }: { skipped: readonly Skipped[]; onClose: () => void }) {
  const t = useTranslations('queue.skipped')
  const tErrors = useTranslations('errors')
  const tActions = useTranslations('common.actions')
  if (skipped.length === 0) return null
  return (
    <Notice
      tone="warn"
      role="status"
      title={t('title', { count: skipped.length })}
      actions={
        <Button size="sm" onClick={onClose}>
          {tActions('close')}
        </Button>
      }
    >
      <ul className="grid gap-1">
        {skipped.map((each) => (
          <li key={each.unit}>
            {t('line', {
              unit: each.unit,
              reason: tErrors.has(each.reason) ? tErrors(each.reason) : tErrors('NotNow.title'),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
