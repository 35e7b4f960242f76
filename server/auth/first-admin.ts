import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { loadEnvFile, readEnv, siteUrl } from '@/db/env'
import { Failure, runEntry, say } from '@/db/failure'
import { accounts, activationCodes, assignments, persons, units } from '@/db/schema'
import { asSystem, endSessions } from '@/db/session'
import { cleanName, isName, signInNameFrom, sortNameOf } from '../people/rules'
import { runningUrl } from '../run-file'
import { codeHash, randomCode } from './codes'
import { codeHours, codeText } from './rules'

export type FirstAdmin = { code: string; expiresAt: Date }

/**
 * The first administrator of a system without demo data: person, post at the nation, account and a code of 72 hours.
 * Refuses when somebody administers already; a lost slip is made again as long as nobody has used one.
 */
export async function makeFirstAdmin(typedName: string, typedSignIn: string, now = new Date()): Promise<FirstAdmin> {
  const fullName = cleanName(typedName)
  const signInName = signInNameFrom(typedSignIn)
  if (!isName(fullName)) throw new Failure('admin.badName')
  if (!signInName) throw new Failure('admin.badSignIn')
  return asSystem('first administrator', async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(hashtext('first administrator'))`)
    const [nation] = await db.select({ id: units.id, path: units.path }).from(units).where(eq(units.level, 'nation'))
    if (!nation) throw new Failure('admin.notSeeded')
    const live = or(isNull(assignments.validTo), gt(assignments.validTo, now))
    const admins = await db
      .select({ account: accounts })
      .from(assignments)
      .innerJoin(accounts, eq(accounts.personId, assignments.personId))
      .where(and(eq(assignments.role, 'ministry_admin'), eq(accounts.demo, false), live))
    if (admins.some(({ account }) => account.passwordHash !== null)) throw new Failure('admin.already')

    const waiting = admins.find(({ account }) => account.signInName === signInName)
    const personId = waiting?.account.personId ?? randomUUID()
    if (!waiting) {
      const unit = { unitId: nation.id, path: nation.path }
      await db.insert(persons).values({ id: personId, fullName, sortName: sortNameOf(fullName), ...unit })
      await db.insert(assignments).values({
        personId,
        role: 'ministry_admin',
        holderName: fullName,
        ...unit,
        validFrom: now,
        createdBy: personId,
      })
      const [made] = await db.insert(accounts).values({ personId, signInName }).onConflictDoNothing().returning()
      if (!made) throw new Failure('admin.nameTaken', { name: signInName })
    }
    await db
      .update(activationCodes)
      .set({ expiresAt: now })
      .where(and(eq(activationCodes.personId, personId), isNull(activationCodes.usedAt)))
    const code = randomCode()
    const expiresAt = new Date(now.getTime() + codeHours * 3_600_000)
    await db.insert(activationCodes).values({
      personId,
      codeHash: codeHash(code),
      purpose: 'activate',
      createdBy: personId,
      createdAt: now,
      expiresAt,
    })
    return { code: codeText(code), expiresAt }
  })
}

async function main(): Promise<void> {
  loadEnvFile()
  const { values } = parseArgs({ options: { name: { type: 'string' }, 'sign-in': { type: 'string' } } })
  if (!values.name || !values['sign-in']) throw new Failure('admin.usage')
  const { code } = await makeFirstAdmin(values.name, values['sign-in']).finally(endSessions)
  const env = readEnv()
  // A server may have been started with a port of its own.
  const running = env.NEXTAUTH_URL ? null : runningUrl(env.DATA_DIR)
  const address = running ?? siteUrl(env)
  console.log(say('admin.made', { code, hours: codeHours, url: `${address}/activate#code=${code}` }))
}

if (process.argv[1] === import.meta.filename) await runEntry(main)
