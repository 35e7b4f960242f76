import type { ClientBase } from 'pg'
import { diceOf } from '../bulk/dice'
import { nameOf } from '../bulk/names'
import { communePerson, insertPeople, type SeedPerson } from '../bulk/people'
import type { SeedCommune } from '../bulk/rows'

/** Of everybody in the national database; it holds invented people alone. */
export const nationalPassword = 'Tungngo@2026'

type Place = { id: number; path: string; level: string; code: string | null }

/**
 * A leader in every commune of now and in three of five an officer; an administrator, an officer and a leader at each
 * department; one administrator and one analyst at the ministry. Signs in as 0900 xxx xxx with the one password.
 */
export async function seedNationalPeople(
  client: ClientBase,
  communes: readonly SeedCommune[],
  since: Date,
  seed: number,
): Promise<number> {
  const { rows: places } = await client.query<Place>(
    `select u.id, u.path, v.level, v.code from unit_versions v join units u on u.id = v.unit_id
      where v.level in ('nation', 'province') and v.valid_to is null order by v.level, v.code`,
  )
  const above = places.flatMap((place, i): SeedPerson[] => {
    const titles =
      place.level === 'nation'
        ? ([
            ['ministry_admin', 'Quản trị hệ thống, Cục Chuyển đổi số quốc gia'],
            ['ministry_analyst', 'Chuyên viên Cục Chuyển đổi số quốc gia'],
          ] as const)
        : ([
            ['province_admin', 'Quản trị, Sở Khoa học và Công nghệ'],
            ['province_officer', 'Chuyên viên Sở Khoa học và Công nghệ'],
            ['department_leader', 'Phó Giám đốc Sở Khoa học và Công nghệ'],
          ] as const)
    return titles.map(([role, title], n) => ({
      ...nameOf(`${place.code}/${role}/${seed}`),
      phone: `0900000${String(4 * i + n + 1).padStart(3, '0')}`,
      unitId: place.id,
      path: place.path,
      role,
      title,
      managesAccounts: role === 'province_officer',
      secret: true,
    }))
  })
  const below = communes.flatMap((commune, i) => {
    const options = { firstPhone: 100_000, secret: true }
    const leader = communePerson(commune, i, 'commune_leader', options)
    const two = diceOf(`officer/${seed}/${commune.code}`)[0] < 0.6
    return two ? [leader, communePerson(commune, i, 'commune_officer', options)] : [leader]
  })
  await insertPeople(client, [...above, ...below], since, nationalPassword)
  return above.length + below.length
}
