import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T09:00:00+07:00')

let database: Awaited<ReturnType<typeof freshDatabase>>
let analyst: TestActor

beforeAll(async () => {
  database = await freshDatabase()
  analyst = await makeActor('ministry_analyst', await findUnit('nation'))
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
})

/** What the document of that number is kept to have brought about. */
async function resultsOf(number: string) {
  const { reorganisations } = createCaller({ identity: analyst.identity, now })
  const { rows } = await reorganisations.list({})
  const found = rows.find((row) => row.resolutionNumber === number)
  return (await reorganisations.get({ id: found?.id ?? '' })).results
}

it('the reform is counted by its documents: provinces and districts, communes', async () => {
  expect(await resultsOf('202/2025/QH15')).toEqual({
    units: [
      { level: 'province', opened: 23, ended: 52, changed: 0 },
      { level: 'district', opened: 0, ended: 696, changed: 0 },
    ],
    agencies: [],
  })
  expect((await resultsOf('1654 đến 1687/NQ-UBTVQH15'))?.units).toEqual([
    { level: 'commune', opened: 3321, ended: 10_035, changed: 0 },
  ])
})

it('Đồng Nai becomes a city and ten of its communes wards, under the codes they had', async () => {
  expect((await resultsOf('30/2026/QH16'))?.units).toEqual([{ level: 'province', opened: 0, ended: 0, changed: 1 }])
  expect((await resultsOf('237/NQ-UBTVQH16'))?.units).toEqual([{ level: 'commune', opened: 0, ended: 0, changed: 10 }])
})

it('of 1/3/2025 the agencies are told: the ministry, its department, and those of the 63 provinces', async () => {
  const [information, science] = ['Bộ Thông tin và Truyền thông', 'Bộ Khoa học và Công nghệ']
  const none = { parentBefore: null, parentAfter: null }
  const moved = 'Cục Chuyển đổi số quốc gia'
  expect(await resultsOf('55/2025/NĐ-CP')).toEqual({
    units: [],
    agencies: [
      { before: information, after: science, ...none, count: 1 },
      { before: moved, after: moved, parentBefore: information, parentAfter: science, count: 1 },
      { before: 'Sở Thông tin và Truyền thông', after: 'Sở Khoa học và Công nghệ', ...none, count: 63 },
    ],
  })
})
