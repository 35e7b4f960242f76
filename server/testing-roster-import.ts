import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { RosterVerdict } from '@/db/roster-enums'
import { asSystem, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { rosterImportRouter } from './rosters/import/router'
import { runRosterImports } from './rosters/import/running/commands'
import { rostersRouter } from './rosters/router'
import { teamsRouter } from './teams/router'
import { createCallerFactory, router } from './trpc'

/** What tests of rosters that come in as files begin with: communes with teams, who may send, a file through the job. */

const createCaller = createCallerFactory(
  router({ rosters: rostersRouter, rosterImport: rosterImportRouter, teams: teamsRouter }),
)
export const now = new Date('2026-11-21T09:00:00+07:00')
export const later = new Date('2026-12-01T09:00:00+07:00')
export const as = (who: { identity: Identity }, at = now) => createCaller({ identity: who.identity, now: at })
export const id = () => randomUUID()
export const refusedAs = (code: string) => expect.objectContaining({ code })

export const header = 'Tổ,Họ và tên,Năm sinh,Giới tính,SĐT,Vai trò,Thành phần,Từ ngày,Đến ngày,Lý do thôi,Mã thành viên'
export const csv = (...rows: string[]) => [header, ...rows].join('\n')

/** Does what waits. */
export const work = (at = now) => runRosterImports(() => at)

/** Sends a file and has it checked; its id. */
export async function send(
  who: TestActor,
  content: string | Uint8Array,
  { name = 'ds.csv', at = now, checked = true } = {},
): Promise<string> {
  const sent = { requestId: id(), name, content: Buffer.from(content).toString('base64') }
  const { id: made } = await as(who, at).rosterImport.send(sent)
  if (checked) await work(at)
  return made
}
export const look = (who: TestActor, made: string) => as(who).rosterImport.get({ id: made })
export const rowsOf = async (who: TestActor, made: string, verdict: RosterVerdict) =>
  (await as(who).rosterImport.rows({ id: made, verdict })).rows
/** Why the wrong rows are wrong, by line. */
export const problemsOf = async (who: TestActor, made: string) =>
  (await rowsOf(who, made, 'wrong')).map(({ line, problems }) => [line, ...problems.map(({ kind }) => kind)])
/** What became of a file: its state, why it failed, why it was refused. */
export async function endOf(who: TestActor, content: string | Uint8Array, name?: string) {
  const { state, failure, reading } = await look(who, await send(who, content, { name }))
  return [state, failure, reading?.refused ?? null]
}

/** Orders what was shown. */
export async function order(who: TestActor, made: string, skipWrong = false, at = now): Promise<void> {
  const { mark } = await look(who, made)
  await as(who, at).rosterImport.confirm({ requestId: id(), id: made, mark: mark ?? '', skipWrong })
}
/** Orders it and has it done. */
export async function apply(who: TestActor, made: string, skipWrong = false, at = now) {
  await order(who, made, skipWrong, at)
  await work(at)
  return look(who, made)
}

export const one = async <T>(query: SQL): Promise<T[]> =>
  asSystem('look', async (db) => (await db.execute(query)).rows as T[])
/** Who was and is in a team, by given name. */
export const memberships = (team: number) =>
  one<{ name: string; role: string; from: string; to: string | null; reason: string | null }>(sql`
    select m.full_name as name, s.role, s.valid_from as "from", s.valid_to as "to", s.ended_reason as reason
      from memberships s join members m on m.id = s.member_id where s.unit_id = ${team} order by m.sort_name, s.valid_from, s.created_at`)
export const namesIn = async (team: number) => (await memberships(team)).map(({ name }) => name)
export const exported = async (who: TestActor, unitId: number) => {
  const { roster } = await as(who).rosters.export({ requestId: id(), unitId, reason: 'Cập nhật danh sách' })
  return roster
}

/** A village team of a commune since the beginning of the year. */
export const foundTeam = async (who: TestActor, commune: TestUnit, name: string): Promise<number> => {
  const given = { communeId: commune.id, level: 'village' as const, name, foundedOn: '2026-01-01', villageIds: [] }
  return (await as(who).teams.add({ requestId: id(), ...given })).id
}

/** Thanh Hóa: two communes with an officer each, two teams in the first and one in the second; and another province. */
export async function openRosters() {
  const database = await freshDatabase()
  const province = await findUnit('province', 'Thanh Hóa')
  const [first, second] = await childrenOf(province)
  if (!first || !second) throw new Error('no communes')
  const officer = await makeActor('commune_officer', first)
  const neighbour = await makeActor('commune_officer', second)
  const one = await foundTeam(officer, first, 'Thôn Một')
  const two = await foundTeam(officer, first, 'Thôn Hai')
  const theirs = await foundTeam(neighbour, second, 'Thôn Một')
  return {
    ...{ database, province, first, second, officer, neighbour, teams: { one, two, theirs } },
    department: await makeActor('province_admin', province),
    elsewhere: await makeActor('province_admin', await findUnit('province', 'Cà Mau')),
  }
}
export type Rosters = Awaited<ReturnType<typeof openRosters>>
