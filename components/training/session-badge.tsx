import { CalendarClock, CircleCheck, CircleSlash, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { SessionState } from '@/db/training-enums'

const looks: Record<SessionState, { tone: Tone; icon: LucideIcon }> = {
  planned: { tone: 'info', icon: CalendarClock },
  held: { tone: 'ok', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: CircleSlash },
}

export function SessionBadge({ state }: { state: SessionState }) {
  const t = useTranslations('enums.sessionStates')
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(state)}
    </Badge>
  )
}
