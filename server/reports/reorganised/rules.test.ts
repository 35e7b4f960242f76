import { describe, expect, it } from 'vitest'
import type { FormRow, FormVersion } from '../../forms/rules'
import { type NotedPart, sumsOfParts } from './rules'

const row = (code: string, valueType: FormRow['valueType'], kind: FormRow['kind'] = 'flow') =>
  ({ code, valueType, kind, source: 'manual', enteredBy: 'commune' }) as FormRow
const form: FormVersion = {
  ...{ code: 'F', version: 1, rules: [] },
  rows: [
    row('A', 'count'),
    row('B', 'count', 'stock'),
    row('P', 'percent'),
    row('T', 'text'),
    row('D', 'count', 'derived'),
  ],
}
const part = (values: NotedPart['values'], entire = true): NotedPart => ({
  ...{ unitId: 1, name: 'A', status: 'draft', entire, nil: false, values },
})

describe('sums of the parts of a new unit', () => {
  it('add counts of what went wholly in, and nothing else', () => {
    const parts = [part({ A: 7, B: 0, P: 50, T: 'x', D: 9 }), part({ A: 5 }), part({ A: 100, B: 3 }, false)]
    expect(sumsOfParts(form, parts)).toEqual([
      { code: 'A', sum: 12, count: 2 },
      { code: 'B', sum: 0, count: 1 },
    ])
    expect(sumsOfParts(form, [])).toEqual([])
  })
})
