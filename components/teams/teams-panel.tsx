'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { atStart, inSentence, wardWord } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import type { TeamStates } from '@/components/rosters/outputs'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { CommuneTeams } from '@/components/units/unit-outputs'
import { AddTeamDialog, CloseTeamDialog, CoverageDialog } from './team-forms'
import { teamsHref } from './team-links'
import { VillageLinks } from './village-links'

type Team = CommuneTeams['teams'][number]
type Asked = { kind: 'add' } | { kind: 'cover' | 'close'; team: Team } | null

interface TeamsPanelProps {
  commune: { id: number; fullName: string; today: string }
  teams: CommuneTeams
  /** Members and what to look at, of the active ones. */
  states: TeamStates
  on: string | null
}

/** The register of teams of a commune and which villages they cover: n/N, never a percentage alone. */
export function TeamsPanel({ commune, teams: given, states, on }: TeamsPanelProps) {
  const t = useTranslations('teams')
  const rosters = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const [asked, setAsked] = useState<Asked>(null)
  const { teams, villages, covered, can } = given
  const ward = wardWord(commune.fullName)
  const active = teams.filter((team) => team.state === 'active')
  const bare = villages.filter((village) => !village.covered)
  const stray = active.filter((team) => team.villages.some((village) => !village.standing))
  const columns = useMemo((): DataColumn<Team>[] => {
    const stateOf = (team: Team) => states.find((each) => each.id === team.id)
    const all: (DataColumn<Team> | false)[] = [
      {
        id: 'name',
        header: t('team'),
        value: (team) => atStart(team.name),
        cell: (team) => (
          <Link href={teamsHref(team.id, on)} className="link">
            {atStart(team.name)}
          </Link>
        ),
      },
      { id: 'level', header: t('level'), value: (team) => enums(`teamLevels.${team.level}`) },
      {
        id: 'state',
        header: t('state'),
        value: (team) => enums(`teamStates.${team.state}`),
        cell: (team) => (
          <Badge tone={team.state === 'active' ? 'ok' : 'neutral'}>
            {enums(`teamStates.${team.state}`)}
            {team.dissolvedOn ? ` ${format.date(team.dissolvedOn)}` : ''}
          </Badge>
        ),
      },
      {
        id: 'members',
        header: rosters('membersOf'),
        unit: rosters('membersUnit'),
        kind: 'number',
        value: (team) => stateOf(team)?.members ?? null,
      },
      {
        id: 'foundedOn',
        header: t('foundedOn'),
        value: (team) => team.foundedOn,
        cell: (team) => format.date(team.foundedOn),
      },
      {
        id: 'villages',
        header: t('covers', { ward }),
        value: (team) => team.villages.length,
        cell: (team) => <VillageLinks villages={team.villages} on={on} />,
      },
      can.manage && {
        id: 'act',
        header: t('act'),
        value: () => '',
        sortable: false,
        fixed: true,
        cell: (team) =>
          team.state === 'active' ? (
            <span className="flex flex-wrap gap-1">
              <Button size="sm" variant="quiet" onClick={() => setAsked({ kind: 'cover', team })}>
                {t('coverage')}
                <span className="sr-only"> {team.name}</span>
              </Button>
              <Button size="sm" variant="quiet" onClick={() => setAsked({ kind: 'close', team })}>
                {t('close')}
                <span className="sr-only"> {team.name}</span>
              </Button>
            </span>
          ) : null,
      },
    ]
    return all.filter((column) => column !== false)
  }, [t, rosters, enums, format, can.manage, on, ward, states])
  const add = can.manage ? (
    <Button variant="primary" onClick={() => setAsked({ kind: 'add' })}>
      {t('add')}
    </Button>
  ) : null
  const close = () => setAsked(null)
  return (
    <div className="grid grid-cols-1 gap-6">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure
          label={t('coverageLabel', { ward })}
          value={villages.length > 0 ? format.ratio(covered, villages.length) : t('noRegister', { ward })}
          note={t('coverageNote', { ward, date: format.date(given.on) })}
        />
        <Figure
          label={t('villageTeams')}
          value={format.number(active.filter((team) => team.level === 'village').length)}
        />
        <Figure
          label={t('communeTeams')}
          value={format.number(active.filter((team) => team.level === 'commune').length)}
        />
        <Figure
          label={rosters('countPeople')}
          value={format.number(states.reduce((sum, team) => sum + team.members, 0))}
          note={rosters('placesNote')}
        />
      </dl>
      {stray.length > 0 ? (
        <Notice tone="warn" title={t('strayTitle')}>
          {t('stray', { teams: stray.map((team) => team.name).join(', ') })}
        </Notice>
      ) : null}
      {bare.length > 0 ? (
        <Notice tone="warn" title={t('bareTitle', { count: bare.length, ward })}>
          {bare.map((village) => village.fullName).join(', ')}
        </Notice>
      ) : null}
      {teams.length > 0 ? (
        <DataTable
          caption={t('caption', { commune: inSentence(commune.fullName) })}
          columns={columns}
          rows={teams}
          rowId={(team) => String(team.id)}
          mobileColumns={['name', 'state', 'members']}
          toolbar={add}
          choosable={false}
        />
      ) : (
        <EmptyState title={t('none')} action={add}>
          {t('noneWhy')}
        </EmptyState>
      )}
      {asked?.kind === 'add' ? (
        <AddTeamDialog commune={commune} villages={villages} today={commune.today} onClose={close} />
      ) : null}
      {asked?.kind === 'cover' ? (
        <CoverageDialog team={asked.team} villages={villages} today={commune.today} onClose={close} />
      ) : null}
      {asked?.kind === 'close' ? <CloseTeamDialog team={asked.team} today={commune.today} onClose={close} /> : null}
    </div>
  )
}
