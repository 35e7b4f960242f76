'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { useOpener } from './opener'

export const Sheet = Radix.Root
export const SheetTrigger = Radix.Trigger
export const SheetClose = Radix.Close

export interface SheetContentProps {
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** A side panel, from the right on wide screens and from below on phones: what belongs to the thing one looks at, without leaving it. */
export function SheetContent({ title, description, children, footer }: SheetContentProps) {
  const t = useTranslations('common.actions')
  const opener = useOpener()
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-overlay" />
      <Radix.Content
        {...opener}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className="fixed inset-x-0 bottom-0 z-50 flex max-h-[85vh] animate-appear flex-col rounded-t-md bg-surface text-ink shadow-overlay focus:outline-none sm:inset-x-auto sm:inset-y-0 sm:right-0 sm:h-full sm:max-h-none sm:w-full sm:max-w-sm sm:rounded-none"
      >
        <header className="flex items-start justify-between gap-4 border-line border-b px-4 py-3">
          <div className="grid gap-0.5">
            <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
            {description ? <Radix.Description className="text-muted text-sm">{description}</Radix.Description> : null}
          </div>
          <Radix.Close
            aria-label={t('close')}
            className="-mr-1 grid size-8 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        {footer ? <footer className="flex justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer> : null}
      </Radix.Content>
    </Radix.Portal>
  )
}
