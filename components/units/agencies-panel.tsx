'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useAgencyWords } from '@/components/format/use-agency-words'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { AgencyKind } from '@/db/enums'
import { lastDay } from '@/server/units/rules'
import { AddAgencyDialog, EndAgencyDialog, RenameAgencyDialog } from './agency-forms'
import type { Agencies, Agency, UnitDetail } from './unit-outputs'

type Version = Agency['versions'][number]
type Asking = { verb: 'add'; kind: AgencyKind } | { verb: 'rename' | 'end'; agency: Agency }

/** The agencies of a unit under every name they have had, each with the document behind it. */
export function AgenciesPanel({ unit, listed }: { unit: UnitDetail; listed: Agencies }) {
  const t = useTranslations('units.agencies')
  const kinds = useTranslations('enums.agencyKinds')
  const [asking, setAsking] = useState<Asking | null>(null)
  const words = useAgencyWords()
  const { agencies, missing, can } = listed
  const close = () => setAsking(null)
  return (
    <div className="grid grid-cols-1 gap-8">
      {agencies.map((agency) => (
        <Section key={agency.id} title={kinds(agency.kind)}>
          <NamesTable agency={agency} />
          {can.keep.includes(agency.kind) ? (
            <div className="-ml-3 flex flex-wrap gap-2 sm:-ml-2 print:hidden">
              {agency.versions.at(-1)?.validTo ? null : (
                <Button size="sm" variant="quiet" onClick={() => setAsking({ verb: 'rename', agency })}>
                  {t('rename')}
                  <span className="sr-only"> {agency.versions.at(-1)?.name}</span>
                </Button>
              )}
              <Button size="sm" variant="quiet" onClick={() => setAsking({ verb: 'end', agency })}>
                {t(agency.versions.at(-1)?.validTo ? 'endAgain' : 'end')}
                <span className="sr-only"> {agency.versions.at(-1)?.name}</span>
              </Button>
            </div>
          ) : null}
        </Section>
      ))}
      {agencies.length === 0 && missing.length === 0 ? <EmptyState title={t('nothing')} /> : null}
      {missing.map(({ kind, general }) => (
        <EmptyState
          key={kind}
          title={t(general ? 'none' : 'noneNow', { kind: kinds(kind) })}
          action={
            can.add.includes(kind) ? (
              <Button variant="primary" onClick={() => setAsking({ verb: 'add', kind })}>
                {t('add')}
              </Button>
            ) : null
          }
        >
          {general ? t('general', { name: words(general) }) : null}
        </EmptyState>
      ))}
      {asking?.verb === 'add' ? <AddAgencyDialog unit={unit} kind={asking.kind} onClose={close} /> : null}
      {asking?.verb === 'rename' ? <RenameAgencyDialog unit={unit} agency={asking.agency} onClose={close} /> : null}
      {asking?.verb === 'end' ? <EndAgencyDialog unit={unit} agency={asking.agency} onClose={close} /> : null}
    </div>
  )
}

/** The names of one agency, newest first. */
function NamesTable({ agency }: { agency: Agency }) {
  const t = useTranslations('units.agencies')
  const kinds = useTranslations('enums.agencyKinds')
  const words = useAgencyWords()
  const format = useFormat()
  const rows = useMemo(() => agency.versions.toReversed(), [agency.versions])
  const columns = useMemo(
    (): DataColumn<Version>[] => [
      {
        id: 'name',
        header: t('name'),
        value: (row) => row.name,
        // What documents say stands first; a language that has words for it says them below.
        cell: (row) => {
          const said = words(row)
          return said === row.name ? (
            row.name
          ) : (
            <>
              <span lang="vi">{row.name}</span>
              <span className="block text-muted text-sm">{atStart(said)}</span>
            </>
          )
        },
      },
      { id: 'abbreviation', header: t('abbreviation'), value: (row) => row.abbreviation },
      { id: 'symbol', header: t('symbol'), value: (row) => row.symbol },
      // What nobody has said is blank: it is no figure that is missing.
      { id: 'parentBody', header: t('parentBody'), value: (row) => row.parentBody, cell: (row) => row.parentBody },
      { id: 'from', header: t('from'), value: (row) => row.validFrom, cell: (row) => format.date(row.validFrom) },
      {
        id: 'until',
        header: t('until'),
        value: (row) => row.validTo ?? '9999',
        cell: (row) => (row.validTo ? format.date(lastDay(row.validTo)) : t('now')),
      },
      { id: 'basis', header: t('basis'), value: (row) => row.note, cell: (row) => row.note },
    ],
    [t, words, format],
  )
  return (
    <DataTable
      caption={t('caption', { kind: kinds(agency.kind) })}
      hideCaption
      columns={columns}
      rows={rows}
      rowId={(row) => row.validFrom}
      mobileColumns={['name', 'from', 'until']}
      choosable={false}
    />
  )
}
