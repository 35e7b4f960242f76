'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { atStart, inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import { guidedTotal } from '@/server/activities/rules'
import type { ActivityRow } from './answers'
import { ActivityState } from './state'

interface ActivitiesTableProps {
  rows: readonly ActivityRow[]
  /** The team whose list it is. */
  ownTeam: number | null
  /** Of more than one commune: a team is told with its commune. */
  above: boolean
}

/** "thôn 1, xã Lìa"; the commune's own team is named as the commune is. */
const placeOf = (team: string, commune: string) => (team === commune ? commune : `${team}, ${commune}`)

/** Activities in the order of the server. Of a team's own list those of others stand as what they are: taken part in. */
export function ActivitiesTable({ rows, ownTeam, above }: ActivitiesTableProps) {
  const t = useTranslations('activities.list')
  const tKinds = useTranslations('enums.activityKinds')
  const tChannels = useTranslations('enums.activityChannels')
  const tTasks = useTranslations('enums.activityTasks')
  const format = useFormat()
  const columns = useMemo((): DataColumn<ActivityRow>[] => {
    const { date, number } = format
    const own: DataColumn<ActivityRow>[] = [
      {
        id: 'day',
        header: t('columns.day'),
        value: (row) => row.onDay,
        sortable: false,
        cell: (row) => (
          <Link href={`/activities/${row.id}`} className="link whitespace-nowrap">
            {date(row.onDay)}
          </Link>
        ),
      },
      {
        id: 'kind',
        header: t('columns.kind'),
        value: (row) => `${tKinds(row.kind)} · ${tChannels(row.channel)}`,
        sortable: false,
      },
    ]
    const rest: DataColumn<ActivityRow>[] = [
      {
        id: 'tasks',
        header: t('columns.tasks'),
        value: (row) => row.tasks.map((task) => tTasks(`${task}`)).join('; '),
        sortable: false,
      },
      {
        id: 'households',
        header: t('columns.households'),
        value: (row) => row.households,
        sortable: false,
        kind: 'number',
        cell: (row) => number(row.households),
      },
      {
        id: 'guided',
        header: t('columns.guided'),
        value: (row) => guidedTotal(row.guided),
        sortable: false,
        kind: 'number',
        cell: (row) => number(guidedTotal(row.guided)),
      },
      {
        id: 'state',
        header: t('columns.state'),
        value: (row) => row.state,
        sortable: false,
        cell: (row) => (
          <ActivityState state={row.state} late={row.late} joint={ownTeam !== null && row.teamId !== ownTeam} />
        ),
      },
    ]
    const team: DataColumn<ActivityRow>[] = [
      {
        id: 'team',
        header: t('columns.team'),
        value: (row) => (above ? placeOf(row.teamName, inSentence(row.commune)) : atStart(row.teamName)),
        sortable: false,
      },
    ]
    return ownTeam === null ? [...own, ...team, ...rest] : [...own, ...rest]
  }, [t, tKinds, tChannels, tTasks, format, ownTeam, above])
  return (
    <DataTable
      caption={t('title')}
      hideCaption
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => `${tKinds(row.kind)} ${format.date(row.onDay)}`}
      mobileColumns={ownTeam === null ? ['day', 'kind', 'team'] : ['day', 'kind', 'guided']}
    />
  )
}
