import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import {
  apply,
  as,
  csv,
  exported,
  id,
  one,
  openRosters,
  type Rosters,
  refusedAs,
  send,
} from '@/server/testing-roster-import'

let world: Rosters
let officer: TestActor
let neighbour: TestActor
let department: TestActor
let elsewhere: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer, neighbour, department, elsewhere } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('hands out a roster for a reason that is written down, to the commune alone', async () => {
  const file = csv(
    'Thôn Một,Nguyễn Văn An,1985,Nam,0900000001,Tổ trưởng,,05/03/2026,,,',
    'Thôn Một,Trần Thị Bình,1990,Nữ,0900000002,,Hội Phụ nữ,,,,',
    'Thôn Hai,Lê Văn Cường,1979,Nam,,Tổ trưởng,,2026-02-01,,,',
    'Thôn Hai,Hoàng Văn Giang,1991,,,,,,,,',
  )
  await apply(officer, await send(officer, file))
  const unit = world.first.id
  const roster = await exported(officer, unit)
  expect(roster?.rows.map(({ member }) => member?.fullName)).toEqual([
    'Lê Văn Cường',
    'Hoàng Văn Giang',
    'Nguyễn Văn An',
    'Trần Thị Bình',
  ])
  expect(roster?.rows[2]?.member?.phone).toBe('0900000001')
  const log = await one(
    sql`select kind, subject, reason from access_log where kind = 'export' and person_id = ${officer.personId}`,
  )
  expect(log).toEqual([{ kind: 'export', subject: `rosters/${unit}`, reason: 'Cập nhật danh sách' }])
  const kept = await one<{ response: string }>(
    sql`select response::text from requests where procedure = 'rosters.export'`,
  )
  expect(kept[0]?.response).not.toContain('Nguyễn')
  for (const who of [neighbour, department, elsewhere])
    await expect(exported(who, unit)).rejects.toEqual(refusedAs('FORBIDDEN'))
  await expect(as(officer).rosters.export({ requestId: id(), unitId: unit, reason: 'x' })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
})
