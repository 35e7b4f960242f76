'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { LateDialogProps } from './late-dialog'

// Fetched when it is asked for: most months need none.
const LateDialog = lazy(() => import('./late-dialog'))

/** In place of typing, once the commune's report has left: "Gửi số liệu bổ sung". */
export function LateAction({ small, ...props }: Omit<LateDialogProps, 'onClose'> & { small?: boolean }) {
  const t = useTranslations('lateReports')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size={small ? 'sm' : undefined} onClick={() => setOpen(true)}>
        {t('action')}
        {small ? <span className="sr-only"> {props.team.fullName}</span> : null}
      </Button>
      {open ? (
        <Suspense>
          <LateDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
