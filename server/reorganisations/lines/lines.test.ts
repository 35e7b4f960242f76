import { describe, expect, it } from 'vitest'
import type { Change } from '../../units/plan/rules'
import { rowOf } from '../commands'
import { changeOf } from './queries'

const empty = {
  targetId: null,
  targetRef: null,
  ref: null,
  share: null,
  level: null,
  type: null,
  name: null,
  code: null,
}

describe('a line', () => {
  it.each<Change>([
    { kind: 'open', ref: 'x', level: 'commune', parent: { unitId: 2 }, type: 'xa', name: 'Mới', code: '00001' },
    { kind: 'open', ref: 'y', level: 'commune', parent: { ref: 'x' }, type: 'xa', name: 'Mới', code: null },
    { kind: 'close', unitId: 7 },
    { kind: 'merge', unitId: 7, into: { ref: 'x' } },
    { kind: 'split', unitId: 7, into: { unitId: 8 }, share: 25_000_000 },
    { kind: 'split', unitId: 7, into: { unitId: 7 }, share: null },
    { kind: 'rename', unitId: 7, name: 'Mới' },
    { kind: 'retype', unitId: 7, type: 'phuong' },
    { kind: 'recode', unitId: 7, code: '00002' },
    { kind: 'move', unitId: 7, parent: { ref: 'x' } },
  ])('of kind $kind says what it said once it is kept', (change) => {
    const kept = { ...empty, subjectId: null, reorganisationId: '', unitId: 1, path: '', line: 0, ...rowOf(change) }
    expect(changeOf(kept as Parameters<typeof changeOf>[0])).toEqual(change)
  })
})
