import { withClient } from '@/db/connect'
import { migrate } from '@/db/migrate'
import { createDatabaseStatement, databaseStatements, quoteName } from '@/db/roles'
import { seedReference } from '@/db/seed'
import { inTransaction } from '@/db/seed/transaction'
import type { Source } from './world'

/** A country without people: its units, the form and the calendar, made anew each time. */
export const unitsAlone = (name: string): Source => ({
  name,
  make: async ({ adminUrl, urls }) => {
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
    await withClient(adminUrl, async (admin) => {
      const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
      if (rowCount) await admin.query(`drop database ${quoteName(name)} with (force)`)
      await admin.query(createDatabaseStatement(name))
      for (const statement of databaseStatements(name)) await admin.query(statement)
    })
    await migrate(at(urls.owner))
    await withClient(at(urls.system), (client) => inTransaction(client, () => seedReference(client)))
  },
})
