import type { ClientBase } from 'pg'
import type { Role } from '@/db/enums'
import { say } from '@/db/failure'
import { nameOf } from '../bulk/names'
import { communePerson, insertPeople, type SeedPerson } from '../bulk/people'
import type { SeedCommune } from '../bulk/rows'
import { homeProvince } from './places'

export type DemoSignIn = { role: Role; label: string; signInName: string; password: string }

const password = 'Tungngo@2026'

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

/** Where the posts sit: units of the nation, of the three provinces by code, of xã Lìa and of a village team there. */
export type Seats = { nation: Place; provinces: Map<string, Place>; lia: Place; team: Place }
type Place = { id: number; path: string }

function placeOf(seat: Seat, seats: Seats): Place {
  const place = typeof seat === 'string' ? seats[seat] : seats.provinces.get(seat.province)
  if (!place) throw new Error(`no unit for the post of ${JSON.stringify(seat)}`)
  return place
}

/**
 * The people of the demonstration: those who are printed, with a password, and a leader and an officer in each other
 * commune of the three provinces, without one. `since`: when their posts began.
 */
export async function seedPeople(
  client: ClientBase,
  seats: Seats,
  communes: readonly SeedCommune[],
  since: Date,
): Promise<void> {
  const printed = posts.map(({ role, title, seat, managesAccounts }, place): SeedPerson => {
    const { id, path } = placeOf(seat, seats)
    const phone = signInName(place)
    return {
      ...nameOf(phone),
      phone,
      unitId: id,
      path,
      role,
      title,
      managesAccounts: managesAccounts ?? false,
      secret: true,
    }
  })
  const others = communes
    .filter((commune) => commune.id !== seats.lia.id)
    .flatMap((commune, place) =>
      (['commune_leader', 'commune_officer'] as const).map((role) =>
        communePerson(commune, place, role, { firstPhone: 100_000, secret: false }),
      ),
    )
  await insertPeople(client, [...printed, ...others], since, password)
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
