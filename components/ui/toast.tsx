'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { cn } from './cn'
import { type Tone, toneIcons, toneText } from './tone'

export interface Toast {
  tone?: Tone
  message: string
  action?: { label: string; onSelect: () => void }
}

interface Shown extends Toast {
  id: number
}

const ToastContext = createContext<((toast: Toast) => void) | null>(null)

/** Says that something happened elsewhere on the page. Errors stay until dismissed, the rest eight seconds. */
export function useToast(): (toast: Toast) => void {
  const notify = useContext(ToastContext)
  if (!notify) throw new Error('useToast needs ToastProvider above it')
  return notify
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [shown, setShown] = useState<readonly Shown[]>([])
  const next = useRef(0)
  const notify = useCallback((toast: Toast) => {
    next.current += 1
    const id = next.current
    setShown((before) => [...before.slice(-2), { ...toast, id }])
  }, [])
  const dismiss = useCallback((id: number) => setShown((before) => before.filter((toast) => toast.id !== id)), [])
  const value = useMemo(() => notify, [notify])
  return (
    <ToastContext value={value}>
      {children}
      <section
        aria-label={t('state.notifications')}
        aria-live="polite"
        className="fixed inset-x-4 top-16 z-50 grid gap-2 sm:left-auto sm:w-96 lg:top-auto lg:bottom-20 print:hidden"
      >
        {shown.map((toast) => (
          <ToastItem key={toast.id} toast={toast} closeLabel={t('actions.dismiss')} onClose={dismiss} />
        ))}
      </section>
    </ToastContext>
  )
}

interface ToastItemProps {
  toast: Shown
  closeLabel: string
  onClose: (id: number) => void
}

function ToastItem({ toast, closeLabel, onClose }: ToastItemProps) {
  const tone = toast.tone ?? 'ok'
  const Icon = toneIcons[tone]
  const [held, setHeld] = useState(false)
  const stays = tone === 'danger' || toast.action !== undefined
  useEffect(() => {
    if (held || stays) return
    const timer = setTimeout(() => onClose(toast.id), 8000)
    return () => clearTimeout(timer)
  }, [held, stays, onClose, toast.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer while read; nothing is operated by it
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex animate-appear gap-3 rounded-sm bg-surface p-3 shadow-overlay"
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="grid min-w-0 flex-1 gap-1 text-ink text-sm">
        <p>{toast.message}</p>
        {toast.action ? (
          <button
            type="button"
            className="link justify-self-start font-medium"
            onClick={() => {
              toast.action?.onSelect()
              onClose(toast.id)
            }}
          >
            {toast.action.label}
          </button>
        ) : null}
      </div>
      <button
        type="button"
        aria-label={closeLabel}
        onClick={() => onClose(toast.id)}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  )
}

/** A line that is read out whenever its text changes, such as the state of saving. */
export function LiveRegion({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <output aria-live="polite" className={className}>
      {children}
    </output>
  )
}
