import type { ReactNode } from 'react'
import { TableScroll } from './table'

export interface PlainColumn<Row> {
  id: string
  header: ReactNode
  /** Unit of measure, under the header. */
  unit?: ReactNode
  /** Figures, right-aligned. */
  number?: boolean
  /** Look of the cells, the header apart. */
  className?: string
  cell: (row: Row, index: number) => ReactNode
}

export interface PlainTableProps<Row> {
  /** Name of the table and of its box; read out, not shown. */
  caption: string
  /** The first one names the row. */
  columns: readonly PlainColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row, index: number) => string | number
  maxHeight?: string
}

/** A table that is read as it stands, made on the server as well: no sorting, no choosing, no list on a phone. */
export function PlainTable<Row>({ caption, columns, rows, rowId, maxHeight }: PlainTableProps<Row>) {
  const marks = (column: PlainColumn<Row>) => ({
    'data-first': column === columns[0] ? '' : undefined,
    'data-number': column.number ? '' : undefined,
  })
  return (
    <TableScroll label={caption} maxHeight={maxHeight}>
      <table className="dt">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" {...marks(column)}>
                {column.header}
                {column.unit ? <span className="dt-unit">{column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowId(row, index)}>
              {columns.map((column) => {
                const Cell = column === columns[0] ? 'th' : 'td'
                return (
                  <Cell
                    key={column.id}
                    scope={Cell === 'th' ? 'row' : undefined}
                    className={column.className}
                    {...marks(column)}
                  >
                    {column.cell(row, index)}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
