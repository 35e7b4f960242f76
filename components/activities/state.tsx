import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { ActivityState as State } from '@/db/activity-enums'

const tones = { recorded: 'ok', rejected: 'danger', withdrawn: 'neutral' } as const

/** How an activity stands; whether it came after the team's report was due; whether the reader's team only took part. */
export function ActivityState({ state, late, joint }: { state: State; late: boolean; joint?: boolean }) {
  const t = useTranslations('activities.state')
  const tStates = useTranslations('enums.activityStates')
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tones[state]}>{tStates(state)}</Badge>
      {joint ? (
        <Badge tone="info" icon={null}>
          {t('joint')}
        </Badge>
      ) : null}
      {late ? (
        <Badge tone="warn" icon={Clock}>
          {t('late')}
        </Badge>
      ) : null}
    </span>
  )
}
