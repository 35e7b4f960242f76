'use client'

import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { teamsHref } from '@/components/teams/team-links'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import type { Counted, PlaceCounts } from './outputs'

interface CountsTableProps {
  unit: string
  counted: Counted
  /** The day in the address; null is today. */
  on: string | null
  toolbar?: React.ReactNode
}

/** Teams, coverage and members of each part of a unit on a day, with the sum of all. */
export function CountsTable({ unit, counted, on, toolbar }: CountsTableProps) {
  const t = useTranslations('teamCounts')
  const format = useFormat()
  const params = useTableParams()
  const { places, kept, total } = counted
  const share = (num: number, den: number) => (den > 0 ? num / den : null)
  const number = (
    id: 'villageTeams' | 'communeTeams' | 'villageMembers' | 'communeMembers',
    unitKey: 'teamsUnit' | 'people',
  ) => ({
    id,
    header: t(id),
    unit: t(unitKey),
    kind: 'number' as const,
    wrap: 'narrow' as const,
    value: (row: PlaceCounts) => (row.kept ? row[id] : null),
    total: format.number(total[id]),
  })
  const teams = (row: { villageTeams: number; communeTeams: number }) => row.villageTeams + row.communeTeams
  const columns: DataColumn<PlaceCounts>[] = [
    {
      id: 'name',
      header: t('place'),
      value: (row) => row.fullName,
      cell: (row) => (
        <Link href={teamsHref(row.id, on)} className="link">
          {row.fullName}
        </Link>
      ),
    },
    {
      id: 'covered',
      header: t('villagesCovered'),
      unit: t('ofVillages'),
      kind: 'number',
      wrap: 'narrow',
      value: (row) => share(row.covered, row.villages),
      cell: (row) => <Ratio num={row.covered} den={row.villages || null} />,
      total: <Ratio num={total.covered} den={total.villages || null} />,
    },
    {
      id: 'communesWithTeam',
      header: t('communesWithTeam'),
      unit: t('ofCommunes'),
      kind: 'number',
      wrap: 'narrow',
      value: (row) => (row.kept ? share(row.communesWithTeam, row.communes) : null),
      cell: (row) => <Ratio num={row.communesWithTeam} den={(row.kept && row.communes) || null} />,
      total: <Ratio num={total.communesWithTeam} den={total.communes || null} />,
    },
    number('villageTeams', 'teamsUnit'),
    number('communeTeams', 'teamsUnit'),
    number('villageMembers', 'people'),
    number('communeMembers', 'people'),
    {
      id: 'led',
      header: t('led'),
      unit: t('ofTeams'),
      kind: 'number',
      wrap: 'narrow',
      value: (row) => share(row.led, teams(row)),
      cell: (row) => <Ratio num={row.led} den={teams(row) || null} />,
      total: <Ratio num={total.led} den={teams(total) || null} />,
    },
  ]
  if (teams(total) === 0) return <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-muted text-sm">
        {t('note', { date: format.date(counted.on) })}
        {kept < places.length ? ` ${t('unkept')}` : null}
      </p>
      <DataTable
        caption={t('countsCaption', { unit: inSentence(unit) })}
        columns={columns}
        rows={places}
        rowId={(row) => String(row.id)}
        mobileColumns={['name', 'covered']}
        totalLabel={kept < places.length ? t('totalOfKept', { kept, all: places.length }) : t('total')}
        maxHeight="70vh"
        toolbar={toolbar}
        {...params}
      />
    </div>
  )
}
