import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { withCtx } from '../context'
import { runClock } from '../jobs'
import { as, freshKeeping, type Keeping, now, person } from '../testing-kept'

let kept: Keeping
beforeAll(async () => {
  kept = await freshKeeping()
})
afterAll(() => kept.close())

it('the job does the same five years after, for entries merged into his too, and leaves whoever still holds a post', async () => {
  const former = {
    ...person,
    name: 'Đinh Công Tráng-Kiên',
    phone: '0900565656',
    residence: 'Bến Đò Xưa',
    employer: 'Trạm Bơm Số Tám',
  }
  const memberId = await kept.everywhere({ ...former, account: null })
  const twin = await as(kept.officer).rosters.add({
    ...{
      ...once(),
      teamId: kept.team.id,
      from: '2025-07-10',
      fullName: former.name,
      birthYear: former.year,
      another: true,
      role: 'member',
    },
  })
  await as(kept.officer).rosters.merge({ ...once(), keepId: memberId, dropId: twin.memberId })
  const working = await kept.everywhere({
    ...person,
    name: 'Vương Đang Làm-Việc',
    phone: '0900343434',
    residence: 'Đồi Sim',
    employer: 'Chợ Phiên',
    account: kept.leader,
  })
  for (const id of [memberId, working])
    for (const held of (await as(kept.officer).rosters.get({ memberId: id })).memberships)
      await as(kept.officer).rosters.end({
        ...once(),
        membershipId: held.membershipId,
        on: '2026-11-20',
        reason: 'own_wish',
      })
  await kept.system(`update members set created_at = '2025-07-10'`)
  const then = async () => {
    const { counts: _, people: __, ...rest } = await kept.figures()
    return rest
  }
  const before = await then()
  await runClock(new Date('2031-11-18T20:00:00Z'))
  expect((await kept.tablesWith(former.name)).length).toBeGreaterThan(0)
  await runClock(new Date('2031-11-19T20:00:00Z'))
  expect(await kept.tablesWith(former.name, former.phone, former.residence, former.employer)).toEqual([])
  const years = await kept.system(`select birth_year from members where id = any ($1)`, [[memberId, twin.memberId]])
  expect(years).toEqual([{ birth_year: null }, { birth_year: null }])
  expect(await then()).toEqual(before)
  expect((await as(kept.officer).rosters.get({ memberId: working })).fullName).toBe('Vương Đang Làm-Việc')
  // Five years of months are opened on the way.
}, 180_000)

describe('break-ins', () => {
  it('nobody takes a name away but the commune that answers, through a request', async () => {
    const { memberId } = await as(kept.officer).rosters.add({
      ...{ ...once(), teamId: kept.team.id, from: '2025-07-10', role: 'member' as const },
      fullName: 'Phan Vẫn Còn-Đây',
    })
    const ask = (who: TestActor) =>
      withCtx(
        who.identity,
        'write',
        ({ db }) => db.execute(`select anonymise_members('{${memberId}}'::uuid[], now())`),
        now,
      )
    for (const who of [
      kept.neighbour,
      kept.leader,
      kept.admin,
      kept.otherAdmin,
      kept.ministry,
      await makeActor('auditor', kept.commune),
    ])
      await expect(ask(who), who.personId).rejects.toMatchObject({ cause: { code: '42501' } })
    await expect(
      withCtx(
        kept.officer.identity,
        'read',
        ({ db }) => db.execute(`select anonymise_members('{${memberId}}'::uuid[], now())`),
        now,
      ),
    ).rejects.toMatchObject({ cause: { code: expect.stringMatching(/42501|25006/) } })
    expect((await as(kept.officer).rosters.get({ memberId })).fullName).toBe('Phan Vẫn Còn-Đây')
  })

  it('no name is opened and no roster or list taken out without a reason, and nothing is written of the attempt as a reading', async () => {
    const course = (await as(kept.officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
    const read = async () => (await kept.system(`select 1 from access_log where kind in ('reveal', 'export')`)).length
    const before = await read()
    for (const reason of [undefined, null, '', '    ', 'x', '\u200b\u200b\u200b\u200b\u200b\u200b']) {
      const bad = { code: 'BAD_REQUEST' }
      await expect(
        as(kept.admin).persons.open({ ...once(), unitId: kept.team.id, reason } as never),
      ).rejects.toMatchObject(bad)
      await expect(
        as(kept.officer).rosters.export({ ...once(), unitId: kept.commune.id, reason } as never),
      ).rejects.toMatchObject(bad)
      await expect(
        as(kept.officer).training.exportNames({ ...once(), courseId: course, reason } as never),
      ).rejects.toMatchObject(bad)
    }
    const memberId = (await as(kept.officer).rosters.list({ unitId: kept.team.id }))?.rows.at(0)?.memberId ?? ''
    await expect(as(kept.officer).persons.reveal({ memberId } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    for (const who of [kept.neighbour, kept.admin, kept.otherAdmin, kept.ministry])
      expect(await reasonOf(as(who).persons.reveal({ ...once(), memberId, reason: 'Kiểm tra' } as never))).toBe(
        'rosters.noMember',
      )
    expect(await read()).toBe(before)
  })
})
