'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { buttonStyles } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ownerHere, refreshOwner, unsentHere } from './device/owner'
import { sendWaiting } from './device/queue'
import { keepShell } from './device/shell'

/** Makes the log of this device ready for a day without a network, and sends what waits from the last one. */
export function KeepLog() {
  const t = useTranslations('activities.keep')
  const [unsent, setUnsent] = useState(0)
  useEffect(() => {
    async function begin() {
      if ((await refreshOwner()) !== 'here') return
      void keepShell()
      const personId = ownerHere()
      if (!personId) return
      await sendWaiting(personId)
      setUnsent(await unsentHere())
    }
    begin().catch(() => {})
  }, [])
  if (unsent === 0) return null
  return (
    <Notice
      tone="warn"
      title={t('unsent', { count: unsent })}
      actions={
        <a className={buttonStyles({ size: 'sm' })} href="/log">
          {t('see')}
        </a>
      }
    />
  )
}
