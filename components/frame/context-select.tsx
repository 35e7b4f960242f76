'use client'

import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/components/ui/cn'
import { useContextParam } from './use-context-param'

export interface ContextSelectProps {
  label: string
  /** The search param it changes. */
  param: string
  value: string
  options: readonly { value: string; label: string }[]
  /** Below 1280 px the value says enough by itself. */
  hideLabel?: boolean
}

/** One choice of the context bar: its caption, and a list of the browser's own. On paper only the words. */
export function ContextSelect({ label, param, value, options, hideLabel }: ContextSelectProps) {
  const id = useId()
  const [pending, set] = useContextParam(param)
  return (
    <div className="flex min-w-0 items-center gap-1 xl:grid xl:justify-items-start xl:gap-0">
      <ContextCaption htmlFor={id} hidden={hideLabel}>
        {label}
      </ContextCaption>
      <span className="relative -ml-1 inline-flex min-w-0 max-w-full">
        <select
          id={id}
          value={value}
          aria-busy={pending}
          onChange={(event) => set(event.target.value)}
          className="min-h-6 min-w-0 appearance-none truncate rounded-sm bg-transparent py-0.5 pr-6 pl-1 font-medium text-ink text-sm hover:bg-sunken focus-visible:outline-offset-0 print:hidden"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-surface text-ink">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-1 size-4 -translate-y-1/2 text-muted print:hidden"
        />
      </span>
      <span className="hidden print:inline">{options.find((option) => option.value === value)?.label}</span>
    </div>
  )
}

interface ContextCaptionProps {
  htmlFor?: string
  /** Said but not shown below 1280 px. */
  hidden?: boolean
  children: ReactNode
}

/** The small word above a piece of the bar. */
export function ContextCaption({ htmlFor, hidden, children }: ContextCaptionProps) {
  const look = cn('whitespace-nowrap text-muted text-xs', hidden && 'sr-only xl:not-sr-only')
  return htmlFor ? (
    <label htmlFor={htmlFor} className={look}>
      {children}
    </label>
  ) : (
    <span className={look}>{children}</span>
  )
}
