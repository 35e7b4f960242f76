import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneGround, toneIcons, toneText } from './tone'

export interface NoticeProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** Buttons or links under the text. */
  actions?: ReactNode
  /** `status` is read out when it appears, `alert` at once. */
  role?: 'status' | 'alert'
  className?: string
}

/** A message within the page, beside what it speaks of. */
export function Notice({ tone = 'info', title, children, actions, role, className }: NoticeProps) {
  const Icon = toneIcons[tone]
  return (
    <div role={role} className={cn('flex gap-3 rounded-sm px-4 py-3 print:border', toneGround[tone], className)}>
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="grid min-w-0 flex-1 gap-1 text-ink text-sm">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="min-w-0">{children}</div> : null}
        {actions ? <div className="mt-1 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
