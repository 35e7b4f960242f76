import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

export interface DisclosureProps {
  summary: ReactNode
  children: ReactNode
  open?: boolean
  className?: string
}

/** The rest, one tap away. The browser's own element: works before any script has loaded, and unfolds on paper by `open`. */
export function Disclosure({ summary, children, open, className }: DisclosureProps) {
  return (
    <details open={open} className={className}>
      <summary className="flex min-h-11 list-none items-center gap-2 font-medium text-ink text-sm sm:min-h-9 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted [[open]>summary>&]:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  )
}
