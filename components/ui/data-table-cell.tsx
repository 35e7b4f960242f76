import type { DataColumn } from './data-table-columns'
import { NumberText } from './figure'

/** The header of a column, in its shorter words on a phone. */
export function HeaderWords<Row>({ column }: { column: DataColumn<Row> | undefined }) {
  const words = column?.title ?? column?.header
  if (!column?.short) return <span>{words}</span>
  return (
    <>
      <span className="dt-long">{words}</span>
      <span className="dt-short">{column.short}</span>
    </>
  )
}

/** What a cell shows: its own rendering, else the value. */
export function CellContent<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  if (column.cell) return column.cell(row)
  const value = column.value(row)
  return typeof value === 'string' ? value : <NumberText value={value} digits={column.digits} />
}
