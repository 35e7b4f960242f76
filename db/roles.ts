import type { Client } from 'pg'

export const databaseName = 'tung_ngo'
/** Login names in use; policies are written for the group roles, so an outside Postgres may name logins otherwise. */
export const logins = {
  owner: 'tung_ngo_owner',
  runtime: 'tung_ngo_runtime',
  system: 'tung_ngo_system',
} as const
export type Login = keyof typeof logins
export type Passwords = Record<Login, string>

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Roles of the whole server. Group roles (tn_…) hold the rights, logins only belong to them; none is a superuser or
 * bypasses row-level security. The owner belongs to tn_ledger so that it can hand the ledger functions to it.
 */
export function roleStatements(passwords: Passwords): string[] {
  const make = (name: string) =>
    `do $$ begin create role ${name}; exception when duplicate_object or unique_violation then null; end $$`
  return [
    ...['tn_runtime', 'tn_system', 'tn_ledger'].map(make),
    ...Object.values(logins).map(make),
    ...(Object.keys(logins) as Login[]).map(
      (login) => `alter role ${logins[login]} login password ${quoteText(passwords[login])}`,
    ),
    `grant tn_runtime to ${logins.runtime}`,
    `grant tn_system to ${logins.system}`,
    `grant tn_ledger to ${logins.owner}`,
    // Whoever is not a superuser may only give a database to a role it belongs to.
    `grant ${logins.owner} to current_user`,
    // A stuck request gives way: the runtime waits five seconds for a lock and thirty for a statement.
    `alter role ${logins.runtime} set lock_timeout = '5s'`,
    `alter role ${logins.runtime} set statement_timeout = '30s'`,
    `alter role ${logins.runtime} set idle_in_transaction_session_timeout = '60s'`,
  ]
}

/** `create database`, Vietnamese order by ICU, or a copy of `template` (which keeps its own order). */
export function createDatabaseStatement(name: string, template?: string): string {
  const from = template
    ? `template ${quoteName(template)}`
    : `template template0 encoding 'UTF8' locale_provider icu icu_locale 'vi'`
  return `create database ${quoteName(name)} owner ${logins.owner} ${from}`
}

/** Rights on the database itself; a copy does not inherit them, so they are given anew each time. */
export function databaseStatements(name: string): string[] {
  return [
    `revoke all on database ${quoteName(name)} from public`,
    `grant connect on database ${quoteName(name)} to tn_runtime, tn_system`,
    `alter database ${quoteName(name)} set timezone = 'Asia/Ho_Chi_Minh'`,
  ]
}

/** Makes or mends the roles and sets the passwords of the logins. Safe to run again. */
export async function ensureRoles(admin: Client, passwords: Passwords): Promise<void> {
  for (const statement of roleStatements(passwords)) await admin.query(statement)
}

/** Makes the database unless it is there; its rights are set either way, so an interrupted start heals itself. */
export async function ensureDatabase(admin: Client, name = databaseName): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (!rowCount) await admin.query(createDatabaseStatement(name))
  for (const statement of databaseStatements(name)) await admin.query(statement)
}
