import { CalendarClock, CircleCheck, Hourglass, type LucideIcon, PencilLine, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { ReorganisationState } from '@/db/enums'

const looks: Record<ReorganisationState, { tone: Tone; icon: LucideIcon }> = {
  draft: { tone: 'neutral', icon: PencilLine },
  scheduled: { tone: 'info', icon: CalendarClock },
  applied: { tone: 'ok', icon: CircleCheck },
  undoing: { tone: 'warn', icon: Hourglass },
  undone: { tone: 'neutral', icon: Undo2 },
}

/** `due`: the job has it. */
export function ReorganisationBadge({ state, due }: { state: ReorganisationState; due?: boolean }) {
  const t = useTranslations('enums.reorganisationStates')
  const tState = useTranslations('reorganisations.state')
  const { tone, icon } = due ? looks.undoing : looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {due && state === 'scheduled' ? tState('busy') : t(state)}
    </Badge>
  )
}
