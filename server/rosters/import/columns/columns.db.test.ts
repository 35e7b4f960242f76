import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import type { TestActor } from '@/db/testing/factories'
import { as, id, look, openRosters, type Rosters, refusedAs, send, work } from '@/server/testing-roster-import'

let world: Rosters
let officer: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('asks once what the columns of an old list mean, and remembers it', async () => {
  const old = 'TT;Tên người;Thuộc;Năm\n1;Lý Văn Mạnh;Thôn Một;1970\n2;Lý Thị Nga;Thôn Hai;1971'
  const made = await send(officer, old)
  const asked = await look(officer, made)
  expect(asked).toMatchObject({ state: 'mapping', reading: { asked: { remembered: false, sheet: 0 } } })
  expect(asked.reading?.sheets[0]?.samples[0]).toEqual(['1', 'Lý Văn Mạnh', 'Thôn Một', '1970'])
  const name = (columns: (string | null)[]) =>
    as(officer).rosterImport.nameColumns({ requestId: id(), id: made, columns: columns as never })
  await expect(name([null, 'fullName', null, null])).rejects.toEqual(refusedAs('BAD_REQUEST'))
  await name([null, 'fullName', 'team', 'birthYear'])
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'checked', summary: { counts: { new: 2 } } })
  const again = await look(officer, await send(officer, old))
  expect(again.reading?.asked).toMatchObject({ remembered: true, offered: [null, 'fullName', 'team', 'birthYear'] })
})
