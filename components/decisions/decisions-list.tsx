'use client'

import { useTranslations } from 'next-intl'
import { atStart, inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { decisionHref, newDecisionHref } from '@/components/teams/team-links'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import type { Decisions, ListedDecision } from './outputs'

/** The register of decisions of a commune, drafts first. */
export function DecisionsList({ communeId, decisions }: { communeId: number; decisions: Decisions }) {
  const t = useTranslations('decisions')
  const enums = useTranslations('enums')
  const format = useFormat()
  const columns: DataColumn<ListedDecision>[] = [
    {
      id: 'kind',
      header: t('kind'),
      value: (row) => enums(`decisionKinds.${row.kind}`),
      cell: (row) => (
        <>
          <Link href={decisionHref(row.id)} className="link">
            {enums(`decisionKinds.${row.kind}`)}
          </Link>
          {row.of ? <span className="block text-muted text-sm">{t('of', { unit: inSentence(row.of) })}</span> : null}
        </>
      ),
    },
    { id: 'number', header: t('number'), value: (row) => row.number ?? '' },
    {
      id: 'decidedOn',
      header: t('decidedOn'),
      value: (row) => row.decidedOn ?? '',
      cell: (row) => (row.decidedOn ? format.date(row.decidedOn) : ''),
    },
    {
      id: 'effectiveOn',
      header: t('effectiveOn'),
      value: (row) => row.effectiveOn,
      cell: (row) => format.date(row.effectiveOn),
    },
    { id: 'teams', header: t('teams'), wrap: true, value: (row) => row.teams.map(atStart).join(', ') },
    {
      id: 'state',
      header: t('state'),
      value: (row) => enums(`decisionStates.${row.state}`),
      cell: (row) => (
        <Badge tone={row.state === 'issued' ? 'ok' : 'neutral'}>{enums(`decisionStates.${row.state}`)}</Badge>
      ),
    },
    { id: 'file', header: t('file'), value: (row) => t(row.hasFile ? 'hasFile' : 'noFile') },
  ]
  const add = decisions.can.keep ? (
    <LinkButton variant="primary" href={newDecisionHref(communeId)}>
      {t('new')}
    </LinkButton>
  ) : null
  return decisions.rows.length > 0 ? (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={decisions.rows}
      rowId={(row) => row.id}
      mobileColumns={['kind', 'number', 'state']}
      toolbar={add}
      choosable={false}
    />
  ) : (
    <EmptyState title={t('none')} action={add}>
      {decisions.can.keep ? t('noneWhy') : null}
    </EmptyState>
  )
}
