'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { currentHref } from './nav-current'
import { navIcons } from './nav-icons'
import type { FrameNavItem } from './types'
import { Waiting } from './waiting'

/** The nouns, on screens from 1024 px. */
export function Rail({ nav }: { nav: readonly FrameNavItem[] }) {
  const t = useTranslations()
  const path = usePathname()
  const current = currentHref(
    path,
    nav.map((item) => item.href),
  )
  return (
    <div className="sticky top-0 hidden h-screen flex-col overflow-y-auto border-line border-r bg-surface lg:flex print:hidden">
      <nav aria-label={t('frame.nav')}>
        <Link
          href="/"
          className="flex h-14 shrink-0 items-center border-line border-b px-4 font-bold text-accent text-base"
        >
          {t('common.product')}
        </Link>
        <ul className="grid gap-0.5 p-2">
          {nav.map((item) => {
            const Icon = navIcons[item.icon]
            const active = item.href === current
            return (
              <li key={item.href}>
                <Link
                  href={item.href}
                  aria-current={active ? 'page' : undefined}
                  className={cn(
                    'flex min-h-9 items-center gap-3 rounded-sm px-2 text-sm transition-colors',
                    active ? 'bg-accent-soft font-semibold text-accent' : 'text-ink hover:bg-sunken',
                  )}
                >
                  <Icon aria-hidden className={cn('size-4 shrink-0', !active && 'text-muted')} />
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  <Waiting count={item.waiting} />
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
    </div>
  )
}
