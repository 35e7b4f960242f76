import { describe, expect, it } from 'vitest'
import { cameInto, differences, timelineOf } from './rules'

const state = { name: 'A', type: 'xa', code: '1', parentId: 1 }
const version = (validFrom: string, validTo: string | null, more: object = {}) => ({
  ...{ ...state, validFrom, validTo, note: null as string | null, reorganisationId: null as string | null },
  ...more,
})
const step = (
  direction: 'from' | 'to',
  effectiveOn: string,
  resolution: string | null = null,
  reorganisationId: string | null = null,
) => ({
  ...{ direction, effectiveOn, resolution, reorganisationId },
})

it('tells a new type from a new name', () => {
  expect(differences(state, { ...state, type: 'phuong' })).toEqual(['retyped'])
  expect(differences(state, { ...state, name: 'B', parentId: 2, code: null })).toEqual(['renamed', 'recoded', 'moved'])
  expect(differences(state, state)).toEqual([])
})

it('marks every day on which a unit began, changed, gave a part or ended', () => {
  const line = timelineOf(
    [
      version('2000-01-01', '2025-07-01', { note: 'ngày bắt đầu chưa rõ' }),
      version('2025-07-01', '2026-04-30', { name: 'B', type: 'phuong' }),
      version('2026-04-30', '2026-10-01', { name: 'B', type: 'phuong', parentId: 2 }),
    ],
    [step('from', '2025-07-01', 'NQ 1'), step('to', '2026-01-01', 'NQ 2'), step('to', '2026-10-01', 'NQ 3')],
  )
  expect(
    line.map((each) => [each.on, each.kinds.join(), each.basis.map(({ text }) => text).join(), each.version !== null]),
  ).toEqual([
    ['2000-01-01', 'known', 'ngày bắt đầu chưa rõ', true],
    ['2025-07-01', 'renamed,retyped', 'NQ 1', true],
    ['2026-01-01', 'gave', 'NQ 2', false],
    ['2026-04-30', 'moved', '', true],
    ['2026-10-01', 'ended', 'NQ 3', false],
  ])
  expect(line[1]?.from).toHaveLength(1)
  expect(line[4]?.to).toHaveLength(1)
})

describe('what came into a unit', () => {
  const of = (versions: Parameters<typeof cameInto>[0], ...days: string[]) => {
    const { formerly, received } = cameInto(
      versions,
      days.map((effectiveOn) => ({ effectiveOn })),
    )
    return [formerly, received].map((steps) => steps.map((step) => step.effectiveOn))
  }

  it('was it before, when it came on the day the unit was opened; later it was received', () => {
    const line = [version('2025-07-01', '2026-04-30'), version('2026-04-30', null, { name: 'B' })]
    expect(of(line, '2025-07-01', '2026-04-30', '2026-11-01')).toEqual([['2025-07-01'], ['2026-04-30', '2026-11-01']])
  })

  it('a unit that stood since the records begin has only received', () => {
    expect(of([version('2000-01-01', null)], '2026-11-01')).toEqual([[], ['2026-11-01']])
  })

  it('of a unit that was away for a while the last opening counts', () => {
    const line = [version('2000-01-01', '2025-01-01'), version('2026-01-01', null)]
    expect(of(line, '2024-01-01', '2026-01-01', '2026-11-01')).toEqual([['2026-01-01'], ['2026-11-01']])
  })
})

it('what changed nothing makes no mark; what was away for a while begins again', () => {
  const same = timelineOf([version('2000-01-01', '2025-01-01'), version('2025-01-01', null)], [])
  expect(same.map((each) => each.kinds)).toEqual([['known']])
  const back = timelineOf([version('2000-01-01', '2025-01-01'), version('2026-01-01', null)], [])
  expect(back.map((each) => each.kinds.join())).toEqual(['known', 'ended', 'opened'])
})

it('names each text behind a day once, with the resolution that was carried out here', () => {
  const [line] = timelineOf(
    [version('2026-11-01', null, { note: 'NQ 1' })],
    [
      step('from', '2026-11-01', 'NQ 1', 'id-1'),
      step('from', '2026-11-01', 'NQ 1', 'id-1'),
      step('from', '2026-11-01', 'NQ 0'),
    ],
  )
  expect(line?.basis).toEqual([
    { text: 'NQ 1', reorganisationId: 'id-1' },
    { text: 'NQ 0', reorganisationId: null },
  ])
})
