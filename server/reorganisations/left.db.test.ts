import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import type { TestActor } from '@/db/testing/factories'
import { busy, cut, eve, homesOf, officerOf } from '../testing-left'
import {
  applied,
  as,
  drafted,
  freshTerritory,
  hours,
  merge,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/**
 * What a commune leaves unfinished when it ends: drafts of decisions, requests about personal data, planned classes, courses, programmes and
 * partners. Whoever takes the commune whole goes on with them; of a commune that was cut an heir takes them over; taken back, all is as it was.
 */

const on = '2026-11-01'
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  await homesOf(now)
})
afterAll(() => cast.close())

const whose = (table: string, id: string) =>
  query<{ unit: number }>(`select unit_id as unit from ${table} where id = $1`, [id]).then(([row]) => row?.unit)

const owned = (kept: Awaited<ReturnType<typeof busy>>) =>
  Promise.all([
    whose('team_decisions', kept.draft.id),
    whose('data_requests', kept.request.id),
    whose('training_sessions', kept.planned.id),
    whose('courses', kept.course.id),
    whose('programmes', kept.programme.id),
    whose('partners', kept.partner.id),
    whose('members', kept.nobody),
  ])
const paperOf = (who: TestActor, id: string) => as(who.identity, hours(30)).decisions.paper({ id })

describe('a commune that went wholly into another', () => {
  it('leaves what it began to the heir, and has all of it back', async () => {
    const [a, b, c] = cast.take(3)
    const kept = await busy(a)
    const [heir, stranger] = [await officerOf(b), await officerOf(c)]
    const { identity } = heir
    await as(identity, eve).training.addCourse({ ...once(), code: 'X1', name: 'Lớp nhà', audience: 'members' })
    await as(identity, eve).activities.addPartner({ ...once(), name: 'vnpt', kind: 'telecom' })
    const { id } = await drafted(cast.admin, [merge(a, b)], on, now)
    const { parts } = await as(cast.admin.identity, now).reorganisations.foresee({ id })
    const told = parts.flatMap(({ noun, foreseen }) => foreseen.map(({ key, params }) => [noun, key, params.count]))
    expect(told).toEqual(
      expect.arrayContaining([
        ['persons', 'requestsMove', 1],
        ['decisions', 'draftsMove', 1],
        ['activities', 'programmesMove', 1],
        ['activities', 'partnersMove', 1],
        ['training', 'sessionsMove', 1],
        ['training', 'coursesMove', 1],
      ]),
    )
    const before = await state()
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    expect(await owned(kept)).toEqual([b.id, b.id, b.id, b.id, b.id, b.id, b.id])

    const api = as(identity, hours(30))
    const listed = await api.decisions.list({ unitId: b.id })
    expect(listed?.rows).toMatchObject([{ id: kept.draft.id, state: 'draft', of: null }])
    const draft = await api.decisions.get({ id: kept.draft.id })
    expect(draft).toMatchObject({ begunIn: a.fullName, signer: null, can: { keep: true, takeOver: false } })
    expect(draft.lines[0]?.seats).toMatchObject([{ memberId: kept.member }])
    expect(await paperOf(heir, kept.draft.id)).toMatchObject({ commune: { name: b.name }, signer: null })
    expect(await api.persons.requests({ communeId: b.id })).toMatchObject([
      { id: kept.request.id, answerDueOn: kept.request.answerDueOn, dueOn: kept.request.dueOn, can: { step: true } },
    ])
    expect((await api.training.session({ id: kept.planned.id })).can).toMatchObject({ change: true, cancel: true })
    const course = await api.training.course({ id: kept.course.id })
    expect(course.modules.map(({ name }) => name)).toEqual(['Một', 'Hai'])
    expect(course.code).toBe(`X1-${a.id}`)
    const { programmes, partners } = await api.activities.register()
    expect(programmes.filter(({ own }) => own).map(({ name }) => name)).toEqual(['92 ngày đêm'])
    expect(partners.filter(({ own }) => own).map(({ name }) => name)).toEqual(['vnpt'])
    expect((await api.rosters.unplaced({ communeId: b.id }))?.map((each) => each.memberId)).toContain(kept.nobody)
    for (const who of [cast.admin, cast.ministry, stranger])
      expect(await reasonOf(as(who.identity, hours(30)).decisions.get({ id: kept.draft.id }))).toBe('decisions.none')

    expect(await takenBack(cast.admin, event, hours(31))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
    expect(await owned(kept)).toEqual([a.id, a.id, a.id, a.id, a.id, a.id, a.id])
    expect(await paperOf(kept.officer, kept.draft.id)).toMatchObject({ commune: { name: a.name }, signer: 'Hồ Văn Ký' })
  })

  it('what the heir has changed or thrown away since does not stand in the way, a decision that it issued does', async () => {
    const [a, b, c] = cast.take(3)
    const [kept, also] = [await busy(a), await busy(c)]
    const first = await applied(cast.admin, [merge(a, b)], on, now)
    const heir = await officerOf(b)
    const api = as(heir.identity, hours(30))
    await api.decisions.discard({ ...once(), id: kept.draft.id, version: 1 })
    const version = 1
    await api.training.cancel({ ...once(), sessionId: kept.planned.id, version, reason: 'Mưa lũ' })
    await api.persons.close({ ...once(), id: kept.request.id, done: true, outcome: 'Đã cho xem' })
    await api.activities.closePartner({ ...once(), id: kept.partner.id })
    const second = await applied(cast.admin, [merge(c, b)], '2026-11-02', hours(31))
    const paper = { number: '15/QĐ-UBND', decidedOn: '2026-11-02', effectiveOn: '2026-11-02' }
    const signed = { signer: 'Trần Văn Ký', signerTitle: 'Chủ tịch' }
    await as(heir.identity, hours(40)).decisions.issue({ ...once(), id: also.draft.id, version, ...paper, ...signed })
    const refused = await takenBack(cast.admin, second, hours(50))
    expect(refused).toMatchObject({
      state: 'applied',
      failure: { reason: 'dependents', dependents: [{ what: 'changed', table: 'team_decisions', count: 1 }] },
    })
    expect(await takenBack(cast.admin, first, hours(51))).toMatchObject({ state: 'undone', failure: null })
    expect(await owned(kept)).toEqual([undefined, a.id, a.id, a.id, a.id, a.id, a.id])
    expect(await query(`select state from training_sessions where id = $1`, [kept.planned.id])).toEqual([
      { state: 'cancelled' },
    ])
  })

  it('two that become a new one bring each its own, and its paper has the name of the new one', async () => {
    const [a, b] = cast.take(2)
    const [one, two] = [await busy(a), await busy(b)]
    const before = await state()
    const event = await applied(
      cast.admin,
      [
        opening(cast.province, 'x', 'Hợp Nhất', a.code),
        ...[a, b].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'x' } })),
      ],
      on,
      now,
    )
    const heir = await unitCalled('Hợp Nhất')
    // The programme has one name and one first day: it goes on once.
    const went = [...(await owned(one)), ...(await owned(two))]
    expect(went.filter((unit) => unit === heir.id)).toHaveLength(13)
    const { personId } = one.officer
    const [post] = await query<{ id: string }>(`select id from assignments where person_id = $1 and unit_id = $2`, [
      ...[personId, heir.id],
    ])
    const officer = { ...one.officer, identity: { personId, epoch: 1, assignmentId: post?.id ?? '' } }
    // The draft was to hold from a day before the new commune began.
    expect(await paperOf(officer, one.draft.id)).toMatchObject({ commune: { name: 'Hợp Nhất' } })
    const { partners, programmes } = await as(officer.identity, hours(30)).activities.register()
    expect(partners.map(({ name }) => name)).toEqual(['VNPT'])
    expect(programmes.map(({ own }) => own).sort()).toEqual([false, true])
    expect(await takenBack(cast.admin, event, hours(31))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })
})

describe('a commune that was cut', () => {
  it('leaves drafts, requests and classes until an heir takes them over; the rest ends, is read, and comes back', async () => {
    const [a, b, c, d] = cast.take(4)
    const kept = await busy(a)
    const [heir, other, stranger] = [await officerOf(b), await officerOf(c), await officerOf(d)]
    const before = await state()
    const event = await applied(cast.admin, cut(a, [b, c]), on, now)
    expect(await owned(kept)).toEqual([a.id, a.id, a.id, a.id, a.id, a.id, a.id])
    const [mine, theirs] = [as(heir.identity, hours(30)), as(other.identity, hours(30))]
    for (const api of [mine, theirs]) {
      const unit = api === mine ? b : c
      expect((await api.decisions.list({ unitId: unit.id }))?.rows).toMatchObject([
        { id: kept.draft.id, of: a.fullName },
      ])
      expect((await api.decisions.get({ id: kept.draft.id })).can).toEqual({ keep: false, takeOver: true })
      expect((await api.training.session({ id: kept.planned.id })).can).toMatchObject({ takeOver: true, cancel: false })
      const { programmes } = await api.activities.register()
      expect(programmes).toMatchObject([{ name: '92 ngày đêm', own: false, endsOn: '2026-10-31' }])
      expect((await api.training.courses()).courses.find(({ id }) => id === kept.course.id)?.closedOn).toBe(
        '2026-10-31',
      )
    }
    // Where the person's team comes to lie the request is seen.
    expect(await mine.persons.requests({ communeId: b.id })).toEqual([])
    const { waits } = await as(cast.admin.identity, hours(31)).reorganisations.waits({ reorganisationId: event })
    const wait = waits.find(({ kind }) => kind === 'team')
    await as(cast.admin.identity, hours(31)).reorganisations.place({ ...once(), waitId: wait?.id ?? '', unitId: b.id })
    expect(await theirs.persons.requests({ communeId: c.id })).toEqual([])
    expect(await mine.persons.requests({ communeId: b.id })).toMatchObject([
      { of: a.fullName, dueOn: kept.request.dueOn, can: { step: false, takeOver: true } },
    ])

    for (const who of [stranger, cast.admin, cast.ministry]) {
      const api = as(who.identity, hours(32))
      expect(await reasonOf(api.decisions.takeOver({ ...once(), id: kept.draft.id }))).toBe('decisions.none')
      expect(['training.noSession', 'training.run']).toContain(
        await reasonOf(api.training.takeOver({ ...once(), sessionId: kept.planned.id })),
      )
      expect(['persons.noRequest', 'rosters.outside', 'common.forbidden']).toContain(
        await reasonOf(api.persons.takeOver({ ...once(), id: kept.request.id })),
      )
    }
    await mine.decisions.takeOver({ ...once(), id: kept.draft.id })
    await mine.training.takeOver({ ...once(), sessionId: kept.planned.id })
    await mine.persons.takeOver({ ...once(), id: kept.request.id })
    expect((await owned(kept)).slice(0, 3)).toEqual([b.id, b.id, b.id])
    expect(await reasonOf(theirs.decisions.takeOver({ ...once(), id: kept.draft.id }))).toBe('decisions.none')
    expect(await paperOf(heir, kept.draft.id)).toMatchObject({ commune: { name: b.name }, signer: null })
    await mine.persons.answer({ ...once(), id: kept.request.id })

    expect(await takenBack(cast.admin, event, hours(33))).toMatchObject({ state: 'undone', failure: null })
    await query(`update data_requests set state = 'received', answered_on = null where id = $1`, [kept.request.id])
    expect(await state()).toEqual(before)
  })

  it('a draft that was taken over is issued without the teams that went elsewhere', async () => {
    const [a, b, c] = cast.take(3)
    const kept = await busy(a)
    const event = await applied(cast.admin, cut(a, [b, c]), on, now)
    const heir = await officerOf(b)
    const api = as(heir.identity, hours(30))
    await api.decisions.takeOver({ ...once(), id: kept.draft.id })
    const paper = { number: '9/QĐ-UBND', decidedOn: '2026-11-02', effectiveOn: '2026-11-02' }
    const signed = { signer: 'Trần Văn Ký', signerTitle: 'Chủ tịch' }
    const issue = () => api.decisions.issue({ ...once(), id: kept.draft.id, version: 1, ...paper, ...signed })
    expect(await reasonOf(issue())).toBe('decisions.notTeams')
    const { waits } = await as(cast.admin.identity, hours(31)).reorganisations.waits({ reorganisationId: event })
    const wait = waits.find(({ kind }) => kind === 'team')
    await as(cast.admin.identity, hours(31)).reorganisations.place({ ...once(), waitId: wait?.id ?? '', unitId: c.id })
    expect(await reasonOf(issue())).toBe('decisions.notTeams')
    await api.decisions.discard({ ...once(), id: kept.draft.id, version: 1 })
  })
})
