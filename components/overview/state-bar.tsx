import { CircleCheck, CircleDashed, CircleSlash, type LucideIcon, Send, TriangleAlert, Undo2 } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { type Tone, toneText } from '@/components/ui/tone'

/** Where reports stand for whoever receives them, in the order of the bar. */
export const barStates = ['accepted', 'awaiting', 'returned', 'overdue', 'unsent', 'exempt'] as const
export type BarState = (typeof barStates)[number]

export const barLooks: Record<BarState, { icon: LucideIcon; tone: Tone; fill: string }> = {
  accepted: { icon: CircleCheck, tone: 'ok', fill: 'bg-ok' },
  awaiting: { icon: Send, tone: 'info', fill: 'bg-info' },
  returned: { icon: Undo2, tone: 'warn', fill: 'bg-warn' },
  overdue: { icon: TriangleAlert, tone: 'danger', fill: 'bg-danger' },
  unsent: { icon: CircleDashed, tone: 'neutral', fill: 'hatch' },
  exempt: { icon: CircleSlash, tone: 'neutral', fill: 'bg-sunken' },
}

/** A bar of shares. The same is said in words and numbers beside it, so it is not read out. */
export function StateBar({ values }: { values: Record<BarState, number> }) {
  return (
    <div aria-hidden className="flex h-4 w-full gap-px overflow-hidden rounded-sm bg-sunken">
      {barStates.map((state) =>
        values[state] > 0 ? (
          <span
            key={state}
            className={cn('block min-w-1', barLooks[state].fill)}
            style={{ flex: `${values[state]} 0 0px` }}
          />
        ) : null,
      )}
    </div>
  )
}

/** The mark of a state: its icon in its colour. */
export function StateMark({ state }: { state: BarState }) {
  const { icon: Icon, tone } = barLooks[state]
  return <Icon aria-hidden className={cn('size-4 shrink-0', toneText[tone])} />
}
