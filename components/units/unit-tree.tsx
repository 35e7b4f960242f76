'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useErrorText } from '@/components/frame/use-error-text'
import { useAnswer, useTRPC } from '@/components/trpc'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { Skeleton } from '@/components/ui/skeleton'
import { unitHref, unitsHref } from './unit-links'
import type { ChildUnit } from './unit-outputs'

interface UnitTreeProps {
  roots: readonly ChildUnit[]
  /** The day looked at; null is today. */
  on: string | null
  /** The province whose table is shown. */
  current: number | null
}

/** The country as a tree: a province opens its table, everything below its own page; branches are fetched when opened. */
export function UnitTree({ roots, on, current }: UnitTreeProps) {
  const t = useTranslations('units.tree')
  return (
    <nav aria-label={t('label')}>
      <Branch units={roots} on={on} current={current} />
    </nav>
  )
}

function Branch({ units, on, current }: { units: readonly ChildUnit[]; on: string | null; current: number | null }) {
  return (
    <ul className="grid text-sm">
      {units.map((unit) => (
        <Node key={unit.id} unit={unit} on={on} current={current} />
      ))}
    </ul>
  )
}

function Node({ unit, on, current }: { unit: ChildUnit; on: string | null; current: number | null }) {
  const t = useTranslations('units.tree')
  const [open, setOpen] = useState(false)
  const here = unit.id === current
  return (
    <li>
      <span className={cn('flex min-h-11 items-center gap-1 sm:min-h-8', here && 'bg-accent-soft')}>
        {unit.hasChildren ? (
          <button
            type="button"
            aria-expanded={open}
            aria-label={t('open', { name: unit.fullName })}
            onClick={() => setOpen(!open)}
            className="grid size-11 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink sm:size-7"
          >
            <ChevronRight aria-hidden className={cn('size-4', open && 'rotate-90')} />
          </button>
        ) : (
          <span className="w-11 shrink-0 sm:w-7" />
        )}
        <Link
          href={unit.level === 'province' ? unitsHref(unit.id, on) : unitHref(unit.id, on)}
          aria-current={here ? 'true' : undefined}
          className={cn('min-w-0 truncate py-1 text-ink hover:underline', here && 'font-semibold text-accent')}
        >
          {unit.fullName}
        </Link>
      </span>
      {open ? <Opened id={unit.id} on={on} current={current} /> : null}
    </li>
  )
}

function Opened({ id, on, current }: { id: number; on: string | null; current: number | null }) {
  const trpc = useTRPC()
  const toText = useErrorText()
  const answer = useAnswer(`${id}/${on}`, (signal) => trpc.units.tree.query({ id, on: on ?? undefined }, { signal }))
  return (
    <div className="ml-5 border-line border-l sm:ml-3.5">
      {answer.error ? <p className="px-2 text-danger text-sm">{toText(answer.error.data)}</p> : null}
      {!answer.data && !answer.error ? <Skeleton className="m-2 w-32" /> : null}
      {answer.data ? <Branch units={answer.data} on={on} current={current} /> : null}
    </div>
  )
}
