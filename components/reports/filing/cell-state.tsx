'use client'

import {
  Check,
  CircleX,
  CloudOff,
  LoaderCircle,
  type LucideIcon,
  PencilLine,
  TriangleAlert,
  UsersRound,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { type CellPhase, phaseOf } from './cell-phase'
import { useDraft } from './filing-provider'

const looks: Partial<Record<CellPhase, { icon: LucideIcon; tone: string }>> = {
  dirty: { icon: PencilLine, tone: 'text-muted' },
  saving: { icon: LoaderCircle, tone: 'text-muted' },
  saved: { icon: Check, tone: 'text-ok' },
  kept: { icon: CloudOff, tone: 'text-warn' },
  error: { icon: CircleX, tone: 'text-danger' },
  warn: { icon: TriangleAlert, tone: 'text-warn' },
  conflict: { icon: UsersRound, tone: 'text-info' },
}

/** One word beside the cell. Its place is always kept, so that nothing moves when it comes and goes. */
export function CellStateWord({ code, className }: { code: string; className?: string }) {
  const t = useTranslations('reports.cell')
  const phase = useDraft((state) => phaseOf(state, code))
  const look = looks[phase]
  const Icon = look?.icon
  return (
    <span className={cn('flex min-h-4 items-center gap-1 whitespace-nowrap text-xs', look?.tone, className)}>
      {Icon && phase !== 'prefilled' && phase !== 'idle' ? (
        <>
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {t(phase)}
        </>
      ) : null}
    </span>
  )
}
