'use client'

import * as Radix from 'radix-ui/tabs'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '@/components/ui/link'
import { cn } from './cn'

const bar = 'flex gap-6 overflow-x-auto overflow-y-hidden border-line border-b print:hidden'
const tab =
  '-mb-px inline-flex min-h-11 shrink-0 items-center gap-2 whitespace-nowrap border-b-2 font-medium text-sm hover:text-ink focus-visible:outline-offset-[-2px] sm:min-h-9'

export interface TabItem {
  value: string
  label: ReactNode
  content: ReactNode
}

/** Tabs within a page. Where the choice belongs in the address use LinkTabs. */
export function Tabs({
  label,
  items,
  defaultValue,
}: {
  label: string
  items: readonly TabItem[]
  defaultValue?: string
}) {
  return (
    <Radix.Root defaultValue={defaultValue ?? items[0]?.value} activationMode="manual">
      <Radix.List aria-label={label} className={bar}>
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className={cn(
              tab,
              'border-transparent text-muted data-[state=active]:border-accent data-[state=active]:text-accent',
            )}
          >
            {item.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

export interface LinkTab {
  href: string
  label: ReactNode
  current: boolean
}

export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  const nav = useRef<HTMLElement>(null)
  const current = tabs.find((item) => item.current)?.href
  // On a phone the tabs scroll: the one that is open stands in view.
  useEffect(() => {
    const link = current && nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (link && nav.current) nav.current.scrollLeft = link.offsetLeft - nav.current.offsetLeft - 24
  }, [current])
  return (
    <nav ref={nav} aria-label={label} className={bar}>
      {tabs.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className={cn(tab, item.current ? 'border-accent text-accent' : 'border-transparent text-muted')}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
