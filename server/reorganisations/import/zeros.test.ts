import { describe, expect, it } from 'vitest'
import type { Cell } from '../../sheets/table'
import { recognise } from './columns/rules'
import { GazetteerReader } from './gazetteer/rules'
import { readMapping } from './mapping/rules'

/** Codes from a spreadsheet that took them for numbers: 001 is 1 there. */

const table = (rows: Cell[][]) => {
  const found = recognise({ name: '', rows: rows.map((cells, i) => ({ line: i + 1, cells })) })
  if (found.kind === null) throw new Error(found.reason)
  return found
}
const parents = (codes: Cell[]) => {
  const reader = new GazetteerReader('2025-03-01')
  const rows = codes.map((code, i): Cell[] => [i + 1, `Xã ${'ABCDEF'[i]}`, 'Xã', code])
  reader.read(0, table([['Mã', 'Tên', 'Loại', 'Mã cấp trên'], ...rows]))
  expect(reader.wrong).toEqual([])
  return [...reader.units.values()].map(({ parent, guessed }) => [parent?.level, parent?.code, guessed.length])
}

describe('codes that lost their zeros', () => {
  it('of what communes lie in are of the level that their column says, and those that were read so are named', () => {
    expect(parents([1, 105])).toEqual([
      ['district', '001', 1],
      ['district', '105', 0],
    ])
    expect(parents(['1', '105'])).toEqual(parents([1, 105]))
    expect(parents([1, 24])).toEqual([
      ['province', '01', 1],
      ['province', '24', 0],
    ])
    // Where zeros stand in front each says by its width what it is.
    expect(parents(['01', '001', '105']).map(([level]) => level)).toEqual(['province', 'district', 'district'])
  })

  it('of a new unit are of the level of the old one, where the row says it', () => {
    const { rows, wrong } = readMapping(
      0,
      table([
        ['old_level', 'old_code', 'new_code', 'share'],
        ...[
          ['commune', 1, 97, 'full'],
          ['province', 2, 8, 'full'],
          ['district', 755, 26732, 'full'],
        ],
      ]),
    )
    expect(wrong).toEqual([])
    expect(rows.map(({ old, next }) => [old.level, old.code, next.level, next.code])).toEqual([
      ['commune', '00001', 'commune', '00097'],
      ['province', '02', 'province', '08'],
      ['district', '755', 'commune', '26732'],
    ])
    expect(rows.flatMap((row) => row.guessed)).toEqual([])
    const untold = readMapping(
      0,
      table([
        ['Mã cũ', 'Mã mới'],
        ...[
          [1, 97],
          [26732, 26733],
        ],
      ]),
    )
    expect(untold.rows.map(({ guessed }) => guessed.map(({ level, code }) => `${level} ${code}`))).toEqual([
      ['commune 00001', 'commune 00097'],
      [],
    ])
  })
})
