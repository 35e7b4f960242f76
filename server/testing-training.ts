import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { asSystem } from '@/db/session'
import { once } from '@/db/testing/cast'
import { makeUnit, type TestUnit } from '@/db/testing/factories'

/** What tests of training begin with: teams, who is on their rosters, a class. */

const created = new Date('2026-11-21T02:00:00Z').toISOString()

/** A village team of a commune since the day after the reform. */
export async function foundTeam(commune: TestUnit, name: string): Promise<TestUnit> {
  const team = await makeUnit(commune, 'team', name)
  await asSystem('test', (db) =>
    db.execute(sql`
      insert into teams (unit_id, path, commune_id, level, founded_on)
      values (${team.id}, ${team.path}, ${commune.id}, 'village', '2025-07-02')`),
  )
  return team
}

type Joined = { name: string; from: string; to?: string; phone?: string }

/** A woman on the roster of a team between two days, the second not included. Returns her id. */
export async function enrol(team: TestUnit, { name, from, to, phone }: Joined): Promise<string> {
  const id = randomUUID()
  await asSystem('test', async (db) => {
    await db.execute(sql`
      insert into members (id, unit_id, path, full_name, sort_name, phone, sex, created_at)
      values (${id}, ${team.id}, ${team.path}, ${name}, ${name}, ${phone ?? null}, 'female', ${created})`)
    await db.execute(sql`
      insert into memberships (member_id, unit_id, path, role, valid_from, valid_to, created_at)
      values (${id}, ${team.id}, ${team.path}, 'member', ${from}, ${to ?? null}, ${created})`)
  })
  return id
}

/** A class of a commune for members on a day, unless said otherwise. */
export const classOf = (over: Record<string, unknown> = {}) => ({
  ...once(),
  ...{ title: 'Dịch vụ công trực tuyến', startsOn: '2026-11-05', endsOn: '2026-11-05' },
  ...{ mode: 'in_person' as const, organiser: 'commune' as const, audience: 'members' as const },
  ...over,
})
