'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import type { ChangeKind } from '@/server/units/changes/rules'
import { dayNotKnown, lastDay } from '@/server/units/rules'
import { unitHref } from './unit-links'
import type { ListedChange } from './unit-outputs'

type Named = ListedChange['successors'][number]
/** Names that a cell holds; the page of the unit has all of them. */
const namesInCell = 4

/** The changes of one kind: what a unit was and is, since when, by which text. */
export function ChangesTable({ kind, rows }: { kind: ChangeKind; rows: readonly ListedChange[] }) {
  const t = useTranslations('changes')
  const format = useFormat()
  const gone = kind === 'merged' || kind === 'split' || kind === 'ended'
  const columns = useMemo(() => {
    const also = (row: ListedChange) => [
      ...row.kinds.filter((each) => each !== kind && each !== 'ended').map((each) => t(`kinds.${each}`)),
      ...(row.crossed ? [t(`table.crossed.${row.crossed}`)] : []),
    ]
    const all: (DataColumn<ListedChange> | false)[] = [
      {
        id: 'unit',
        header: t('table.unit'),
        value: (row) => (row.now ?? row.old)?.fullName ?? '',
        cell: (row) => <Own row={row} />,
      },
      gone
        ? {
            id: 'after',
            header: t('table.after'),
            value: () => '',
            sortable: false,
            cell: (row) => <After row={row} />,
          }
        : {
            ...{ id: 'before', header: t('table.before'), value: () => '', sortable: false },
            cell: (row) => <Before row={row} />,
          },
      {
        ...{ id: 'on', header: t('table.on'), value: (row) => row.on },
        cell: (row) => (
          <span className="grid">
            <span>{format.date(row.on)}</span>
            {row.on === dayNotKnown ? <span className="text-muted text-xs">{t('table.dayNotKnown')}</span> : null}
          </span>
        ),
      },
      rows.some((row) => also(row).length > 0) && {
        id: 'also',
        header: t('table.also'),
        value: (row) => also(row).join(' · '),
        wrap: true,
      },
      rows.some((row) => row.confirmed !== null || row.resolution) && {
        id: 'basis',
        header: t('table.basis'),
        value: (row) => row.resolution,
        cell: (row) =>
          row.confirmed === null && !row.resolution ? null : (
            <span className="flex flex-wrap items-center gap-2">
              {row.confirmed === null ? null : (
                <Badge tone={row.confirmed ? 'ok' : 'warn'}>
                  {t(row.confirmed ? 'table.confirmed' : 'table.unconfirmed')}
                </Badge>
              )}
              {row.reorganisationId ? (
                <Link href={`/reorganisations/${row.reorganisationId}`} className="link">
                  {row.resolution}
                </Link>
              ) : (
                row.resolution
              )}
            </span>
          ),
      },
    ]
    return all.filter((column) => column !== false)
  }, [t, format, kind, gone, rows])
  return (
    <DataTable
      caption={t(`kinds.${kind}`)}
      columns={columns}
      rows={rows}
      rowId={(row) => `${row.unitId} ${row.on}`}
      mobileColumns={['unit', gone ? 'after' : 'before']}
      choosable={false}
    />
  )
}

/** The unit as it is, or as it was on its last day, with what it lies in. */
function Own({ row }: { row: ListedChange }) {
  const state = row.now ?? row.old
  return (
    <span className="grid">
      <Link href={unitHref(row.unitId, row.now ? row.on : lastDay(row.on))} className="link">
        {state?.fullName}
      </Link>
      {state ? <Details row={row} state={state} /> : null}
    </span>
  )
}

/** Of what began, the units it came from; of everything else, what it was. */
function Before({ row }: { row: ListedChange }) {
  return row.old ? (
    <State row={row} state={row.old} />
  ) : (
    <Names units={row.predecessors} row={row} on={lastDay(row.on)} />
  )
}

/** Of what ended or gave a part, the units it went to; of everything else, what it is. */
function After({ row }: { row: ListedChange }) {
  const t = useTranslations('changes.table')
  if (row.successors.length > 0) return <Names units={row.successors} row={row} on={row.on} />
  return row.now ? <State row={row} state={row.now} /> : <span className="text-muted">{t('unknown')}</span>
}

function State({ row, state }: { row: ListedChange; state: NonNullable<ListedChange['now']> }) {
  return (
    <span className="grid">
      <span>{state.fullName}</span>
      <Details row={row} state={state} />
    </span>
  )
}

/** Where it lies, and its code where that changed. */
function Details({ row, state }: { row: ListedChange; state: NonNullable<ListedChange['now']> }) {
  const t = useTranslations('changes.table')
  const code = row.kinds.includes('recoded') && state.code ? [t('code', { code: state.code })] : []
  const words = [...code, ...state.place].join(', ')
  return words ? <span className="text-muted text-xs">{words}</span> : null
}

function Names({ units, row, on }: { units: readonly Named[]; row: ListedChange; on: string }) {
  const t = useTranslations('changes.table')
  if (units.length === 0) return <span className="text-muted">{t('unknown')}</span>
  const shown = units.length > namesInCell ? units.slice(0, namesInCell - 1) : units
  const place = row.level === 'province' ? null : (units[0]?.province ?? null)
  return (
    <span className="grid">
      <span>
        {shown.map((unit, at) => (
          <span key={unit.id}>
            {at > 0 ? ', ' : ''}
            <Link href={unitHref(unit.id, on)} className="link">
              {unit.fullName}
            </Link>
          </span>
        ))}{' '}
        {shown.length < units.length ? (
          <Link href={unitHref(row.unitId, row.now ? row.on : lastDay(row.on), { tab: 'history' })} className="link">
            {t('others', { count: units.length - shown.length })}
          </Link>
        ) : null}
      </span>
      {place ? <span className="text-muted text-xs">{place}</span> : null}
    </span>
  )
}
