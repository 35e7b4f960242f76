import { describe, expect, it } from 'vitest'
import { groupLines } from './lines'
import type { Line } from './outputs'

const row = (line: number, kind: Line['kind'], subject: number | string, target?: number | string): Line => ({
  ...{ line, kind, share: null, level: null, type: null, name: null, code: null },
  subject:
    typeof subject === 'string'
      ? { id: null, ref: subject, name: subject, code: null }
      : { id: subject, ref: null, name: `${subject}`, code: null },
  target:
    target === undefined
      ? null
      : typeof target === 'string'
        ? { id: null, ref: target, name: target }
        : { id: target, ref: null, name: `${target}` },
})
const said = (rows: Line[]) =>
  groupLines(rows).map(({ kind, lines, opening, removes }) => [
    kind,
    lines.map((each) => each.line),
    opening?.line,
    removes,
  ])

describe('lines as sentences', () => {
  it('tells a merger with what it makes, and takes both away', () => {
    expect(
      said([row(0, 'open', 'x', 9), row(1, 'merge', 1, 'x'), row(2, 'merge', 2, 'x'), row(3, 'merge', 3, 4)]),
    ).toEqual([
      ['merge', [1, 2], 0, [1, 2, 0]],
      ['merge', [3], undefined, [3]],
    ])
  })

  it('tells the parts of a unit together, and leaves an opening that others speak of', () => {
    const rows = [
      ...[row(0, 'open', 'x', 9), row(1, 'merge', 1, 'x'), row(2, 'split', 5, 'x'), row(3, 'split', 5, 6)],
      row(4, 'rename', 7),
    ]
    expect(said(rows)).toEqual([
      ['merge', [1], 0, [1]],
      ['split', [2, 3], undefined, [2, 3]],
      ['rename', [4], undefined, [4]],
    ])
  })

  it('tells an opening by itself when nothing merges into it', () => {
    expect(said([row(0, 'open', 'x', 9)])).toEqual([['open', [0], undefined, [0]]])
  })
})
