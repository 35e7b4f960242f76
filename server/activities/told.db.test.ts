import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { as, freshLog, type Log, session } from '../testing-activities'

let log: Log
const given = () => session(log.team.id, { note: 'Cảm ơn bà Hồ Thị Ghi', place: 'Nhà ông Hồ Văn Chỗ' })

beforeAll(async () => {
  log = await freshLog()
})
afterAll(async () => {
  await endSessions()
  await log?.drop()
})

it('free words stay below the ministry, and why a log was rejected in the commune', async () => {
  const logged = given()
  await as(log.leader).activities.log(logged)
  const reason = 'Trùng với buổi của anh Hồ Văn Lý'
  await as(log.officer).activities.reject({ requestId: randomUUID(), id: logged.id, reason })
  const told = async (who: Parameters<typeof as>[0]) => {
    const one = await as(who).activities.get({ id: logged.id })
    const [row] = (await as(who).activities.list({})).rows
    expect(row).toMatchObject({ note: one.note, place: one.place, stateReason: one.stateReason })
    return [one.note, one.place, one.stateReason, one.state]
  }
  const words = ['Cảm ơn bà Hồ Thị Ghi', 'Nhà ông Hồ Văn Chỗ']
  for (const who of [log.leader, log.second, log.officer])
    expect(await told(who)).toEqual([...words, reason, 'rejected'])
  for (const who of [log.department, log.auditor]) expect(await told(who)).toEqual([...words, null, 'rejected'])
  expect(await told(log.ministry)).toEqual([null, null, null, 'rejected'])
})
