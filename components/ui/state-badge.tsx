import {
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Clock,
  FileCheck,
  Hourglass,
  Layers,
  Lock,
  type LucideIcon,
  Paperclip,
  PencilLine,
  Send,
  TriangleAlert,
  Undo2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReportStatus } from '@/db/enums'
import { Badge } from './badge'
import type { Tone } from './tone'

/** What a report looks like to a person: its status, and what stands around it. Labels in enums.displayStates. */
export type DisplayState =
  | ReportStatus
  | 'not_open'
  | 'not_started'
  | 'consolidated'
  | 'issued'
  | 'overdue'
  | 'late'
  | 'exempt'
  | 'nil'

const looks: Record<DisplayState, { tone: Tone; icon: LucideIcon }> = {
  not_open: { tone: 'neutral', icon: CalendarClock },
  not_started: { tone: 'neutral', icon: CircleDashed },
  draft: { tone: 'neutral', icon: PencilLine },
  awaiting_leader: { tone: 'info', icon: Hourglass },
  submitted: { tone: 'info', icon: Send },
  returned: { tone: 'warn', icon: Undo2 },
  accepted: { tone: 'ok', icon: CircleCheck },
  consolidated: { tone: 'ok', icon: Layers },
  issued: { tone: 'ok', icon: FileCheck },
  locked: { tone: 'neutral', icon: Lock },
  noted: { tone: 'neutral', icon: Paperclip },
  overdue: { tone: 'danger', icon: TriangleAlert },
  late: { tone: 'warn', icon: Clock },
  exempt: { tone: 'neutral', icon: CircleSlash },
  nil: { tone: 'neutral', icon: CircleSlash },
}

/** `days`: working days, for overdue and late only. */
export function StateBadge({ state, days = 0, className }: { state: DisplayState; days?: number; className?: string }) {
  const t = useTranslations('enums.displayStates')
  const { tone, icon } = looks[state]
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {t(state, { days })}
    </Badge>
  )
}
