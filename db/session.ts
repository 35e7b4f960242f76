import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient, QueryResult } from 'pg'
import { endPools, type PoolName, pool } from './client'
import type { Role, UnitLevel } from './enums'
import * as schema from './schema'
import { withoutValues } from './without-values'

/** A transaction with an identity. The only thing that can query; comes from asUser and asSystem alone. */
export type Tx = NodePgDatabase<typeof schema>

/** read: no write range. write: the range of those who may write. sign: also a province leader's, for what he signs. */
export type Mode = 'read' | 'write' | 'sign'

/** Person and epoch from the sign-in token, the assignment from the page, `now` from Ctx. */
export type Identity = { personId: string; epoch: number; assignmentId: string }

/** What begin_identity answers: who acts, as what, where. */
export type IdentityRow = {
  personId: string
  assignmentId: string
  role: Role
  unitId: number
  unitLevel: UnitLevel
  path: string
  title: string | null
  holderName: string
  managesAccounts: boolean
  delegated: boolean
  mustChange: boolean
}

/** Of what changes seldom and is kept by whoever has read it: another stamp with every change (db/security/reference.sql). */
export type Stamps = { forms?: string; calendar?: string; periods?: string }

/** The token, the person or the assignment no longer holds: signed out, ended, disabled. */
export class IdentityRefused extends Error {
  override readonly name = 'IdentityRefused'
}

/**
 * Runs `fn` in one transaction of one client: BEGIN, COMMIT or ROLLBACK, release. A broken client is never reused. What was
 * only read is answered without waiting for COMMIT, which changes nothing about it; the client goes back when it is through.
 */
async function transaction<T>(
  name: PoolName,
  mode: 'read' | 'write',
  fn: (client: PoolClient, begin: string) => Promise<T>,
): Promise<T> {
  const client = await pool(name).connect()
  let broken: Error | undefined
  let committing: Promise<unknown> | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    const result = await fn(client, mode === 'read' ? 'BEGIN READ ONLY' : 'BEGIN')
    committing = client.query('COMMIT')
    if (mode === 'write') await committing
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed
    })
    // Whoever logs it tells nobody's name.
    throw withoutValues(error)
  } finally {
    const release = () => {
      client.off('error', onError)
      client.release(broken)
    }
    if (mode === 'write' || !committing) release()
    else
      void committing.then(release, (failed: Error) => {
        broken = failed
        release()
      })
  }
}

const identitySql = `select person_id as "personId", assignment_id as "assignmentId", role, unit_id as "unitId",
  unit_level as "unitLevel", path, title, holder_name as "holderName", manages_accounts as "managesAccounts",
  delegated, must_change as "mustChange", stamps from begin_identity`

/**
 * One transaction as a person under one assignment, checked now, with the read and write ranges set for row-level
 * security. READ ONLY when the mode is 'read'. Throws IdentityRefused when the identity does not hold.
 */
export function asUser<T>(
  identity: Identity,
  mode: Mode,
  now: Date,
  fn: (tx: Tx, actor: IdentityRow, stamps: Stamps) => Promise<T>,
): Promise<T> {
  return transaction('runtime', mode === 'read' ? 'read' : 'write', async (client, begin) => {
    const { personId, epoch, assignmentId } = identity
    if (!Number.isInteger(epoch)) throw new IdentityRefused()
    const given = [personId, String(epoch), assignmentId, now.toISOString(), mode]
    // One way to the database and back for both; such a text takes no parameters.
    const answers = await client.query(
      `${begin}; ${identitySql}(${given.map((each) => client.escapeLiteral(each)).join(', ')})`,
    )
    const [, { rows }] = answers as unknown as [unknown, QueryResult<IdentityRow & { stamps: Stamps | null }>]
    const [found] = rows
    if (!found) throw new IdentityRefused()
    const { stamps, ...actor } = found
    return fn(drizzle(client, { schema }), actor, stamps ?? {})
  })
}

/** One transaction of the system login: jobs, sign-in, seeds, logs. `reason` stands in pg_stat_activity and the audit log. */
export function asSystem<T>(reason: string, fn: (tx: Tx, client: PoolClient) => Promise<T>): Promise<T> {
  return transaction('system', 'write', async (client, begin) => {
    await client.query(begin)
    await client.query(`select set_config('application_name', $1, true)`, [`tung-ngo system: ${reason}`.slice(0, 63)])
    return fn(drizzle(client, { schema }), client)
  })
}

/** What anybody may read, signed in or not: reference tables; scoped ones are empty. */
export function asAnyone<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('runtime', 'read', async (client, begin) => {
    await client.query(begin)
    return fn(drizzle(client, { schema }))
  })
}

export type OwnAssignment = {
  assignmentId: string
  role: Role
  unitId: number
  delegated: boolean
  validTo: Date | null
}

/** The posts a person may act under now, oldest first; empty when the token does not hold any more. */
export function ownAssignments(personId: string, epoch: number, now: Date): Promise<OwnAssignment[]> {
  return transaction('runtime', 'read', async (client, begin) => {
    await client.query(begin)
    const { rows } = await client.query<OwnAssignment>(
      `select assignment_id as "assignmentId", role, unit_id as "unitId", delegated, valid_to as "validTo"
         from own_assignments($1, $2, $3)`,
      [personId, epoch, now],
    )
    return rows
  })
}

export { endPools as endSessions }

/** One statement of the system login outside a transaction of ours: the job queue keeps its own. */
export async function systemStatement(
  text: string,
  values: unknown[] = [],
): Promise<{ rows: unknown[]; rowCount: number }> {
  const result = await pool('system').query(text, values)
  // Several statements in one text answer as a list; the queue wants the last answer.
  const last = Array.isArray(result) ? result.at(-1) : result
  return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 }
}
