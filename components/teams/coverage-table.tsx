'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import type { TeamState } from '@/components/rosters/outputs'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import type { ChildUnit, CommuneCoverage } from '@/components/units/unit-outputs'
import { teamsHref } from './team-links'

interface CoverageTableProps {
  province: string
  communes: readonly Pick<ChildUnit, 'id' | 'fullName' | 'code'>[]
  coverage: readonly CommuneCoverage[]
  /** The active teams of the province, of communes of today. */
  states: readonly TeamState[]
  on: string | null
  toolbar?: React.ReactNode
}
/** `coverage` is null where neither villages nor teams are in the register: nothing is known, which is not 0. */
type Row = CoverageTableProps['communes'][number] & {
  coverage: CommuneCoverage | null
  committee: boolean
  members: number | null
  alerts: number
}

/** Coverage, teams and steering committee of each commune of a province on a day. */
export function CoverageTable({ province, communes, coverage, states, on, toolbar }: CoverageTableProps) {
  const t = useTranslations('teams')
  const rosters = useTranslations('rosters')
  const format = useFormat()
  const params = useTableParams()
  const rows = useMemo((): Row[] => {
    const byCommune = new Map(coverage.map((each) => [each.communeId, each]))
    const teams = new Map<number, TeamState[]>()
    for (const team of states) teams.set(team.communeId, [...(teams.get(team.communeId) ?? []), team])
    return communes.map((commune) => {
      const own = teams.get(commune.id) ?? []
      const found = byCommune.get(commune.id)
      const registered = found && found.villages + found.communeTeams + found.villageTeams > 0
      return {
        ...commune,
        coverage: registered ? found : null,
        committee: found?.committee ?? false,
        members: own.length > 0 ? own.reduce((sum, team) => sum + team.members, 0) : null,
        alerts: own.filter((team) => team.alerts.length > 0).length,
      }
    })
  }, [communes, coverage, states])
  const registered = rows.flatMap((row) => row.coverage ?? [])
  const sum = (pick: (row: CommuneCoverage) => number) => registered.reduce((total, row) => total + pick(row), 0)
  const withTeam = registered.filter((row) => row.communeTeams > 0).length
  const columns: DataColumn<Row>[] = [
    {
      id: 'name',
      header: t('commune'),
      value: (row) => row.fullName,
      cell: (row) => (
        <Link href={teamsHref(row.id, on)} className="link">
          {row.fullName}
        </Link>
      ),
    },
    {
      id: 'coverage',
      header: t('coverageLabel', { ward: 'no' }),
      unit: t('coverageUnit'),
      kind: 'number',
      value: (row) => (row.coverage?.villages ? row.coverage.covered / row.coverage.villages : null),
      cell: (row) => <Ratio num={row.coverage?.covered ?? null} den={row.coverage?.villages || null} />,
      total: <Ratio num={sum((row) => row.covered)} den={sum((row) => row.villages) || null} />,
    },
    {
      id: 'villageTeams',
      header: t('villageTeams'),
      unit: t('teamUnit'),
      kind: 'number',
      value: (row) => row.coverage?.villageTeams ?? null,
      total: format.number(sum((row) => row.villageTeams)),
    },
    {
      id: 'communeTeams',
      header: t('communeTeams'),
      unit: t('teamUnit'),
      kind: 'number',
      value: (row) => row.coverage?.communeTeams ?? null,
      total: (
        <span className="inline-grid">
          <span>{format.number(sum((row) => row.communeTeams))}</span>
          <span className="whitespace-nowrap text-xs">
            {t('communesWithTeam', { ratio: format.fraction(withTeam, rows.length) })}
          </span>
        </span>
      ),
    },
    {
      id: 'members',
      header: rosters('membersOf'),
      unit: rosters('membersUnit'),
      kind: 'number',
      value: (row) => row.members,
      total: format.number(rows.reduce((total, row) => total + (row.members ?? 0), 0)),
    },
    {
      id: 'alerts',
      header: rosters('alertsLabel'),
      unit: t('teamUnit'),
      kind: 'number',
      value: (row) => (row.members === null ? null : row.alerts),
      total: format.number(rows.reduce((total, row) => total + row.alerts, 0)),
    },
    {
      id: 'committee',
      header: t('committee'),
      value: (row) => t(row.committee ? 'committeeYes' : 'committeeNo'),
      total: <Ratio num={rows.filter((row) => row.committee).length} den={rows.length} />,
    },
  ]
  return (
    <DataTable
      caption={t('coverageCaption', { province: inSentence(province) })}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.id)}
      mobileColumns={['name', 'coverage']}
      totalLabel={t('total', { count: registered.length, communes: communes.length })}
      maxHeight="70vh"
      toolbar={toolbar}
      {...params}
    />
  )
}
