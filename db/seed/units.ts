import type pg from 'pg'
import { buildUnitRows, type VersionRow } from './unit-rows'
import { readUnitSources } from './unit-sources'

type Column<Row> = [name: string, type: string, value: (row: Row) => unknown]

/** One `insert … select from unnest(arrays)`: a round trip per table whatever the number of rows. */
async function insertRows<Row>(client: pg.ClientBase, table: string, rows: Row[], columns: Column<Row>[]) {
  if (rows.length === 0) return
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  await client.query(
    `insert into ${table} (${names}) select * from unnest(${arrays})`,
    columns.map(([, , value]) => rows.map(value)),
  )
}

/**
 * Fills units, versions, successions and what follows from them, aliases, settings and rollouts of an empty database: the real units of April 2023
 * and of today from two packages (domain.md section 3). Run as the system login inside the caller's transaction.
 * Throws when units exist already or a package has changed.
 */
export async function seedUnits(client: pg.ClientBase): Promise<void> {
  const rows = buildUnitRows(readUnitSources())
  await insertRows(client, 'units', rows.units, [
    ['id', 'integer', (unit) => unit.id],
    ['level', 'text', (unit) => unit.level],
    ['path', 'text', (unit) => unit.path],
  ])
  // Ids were given, not drawn: let the sequence pass them, or the first village would collide.
  await client.query(
    `select max(nextval(pg_get_serial_sequence('units', 'id'))) from generate_series(1, $1::integer)`,
    [rows.units.length],
  )
  // In the order of the exclusion index (level, code), whose building is most of the time.
  const place = (row: VersionRow) => `${row.level}|${row.code}|${row.validFrom}`
  const versions = rows.versions.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
  await insertRows(client, 'unit_versions', versions, [
    ['unit_id', 'integer', (row) => row.unitId],
    ['level', 'text', (row) => row.level],
    ['parent_id', 'integer', (row) => row.parentId],
    ['name', 'text', (row) => row.name],
    ['full_name', 'text', (row) => row.fullName],
    ['type', 'text', (row) => row.type],
    ['code', 'text', (row) => row.code],
    ['valid_from', 'date', (row) => row.validFrom],
    ['valid_to', 'date', (row) => row.validTo],
    ['note', 'text', (row) => row.note],
  ])
  await insertRows(client, 'unit_successions', rows.successions, [
    ['predecessor_id', 'integer', (row) => row.predecessorId],
    ['successor_id', 'integer', (row) => row.successorId],
    ['effective_on', 'date', (row) => row.effectiveOn],
    ['kind', 'text', (row) => row.kind],
    ['share', 'numeric', (row) => row.share],
    ['confirmed', 'boolean', (row) => row.confirmed],
    ['resolution', 'text', (row) => row.resolution],
  ])
  await insertRows(client, 'unit_aliases', rows.aliases, [
    ['unit_id', 'integer', (row) => row.unitId],
    ['alias', 'text', (row) => row.alias],
  ])
  await insertRows(client, 'unit_rollouts', rows.rollouts, [
    ['unit_id', 'integer', (row) => row.unitId],
    ['state', 'text', (row) => row.state],
    ['valid_from', 'date', (row) => row.validFrom],
    ['valid_to', 'date', (row) => row.validTo],
  ])
  await insertRows(client, 'province_settings', rows.provinceIds, [['unit_id', 'integer', (id) => id]])
  await client.query('select rebuild_unit_homes()')
}
