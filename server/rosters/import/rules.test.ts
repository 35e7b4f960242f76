import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import wordsEn from '@/messages/en/rosterImport.json'
import enums from '@/messages/vi/enums.json'
import words from '@/messages/vi/rosterImport.json'
import { birthYearOf, componentOf, dayOf, nameOf, phoneOf, reasonOf, roleOf, sexOf, tickOf } from './cells/rules'
import { columnsOf, fieldOf, headersKey, recognise } from './columns/rules'
import { judge } from './judging/rules'
import { type Rows, registerOf } from './register/rules'
import { readerOf } from './rows/rules'
import { fields } from './rules'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const runs = { numRuns: 200, seed }
console.log(`roster import: seed ${seed}`)

const none = new Map<string, string>()
const value = <T>(read: { value: T } | { problem: string }) => ('value' in read ? read.value : read.problem)

describe('columns', () => {
  it('are known by the headers of our own files, and by what other lists call them', () => {
    for (const field of fields) expect([field, fieldOf(words.fields[field])]).toEqual([field, field])
    for (const field of fields) expect([field, fieldOf(wordsEn.fields[field])]).toEqual([field, field])
    const said = [
      'họ tên',
      'Ho va ten',
      'SĐT',
      'Điện thoại',
      'Ngày sinh',
      'Chức vụ trong Tổ',
      'Tên Tổ',
      'Thôn/bản',
      'Xã, phường',
    ]
    expect(said.map(fieldOf)).toEqual([
      'fullName',
      'fullName',
      'phone',
      'phone',
      'birthYear',
      'role',
      'team',
      'village',
      'commune',
    ])
    expect(columnsOf(['TT', 'Họ tên', 'Tên', 'Lỗi'])).toEqual([null, 'fullName', null, null])
  })

  it('are found under a title, whatever their order; a heading that comes again is no row', () => {
    const table = {
      name: 'A',
      rows: [
        { line: 1, cells: ['DANH SÁCH', 'DANH SÁCH'] },
        { line: 3, cells: ['SĐT', 'Họ và tên', 'Tổ'] },
        { line: 4, cells: ['0900000001', 'An', 'Thôn 1'] },
        { line: 30, cells: ['SĐT', 'Họ và tên', 'Tổ'] },
        { line: 31, cells: [null, 'Bình', 'Thôn 2'] },
      ],
    }
    const { reading, rows } = recognise(table)
    expect(reading).toMatchObject({ taken: true, line: 3, rows: 2, columns: ['phone', 'fullName', 'team'] })
    expect(rows.map(({ line }) => line)).toEqual([4, 31])
    expect(headersKey(['Tổ', 'Họ và tên'])).toBe(headersKey(['HỌ VÀ TÊN ', 'tổ']))
  })
})

describe('cells', () => {
  it('are read in the words of the product and in those of other lists', () => {
    for (const [code, word] of Object.entries(enums.nationalComponents))
      expect(value(componentOf(word, none))).toBe(code)
    for (const [code, word] of Object.entries(enums.memberRoles)) expect(value(roleOf(word))).toBe(code)
    for (const [code, word] of Object.entries(enums.sexes)) expect(value(sexOf(word))).toBe(code)
    for (const [code, word] of Object.entries(enums.endedReasons))
      expect(value(reasonOf(word))).toBe(code === 'changed' ? 'reason' : code)
    expect([value(roleOf('tổ phó')), value(roleOf('Trưởng')), value(sexOf('NỮ'))]).toEqual(['deputy', 'role', 'female'])
    expect(value(componentOf('Hội Khuyến học', new Map([['hoi khuyen hoc', 'p1_1']])))).toBe('p1_1')
    expect(['x', 'Có', '✓', '1', 'không', '0', 'một ít'].map((each) => value(tickOf(each)))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      'tick',
    ])
  })

  it('years of birth are four digits of somebody between 16 and 100', () => {
    const year = (cell: string | number) => value(birthYearOf(cell, 2026))
    expect([year(1985), year('1985'), year('1.985'), year('12/5/1985'), year('1985-05-12')]).toEqual(
      Array(5).fill(1985),
    )
    expect([year(85), year('2011'), year('1925'), year(2010), year(1926), year('1.98'), year('')].map(String)).toEqual([
      'birthYear',
      'birthYear',
      'birthYear',
      '2010',
      '1926',
      'birthYear',
      'birthYear',
    ])
  })

  it('phones keep their zero', () => {
    const all = ['0900 000 001', '+84 900000001', '84900000001', 900000001, '900.000.001', '0900-000-001']
    expect(all.map((each) => value(phoneOf(each)))).toEqual(Array(6).fill('0900000001'))
    expect(
      ['0233 3 850 001', '12', '09000000011', '0900000001; 0900000002'].map((each) => value(phoneOf(each))),
    ).toEqual(['02333850001', 'phone', 'phone', 'phone'])
  })

  it('days are days: two digits of a year are unclear', () => {
    expect(['05/03/2026', '5-3-2026', '5.3.2026', '2026-03-05'].map((each) => value(dayOf(each)))).toEqual(
      Array(4).fill('2026-03-05'),
    )
    expect(['5-3-26', '31/02/2026', 45000, 'mai'].map((each) => value(dayOf(each)))).toEqual([
      'dayUnclear',
      'day',
      'day',
      'day',
    ])
  })

  it('names are letters, in whatever form they come', () => {
    expect(value(nameOf('  Trần  Thị\u200b Bình '.normalize('NFD')))).toBe('Trần Thị Bình'.normalize('NFC'))
    expect([value(nameOf('=1+1')), value(nameOf(12)), value(nameOf('<b>An</b>'))]).toEqual(['name', 'name', 'name'])
  })

  it('never throw, whatever stands there', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.constant(null))
    fc.assert(
      fc.property(cell, (each) => {
        for (const read of [nameOf, phoneOf, sexOf, roleOf, reasonOf, tickOf, dayOf]) read(each)
        birthYearOf(each, 2026)
        componentOf(each, none)
      }),
      runs,
    )
  })
})

const today = '2026-11-21'
const places: Rows = {
  communes: [{ id: 1, code: '00001', name: 'A', fullName: 'Xã A' }],
  teams: [10, 11].map((id) => ({
    ...{
      id,
      path: `${id}`,
      communeId: 1,
      level: 'village',
      name: `Thôn ${id}`,
      fullName: `Tổ công nghệ số cộng đồng Thôn ${id}`,
    },
    ...{ foundedOn: '2026-01-01', dissolvedOn: null, villages: [], names: [] },
  })),
  ...{ members: [], memberships: [], components: [], limits: [], foreign: ['00009'], merged: [] },
}
const columns = columnsOf(['Tổ', 'Họ tên', 'Năm sinh', 'Vai trò', 'Từ ngày', 'Đến ngày', 'Mã thành viên'])
const judgeAll = (rows: Rows, cells: (string | number | null)[][]) => {
  const register = registerOf(rows)
  const reader = readerOf({ columns, register, own: rows.communes[0] ?? null, today, answers: {} })
  const parsed = cells.flatMap((each, place) => reader.read({ line: place + 2, cells: each }, place, 0) ?? [])
  return judge(parsed, { register, today, choices: new Map(), blind: false })
}

/** The register once the rows have been written. */
function written(rows: Rows, judged: ReturnType<typeof judge>): Rows {
  const members = [...rows.members]
  let memberships = [...rows.memberships]
  for (const { row, effect } of judged) {
    if (!effect) continue
    const { member } = effect
    const id = member.kind === 'new' || member.kind === 'ref' ? member.ref : member.id
    if (member.kind === 'new') members.push({ id, restricted: false, ...member.values })
    memberships = memberships.map((each) => {
      const end = effect.ends.find((x) => x.id === each.id)
      return end
        ? { ...each, to: end.to, reason: end.reason }
        : effect.edits.find((x) => x.id === each.id)
          ? { ...each, ...effect.edits.find((x) => x.id === each.id) }
          : each
    })
    for (const [i, post] of effect.adds.entries())
      memberships.push({ ...post, id: `${row.place}.${i}.${memberships.length}`, memberId: id })
  }
  return { ...rows, members, memberships }
}

const someRow = fc.tuple(
  fc.constantFrom('Thôn 10', 'Thôn 11'),
  fc.constantFrom('Nguyễn An', 'Trần Bình', 'Lê Cường', 'Phạm Dũng'),
  fc.constantFrom(1980, 1981, null, 85),
  fc.constantFrom('Tổ trưởng', 'Tổ phó', 'Tổ viên', null),
  fc.constantFrom('2026-02-01', '2026-11-01', '2025-01-01', null),
  fc.constantFrom('2026-10-31', '2026-12-31', null, null),
  fc.constant(null),
)

describe('what rows come to', () => {
  it('once written, the same rows say nothing new, and no team has two leaders', () => {
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 12 }), (cells) => {
        const first = judgeAll(places, cells)
        const after = written(places, first)
        for (const team of after.teams) {
          const leaders = after.memberships.filter(
            ({ teamId, role, from, to }) => teamId === team.id && role === 'leader' && from !== to,
          )
          for (const [i, a] of leaders.entries())
            for (const b of leaders.slice(i + 1))
              expect((a.to !== null && a.to <= b.from) || (b.to !== null && b.to <= a.from)).toBe(true)
        }
        const second = judgeAll(after, cells)
        expect(second.filter(({ verdict }) => verdict === 'new' || verdict === 'changed')).toEqual([])
        for (const [i, { verdict }] of first.entries())
          if (verdict === 'new' || verdict === 'changed') expect([i, second[i]?.verdict]).toEqual([i, 'unchanged'])
      }),
      runs,
    )
  })

  it('a row that names nobody is none, a wrong one has no effect', () => {
    expect(judgeAll(places, [['Thôn 10', null, null, null, null, null, null]])).toEqual([])
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 8 }), (cells) => {
        for (const { verdict, effect, problems } of judgeAll(places, cells)) {
          expect(effect === null).toBe(verdict !== 'new' && verdict !== 'changed')
          expect(problems.length > 0).toBe(verdict === 'wrong')
        }
      }),
      runs,
    )
  })
})
