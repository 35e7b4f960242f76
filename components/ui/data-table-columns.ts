import type { ReactNode } from 'react'

export interface DataColumn<Row> {
  id: string
  /** Also the name of the column in the chooser and in the list of a phone. */
  header: string
  /** A shorter header for the list of a phone. */
  short?: string
  /** Stands over the column in place of `header`, where the columns beside it say the rest. */
  title?: string
  /** A long header may break into lines instead of widening its column; 'narrow' for short figures under long words. */
  wrap?: boolean | 'narrow'
  /** Unit of measure, under the header. */
  unit?: string
  /** `number` is right-aligned and sorts from the highest. */
  kind?: 'text' | 'number'
  /** What is sorted by, and shown when there is no `cell`. null: no figure (sorted last, shown as a dash). */
  value: (row: Row) => string | number | null
  /** Decimals of a number shown without `cell`. */
  digits?: number
  cell?: (row: Row) => ReactNode
  /** What stands in the total row. */
  total?: ReactNode
  sortable?: boolean
  /** Hidden until chosen in the column chooser. */
  hidden?: boolean
  /** May not be hidden. The first column never may. */
  fixed?: boolean
}

export interface TableSort {
  id: string
  desc: boolean
}

/** The columns shown when nothing was chosen. */
export function defaultVisible<Row>(columns: readonly DataColumn<Row>[]): string[] {
  return columns.filter((column, index) => index === 0 || column.fixed || !column.hidden).map((column) => column.id)
}

/** "-id" for descending, "id" for ascending: how a sort stands in an address. */
export function sortToParam(sort: TableSort | null): string | null {
  return sort ? `${sort.desc ? '-' : ''}${sort.id}` : null
}

export function sortFromParam(param: string | null): TableSort | null {
  if (!param) return null
  return param.startsWith('-') ? { id: param.slice(1), desc: true } : { id: param, desc: false }
}
