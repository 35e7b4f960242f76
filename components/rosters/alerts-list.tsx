import { useTranslations } from 'next-intl'
import { teamsHref } from '@/components/teams/team-links'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { TeamState } from './outputs'

/** What is wrong with a team, in words. */
export function AlertWords({ alerts }: { alerts: TeamState['alerts'] }) {
  const t = useTranslations('rosters.alerts')
  return alerts.map((kind) => t(kind)).join('; ')
}

/** The teams of a commune that a person should look at, each with what is wrong. Nothing when all is well. */
export function AlertsList({ states }: { states: readonly TeamState[] }) {
  const t = useTranslations('rosters')
  const found = states.filter((team) => team.alerts.length > 0)
  if (found.length === 0) return null
  return (
    <Notice tone="warn" title={t('alertsTitle', { count: found.length })}>
      <ul className="grid gap-1">
        {found.map((team) => (
          <li key={team.id}>
            <Link href={teamsHref(team.id)} className="link">
              {t('teamNamed', { name: team.name })}
            </Link>
            {': '}
            <AlertWords alerts={team.alerts} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
