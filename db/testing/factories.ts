import { hash } from '@node-rs/argon2'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Role, UnitLevel } from '@/db/enums'
import { accounts, assignments, persons, teams, units, unitVersions } from '@/db/schema'
import { asSystem, type Identity, type Tx } from '@/db/session'

/** The password of everybody made here unless the test says otherwise. */
export const testPassword = 'Mat-khau-thu-1'

const hashes = new Map<string, Promise<string>>()
function hashOnce(password: string): Promise<string> {
  const made = hashes.get(password) ?? hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  hashes.set(password, made)
  return made
}

/** As the system login, without audit rows: what a test starts from is nobody's change. */
function seeding<T>(fn: (db: Tx) => Promise<T>): Promise<T> {
  return asSystem('test', async (db) => {
    await db.execute(sql`select set_config('app.seed', 'on', true)`)
    return fn(db)
  })
}

export type TestUnit = {
  id: number
  level: UnitLevel
  path: string
  code: string | null
  name: string
  fullName: string
}

const unitColumns = {
  id: units.id,
  level: units.level,
  path: units.path,
  code: unitVersions.code,
  name: unitVersions.name,
  fullName: unitVersions.fullName,
}

/** The nation, or the unit of today with that name at that level. */
export async function findUnit(level: UnitLevel, name?: string): Promise<TestUnit> {
  const [found] = await seeding((db) =>
    db
      .select(unitColumns)
      .from(units)
      .innerJoin(unitVersions, eq(unitVersions.unitId, units.id))
      .where(and(eq(units.level, level), isNull(unitVersions.validTo), name ? eq(unitVersions.name, name) : undefined))
      .orderBy(asc(unitVersions.code))
      .limit(1),
  )
  if (!found) throw new Error(`no ${level} ${name ?? ''} in the test database`)
  return found
}

/** Units of today right under a unit, by code. */
export function childrenOf(parent: Pick<TestUnit, 'id'>): Promise<TestUnit[]> {
  return seeding((db) =>
    db
      .select(unitColumns)
      .from(units)
      .innerJoin(unitVersions, eq(unitVersions.unitId, units.id))
      .where(and(eq(unitVersions.parentId, parent.id), isNull(unitVersions.validTo)))
      .orderBy(asc(unitVersions.code)),
  )
}

/** A village or team under a commune. */
export function makeUnit(parent: TestUnit, level: 'village' | 'team', name: string): Promise<TestUnit> {
  const type = level === 'team' ? 'to_cnscd' : 'thon'
  return seeding(async (db) => {
    const { rows } = await db.execute<{ id: number }>(
      sql`select nextval(pg_get_serial_sequence('units', 'id'))::int as id`,
    )
    const id = rows[0]?.id ?? 0
    const path = `${parent.path}${String(id).padStart(7, '0')}.`
    await db.execute(sql`insert into units (id, level, path) values (${id}, ${level}, ${path})`)
    await db
      .insert(unitVersions)
      .values({ unitId: id, level, parentId: parent.id, name, fullName: name, type, validFrom: '2025-07-01' })
    return { id, level, path, code: null, name, fullName: name }
  })
}

/** A village-level team of a commune, founded when two-tier government began, covering nothing. */
export async function makeTeam(
  commune: TestUnit,
  name: string,
  level: 'village' | 'commune' = 'village',
): Promise<TestUnit> {
  const team = await makeUnit(commune, 'team', name)
  await seeding((db) =>
    db
      .insert(teams)
      .values({ unitId: team.id, path: team.path, communeId: commune.id, level, foundedOn: '2025-07-02' }),
  )
  return team
}

let counter = 0
const next = () => String(++counter).padStart(4, '0')

export type PersonGiven = { unit: Pick<TestUnit, 'id' | 'path'>; fullName?: string; phone?: string | null }

export async function makePerson(given: PersonGiven): Promise<{ personId: string; fullName: string }> {
  const fullName = given.fullName ?? `Nguyễn Văn Thử ${next()}`
  const words = fullName.split(' ')
  const [made] = await seeding((db) =>
    db
      .insert(persons)
      .values({
        fullName,
        sortName: [words.at(-1), ...words.slice(0, -1)].join(' '),
        phone: given.phone ?? null,
        unitId: given.unit.id,
        path: given.unit.path,
      })
      .returning({ personId: persons.id }),
  )
  if (!made) throw new Error('no person made')
  return { ...made, fullName }
}

export type AssignmentGiven = {
  personId: string
  unit: Pick<TestUnit, 'id' | 'path'>
  role: Role
} & Partial<Omit<typeof assignments.$inferInsert, 'personId' | 'unitId' | 'path' | 'role'>>

/** A post held since 2025 unless said otherwise. Returns its id. */
export async function makeAssignment({ personId, unit, role, ...rest }: AssignmentGiven): Promise<string> {
  const [made] = await seeding((db) =>
    db
      .insert(assignments)
      .values({
        holderName: `Người thử ${next()}`,
        validFrom: new Date('2025-01-01T00:00:00+07:00'),
        ...rest,
        personId,
        role,
        unitId: unit.id,
        path: unit.path,
      })
      .returning({ id: assignments.id }),
  )
  if (!made) throw new Error('no assignment made')
  return made.id
}

export type AccountGiven = { personId: string; password?: string | null } & Partial<
  Omit<typeof accounts.$inferInsert, 'personId' | 'passwordHash'>
>

/** An account; `password: null` is one that was never activated. Returns the sign-in name. */
export async function makeAccount({ personId, password = testPassword, ...rest }: AccountGiven): Promise<string> {
  const signInName = rest.signInName ?? `0900${String(100_000 + Number(next()))}`
  const passwordHash = password === null ? null : await hashOnce(password)
  await seeding((db) => db.insert(accounts).values({ ...rest, signInName, personId, passwordHash }))
  return signInName
}

export type TestActor = {
  personId: string
  assignmentId: string
  fullName: string
  signInName: string
  /** What a token and a page would bring. */
  identity: Identity
}

/** Somebody who can sign in and act: person, post, account. */
export async function makeActor(
  role: Role,
  unit: TestUnit,
  post: Partial<AssignmentGiven> & { fullName?: string } = {},
  account: Partial<AccountGiven> = {},
): Promise<TestActor> {
  const { fullName: wanted, ...rest } = post
  const { personId, fullName } = await makePerson({ unit, fullName: wanted })
  const assignmentId = await makeAssignment({ holderName: fullName, ...rest, personId, unit, role })
  const signInName = await makeAccount({ ...account, personId })
  return {
    personId,
    assignmentId,
    fullName,
    signInName,
    identity: { personId, epoch: account.epoch ?? 1, assignmentId },
  }
}
