import { hash } from '@node-rs/argon2'
import type { ClientBase } from 'pg'
import type { Role } from '@/db/enums'
import { say } from '@/db/failure'
import { nameOf } from '../bulk/names'
import { insertRows, type SeedCommune } from '../bulk/rows'
import { homeProvince } from './places'

export type DemoSignIn = { role: Role; label: string; signInName: string; password: string }

const password = 'Tungngo@2026'
// The same as server/auth/password.ts, which the database's floor does not import.
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

type Seat = 'nation' | 'lia' | 'team' | { province: string }
type Post = { role: Role; title: string; seat: Seat; label: Parameters<typeof say>[0]; managesAccounts?: boolean }
const home: Seat = { province: homeProvince }

/** One person per role; the n-th signs in as 0900 000 00n. */
const posts: readonly Post[] = [
  {
    role: 'ministry_admin',
    title: 'Quản trị hệ thống, Cục Chuyển đổi số quốc gia',
    seat: 'nation',
    label: 'seed.ministryAdmin',
  },
  {
    role: 'ministry_analyst',
    title: 'Chuyên viên Cục Chuyển đổi số quốc gia',
    seat: 'nation',
    label: 'seed.ministryAnalyst',
  },
  { role: 'province_leader', title: 'Phó Chủ tịch UBND tỉnh', seat: home, label: 'seed.provinceLeader' },
  {
    role: 'department_leader',
    title: 'Phó Giám đốc Sở Khoa học và Công nghệ',
    seat: home,
    label: 'seed.departmentLeader',
  },
  {
    role: 'province_officer',
    title: 'Chuyên viên Sở Khoa học và Công nghệ',
    seat: home,
    label: 'seed.provinceOfficer',
    managesAccounts: true,
  },
  { role: 'province_admin', title: 'Quản trị, Sở Khoa học và Công nghệ', seat: home, label: 'seed.provinceAdmin' },
  { role: 'commune_leader', title: 'Phó Chủ tịch UBND xã', seat: 'lia', label: 'seed.communeLeader' },
  {
    role: 'commune_officer',
    title: 'Chuyên viên (phụ trách chuyển đổi số)',
    seat: 'lia',
    label: 'seed.communeOfficer',
    managesAccounts: true,
  },
  { role: 'team_leader', title: 'Tổ trưởng', seat: 'team', label: 'seed.teamLeader' },
  { role: 'auditor', title: 'Thanh tra viên', seat: home, label: 'seed.auditor' },
  { role: 'system_operator', title: 'Vận hành hệ thống', seat: 'nation', label: 'seed.systemOperator' },
  { role: 'partner', title: 'Bí thư Tỉnh đoàn', seat: home, label: 'seed.partner' },
  {
    role: 'province_admin',
    title: 'Quản trị, Sở Khoa học và Công nghệ',
    seat: { province: '38' },
    label: 'seed.provinceAdmin38',
  },
  {
    role: 'province_admin',
    title: 'Quản trị, Sở Khoa học và Công nghệ',
    seat: { province: '96' },
    label: 'seed.provinceAdmin96',
  },
]

const signInName = (place: number) => `0900000${String(place + 1).padStart(3, '0')}`

/** What the start prints: who can sign in, and how. */
export const demoSignIns: DemoSignIn[] = posts.map(({ role, label }, place) => ({
  role,
  label: say(label),
  signInName: signInName(place),
  password,
}))

type Person = {
  fullName: string
  sortName: string
  phone: string
  unitId: number
  path: string
  role: Role
  title: string
  managesAccounts: boolean
}

/** Where the posts sit: units of the nation, of the three provinces by code, of xã Lìa and of a village team there. */
export type Seats = { nation: Place; provinces: Map<string, Place>; lia: Place; team: Place }
type Place = { id: number; path: string }

function placeOf(seat: Seat, seats: Seats): Place {
  const place = typeof seat === 'string' ? seats[seat] : seats.provinces.get(seat.province)
  if (!place) throw new Error(`no unit for the post of ${JSON.stringify(seat)}`)
  return place
}

/** A leader and an officer in each commune but xã Lìa, whose posts are among the printed ones. */
const communePeople = (communes: readonly SeedCommune[]): Person[] =>
  communes.flatMap((commune, place) =>
    (['commune_leader', 'commune_officer'] as const).map((role, second) => {
      const word = commune.type === 'phuong' ? 'phường' : commune.type === 'dac_khu' ? 'đặc khu' : 'xã'
      return {
        ...nameOf(`${commune.code}/${role}`),
        phone: `0900${100_000 + 2 * place + second}`,
        unitId: commune.id,
        path: commune.path,
        role,
        title: second
          ? 'Chuyên viên (phụ trách chuyển đổi số)'
          : `${place % 3 ? 'Phó Chủ tịch' : 'Chủ tịch'} UBND ${word}`,
        managesAccounts: false,
      }
    }),
  )

/**
 * People, their posts and accounts, one password hashed once for those who are printed; the others have none yet and wait
 * for their code. `since`: when the posts began.
 */
export async function seedPeople(
  client: ClientBase,
  seats: Seats,
  communes: readonly SeedCommune[],
  since: Date,
): Promise<void> {
  const printed = posts.map(({ role, title, seat, managesAccounts }, place): Person => {
    const { id, path } = placeOf(seat, seats)
    const phone = signInName(place)
    return { ...nameOf(phone), phone, unitId: id, path, role, title, managesAccounts: managesAccounts ?? false }
  })
  const people = [...printed, ...communePeople(communes.filter((commune) => commune.id !== seats.lia.id))]
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
  const idOf = (person: Person) => ids.get(person.phone)
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
    ['password_hash', 'text', (row) => (printed.includes(row) ? passwordHash : null)],
    ['demo', 'boolean', () => true],
    ['created_at', 'timestamptz', () => since],
  ])
}

/** "Giao việc tạm thời": the leader of xã Lìa also stands in for a neighbour's, for some weeks. */
export async function seedStandIn(
  client: ClientBase,
  liaId: number,
  neighbourId: number,
  from: Date,
  to: Date,
): Promise<void> {
  await client.query(
    `insert into assignments (person_id, role, unit_id, path, title, holder_name, contact_phone, delegated_from, valid_from, valid_to)
     select own.person_id, other.role, other.unit_id, other.path, other.title, own.holder_name, own.contact_phone, other.id, $3, $4
       from assignments own, assignments other
      where own.unit_id = $1 and own.role = 'commune_leader' and other.unit_id = $2 and other.role = 'commune_leader'`,
    [liaId, neighbourId, from, to],
  )
}

/** "Cụm phụ trách" of the province officer. */
export async function seedAreas(
  client: ClientBase,
  provinceId: number,
  communes: readonly SeedCommune[],
): Promise<void> {
  await client.query(
    `insert into assignment_areas (assignment_id, unit_id, path)
     select a.id, x.id, x.path from assignments a, unnest($2::int[], $3::text[]) as x(id, path)
      where a.unit_id = $1 and a.role = 'province_officer'`,
    [provinceId, communes.map((each) => each.id), communes.map((each) => each.path)],
  )
}
