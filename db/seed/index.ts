import type { ClientBase } from 'pg'
import { seedForms } from './forms'
import { seedUnits } from './units'

/**
 * Units, the national form and the calendar: what every database holds, with or without a demonstration. Runs as the
 * system login in a transaction of the caller; does nothing when they are there. Returns whether it seeded.
 */
export async function seedReference(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(`select from app_state where key = 'reference'`)
  if (rowCount) return false
  // The audit log tells who changed what; a seed changes nobody's work.
  await client.query(`select set_config('app.seed', 'on', true)`)
  await seedUnits(client)
  await seedForms(client)
  await client.query(`insert into app_state (key, value) values ('reference', '1')`)
  return true
}
