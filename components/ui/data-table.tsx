'use client'

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { BareCheckbox } from './checkbox'
import { cn } from './cn'
import { ColumnChooser } from './column-chooser'
import { CellContent, HeaderWords } from './data-table-cell'
import { type DataTableModel, useDataTable } from './data-table-model'
import { TableScroll } from './table'

export interface TableSelection<Row> {
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
  can?: (row: Row) => boolean
}

export interface DataTableProps<Row> extends DataTableModel<Row> {
  /** Name of the table; read out, and shown above it unless `hideCaption`. */
  caption: string
  hideCaption?: boolean
  /** The plain name of a row, for the words of its controls. Default: value of the first column. */
  rowName?: (row: Row) => string
  /** Two or three column ids for the list of a phone, the first being the row's name. */
  mobileColumns: readonly string[]
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

/** The set without the id, or with it when it was not there. */
function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

/** The table of the product: sorting, column chooser, sticky header, first column and total row; a list on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, mobileColumns, selection, totalLabel, choosable = true } = props
  const t = useTranslations('common.table')
  const format = useFormat()
  const { table, visible, changeVisible } = useDataTable(props)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())

  const byId = new Map(columns.map((column) => [column.id, column]))
  const first = columns[0]
  const nameOf = (row: Row) => props.rowName?.(row) ?? String(first?.value(row) ?? '')
  const shown = table.getRowModel().rows
  const selectable = selection ? shown.filter((row) => selection.can?.(row.original) ?? true) : []
  const allSelected = selectable.length > 0 && selectable.every((row) => selection?.selected.has(row.id))
  const hasMore = columns.some((column) => visible.has(column.id) && !mobileColumns.includes(column.id))

  const third = byId.get(mobileColumns[2] ?? '')

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
        <table className="dt" role="table" data-words={third && third.kind !== 'number' ? '' : undefined}>
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
                      <span className="inline-flex items-end gap-2 align-bottom">
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
                            onChange={() => selection.onChange(toggled(selection.selected, row.id))}
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
                    <More id={row.id} name={nameOf(row.original)} open={open} onOpen={setOpen} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
          {totalLabel && shown.length > 0 ? (
            <tfoot role="rowgroup">
              <tr role="row" data-open={open.has(totalId) ? '' : undefined}>
                {table.getVisibleLeafColumns().map(({ id }) =>
                  id === first?.id ? (
                    <th key={id} role="rowheader" scope="row" {...cellProps(id)}>
                      {totalLabel}
                    </th>
                  ) : (
                    <td key={id} role="cell" {...cellProps(id)}>
                      <span className="dt-label" aria-hidden>
                        {byId.get(id)?.header}
                      </span>
                      {byId.get(id)?.total}
                    </td>
                  ),
                )}
                {hasMore ? (
                  <td role="cell" className="dt-more">
                    <More id={totalId} name={totalLabel} open={open} onOpen={setOpen} />
                  </td>
                ) : null}
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

/** The row of totals among the opened ones. */
const totalId = '\u2211'

interface MoreProps {
  id: string
  name: string
  open: ReadonlySet<string>
  onOpen: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void
}

/** On a phone: the cells of a row that are one tap away. */
function More({ id, name, open, onOpen }: MoreProps) {
  const t = useTranslations('common.table')
  return (
    <button
      type="button"
      aria-expanded={open.has(id)}
      aria-label={t('moreOf', { row: name })}
      className="grid size-10 place-items-center text-muted"
      onClick={() => onOpen((before) => toggled(before, id))}
    >
      <ChevronDown aria-hidden className={cn('size-4', open.has(id) && 'rotate-180')} />
    </button>
  )
}
