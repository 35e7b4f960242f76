import { sql } from 'drizzle-orm'
import { asAnyone } from '@/db/session'
import packageJson from '@/package.json'

export type Health = {
  ok: boolean
  version: string
  database: { ok: boolean; migration: string | null }
  units: { provinces: number; communes: number }
}

/** Version, whether the database answers, its newest migration, and how many provinces and communes stand today. */
export async function getHealth(): Promise<Health> {
  const { version } = packageJson
  try {
    return await asAnyone(async (db) => {
      const { rows } = await db.execute<{ migration: string | null; provinces: number; communes: number }>(sql`
        select (select max(name) from schema_migrations where name ~ '^[0-9]') as migration,
               count(*) filter (where level = 'province')::int as provinces,
               count(*) filter (where level = 'commune')::int as communes
          from unit_versions
         where level in ('province', 'commune') and valid_from <= current_date and (valid_to is null or valid_to > current_date)`)
      const row = rows[0]
      return {
        ok: true,
        version,
        database: { ok: true, migration: row?.migration ?? null },
        units: { provinces: row?.provinces ?? 0, communes: row?.communes ?? 0 },
      }
    })
  } catch {
    return { ok: false, version, database: { ok: false, migration: null }, units: { provinces: 0, communes: 0 } }
  }
}
