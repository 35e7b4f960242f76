'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toast'

/** Takes away a published figure that was entered wrongly. `name`: which one, in words. */
export function RemoveHeadline({ id, name }: { id: number; name: string }) {
  const t = useTranslations('compare.headlines')
  const router = useRouter()
  const toast = useToast()
  const remove = useCommand(useTRPC().comparisons.removeHeadline)
  const [open, setOpen] = useState(false)

  async function confirm() {
    const done = await remove.run({ id })
    setOpen(false)
    if (done) router.refresh()
    else toast({ tone: 'danger', message: t('notRemoved') })
  }

  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setOpen(true)} aria-label={t('removeNamed', { name })}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        tone="danger"
        pending={remove.pending}
        onConfirm={confirm}
      >
        {t('removeText', { name })}
      </ConfirmDialog>
    </>
  )
}
