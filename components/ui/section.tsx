import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export interface SectionProps {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a page under its own heading. No box: a hairline is enough. */
export function Section({ title, description, actions, children, className }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('grid grid-cols-1 gap-4', className)}>
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="grid gap-1">
          <h2 id={id} className="font-semibold text-base text-ink">
            {title}
          </h2>
          {description ? <div className="text-muted text-sm">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}
