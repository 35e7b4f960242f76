'use client'

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react'
import { compareVietnamese } from '@/components/format/sort'
import { useFormat } from '@/components/format/use-format'
import { BareCheckbox } from './checkbox'
import { cn } from './cn'
import { ColumnChooser } from './column-chooser'
import { CellContent, HeaderWords } from './data-table-cell'
import { type DataColumn, defaultVisible, type TableSort } from './data-table-columns'
import { TableScroll } from './table'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

export interface TableSelection<Row> {
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
  can?: (row: Row) => boolean
}

export interface DataTableProps<Row> {
  /** Name of the table; read out, and shown above it unless `hideCaption`. */
  caption: string
  hideCaption?: boolean
  /** Keep it stable (module scope or useMemo). The first column names the row. */
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** The plain name of a row, for the words of its controls. Default: value of the first column. */
  rowName?: (row: Row) => string
  /** Two or three column ids for the list of a phone, the first being the row's name. */
  mobileColumns: readonly string[]
  /** Given: the table is controlled (see useTableParams); not given: it keeps its own state. */
  sort?: TableSort | null
  onSortChange?: (sort: TableSort | null) => void
  visible?: readonly string[] | null
  onVisibleChange?: (visible: readonly string[] | null) => void
  /** Rows arrive in order already; a press on a header only calls onSortChange. */
  sortedByServer?: boolean
  selection?: TableSelection<Row>
  /** Words of the total row; shown when given. Totals come from the columns. */
  totalLabel?: string
  /** Left of the column chooser: search, filters, export. */
  toolbar?: ReactNode
  empty?: ReactNode
  /** Any CSS length; the box scrolls beyond it. */
  maxHeight?: string
  choosable?: boolean
}

const resolve = <Value,>(updater: Updater<Value>, before: Value): Value =>
  typeof updater === 'function' ? (updater as (value: Value) => Value)(before) : updater

/** The table of the product: sorting, column chooser, sticky header, first column and total row; a list on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, mobileColumns, selection, totalLabel, choosable = true } = props
  const t = useTranslations('common.table')
  const format = useFormat()
  const [ownSort, setOwnSort] = useState<TableSort | null>(null)
  const [ownVisible, setOwnVisible] = useState<readonly string[] | null>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())

  const known = new Set(columns.map((column) => column.id))
  const wantedSort = props.sort === undefined ? ownSort : props.sort
  // An address can name a column that this table has not.
  const sort = wantedSort && known.has(wantedSort.id) ? wantedSort : null
  const chosen = props.visible === undefined ? ownVisible : props.visible
  const visible = new Set(chosen ?? defaultVisible(columns))
  for (const [index, column] of columns.entries()) if (index === 0 || column.fixed) visible.add(column.id)

  const changeSort = props.onSortChange ?? setOwnSort
  const changeVisible = props.onVisibleChange ?? setOwnVisible

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          accessorFn: (row) => column.value(row) ?? undefined,
          enableSorting: column.sortable !== false,
          sortDescFirst: column.kind === 'number',
          sortUndefined: 'last',
          sortFn: (a, b, id) => {
            const [left, right] = [a.getValue(id), b.getValue(id)]
            return typeof left === 'number' && typeof right === 'number'
              ? left - right
              : compareVietnamese(String(left), String(right))
          },
        }),
      ),
    [columns],
  )
  const sorting = sort ? [sort] : []
  const columnVisibility = Object.fromEntries(columns.map((column) => [column.id, visible.has(column.id)]))
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: props.sortedByServer ?? false,
    enableMultiSort: false,
    state: { sorting, columnVisibility },
    onSortingChange: (updater) => changeSort(resolve(updater, sorting)[0] ?? null),
  })

  const byId = new Map(columns.map((column) => [column.id, column]))
  const first = columns[0]
  const nameOf = (row: Row) => props.rowName?.(row) ?? String(first?.value(row) ?? '')
  const shown = table.getRowModel().rows
  const selectable = selection ? shown.filter((row) => selection.can?.(row.original) ?? true) : []
  const allSelected = selectable.length > 0 && selectable.every((row) => selection?.selected.has(row.id))
  const hasMore = columns.some((column) => visible.has(column.id) && !mobileColumns.includes(column.id))

  function cellProps(id: string) {
    const column = byId.get(id)
    const place = mobileColumns.indexOf(id)
    return {
      'data-first': id === first?.id ? '' : undefined,
      'data-number': column?.kind === 'number' ? '' : undefined,
      'data-wrap': column?.wrap ? (column.wrap === 'narrow' ? 'narrow' : '') : undefined,
      'data-mobile': place >= 0 ? '' : undefined,
      style: place >= 0 ? ({ '--mobile-order': place + 1 } as CSSProperties) : undefined,
    }
  }

  function toggleRow(id: string) {
    const next = new Set(selection?.selected)
    if (!next.delete(id)) next.add(id)
    selection?.onChange(next)
  }

  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      {(props.toolbar || choosable || selection) && (
        <div className="flex flex-wrap items-end justify-between gap-2 print:hidden">
          <div className="flex min-w-0 max-w-full flex-wrap items-end gap-2">{props.toolbar}</div>
          <div className="ml-auto flex items-center gap-4">
            <p className="text-muted text-sm" aria-live="polite">
              {selection && selection.selected.size > 0
                ? t('selected', { count: selection.selected.size })
                : t('rows', { count: rows.length, formatted: format.number(rows.length) })}
            </p>
            {choosable ? <ColumnChooser columns={columns} visible={visible} onChange={changeVisible} /> : null}
          </div>
        </div>
      )}
      <TableScroll label={caption} maxHeight={props.maxHeight} list>
        {/** biome-ignore-start lint/a11y/noRedundantRoles: display:grid on phones takes the implicit roles away */}
        <table className="dt" role="table">
          <caption className={props.hideCaption === false ? 'px-3 py-2 font-semibold' : 'sr-only'}>{caption}</caption>
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row">
                {group.headers.map((header) => {
                  const column = byId.get(header.column.id)
                  const direction = header.column.getIsSorted()
                  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
                  return (
                    <th
                      key={header.id}
                      role="columnheader"
                      scope="col"
                      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
                      {...cellProps(header.column.id)}
                    >
                      <span className="inline-flex items-end gap-2">
                        {selection && header.column.id === first?.id ? (
                          <BareCheckbox
                            label={t('selectAll')}
                            checked={allSelected}
                            disabled={selectable.length === 0}
                            onChange={() =>
                              selection.onChange(new Set(allSelected ? [] : selectable.map((row) => row.id)))
                            }
                          />
                        ) : null}
                        {header.column.getCanSort() ? (
                          <button
                            type="button"
                            className={cn('dt-sort group', column?.kind === 'number' && 'flex-row-reverse')}
                            onClick={header.column.getToggleSortingHandler()}
                          >
                            <HeaderWords column={column} />
                            <Arrow
                              aria-hidden
                              className={cn(
                                'size-3.5 shrink-0 print:hidden',
                                direction ? 'text-accent' : 'invisible group-hover:visible group-focus-visible:visible',
                              )}
                            />
                          </button>
                        ) : (
                          <HeaderWords column={column} />
                        )}
                      </span>
                      {column?.unit ? <span className="dt-unit">{column.unit}</span> : null}
                    </th>
                  )
                })}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            {shown.map((row) => (
              <tr
                key={row.id}
                role="row"
                data-open={open.has(row.id) ? '' : undefined}
                data-selected={selection?.selected.has(row.id) ? '' : undefined}
              >
                {row.getVisibleCells().map((cell) => {
                  const column = byId.get(cell.column.id)
                  const content = column ? <CellContent column={column} row={row.original} /> : null
                  if (cell.column.id !== first?.id) {
                    return (
                      <td key={cell.id} role="cell" {...cellProps(cell.column.id)}>
                        <span className="dt-label" aria-hidden>
                          {column?.header}
                        </span>
                        {content}
                      </td>
                    )
                  }
                  return (
                    <th key={cell.id} role="rowheader" scope="row" {...cellProps(cell.column.id)}>
                      {selection ? (
                        <span className="flex items-center gap-2">
                          <BareCheckbox
                            label={t('selectRow', { row: nameOf(row.original) })}
                            checked={selection.selected.has(row.id)}
                            disabled={!(selection.can?.(row.original) ?? true)}
                            onChange={() => toggleRow(row.id)}
                          />
                          <span className="min-w-0">{content}</span>
                        </span>
                      ) : (
                        content
                      )}
                    </th>
                  )
                })}
                {hasMore ? (
                  <td role="cell" className="dt-more">
                    <button
                      type="button"
                      aria-expanded={open.has(row.id)}
                      aria-label={t('moreOf', { row: nameOf(row.original) })}
                      className="grid size-10 place-items-center text-muted"
                      onClick={() =>
                        setOpen((before) => {
                          const next = new Set(before)
                          if (!next.delete(row.id)) next.add(row.id)
                          return next
                        })
                      }
                    >
                      <ChevronDown aria-hidden className={cn('size-4', open.has(row.id) && 'rotate-180')} />
                    </button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
          {totalLabel && shown.length > 0 ? (
            <tfoot role="rowgroup">
              <tr role="row">
                {table.getVisibleLeafColumns().map(({ id }) =>
                  id === first?.id ? (
                    <th key={id} role="rowheader" scope="row" {...cellProps(id)}>
                      {totalLabel}
                    </th>
                  ) : (
                    <td key={id} role="cell" {...cellProps(id)}>
                      {byId.get(id)?.total}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          ) : null}
        </table>
        {/** biome-ignore-end lint/a11y/noRedundantRoles: end of the table */}
        {shown.length === 0 ? (
          <div className="px-4 py-8 text-center text-muted text-sm">{props.empty ?? t('empty')}</div>
        ) : null}
      </TableScroll>
    </div>
  )
}
