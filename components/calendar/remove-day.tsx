'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toast'

/** Takes a day off the calendar after saying what that does. */
export function RemoveDay({ day, name }: { day: string; name: string }) {
  const t = useTranslations('calendar')
  const router = useRouter()
  const toast = useToast()
  const remove = useCommand(useTRPC().calendar.setDay)
  const [open, setOpen] = useState(false)

  async function confirm() {
    const done = await remove.run({ on: day, kind: null, name })
    setOpen(false)
    if (done) router.refresh()
    else toast({ tone: 'danger', message: t('days.notRemoved') })
  }

  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setOpen(true)} aria-label={t('days.removeNamed', { name })}>
        {t('days.remove')}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('days.removeTitle', { name })}
        confirmLabel={t('days.remove')}
        tone="danger"
        pending={remove.pending}
        onConfirm={confirm}
      >
        {t('days.removeText')}
      </ConfirmDialog>
    </>
  )
}
