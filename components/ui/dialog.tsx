'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { useOpener } from './opener'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

export interface DialogContentProps {
  title: ReactNode
  /** Read out with the title. */
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
  wide?: boolean
}

export function DialogContent({ title, description, children, footer, wide }: DialogContentProps) {
  const t = useTranslations('common.actions')
  const opener = useOpener()
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-overlay" />
      <Radix.Content
        {...opener}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'fixed inset-x-0 bottom-0 z-50 flex max-h-[90vh] animate-appear flex-col rounded-t-md bg-surface text-ink shadow-overlay focus:outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100vw-4rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-md',
          wide ? 'sm:max-w-lg' : 'sm:max-w-md',
        )}
      >
        <header className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-6 sm:pt-5">
          <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
          <Radix.Close
            aria-label={t('close')}
            className="-mt-1 -mr-2 grid size-8 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </header>
        <div className="grid gap-3 overflow-y-auto px-4 py-3 sm:px-6">
          {description ? (
            <Radix.Description asChild>
              <div className="text-muted text-sm">{description}</div>
            </Radix.Description>
          ) : null}
          {children}
        </div>
        {footer ? (
          <footer className="flex flex-col-reverse gap-2 border-line border-t px-4 py-3 sm:flex-row sm:justify-end sm:px-6">
            {footer}
          </footer>
        ) : null}
      </Radix.Content>
    </Radix.Portal>
  )
}
