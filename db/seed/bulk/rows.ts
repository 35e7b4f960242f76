import type { ClientBase } from 'pg'

/** A column of a bulk insert: its name, the type of its array, and its value in a row. */
export type Column<Row> = [name: string, type: string, value: (row: Row) => unknown]

/** One `insert … select from unnest(arrays)`: a round trip whatever the number of rows. */
export async function insertRows<Row>(
  client: ClientBase,
  table: string,
  rows: readonly Row[],
  columns: Column<Row>[],
): Promise<void> {
  if (rows.length === 0) return
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  await client.query(
    `insert into ${table} (${names}) select * from unnest(${arrays})`,
    columns.map(([, , value]) => rows.map(value)),
  )
}

export type SeedCommune = {
  id: number
  path: string
  name: string
  code: string
  type: string
  provinceCode: string
  since: string
}

/** Communes that stand on a day in provinces that report, by code. `provinces`: codes; all when null. */
export async function communesOn(client: ClientBase, day: string, provinces: string[] | null): Promise<SeedCommune[]> {
  const { rows } = await client.query<SeedCommune>(
    `select c.unit_id as id, u.path, c.name, c.code, c.type, p.code as "provinceCode", c.since::text
       from (select *, min(valid_from) over (partition by unit_id) as since from unit_versions where level = 'commune') c
       join units u on u.id = c.unit_id
       join unit_versions p on p.unit_id = c.parent_id and p.level = 'province' and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
       join province_settings s on s.unit_id = p.unit_id and s.reporting_from <= $1
      where c.valid_from <= $1 and (c.valid_to is null or c.valid_to > $1) and ($2::text[] is null or p.code = any ($2))
      order by c.code`,
    [day, provinces],
  )
  return rows
}
