'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { lastDay } from '@/server/units/rules'
import { cameInto } from '@/server/units/versions/rules'
import { ResolutionLink } from './resolution-link'
import { unitHref } from './unit-links'
import type { UnitDetail } from './unit-outputs'

type Version = UnitDetail['versions'][number]
type Step = UnitDetail['lineage'][number]

/** Every name, type, code and parent a unit has had, and what it came from and became. */
export function HistoryPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.history')
  const format = useFormat()
  const columns = useMemo(
    (): DataColumn<Version>[] =>
      filled(
        [
          { id: 'name', header: t('name'), value: (row) => row.fullName },
          { id: 'code', header: t('code'), value: (row) => row.code },
          {
            id: 'parent',
            header: t('parent'),
            value: (row) => row.parentName,
            cell: (row) =>
              row.parentId && row.parentName ? (
                <Link href={unitHref(row.parentId)} className="link">
                  {row.parentName}
                </Link>
              ) : null,
          },
          { id: 'from', header: t('from'), value: (row) => row.validFrom, cell: (row) => format.date(row.validFrom) },
          {
            id: 'until',
            header: t('until'),
            value: (row) => row.validTo ?? '9999',
            cell: (row) => (row.validTo ? format.date(lastDay(row.validTo)) : t('now')),
          },
          { id: 'note', header: t('note'), value: (row) => row.note, cell: (row) => row.note },
        ],
        unit.versions,
      ),
    [t, format, unit.versions],
  )
  const last = unit.versions.at(-1)?.validTo ?? null
  const ended = last !== null && last <= unit.today
  const { predecessors, received, successors } = useMemo(() => {
    const from = unit.lineage.filter((step) => step.direction === 'from')
    const { received } = cameInto(unit.versions, from)
    return {
      predecessors: from.filter((step) => !received.includes(step)),
      received,
      successors: unit.lineage.filter((step) => step.direction === 'to'),
    }
  }, [unit])
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section title={t('names')}>
        <DataTable
          caption={t('names')}
          columns={columns}
          rows={unit.versions}
          rowId={(row) => row.validFrom}
          mobileColumns={['name', 'until']}
          choosable={false}
        />
      </Section>
      <Lineage id="predecessors" title={t('predecessors')} none={t('noPredecessors')} rows={predecessors} />
      {received.length > 0 ? <Lineage id="received" title={t('received')} rows={received} /> : null}
      {/* What still stands has not become anything; a part of it may have gone elsewhere. */}
      {ended || successors.length > 0 ? (
        <Lineage
          id="successors"
          title={t('successors')}
          none={t('noSuccessors')}
          rows={successors}
          unknown={unit.lineageUnknown}
        />
      ) : null}
    </div>
  )
}

/** Without the columns that say nothing of any row. */
const filled = <Row,>(columns: readonly DataColumn<Row>[], rows: readonly Row[]): DataColumn<Row>[] =>
  columns.filter((column) => rows.some((row) => (column.value(row) ?? '') !== ''))

interface LineageProps {
  id: string
  title: string
  /** What is said where there are none. */
  none?: string
  rows: readonly Step[]
  /** Units that lay in this one and went nobody knows where. */
  unknown?: readonly string[]
}

function Lineage({ id, title, none, rows, unknown = [] }: LineageProps) {
  const t = useTranslations('units.history')
  const enums = useTranslations('enums.successionKinds')
  const format = useFormat()
  const columns = useMemo(
    (): DataColumn<Step>[] =>
      filled(
        [
          {
            id: 'unit',
            header: t('unit'),
            value: (row) => row.fullName,
            cell: (row) => (
              <Link href={unitHref(row.id)} className="link">
                {row.fullName}
              </Link>
            ),
          },
          { id: 'code', header: t('code'), value: (row) => row.code },
          { id: 'via', header: t('via'), value: (row) => row.via.join(', ') },
          {
            id: 'place',
            header: t('place'),
            value: (row) => [row.district, row.province].filter(Boolean).join(', '),
          },
          { id: 'on', header: t('on'), value: (row) => row.effectiveOn, cell: (row) => format.date(row.effectiveOn) },
          { id: 'kind', header: t('kind'), value: (row) => enums(row.kind) },
          {
            id: 'share',
            header: t('share'),
            value: (row) => row.share,
            cell: (row) =>
              row.share === null ? t('shareUnknown') : row.share === 1 ? t('whole') : format.percent(row.share * 100),
          },
          {
            id: 'basis',
            header: t('basis'),
            value: (row) => String(row.confirmed),
            cell: (row) => (
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={row.confirmed ? 'ok' : 'warn'}>{t(row.confirmed ? 'confirmed' : 'unconfirmed')}</Badge>
                <ResolutionLink id={row.reorganisationId}>{row.resolution}</ResolutionLink>
              </span>
            ),
          },
        ],
        rows,
      ),
    [t, enums, format, rows],
  )
  return (
    <div id={id}>
      <Section title={title} description={rows.some((row) => row.via.length > 0) ? t('byParts') : undefined}>
        {rows.length === 0 ? (
          <p className="text-muted text-sm">{none}</p>
        ) : (
          <DataTable
            caption={title}
            columns={columns}
            rows={rows}
            rowId={(row) => `${row.id} ${row.effectiveOn}`}
            mobileColumns={['unit', 'on']}
            choosable={false}
          />
        )}
        {unknown.length > 0 ? (
          <p className="text-muted text-sm">
            {t('partsUnknown', { count: unknown.length, names: unknown.join(', ') })}
          </p>
        ) : null}
      </Section>
    </div>
  )
}
