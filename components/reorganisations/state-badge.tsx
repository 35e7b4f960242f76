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

export function ReorganisationBadge({ state }: { state: ReorganisationState }) {
  const t = useTranslations('enums.reorganisationStates')
  const { tone, icon } = looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(state)}
    </Badge>
  )
}
