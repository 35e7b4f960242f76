import { hash } from '@node-rs/argon2'
import type { ClientBase } from 'pg'
import type { Role } from '@/db/enums'
import { nameOf, type SeedName } from './names'
import { insertRows, type SeedCommune } from './rows'

/** One person with one post; the phone is the name he signs in by. Without `secret` the account waits for its first code. */
export type SeedPerson = SeedName & {
  phone: string
  unitId: number
  path: string
  role: Role
  title: string
  managesAccounts: boolean
  secret: boolean
}

// The same as server/auth/password.ts, which the database's floor does not import.
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const words: Readonly<Record<string, string>> = { phuong: 'phường', dac_khu: 'đặc khu' }

/** Leader or officer of a commune; `place` numbers the communes for the phone and the title. */
export function communePerson(
  commune: SeedCommune,
  place: number,
  role: 'commune_leader' | 'commune_officer',
  options: { firstPhone: number; secret: boolean },
): SeedPerson {
  const officer = role === 'commune_officer'
  return {
    ...nameOf(`${commune.code}/${role}`),
    phone: `0900${String(options.firstPhone + 2 * place + (officer ? 1 : 0)).padStart(6, '0')}`,
    unitId: commune.id,
    path: commune.path,
    role,
    title: officer
      ? 'Chuyên viên (phụ trách chuyển đổi số)'
      : `${place % 3 ? 'Phó Chủ tịch' : 'Chủ tịch'} UBND ${words[commune.type] ?? 'xã'}`,
    managesAccounts: false,
    secret: options.secret,
  }
}

/** People, their posts since a moment, and their accounts, marked as demonstration; the password is hashed once for all. */
export async function insertPeople(
  client: ClientBase,
  people: readonly SeedPerson[],
  since: Date,
  password: string,
): Promise<void> {
  await insertRows(client, 'persons', people, [
    ['full_name', 'text', (row) => row.fullName],
    ['sort_name', 'text', (row) => row.sortName],
    ['phone', 'text', (row) => row.phone],
    ['unit_id', 'int', (row) => row.unitId],
    ['path', 'text', (row) => row.path],
    ['created_at', 'timestamptz', () => since],
  ])
  const { rows } = await client.query<{ id: string; phone: string }>(
    'select id, phone from persons where phone = any ($1)',
    [people.map((person) => person.phone)],
  )
  const ids = new Map(rows.map(({ id, phone }) => [phone, id]))
  const idOf = (person: SeedPerson) => ids.get(person.phone)
  await insertRows(client, 'assignments', people, [
    ['person_id', 'uuid', idOf],
    ['role', 'text', (row) => row.role],
    ['unit_id', 'int', (row) => row.unitId],
    ['path', 'text', (row) => row.path],
    ['title', 'text', (row) => row.title],
    ['holder_name', 'text', (row) => row.fullName],
    ['contact_phone', 'text', (row) => row.phone],
    ['manages_accounts', 'boolean', (row) => row.managesAccounts],
    ['valid_from', 'timestamptz', () => since],
  ])
  const passwordHash = await hash(password.normalize('NFC'), settings)
  await insertRows(client, 'accounts', people, [
    ['person_id', 'uuid', idOf],
    ['sign_in_name', 'text', (row) => row.phone],
    ['password_hash', 'text', (row) => (row.secret ? passwordHash : null)],
    ['demo', 'boolean', () => true],
    ['created_at', 'timestamptz', () => since],
  ])
}
