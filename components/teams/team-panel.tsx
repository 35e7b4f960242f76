import { useTranslations } from 'next-intl'
import { TeamChat } from '@/components/contacts/team-chat'
import { inSentence, wardWord } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { Figure } from '@/components/ui/figure'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import type { TeamDetail } from '@/components/units/unit-outputs'
import { teamsHref } from './team-links'
import { VillageLinks } from './village-links'

interface TeamPanelProps {
  team: TeamDetail
  /** The day in the address; null is today. */
  on: string | null
}

/** What is recorded of a team: its level, state and days, who leads it and what it covers. */
export function TeamPanel({ team, on }: TeamPanelProps) {
  const t = useTranslations('teams')
  const contacts = useTranslations('contacts')
  const enums = useTranslations('enums')
  const format = useFormat()
  const ward = wardWord(team.commune.fullName)
  const date = format.date(team.on)
  return (
    <div className="grid grid-cols-1 gap-6">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure label={t('level')} value={enums(`teamLevels.${team.level}`)} />
        <Figure
          label={t('state')}
          value={<Badge tone={team.state === 'active' ? 'ok' : 'neutral'}>{enums(`teamStates.${team.state}`)}</Badge>}
        />
        <Figure label={t('foundedOn')} value={format.date(team.foundedOn)} />
        {team.can.seeChat ? (
          <Figure label={contacts('chat')} value={<TeamChat team={team} canSet={team.can.setChatLink} />} />
        ) : null}
        {team.dissolvedOn ? <Figure label={t('closedOn')} value={format.date(team.dissolvedOn)} /> : null}
      </dl>
      <Section title={t('leader')}>
        {team.leaders === null || team.leaders.length === 0 ? (
          <p className="text-muted text-sm">{team.leaders ? t('noLeader', { date }) : t('leaderHidden')}</p>
        ) : (
          <ul className="grid gap-1 text-sm">
            {team.leaders.map((leader) => (
              <li key={leader.assignmentId}>
                <span className="font-medium text-ink">{leader.name}</span>
                {leader.title && leader.title !== enums('roles.team_leader') ? (
                  <span className="text-muted"> · {leader.title}</span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={t('covers', { ward })}
        description={t('coversOn', { date, count: team.villages.length, ward })}
        actions={
          team.can.manage ? (
            <LinkButton size="sm" href={teamsHref(team.commune.id)}>
              {t('manageIn', { commune: inSentence(team.commune.fullName) })}
            </LinkButton>
          ) : null
        }
      >
        {team.villages.length > 0 ? (
          <div className="text-sm">
            <VillageLinks villages={team.villages} on={on} />
          </div>
        ) : null}
      </Section>
    </div>
  )
}
