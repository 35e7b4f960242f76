import { CircleCheck, CircleSlash, Hourglass, LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import type { AccountState } from '@/server/people/rules'

const looks = {
  invited: { tone: 'info', icon: Hourglass },
  active: { tone: 'ok', icon: CircleCheck },
  locked: { tone: 'danger', icon: LockKeyhole },
  disabled: { tone: 'neutral', icon: CircleSlash },
} as const

/** How an account stands: icon, word and colour; a lock says until when. */
export function AccountBadge({ state, lockedUntil }: { state: AccountState; lockedUntil: Date | null }) {
  const t = useTranslations('people.states')
  const format = useFormat()
  return (
    <Badge {...looks[state]}>
      {state === 'locked' && lockedUntil ? t('lockedUntil', { time: format.time(lockedUntil) }) : t(state)}
    </Badge>
  )
}
