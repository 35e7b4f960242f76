'use client'

import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useRef } from 'react'

export interface TableScrollProps {
  /** Name of the box for those who cannot see it: the table's caption. */
  label: string
  maxHeight?: string
  /** On phones the table inside becomes a list (DataTable's markup only). */
  list?: boolean
  children: ReactNode
}

/**
 * The box in which a wide table scrolls, so that the page never does. A plain server-made table inside takes
 * className="dt", `data-first` on the cells of its first column and `data-number` on cells of figures.
 */
export function TableScroll({ label, maxHeight, list, children }: TableScrollProps) {
  const t = useTranslations('common.table')
  const box = useRef<HTMLElement>(null)
  return (
    <section
      ref={box}
      aria-label={`${label}. ${t('scrollHint')}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      data-list={list ? '' : undefined}
      className="dt-scroll"
      style={maxHeight ? ({ '--dt-height': maxHeight } as CSSProperties) : undefined}
      onScroll={() => box.current?.toggleAttribute('data-scrolled', box.current.scrollLeft > 0)}
    >
      {children}
    </section>
  )
}
