'use client'

import { lazy, type ReactNode, Suspense } from 'react'

// Fetched when first asked, so that a page pays for the question only when it is put.
const ConfirmDialogBody = lazy(() => import('./confirm-dialog-body'))

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The question, with its object: "Gửi báo cáo tháng 11/2026 lên …?" */
  title: ReactNode
  /** In words: what follows, and for a destructive act what will be lost. */
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  tone?: 'primary' | 'danger'
  pending?: boolean
  onConfirm: () => void
}

/** Asks in words before something is done. Render it always; it costs nothing until `open`. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? (
    <Suspense>
      <ConfirmDialogBody {...props} />
    </Suspense>
  ) : null
}
