'use client'

import { CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useDraft, useFiling } from './filing-provider'

/** "Không phát sinh" for the whole report: asked in words, because figures typed so far become 0. */
export function NilReport() {
  const t = useTranslations('reports.nil')
  const { store } = useFiling()
  const [asking, setAsking] = useState(false)
  const nil = useDraft((state) => state.nil)
  const typed = useDraft(
    (state) =>
      Object.values(state.cells).filter(
        (cell) => store?.rows.get(cell.code)?.kind === 'flow' && typeof cell.value === 'number' && cell.value > 0,
      ).length,
  )
  if (!store) return null
  if (nil)
    return (
      <>
        <span className="flex items-center gap-1 font-medium text-ink text-sm">
          <CircleSlash aria-hidden className="size-4 text-muted" />
          {t('is')}
        </span>
        <Button size="sm" variant="quiet" onClick={() => store.notNil()}>
          {t('undo')}
        </Button>
      </>
    )
  return (
    <>
      <Button size="sm" icon={<CircleSlash aria-hidden />} onClick={() => setAsking(true)}>
        {t('button')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('title')}
        confirmLabel={t('confirm')}
        onConfirm={() => {
          store.makeNil()
          setAsking(false)
        }}
      >
        {t('body', { count: typed })}
      </ConfirmDialog>
    </>
  )
}
