'use client'

import { Ellipsis } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { currentHref } from './nav-current'
import { navIcons } from './nav-icons'
import type { FrameNavItem } from './types'
import { Waiting } from './waiting'

const MoreSheet = lazy(() => import('./more-sheet'))

const entry =
  'relative grid min-h-14 min-w-0 content-center justify-items-center gap-0.5 px-1 text-xs focus-visible:outline-offset-[-2px]'

/** The nouns under the thumb: at most five, the rest behind the last. */
export function BottomBar({ nav }: { nav: readonly FrameNavItem[] }) {
  const t = useTranslations('frame')
  const path = usePathname()
  const [open, setOpen] = useState(false)
  const current = currentHref(
    path,
    nav.map((item) => item.href),
  )
  const shown = nav.length > 5 ? nav.slice(0, 4) : nav
  const rest = nav.slice(shown.length)
  const restActive = rest.some((item) => item.href === current)
  return (
    <nav aria-label={t('nav')} className="frame-bottom border-line border-t bg-surface lg:hidden print:hidden">
      <ul className="grid auto-cols-fr grid-flow-col">
        {shown.map((item) => {
          const Icon = navIcons[item.icon]
          const active = item.href === current
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={active ? 'page' : undefined}
                className={cn(entry, active ? 'font-semibold text-accent' : 'text-muted')}
              >
                <Icon aria-hidden className="size-5" />
                <span className="w-full truncate text-center">{item.label}</span>
                <Waiting count={item.waiting} onIcon />
              </Link>
            </li>
          )
        })}
        {rest.length > 0 ? (
          <li>
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={open}
              onClick={() => setOpen(true)}
              className={cn(entry, 'w-full', restActive ? 'font-semibold text-accent' : 'text-muted')}
            >
              <Ellipsis aria-hidden className="size-5" />
              <span>{t('more')}</span>
              <Waiting count={rest.reduce((sum, item) => sum + (item.waiting ?? 0), 0)} onIcon />
            </button>
            {open ? (
              <Suspense>
                <MoreSheet items={rest} current={current} onClose={() => setOpen(false)} />
              </Suspense>
            ) : null}
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
