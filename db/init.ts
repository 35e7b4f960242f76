import { randomBytes } from 'node:crypto'
import { connect, withClient } from '@/db/connect'
import { loadEnvFile, readEnv } from '@/db/env'
import { Failure, runEntry, say } from '@/db/failure'
import {
  createDatabaseStatement,
  databaseName,
  databaseStatements,
  ensureDatabase,
  ensureRoles,
  type Login,
  logins,
  type Passwords,
  roleStatements,
} from '@/db/roles'

const variables: [name: string, login: Login][] = [
  ['DATABASE_URL', 'runtime'],
  ['SYSTEM_URL', 'system'],
  ['OWNER_URL', 'owner'],
]

/** The three lines for `.env`; host, port and options (sslmode and the like) are those of `base`. */
function envLines(base: string, passwords: Passwords): string {
  return variables
    .map(([name, login]) => {
      const url = new URL(base)
      url.username = logins[login]
      url.password = passwords[login]
      url.pathname = `/${databaseName}`
      return `${name}=${url}`
    })
    .join('\n')
}

/** `npm run db:init`: with ADMIN_URL makes roles and database on an outside Postgres, without it prints the SQL. */
await runEntry(async () => {
  loadEnvFile()
  const { ADMIN_URL } = readEnv()
  const password = () => randomBytes(24).toString('base64url')
  const passwords: Passwords = { owner: password(), runtime: password(), system: password() }
  if (!ADMIN_URL) {
    console.log(`-- ${say('init.sqlHint')}\n`)
    const statements = [
      ...roleStatements(passwords),
      createDatabaseStatement(databaseName),
      ...databaseStatements(databaseName),
    ]
    console.log(`${statements.join(';\n')};\n`)
    console.log(envLines('postgres://host:5432/', passwords).replace(/^/gm, '-- '))
    return
  }
  await withClient(ADMIN_URL, async (admin) => {
    try {
      await ensureRoles(admin, passwords)
      await ensureDatabase(admin)
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      throw code === '42501' ? new Failure('init.noPrivilege') : new Failure('database.failed', { reason: message })
    }
  })
  console.log(say('init.made'))
  console.log(envLines(ADMIN_URL, passwords))
  await (await connect(envLines(ADMIN_URL, passwords).split('OWNER_URL=')[1] as string)).end()
})
