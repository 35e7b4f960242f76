'use client'

import { ChevronDown, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import type { FrameProps } from './types'
import { Waiting } from './waiting'

/** Sent before signing out; what holds unsent items calls preventDefault() and asks first. */
export const beforeSignOutEvent = 'tung-ngo:before-sign-out'

// What opens on a press is fetched on that press: the scripts of a page up to its load stay small.
const AccountPanel = lazy(() => import('./account-panel'))

type AccountMenuProps = Pick<FrameProps, 'actor' | 'assignments' | 'actions' | 'sharedDevice' | 'accountHref'>

/** Who: post and unit, always in view. */
export function AccountMenu({ actor, assignments, ...rest }: AccountMenuProps) {
  const t = useTranslations('frame.who')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const waitingElsewhere = assignments.reduce((sum, item) => sum + (item.active ? 0 : item.waiting), 0)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="flex h-14 w-full min-w-0 items-center gap-2 px-4 text-left hover:bg-sunken focus-visible:outline-offset-[-2px] xl:max-w-84"
      >
        <span className="sr-only">{t('label')}: </span>
        <span className="grid min-w-0 flex-1">
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-semibold text-ink text-sm">{actor.roleLabel}</span>
            {actor.delegated ? (
              <Badge tone="info" icon={UserRound} className="whitespace-nowrap">
                {t('delegated')}
              </Badge>
            ) : null}
          </span>
          <span className="truncate text-muted text-xs">
            {actor.unitName} · {actor.name}
          </span>
        </span>
        <Waiting count={waitingElsewhere} />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted print:hidden" />
      </button>
      {open ? (
        <Suspense>
          <AccountPanel assignments={assignments} anchor={button} onClose={() => setOpen(false)} {...rest} />
        </Suspense>
      ) : null}
    </>
  )
}
