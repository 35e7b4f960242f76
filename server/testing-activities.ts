import { randomUUID } from 'node:crypto'
import { asSystem, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, makeUnit, type TestUnit } from '@/db/testing/factories'
import { appRouter } from './router'
import { createCallerFactory } from './trpc'

/** What tests of the teams' log begin with: a commune with two teams, its neighbour with one, and who sees them. */

const createCaller = createCallerFactory(appRouter)
/** In the month 12/2026, which runs from 15/11 to 14/12. */
export const now = new Date('2026-11-21T09:00:00+07:00')
export const as = (who: { identity: Identity }, at = now) => createCaller({ identity: who.identity, now: at })

export const query = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem('test', async (_, client) => (await client.query(text, values)).rows as Row[])

async function makeTeam(commune: TestUnit, name: string): Promise<TestUnit> {
  const team = await makeUnit(commune, 'team', name)
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2026-01-01')`,
    [team.id, team.path, commune.id],
  )
  return team
}

export async function freshLog() {
  const database = await freshDatabase()
  const province = await findUnit('province', 'Quảng Trị')
  const [commune, next] = await childrenOf(province)
  if (!commune || !next) throw new Error('no communes')
  const [team, sister, stranger] = [
    await makeTeam(commune, 'Một'),
    await makeTeam(commune, 'Hai'),
    await makeTeam(next, 'Ba'),
  ]
  const member = async (unit: TestUnit, name: string) => {
    const [row] = await query<{ id: string }>(
      `insert into members (unit_id, path, full_name, sort_name, created_at) values ($1, $2, $3, $3, now()) returning id`,
      [unit.id, unit.path, name],
    )
    await query(
      `insert into memberships (member_id, unit_id, path, role, valid_from, created_at) values ($1, $2, $3, 'member', '2026-01-01', now())`,
      [row?.id, unit.id, unit.path],
    )
    return row?.id ?? ''
  }
  const partner = await makeActor('partner', province)
  return {
    drop: database.drop,
    ...{ province, commune, next, team, sister, stranger, partner },
    members: [
      await member(team, 'Hồ Văn Một'),
      await member(team, 'Hồ Thị Hai'),
      await member(stranger, 'Lê Ba'),
    ] as const,
    leader: await makeActor('team_leader', team),
    second: await makeActor('team_member', team),
    sisterLeader: await makeActor('team_leader', sister),
    strangerLeader: await makeActor('team_leader', stranger),
    officer: await makeActor('commune_officer', commune),
    neighbour: await makeActor('commune_officer', next),
    department: await makeActor('province_admin', province),
    elsewhere: await makeActor('province_admin', await findUnit('province', 'Cà Mau')),
    ministry: await makeActor('ministry_admin', await findUnit('nation')),
    auditor: await makeActor('auditor', province),
  }
}
export type Log = Awaited<ReturnType<typeof freshLog>>

/** An ordinary activity, as the form sends it. */
export const session = (teamId: number, given: object = {}) => ({
  requestId: randomUUID(),
  id: randomUUID(),
  teamId,
  onDay: '2026-11-20',
  kind: 'home_guidance' as const,
  channel: 'door_to_door' as const,
  tasks: [1 as const, 3 as const],
  households: 12,
  guided: [9, null, 4, null, null],
  ...given,
})
