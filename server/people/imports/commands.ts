import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { assignments, persons } from '@/db/schema'
import { codeHash, codeOfRequest } from '../../auth/codes'
import type { Ctx } from '../../context'
import { Conflict } from '../../errors'
import { sortNameOf, type Validity } from '../rules'
import type { ImportAccountsInput } from '../schema'
import { judgeAccounts, type RightLine } from './queries'

/** A post given. `code` is null in what is kept and filled in on the way out, when there is one (people/router.ts). */
export type Appointed = {
  line: number
  personId: string
  assignmentId: string
  /** Somebody known already: no new account, no code. */
  known: boolean
  code: string | null
  /** When the code ends, by the server's clock. */
  expiresAt: Date | null
}

export type Appointment = RightLine &
  Validity & { title: string | null; contactPhone: string | null; managesAccounts: boolean }

const uuidArray = (ids: readonly string[]) =>
  sql`array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]::uuid[]`
const textArray = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/** A fresh code for each of these people; the one before ends. Returns when they expire. */
export async function issueCodes(ctx: Ctx, requestId: string, personIds: readonly string[]) {
  const hashes = personIds.map((id) => codeHash(codeOfRequest(requestId, id)))
  const { rows } = await ctx.db.execute<{ person_id: string; purpose: 'activate' | 'reset'; expires_at: string }>(
    sql`select * from issue_codes(${uuidArray(personIds)}, ${textArray(hashes)})`,
  )
  return new Map(rows.map((row) => [row.person_id, { purpose: row.purpose, expiresAt: new Date(row.expires_at) }]))
}

/** Writes people, posts, accounts and codes in four statements, whatever their number. */
export async function appoint(ctx: Ctx, requestId: string, list: readonly Appointment[]): Promise<Appointed[]> {
  const made = list.map((each) => ({
    ...each,
    known: each.personId !== null,
    personId: each.personId ?? randomUUID(),
    assignmentId: randomUUID(),
  }))
  const fresh = made.filter((each) => !each.known)
  if (fresh.length > 0) {
    await ctx.db.insert(persons).values(
      fresh.map((each) => ({
        id: each.personId,
        fullName: each.fullName,
        sortName: sortNameOf(each.fullName),
        phone: /^0\d{9}$/.test(each.signInName) ? each.signInName : null,
        unitId: each.unit.id,
        path: each.unit.path,
        createdAt: ctx.now,
      })),
    )
  }
  await ctx.db.insert(assignments).values(
    made.map((each) => ({
      id: each.assignmentId,
      personId: each.personId,
      role: each.role,
      unitId: each.unit.id,
      path: each.unit.path,
      title: each.title,
      holderName: each.fullName,
      contactPhone: each.contactPhone,
      managesAccounts: each.managesAccounts,
      validFrom: each.validFrom,
      validTo: each.validTo,
      createdBy: ctx.actor.personId,
    })),
  )
  let expiry = new Map<string, { expiresAt: Date }>()
  if (fresh.length > 0) {
    const ids = fresh.map((each) => each.personId)
    await ctx.db.execute(
      sql`select open_accounts(${uuidArray(ids)}, ${textArray(fresh.map((each) => each.signInName))})`,
    )
    expiry = await issueCodes(ctx, requestId, ids)
  }
  return made.map(({ line, personId, assignmentId, known }) => ({
    line,
    personId,
    assignmentId,
    known,
    code: null,
    expiresAt: expiry.get(personId)?.expiresAt ?? null,
  }))
}

/**
 * Applies the right lines of a pasted list, all or none, and leaves the wrong ones out. Throws Conflict when there are
 * not as many right lines as the dry run showed; nothing is applied then.
 */
export async function importAccounts(ctx: Ctx, input: ImportAccountsInput) {
  const verdicts = await judgeAccounts(ctx, input.text)
  const right = verdicts.flatMap((verdict) => ('right' in verdict ? [verdict.right] : []))
  if (right.length !== input.expected) {
    throw new Conflict('people.importChanged', { expected: input.expected, found: right.length })
  }
  const appointed = await appoint(
    ctx,
    input.requestId,
    right.map((each) => ({
      ...each,
      validFrom: ctx.now,
      validTo: null,
      title: null,
      contactPhone: /^0\d{9}$/.test(each.signInName) ? each.signInName : null,
      managesAccounts: false,
    })),
  )
  return { appointed, skipped: verdicts.length - right.length }
}
