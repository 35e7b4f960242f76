import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asUser, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let people: Record<'ministry' | 'analyst' | 'quangTri' | 'q1', TestActor>
const as = (name: keyof typeof people) => createCaller({ identity: people[name].identity, now }).comparisons
const look = async <Row extends object>(text: string): Promise<Row[]> =>
  (await lookAt(database.urls.system, (client) => client.query<Row>(text))).rows

beforeAll(async () => {
  database = await freshDatabase()
  const nation = await findUnit('nation')
  const quangTri = await findUnit('province', 'Quảng Trị')
  const [commune] = await childrenOf(quangTri)
  people = {
    ministry: await makeActor('ministry_admin', nation),
    analyst: await makeActor('ministry_analyst', nation),
    quangTri: await makeActor('province_officer', quangTri),
    q1: await makeActor('commune_officer', commune as TestUnit),
  }
})

afterAll(async () => {
  await endSessions()
  await database?.drop()
})

describe('figures of the past', () => {
  const text = [
    '30/6/2023\tteams\t74.422\tCông văn 2251/BTTTT-CĐSQG',
    '2023-06-30\tmembers\t~348.362\tCông văn 2251/BTTTT-CĐSQG',
    '30/6/2023\tteams\t1.260\tBáo cáo của tỉnh\tQuảng Bình',
    '31/2/2023\tteams\t1\tBáo cáo của tỉnh',
    '30/6/2023\tteams\t1,5\tBáo cáo của tỉnh',
    '30/6/2023\tteams\t1\tBáo cáo của tỉnh\tNước ngoài',
  ].join('\n')

  it('are tried, then entered by the ministry alone, with date and source', async () => {
    const verdicts = await as('ministry').checkHeadlines({ text })
    expect(verdicts.map((each) => each.problem)).toEqual([null, null, null, 'date', 'value', 'unit'])
    const [oldQuangBinh] = await look<{ id: number }>(
      `select unit_id as id from unit_versions where level = 'province' and code = '44' and valid_to = '2025-07-01'`,
    )
    expect(verdicts[2]?.right?.unitId).toBe(oldQuangBinh?.id ?? 0)
    const input = () => ({ requestId: randomUUID(), text, expected: 3 })
    for (const name of ['analyst', 'quangTri', 'q1'] as const)
      await expect(as(name).importHeadlines(input())).rejects.toThrow(/forbidden|comparisons.headlines$/)
    await expect(as('quangTri').checkHeadlines({ text })).rejects.toThrow('comparisons.headlines')
    await expect(as('ministry').importHeadlines({ ...input(), expected: 4 })).rejects.toThrow(
      'comparisons.headlinesChanged',
    )
    expect(await as('ministry').importHeadlines(input())).toEqual({ imported: 3, skipped: 3 })
    await as('ministry').importHeadlines(input())
    const { rows, can } = await as('q1').headlines()
    expect(can.import).toBe(false)
    expect(rows).toHaveLength(3)
    expect(rows.find((row) => row.measure === 'members')).toMatchObject({
      value: 348_362,
      approximate: true,
      asOf: '2023-06-30',
    })
    const wrong = rows.find((row) => row.measure === 'members')
    const remove = () => ({ requestId: randomUUID(), id: wrong?.id ?? 0 })
    for (const name of ['analyst', 'quangTri', 'q1'] as const)
      await expect(as(name).removeHeadline(remove())).rejects.toThrow(/forbidden|comparisons.headlines$/)
    await as('ministry').removeHeadline(remove())
    expect((await as('q1').headlines()).rows).toHaveLength(2)
    await expect(as('ministry').removeHeadline(remove())).rejects.toThrow('comparisons.headlineGone')
    const kept = await look(`select from audit_log where table_name = 'headline_figures' and action = 'delete'`)
    expect(kept).toHaveLength(1)
    await expect(
      asUser(people.q1.identity, 'write', now, (db) =>
        db.execute(`select add_headline(1, 'teams', '2020-01-01', 1, false, 'giả mạo')`),
      ),
    ).rejects.toThrow()
  })
})
