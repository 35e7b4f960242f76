'use client'

import { CircleHelp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Popover from 'radix-ui/popover'
import * as Radix from 'radix-ui/tooltip'
import type { ReactElement, ReactNode } from 'react'

const bubble = 'z-50 max-w-xs rounded-sm bg-surface px-3 py-2 text-ink text-sm shadow-overlay'

/** A word more about a control that can take the focus. Never the only place of something needed: touch does not open it. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content sideOffset={4} collisionPadding={8} className={bubble}>
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}

/** A question mark that opens an explanation by click, touch or Enter. `topic` names what is explained. */
export function InfoTip({ topic, children }: { topic: string; children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t('help', { topic })}
        className="inline-grid size-6 place-items-center rounded-full align-middle text-muted hover:text-accent print:hidden"
      >
        <CircleHelp aria-hidden className="size-4" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content sideOffset={4} collisionPadding={8} aria-label={topic} className={`${bubble} animate-appear`}>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
