import type { ClientBase } from 'pg'
import { seedAgencies } from './agencies'
import { seedForms } from './forms'
import { seedReorganisations } from './reorganisations'
import { seedTraining } from './training'
import { seedUnits } from './units'

/** What every database holds, in the order in which it came to be there; each is filled once. */
const parts: readonly { key: string; fill: (client: ClientBase) => Promise<void> }[] = [
  {
    key: 'reference',
    fill: async (client) => {
      await seedUnits(client)
      await seedForms(client)
    },
  },
  { key: 'agencies', fill: seedAgencies },
  { key: 'reorganisations', fill: seedReorganisations },
  { key: 'training', fill: seedTraining },
]

/**
 * Units, the national form, the calendar, the agencies, the resolutions of the past and the national courses: what every database holds, with or without a demonstration. Runs
 * as the system login in a transaction of the caller; what is there already is left. Returns whether it seeded.
 */
export async function seedReference(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ key: string }>('select key from app_state')
  const missing = parts.filter(({ key }) => !rows.some((row) => row.key === key))
  if (missing.length === 0) return false
  // The audit log tells who changed what; a seed changes nobody's work.
  await client.query(`select set_config('app.seed', 'on', true)`)
  for (const { key, fill } of missing) {
    await fill(client)
    await client.query(`insert into app_state (key, value) values ($1, '1')`, [key])
  }
  return true
}
