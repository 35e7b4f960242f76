import { Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface EmptyStateProps {
  title: ReactNode
  /** Why it is empty, and what comes next. */
  children?: ReactNode
  action?: ReactNode
  icon?: LucideIcon
  className?: string
}

export function EmptyState({ title, children, action, icon: Icon = Inbox, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'grid justify-items-center gap-2 border border-line border-dashed px-4 py-12 text-center',
        className,
      )}
    >
      <Icon aria-hidden className="size-6 text-muted" />
      <p className="font-semibold text-base text-ink">{title}</p>
      {children ? <div className="max-w-md text-muted text-sm">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
