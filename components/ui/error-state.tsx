import { CircleX, FileQuestion, LockKeyhole, type LucideIcon, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** The codes of server/errors.ts, and what happens before a server is reached. */
export type ErrorCode =
  | 'NotFound'
  | 'Forbidden'
  | 'Conflict'
  | 'Invalid'
  | 'NotNow'
  | 'SignedOut'
  | 'Network'
  | 'NoPeriod'
  | 'Unknown'

// Few, because they load with every page: the sentence says the rest.
const icons: Partial<Record<ErrorCode, LucideIcon>> = {
  NotFound: FileQuestion,
  Forbidden: LockKeyhole,
  SignedOut: LockKeyhole,
  Network: WifiOff,
}

export interface ErrorStateProps {
  code: ErrorCode
  /** A sentence of the noun instead of the general one. */
  title?: ReactNode
  children?: ReactNode
  /** What a supporter finds in the log. */
  reference?: string
  /** Retry, or the way out. */
  action?: ReactNode
  heading?: 'h1' | 'h2'
}

export function ErrorState({ code, title, children, reference, action, heading: Heading = 'h2' }: ErrorStateProps) {
  const t = useTranslations('errors')
  const Icon = icons[code] ?? CircleX
  return (
    <div className="grid max-w-lg gap-2 py-8">
      <Icon aria-hidden className="size-6 text-muted" />
      <Heading className="font-semibold text-ink text-lg">{title ?? t(`${code}.title`)}</Heading>
      <div className="text-base text-muted">{children ?? t(`${code}.body`)}</div>
      {reference ? <p className="font-mono text-muted text-sm">{t('reference', { code: reference })}</p> : null}
      {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  )
}
