import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { ContextBar, type ContextBarProps } from './context-bar'

export interface PageProps {
  title: ReactNode
  /** One line under the title: what one sees here. */
  lead?: ReactNode
  actions?: ReactNode
  /** The page's half of the context bar. */
  context?: ContextBarProps
  /** Reading width for forms and texts; tables take all there is. */
  narrow?: boolean
  children: ReactNode
}

/** A page inside the frame: its context, its title, its content. */
export function Page({ title, lead, actions, context, narrow, children }: PageProps) {
  return (
    <>
      <ContextBar {...context} />
      <main id="content" tabIndex={-1} className="frame-main">
        <div className={cn('grid grid-cols-1 gap-6', narrow && 'max-w-xl')}>
          <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="grid min-w-0 gap-1">
              <h1 className="font-semibold text-ink text-lg">{title}</h1>
              {lead ? <div className="text-muted text-sm">{lead}</div> : null}
            </div>
            {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
          </header>
          {children}
        </div>
      </main>
    </>
  )
}
