'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { blank } from '@/components/format/number'
import { useFormat } from '@/components/format/use-format'
import { writeParams } from '@/components/ui/address'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { Field } from '@/components/ui/field'
import { NumberText } from '@/components/ui/figure'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { InfoTip } from '@/components/ui/tooltip'
import { parsePeriod } from '@/server/calendar/rules'
import { cellOf, findRows, standsByDefault, tableColumns } from '@/server/comparisons/cells/rules'
import { type Amount, averageRow, type CompareRow, partOf, totalRow, unallocatedNow } from '@/server/comparisons/rules'
import { type CompareAddress, drillHref, successionsHref } from './address'
import { Breaks } from './breaks'
import { Doubts } from './doubts'
import { ExportLink } from './export-link'
import type { Comparison } from './outputs'
import { type Followed, PartsDialog } from './parts-dialog'
import { useWords } from './words'

/** A unit, or a line beside the units. */
type Row = CompareRow & { kind: 'unit' | 'average' | 'unallocated' | 'elsewhere' }

/**
 * Where a figure of a row leads: a province to its communes, a unit to the report behind the figure, over months to the last it
 * owed; null: nothing more is shown, or it is put together from reports of others (`restated`), each of which has its own.
 */
export function rowHref(row: CompareRow, table: Comparison, at: CompareAddress): string | null {
  if (row.unitId === 0 || row.published || (row.required === 0 && row.received === 0)) return null
  if (table.level === 'provinces' && (!row.totalsOnly || row.restated))
    return drillHref(at, row.unitId, at.tree === 'then')
  return row.restated ? null : `/reports/${row.unitId}/${row.lastMonth ?? at.to}`
}

/** Whether a figure of the row opens its parts. */
const hasParts = (row: Row, table: Comparison): boolean =>
  row.kind === 'unit' && row.restated === true && table.level === 'communes'

export function CompareTable({ table, at }: { table: Comparison; at: CompareAddress }) {
  const t = useTranslations('compare')
  const format = useFormat()
  const words = useWords(at.per)
  const [search, setSearch] = useState(at.q)
  const [followed, setFollowed] = useState<Followed | null>(null)
  const params = useTableParams()
  const options = useMemo(() => ({ per: at.per, sameSet: at.same }), [at.per, at.same])

  const total = useMemo(() => totalRow(table.rows, table), [table])
  const part = useMemo(() => partOf(table), [table])
  const rows = useMemo((): Row[] => {
    const found = findRows(table.rows, search).map((row): Row => ({ ...row, kind: 'unit' }))
    const { peer } = table
    const lines = { unallocated: unallocatedNow(table), elsewhere: table.elsewhere }
    for (const kind of ['unallocated', 'elsewhere'] as const) {
      const line = lines[kind]
      if (line) found.push({ ...line, name: t(`${kind}.name`), kind })
    }
    if (!peer) return found
    const name = t('average', { province: words.within(peer.name) })
    return [...found, { ...averageRow(peer, table.columns), name, code: null, kind: 'average' }]
  }, [table, search, t, words.within])

  // biome-ignore lint/correctness/useExhaustiveDependencies: words and format follow the language, which a page never changes
  const columns = useMemo((): DataColumn<Row>[] => {
    // Where some reports left the row blank the total says of how many it is.
    const totalOf = (figure: string, amount: Amount | undefined) =>
      amount && amount.n < total.received ? (
        <>
          {figure}
          <span className="block font-normal text-muted text-xs">
            {t('columns.ofReports', { n: format.number(amount.n) })}
          </span>
        </>
      ) : (
        figure
      )
    const before = t(
      at.same ? 'columns.monthSame' : table.periods.months > 1 ? 'columns.monthsBefore' : 'columns.month',
      {
        count: table.periods.months,
      },
    )
    const link = (row: Row, text: string, className: string) => {
      const href = row.kind === 'average' ? null : rowHref(row, table, at)
      if (!href) return text
      const month = parsePeriod(row.lastMonth ?? at.to) ?? table.periods.to
      const title = href.startsWith('/reports')
        ? t('openReport', { period: format.periodInline(month), unit: words.within(row.name) })
        : t('openUnit', { unit: words.within(row.name) })
      return (
        <Link href={href} title={title} className={className}>
          {text}
        </Link>
      )
    }
    return [
      {
        id: 'name',
        header: t(table.level === 'provinces' ? 'columns.province' : 'columns.commune'),
        value: (row) => row.name,
        cell: (row) => (
          <span className="flex flex-wrap items-center gap-x-2">
            {link(row, row.name, 'link no-underline hover:underline')}
            {row.totalsOnly ? <Badge icon={null}>{t('totalsOnly')}</Badge> : null}
            {row.kind === 'unallocated' ? (
              <InfoTip topic={row.name}>
                {t(table.level === 'provinces' ? 'unallocated.helpNation' : 'unallocated.help')}
                {table.province ? (
                  <Link href={successionsHref(table.province.id)} className="link mt-1 block">
                    {t('facts.unallocatedConfirm')}
                  </Link>
                ) : null}
              </InfoTip>
            ) : null}
            {row.kind === 'elsewhere' ? <InfoTip topic={row.name}>{t('elsewhere.help')}</InfoTip> : null}
            {row.notComparable ? <Doubts unit={row.name} doubts={row.notComparable} /> : null}
            <Breaks row={row} />
          </span>
        ),
      },
      {
        id: 'reports',
        header: t('columns.reports'),
        kind: 'number',
        value: (row) => (row.required > 0 ? row.received / row.required : null),
        cell: (row) =>
          row.required > 0 ? (
            table.level === 'provinces' ? (
              <Ratio num={row.received} den={row.required} />
            ) : (
              format.fraction(row.received, row.required)
            )
          ) : (
            <NumberText value={null} />
          ),
        total: total.required > 0 ? <Ratio num={total.received} den={total.required} /> : null,
      },
      ...tableColumns(table.columns).map((each): DataColumn<Row> => {
        const { column, measure } = each
        const name = words.name(column)
        if (column.absence) {
          const date = column.since ? format.date(column.since) : ''
          const why = t(`absence.${column.absence}`, { date })
          return {
            ...{ id: each.id, header: name, wrap: true, kind: 'number', sortable: false, unit: why },
            value: () => null,
          }
        }
        if (measure === 'value')
          return {
            ...{ id: each.id, header: name, wrap: true, kind: 'number', unit: words.unit(column) },
            value: (row) => cellOf(row, each, options).value,
            cell: (row) => {
              const cell = cellOf(row, each, options)
              if (cell.value === null)
                return row.notComparable ? <Untold why={t('map.doubtful')} /> : <NumberText value={null} />
              const behind =
                row.kind === 'average' ? undefined : t('columns.behind', { n: format.number(cell.amount?.n ?? 0) })
              return (
                <span title={behind}>
                  {hasParts(row, table) ? (
                    <button
                      type="button"
                      aria-haspopup="dialog"
                      title={t('parts.open')}
                      className="min-h-6 min-w-6 text-right underline decoration-dotted decoration-line-strong underline-offset-4 hover:text-accent hover:decoration-solid"
                      onClick={() => setFollowed({ unitId: row.unitId, name: row.name, code: column.code })}
                    >
                      {words.cell(column, cell)}
                    </button>
                  ) : (
                    link(
                      row,
                      row.kind === 'average' ? words.figure(column, cell.value) : words.cell(column, cell),
                      'hover:underline hover:text-accent',
                    )
                  )}
                </span>
              )
            },
            total: totalOf(words.cell(column, cellOf(total, each, options)), cellOf(total, each, options).amount),
          }
        const label = measure === 'year' ? t('columns.year') : before
        return {
          id: each.id,
          header: t('columns.of', { indicator: name, measure: label.toLocaleLowerCase(format.locale) }),
          ...{ title: label, wrap: 'narrow', kind: 'number', hidden: !standsByDefault(each, table.compared) },
          value: (row) => cellOf(row, each, options).value,
          cell: (row) => {
            const text = words.change(column, cellOf(row, each, options))
            const broken = row.broken?.[measure === 'year' ? 'lastYear' : 'before']
            if (text === blank && (broken || row.notComparable)) return <Untold why={t('map.doubtful')} />
            return text === blank ? <NumberText value={null} /> : <Change text={text} className="text-muted" />
          },
          total: <Change text={words.change(column, cellOf(total, each, options))} />,
        }
      }),
    ]
  }, [table, at, total, options, t])

  const first = table.columns[0]?.code ?? ''
  const mobile = ['name', ...(first ? [first, `${first}.month`] : ['reports'])]
  return (
    <>
      <DataTable
        caption={t(table.level === 'provinces' ? 'titleProvinces' : 'titleCommunes', {
          province: words.within(table.province?.name ?? ''),
        })}
        columns={columns}
        rows={rows}
        rowId={(row) => (row.kind === 'unit' ? String(row.unitId) : row.kind)}
        rowName={(row) => row.name}
        mobileColumns={mobile.filter((id) => columns.some((column) => column.id === id))}
        totalLabel={
          table.peer || table.rows.length < 2
            ? undefined
            : part
              ? t('totalPart', { n: format.number(part.n), all: format.number(part.all) })
              : t('total', { unit: words.within(table.province?.name ?? t('nation')) })
        }
        maxHeight="min(72vh, 60rem)"
        empty={t('empty.rows')}
        toolbar={
          <>
            {table.rows.length > 8 ? (
              <Field label={t('choose.filter')} className="w-full sm:w-72">
                {({ 'aria-required': _, ...control }) => (
                  <Input
                    {...control}
                    type="search"
                    value={search}
                    maxLength={100}
                    placeholder={t('choose.filterHint')}
                    onChange={(event) => {
                      setSearch(event.target.value)
                      writeParams({ q: event.target.value })
                    }}
                  />
                )}
              </Field>
            ) : null}
            <ExportLink tree={at.tree} />
          </>
        }
        {...params}
      />
      <PartsDialog followed={followed} onClose={() => setFollowed(null)} table={table} at={at} />
    </>
  )
}

/** A dash that is read out as what it stands for. */
function Untold({ why }: { why: string }) {
  return (
    <>
      <span aria-hidden>{blank}</span>
      <span className="sr-only">{why}</span>
    </>
  )
}

/** By how much, and below it, in brackets, by which percentage: a change takes little width. */
function Change({ text, className }: { text: string; className?: string }) {
  const at = text.indexOf(' (')
  const [by, percent] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
  return (
    <span className={cn('inline-grid text-xs', className)}>
      <span className="whitespace-nowrap">{by}</span>
      {percent ? <span className="whitespace-nowrap">{percent}</span> : null}
    </span>
  )
}
