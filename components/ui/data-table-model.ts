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
import { useMemo, useState } from 'react'
import { compareVietnamese } from '@/components/format/sort'
import { type DataColumn, defaultVisible, type TableSort } from './data-table-columns'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

export interface DataTableModel<Row> {
  /** Keep it stable (module scope or useMemo). The first column names the row. */
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Given: the table is controlled (see useTableParams); not given: it keeps its own state. */
  sort?: TableSort | null
  onSortChange?: (sort: TableSort | null) => void
  visible?: readonly string[] | null
  onVisibleChange?: (visible: readonly string[] | null) => void
  /** Rows arrive in order already; a press on a header only calls onSortChange. */
  sortedByServer?: boolean
}

const resolve = <Value>(updater: Updater<Value>, before: Value): Value =>
  typeof updater === 'function' ? (updater as (value: Value) => Value)(before) : updater

/** Which rows and columns a DataTable shows, in which order. */
export function useDataTable<Row extends object>(props: DataTableModel<Row>) {
  const { columns, rows, rowId } = props
  const [ownSort, setOwnSort] = useState<TableSort | null>(null)
  const [ownVisible, setOwnVisible] = useState<readonly string[] | null>(null)

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
  return { table, visible, changeVisible }
}
