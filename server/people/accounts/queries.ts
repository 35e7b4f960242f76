import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canAppoint, canManagePeople } from '../policy'
import { accountStateOf } from '../rules'

type AccountRow = {
  person_id: string
  sign_in_name: string
  activated: boolean
  locked_until: string | null
  disabled: boolean
  last_sign_in_at: string | null
  unlockable: boolean
  manageable: boolean
}

/** How the accounts of these people stand, by person; empty for whoever keeps no accounts. */
export async function accountStates(ctx: Ctx, personIds: string[]) {
  if (personIds.length === 0 || !canManagePeople(ctx.actor)) return new Map()
  const ids = sql`array[${sql.join(
    personIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`
  const { rows } = await ctx.db.execute<AccountRow>(sql`select * from account_states(${ids})`)
  return new Map(
    rows.map((row) => {
      const lockedUntil = row.locked_until ? new Date(row.locked_until) : null
      return [
        row.person_id,
        {
          signInName: row.sign_in_name,
          lockedUntil,
          lastSignInAt: row.last_sign_in_at ? new Date(row.last_sign_in_at) : null,
          state: accountStateOf({ activated: row.activated, lockedUntil, disabled: row.disabled }),
          activated: row.activated,
          unlockable: row.unlockable,
          manageable: row.manageable,
        },
      ] as const
    }),
  )
}

/** The names by which these people sign in, as their slips say them: of the accounts that the actor may give codes for. */
export async function slipNames(ctx: Ctx, personIds: string[]) {
  if (!canAppoint(ctx.actor)) throw new Forbidden('people.notManager')
  const accounts = await accountStates(ctx, personIds)
  return [...accounts].flatMap(([personId, { manageable, signInName }]) =>
    manageable ? [{ personId, signInName }] : [],
  )
}
