import { describe, expect, it } from 'vitest'
import { logActivityInput } from '@/server/activities/schema'
import { activitiesAddress, activitiesHref, monthsUntil } from './address'
import { draftOf, draftProblems, emptyDraft, inputOf } from './draft'

const ids = {
  requestId: '00000000-0000-4000-8000-000000000001',
  id: '00000000-0000-4000-8000-000000000002',
  teamId: 7,
}
const asks = { today: '2026-11-21', toldBy: false }
const whole = {
  ...emptyDraft('2026-11-20'),
  kind: 'training' as const,
  channel: 'school' as const,
  tasks: [3 as const],
  guided: [5, null, 8, null, null],
}

describe('a draft', () => {
  it('says what is missing, in the order of the form', () => {
    expect(draftProblems(emptyDraft('2026-11-22'), { ...asks, toldBy: true })).toEqual([
      'toldBy',
      'onDay',
      'kind',
      'channel',
      'tasks',
    ])
    expect(draftProblems(whole, asks)).toEqual([])
    expect(draftProblems({ ...whole, people: 3, people60: 4 }, asks)).toEqual(['people60'])
  })
  it('is what the server takes, and comes back as it was', () => {
    const input = inputOf(whole, ids)
    expect(logActivityInput.safeParse(input).success).toBe(true)
    // What was counted for a task that is chosen no more is not sent.
    expect(input.guided).toEqual([null, null, 8, null, null])
    expect(inputOf(draftOf(input), ids)).toEqual(input)
  })
  it('begins with what was chosen last, and with no figure of it', () => {
    const last = {
      kind: 'contest' as const,
      channel: 'market' as const,
      tasks: [2 as const],
      targetGroups: [],
      place: 'Chợ',
    }
    expect(emptyDraft('2026-11-21', last)).toMatchObject({
      ...last,
      households: null,
      guided: [null, null, null, null, null],
    })
  })
})

describe('the address of the log', () => {
  it('is the month under way unless it says otherwise, and forgets what means nothing', () => {
    expect(activitiesAddress({}, '2026-11-21').period).toBe('2026-12')
    expect(activitiesAddress({ period: 'all' }, '2026-11-21').period).toBeUndefined()
    const odd = activitiesAddress({ kind: 'x', task: '9', page: '-1', period: '2026-99', unit: 'a' }, '2026-11-14')
    expect(odd).toEqual({ order: 'day', page: 1, period: '2026-11' })
  })
  it('leads back to itself', () => {
    const asked = activitiesAddress({ kind: 'contest', task: '3', group: 'elderly', page: '2' }, '2026-11-21')
    const params = Object.fromEntries(new URLSearchParams(activitiesHref(asked).split('?')[1]))
    expect(activitiesAddress(params, '2026-11-21')).toEqual(asked)
  })
  it('offers thirteen months', () => {
    expect(monthsUntil('2026-01-14').map(({ code }) => code)).toEqual([
      '2026-01',
      ...['12', '11', '10', '09', '08', '07', '06', '05', '04', '03', '02', '01'].map((month) => `2025-${month}`),
    ])
  })
})
