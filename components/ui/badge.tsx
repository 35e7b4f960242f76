import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneIcons, toneSoft } from './tone'

export interface BadgeProps {
  tone?: Tone
  /** Another icon than the tone's own; null only where the word alone says everything (tags, counts). */
  icon?: LucideIcon | null
  className?: string
  children: ReactNode
}

/** Icon, word and colour together. */
export function Badge({ tone = 'neutral', icon, className, children }: BadgeProps) {
  const Icon = icon === undefined ? toneIcons[tone] : icon
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-left font-medium text-xs sm:whitespace-nowrap print:border',
        toneSoft[tone],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-3.5 shrink-0" /> : null}
      {children}
    </span>
  )
}
