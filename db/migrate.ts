import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { withClient } from '@/db/connect'
import { Failure } from '@/db/failure'

/** Where the SQL lies; tests hand in folders of their own. */
export type MigrationFolders = { migrations: string; security: string }

const here = import.meta.dirname
const ownFolders: MigrationFolders = {
  migrations: path.join(here, 'migrations'),
  security: path.join(here, 'security'),
}
/** Read top to bottom these are the security review; they are applied in this order, together. */
export const securityFiles = [
  'roles.sql',
  'identity.sql',
  'ledger.sql',
  'units.sql',
  'agencies.sql',
  'rosters.sql',
  'persons.sql',
  'training.sql',
  'team-reports.sql',
  'frozen.sql',
  'reminders.sql',
  'territory.sql',
  'averages.sql',
  'accounts.sql',
  'reorganisations.sql',
  'reference.sql',
  'policies.sql',
  'audit.sql',
]
/** Any fixed number: two processes that migrate the same database wait for one another on it. */
const lockKey = 7_274_690_112

type Part = { file: string; sql: string }
/** What is applied and recorded as one: a migration is one file, the security step all of its own. */
type Step = { name: string; parts: Part[]; checksum: string }

function step(name: string, parts: Part[]): Step {
  const hash = createHash('sha256')
  for (const { sql } of parts) hash.update(sql)
  return { name, parts, checksum: hash.digest('hex') }
}

function readMigrations(folder: string): Step[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.sql')) : []
  return names.sort().map((name) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Failure('migrate.badName', { name })
    return step(name.replace(/\.sql$/, ''), [{ file: name, sql: fs.readFileSync(path.join(folder, name), 'utf8') }])
  })
}

function readSecurity(folder: string): Step {
  const parts = securityFiles.map((name) => {
    const file = path.join(folder, name)
    if (!fs.existsSync(file)) throw new Failure('migrate.missing', { file: `db/security/${name}` })
    return { file: name, sql: fs.readFileSync(file, 'utf8') }
  })
  return step('security', parts)
}

/**
 * Takes off what the security files put on: a migration sees every row, and changes columns that a trigger or a policy speaks of.
 * They come back with the security step, which for that is no longer on record; until then nobody sees anything.
 */
async function takeOffSecurity(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('drop trigger %I on %I', g.tgname, c.relname) as statement
      from pg_trigger g join pg_class c on c.oid = g.tgrelid
     where c.relnamespace = 'public'::regnamespace and not g.tgisinternal
    union all
    select format('drop policy %I on %I', policyname, tablename) from pg_policies
     where schemaname = 'public' and tablename <> 'schema_migrations'
    union all
    select format('alter table %I no force row level security', c.relname)
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity`)
  for (const { statement } of rows) await client.query(statement)
  await client.query(`delete from schema_migrations where name = 'security'`)
}

/** One step in one transaction, with its record. A refusal names the file and the line Postgres stopped at. */
async function apply(client: Client, { name, parts, checksum }: Step): Promise<void> {
  let current: Part | undefined
  await client.query('begin')
  try {
    if (name !== 'security') await takeOffSecurity(client)
    for (current of parts) await client.query(current.sql)
    current = undefined
    await client.query(
      `insert into schema_migrations (name, checksum) values ($1, $2)
       on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
      [name, checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const { message, position, detail } = error as { message: string; position?: string; detail?: string }
    if (/No space left on device/i.test(message)) throw new Failure('folder.full', { folder: 'Postgres' })
    const line = position && current ? current.sql.slice(0, Number(position)).split('\n').length : 1
    const reason = detail ? `${message} (${detail})` : message
    throw new Failure('migrate.failed', { name: current?.file ?? name, line, reason }, { cause: error })
  }
}

/**
 * Brings a database to this version, as its owner: migrations not yet applied, in order, each in a transaction; then
 * the security files, together, when they differ from those in force or a migration ran. `current` is the name of the
 * newest migration. Throws a Failure when the database is newer than this version or a merged migration was edited.
 */
export async function migrate(
  ownerUrl: string,
  folders: MigrationFolders = ownFolders,
): Promise<{ applied: string[]; current: string }> {
  const migrations = readMigrations(folders.migrations)
  const security = readSecurity(folders.security)
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    )
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations',
    )
    const inForce = new Map(rows.map(({ name, checksum }) => [name, checksum]))
    checkHistory(migrations, inForce)
    const applied: string[] = []
    for (const migration of migrations) {
      if (inForce.has(migration.name)) continue
      await apply(client, migration)
      applied.push(migration.name)
    }
    if (applied.length > 0 || inForce.get(security.name) !== security.checksum) {
      await apply(client, security)
      applied.push(security.name)
    }
    return { applied, current: migrations.at(-1)?.name ?? '' }
  })
}

function checkHistory(migrations: Step[], inForce: Map<string, string>): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  const done = [...inForce.keys()].filter((name) => name !== 'security').sort()
  for (const name of done) {
    if (!known.has(name)) throw new Failure('migrate.newer', { name })
    if (known.get(name) !== inForce.get(name)) throw new Failure('migrate.edited', { name })
  }
  const newest = done.at(-1) ?? ''
  const late = migrations.find(({ name }) => name < newest && !inForce.has(name))
  if (late) throw new Failure('migrate.gap', { name: late.name, current: newest })
}
