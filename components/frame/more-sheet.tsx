'use client'

import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { navIcons } from './nav-icons'
import type { FrameNavItem } from './types'
import { Waiting } from './waiting'

interface MoreSheetProps {
  items: readonly FrameNavItem[]
  current: string | null
  onClose: () => void
}

/** The nouns that found no room under the thumb. */
export default function MoreSheet({ items, current, onClose }: MoreSheetProps) {
  const t = useTranslations('frame')
  return (
    <Sheet open onOpenChange={(open) => open || onClose()}>
      <SheetContent title={t('moreTitle')}>
        <ul className="grid gap-1">
          {items.map((item) => {
            const Icon = navIcons[item.icon]
            return (
              <li key={item.href}>
                <Link
                  href={item.href}
                  aria-current={item.href === current ? 'page' : undefined}
                  onClick={onClose}
                  className="flex min-h-11 items-center gap-3 rounded-sm px-2 text-base text-ink aria-[current=page]:font-semibold aria-[current=page]:text-accent"
                >
                  <Icon aria-hidden className="size-5 text-muted" />
                  <span className="flex-1">{item.label}</span>
                  <Waiting count={item.waiting} />
                </Link>
              </li>
            )
          })}
        </ul>
      </SheetContent>
    </Sheet>
  )
}
