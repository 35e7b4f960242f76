import { describe, expect, it } from 'vitest'
import type { UnitLevel, UnitType } from '@/db/enums'
import { readCsv } from '../../sheets/read'
import { treeAfter } from '../../units/plan/after/rules'
import { planOf } from '../../units/plan/rules'
import { pathStep, type Tree, type TreeUnit, treeProblems, versionOn, whole } from '../../units/tree/rules'
import type { ImportFile } from './columns/rules'
import { judge } from './judging/rules'
import { registerOf } from './lines/rules'
import { shareFrom } from './mapping/rules'
import { changesOf, type ImportRow, isOfLeftOut } from './rules'

/** Two provinces that become one, three districts, eight communes that become four: one cut, one going on. */

const on = '2025-07-01'
const nation = { level: 'nation' as const, path: '' }

function country(): Tree {
  const units = new Map<number, TreeUnit>()
  const grow = (level: UnitLevel, parentId: number | null, name: string, type: UnitType, code: string | null) => {
    const id = units.size + 1
    const path = level === 'nation' ? '' : (units.get(parentId ?? 0)?.path ?? '') + pathStep(id)
    const version = { parentId, name, type, code, validFrom: '2000-01-01', validTo: null }
    units.set(id, { id, level, path, versions: [version] })
    return id
  }
  grow('nation', null, 'Việt Nam', 'nation', null)
  const a = grow('province', 1, 'Hà Giang', 'tinh', '02')
  const b = grow('province', 1, 'Tuyên Quang', 'tinh', '08')
  const districts = [
    grow('district', a, 'Đồng Văn', 'huyen', '026'),
    grow('district', b, 'Na Hang', 'huyen', '072'),
    grow('district', b, 'Bạch Long Vĩ', 'huyen', '318'),
  ]
  const communes = ['Phó Bảng', 'Lũng Cú', 'Má Lé', 'Hòa Bình', 'Sinh Long', 'Thượng Giáp', 'Yên Hoa', 'Thủy Nguyên']
  communes.forEach((name, i) => {
    grow('commune', districts[i < 4 ? 0 : 1] ?? 0, name, i === 0 ? 'thi_tran' : 'xa', `0071${i}`)
  })
  return { units, edges: [] }
}
const tree = country()
const idOf = (name: string) =>
  [...tree.units.values()].find((unit) => unit.versions[0]?.name === name && unit.level !== 'nation')?.id ?? 0

const provinces = 'Mã;Tên;Loại\n08;Tuyên Quang;Tỉnh\n'
const communes = [
  'ward_code,full_name,type,province_code',
  '00710,Xã Đồng Văn,xa,08',
  // Goes on as what it was, only in another place: Hoà and Hòa are one name.
  '00713,Xã Hoà Bình,xa,08',
  '00714,Phường Sinh Long,phuong,08',
  '11948,Đặc khu Bạch Long Vĩ,dac_khu,08',
  '00717,Xã Yên Hoa,xa,08',
].join('\r\n')
const mapping = ['Mã cũ\tMã mới\tTỷ lệ', '02\t08\t', '08\t08\ttoàn bộ'].join('\n')
const edges = [
  'old_level,old_code,new_code,share,old_name',
  'commune,00710,00710,full,',
  'commune,00711,00710,full,Lũng Cú',
  'commune,00712,00710,25%,Khác',
  'commune,00712,00713x,75%,',
]
const good = [
  'old_level,old_code,new_code,share,old_name',
  'commune,00710,00710,full,',
  'commune,00711,00710,full,Lũng Cú',
  'commune,00712,00710,25%,Xã Má Lé',
  'commune,00712,00714,"0,75",',
  'commune,00713,00713,,',
  'commune,00714,00714,full,Tên khác',
  'commune,00715,00714,full,',
  'commune,00716,00717,full,',
  'commune,00717,00717,full,',
  'district,318,11948,full,',
].join('\n')

const file = (name: string, text: string): ImportFile => ({ name, tables: [{ name: '', rows: readCsv(text) }] })
const judged = (files: ImportFile[], over: Partial<Parameters<typeof judge>[0]> = {}) =>
  judge({ files, register: registerOf(tree, on), drafter: nation, on, complete: true, ...over })
const all = () => [file('t.csv', provinces), file('x.csv', communes), file('mt.csv', mapping), file('mx.csv', good)]
const shown = (rows: readonly ImportRow[], table: number) =>
  rows.filter((row) => row.table === table).map((row) => `${row.line} ${row.code} ${row.problem ?? row.verdict}`)
const problems = (text: string, files = all().slice(0, 3)) =>
  judged([...files, file('m.csv', text)])
    .rows.filter((row) => row.table === 3 && row.verdict === 'wrong')
    .map((row) => `${row.line} ${row.problem}`)

describe('the small reform', () => {
  const found = judged(all())

  it('has a verdict for every row', () => {
    expect(found.tables.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['gazetteer', 1],
      ['gazetteer', 5],
      ['mapping', 2],
      ['mapping', 10],
    ])
    expect(shown(found.rows, 0)).toEqual(['2 08 new'])
    expect(shown(found.rows, 1)).toEqual([
      '2 00710 new',
      '3 00713 differs',
      '4 00714 new',
      '5 11948 new',
      '6 00717 new',
    ])
    expect(shown(found.rows, 2)).toEqual(['2 02 whole', '3 08 whole'])
    expect(shown(found.rows, 3).map((each) => each.split(' ')[2])).toEqual(
      'whole whole part part goesOn whole whole whole whole whole'.split(' '),
    )
    expect(found.rows.filter((row) => row.verdict === 'part').map((row) => row.share)).toEqual([25_000_000, 75_000_000])
    expect(found.rows.flatMap((row) => row.otherName ?? [])).toEqual(['Sinh Long'])
    expect(found.rows.filter((row) => row.assumed).map((row) => row.code)).toEqual(['02', '00713'])
    expect(found.missing).toEqual([])
  })

  it('keeps the commune that goes on, opens the others, closes what is left out, without a conflict', () => {
    const hoaBinh = found.rows.find((row) => row.table === 1 && row.code === '00713')
    expect(hoaBinh?.differences).toEqual([{ what: 'parent', from: 'Đồng Văn', to: 'Tuyên Quang' }])
    const changes = changesOf(found.lines)
    expect(changes.filter((change) => change.kind === 'move')).toEqual([
      { kind: 'move', unitId: idOf('Hòa Bình'), parent: { ref: 'province-08' } },
    ])
    expect(changes.flatMap((change) => (change.kind === 'close' ? change.unitId : []))).toEqual([
      idOf('Đồng Văn'),
      idOf('Na Hang'),
    ])
    expect(changes.flatMap((change) => (change.kind === 'split' ? change.share : []))).toEqual([25_000_000, 75_000_000])
    let next = tree.units.size
    const { plan, conflicts } = planOf(tree, on, changes, () => ++next)
    expect(conflicts).toEqual([])
    const after = treeAfter(tree, plan as NonNullable<typeof plan>)
    expect(treeProblems(after)).toEqual([])
    const stands = (level: UnitLevel) =>
      [...after.units.values()].filter((unit) => unit.level === level && versionOn(unit, on)).length
    expect([stands('province'), stands('district'), stands('commune')]).toEqual([1, 0, 5])
    expect(versionOn(after.units.get(idOf('Hòa Bình')), on)?.name).toBe('Hòa Bình')
  })

  it('says the same of letters apart, of other headers in another order, and of the wide list of the statistics office', () => {
    const apart = all().map((each) => ('tables' in each ? each : null))
    const nfd = judged([
      file('t.csv', provinces.normalize('NFD')),
      file('x.csv', communes.normalize('NFD')),
      ...(apart.slice(2) as ImportFile[]),
    ])
    expect(changesOf(nfd.lines)).toEqual(changesOf(found.lines))
    const wide = [
      'DANH MỤC ĐƠN VỊ HÀNH CHÍNH;;;;',
      'Cấp;Mã PX;Phường Xã;Mã TP;Tỉnh / Thành Phố',
      'Xã;710;Xã Đồng Văn;8;Tỉnh Tuyên Quang',
      'Xã;713;Xã Hòa Bình;8;Tỉnh Tuyên Quang',
      'Phường;714;Phường Sinh Long;8;Tỉnh Tuyên Quang',
      'Đặc khu;11948;Đặc khu Bạch Long Vĩ;8;Tỉnh Tuyên Quang',
      'Xã;717;Xã Yên Hoa;8;Tỉnh Tuyên Quang',
    ].join('\n')
    const again = judged([file('w.csv', wide), ...(apart.slice(2) as ImportFile[])])
    expect(again.tables[0]).toMatchObject({ kind: 'gazetteer', rows: 5, ignored: [] })
    expect(changesOf(again.lines)).toEqual(changesOf(found.lines))
    expect(again.rows.filter((row) => row.padded)).toHaveLength(5)
  })
})

describe('a list alone', () => {
  const line = (row: string) => shown(judged([file('a.csv', `Mã xã,Tên,Loại,Mã tỉnh,Mã huyện\n${row}`)]).rows, 0)[0]

  it('is held against the units in force by code', () => {
    expect(line('00713,Hoà Bình,Xã,02,026')).toBe('2 00713 equal')
    expect(line('713,HÒA BÌNH,xa,2,26')).toBe('2 00713 equal')
    expect(line('00713,Hoa Binh,Xã,02,026')).toBe('2 00713 differs')
    expect(line('00713,Hòa Bình,Phường,02,026')).toBe('2 00713 differs')
    expect(line('00713,Hòa Bình,Xã,08,072')).toBe('2 00713 differs')
    expect(line('00999,Mới,Xã,08,072')).toBe('2 00999 new')
  })

  it('names what is wrong', () => {
    expect(line('x,Mới,Xã,08,072')).toBe('2  badCode')
    expect(line('123456,Mới,Xã,08,072')).toBe('2  badCode')
    expect(line('00999,,Xã,08,072')).toBe('2 00999 noName')
    expect(line('00999,=1+1,Xã,08,072')).toBe('2 00999 badName')
    expect(line('00999,Mới,Bang,08,072')).toBe('2 00999 noType')
    expect(line('00999,Mới,Xã,,')).toBe('2 00999 noParent')
    expect(line('00999,Mới,Xã,99,')).toBe('2 00999 unknownParent')
    expect(
      shown(judged([file('a.csv', 'code,name,type,province_code\n00999,A,xa,08\n00999,A,xa,08')]).rows, 0),
    ).toEqual(['2 00999 new', '3 00999 twice'])
    const days = judged([
      file('a.csv', 'code,name,type,province_code,Từ ngày\n00998,A,xa,08,1/8/2025\n00999,B,xa,08,32/1/2025'),
    ])
    expect(shown(days.rows, 0).map((each) => each.split(' ').at(-1))).toEqual(['beginsLater', 'badDay'])
  })

  it('takes the type of the day where a column says what it was before', () => {
    const text = 'code,name,type,province_code,type_before_2026_04_30\n00999,Mới,phuong,08,xa\n00998,Cũ,phuong,08,'
    const types = (day: string) =>
      changesOf(judged([file('a.csv', text)], { on: day, complete: false }).lines).flatMap((change) =>
        'type' in change ? change.type : [],
      )
    expect(types('2025-07-01')).toEqual(['phuong', 'xa'])
    expect(types('2026-04-30')).toEqual(['phuong', 'phuong'])
  })

  it('that is complete names the communes that it leaves out, and one that is not leaves them alone', () => {
    const text = 'code,name,type,province_code,district_code\n00713,Hòa Bình,xa,02,026'
    const complete = judged([file('a.csv', text)])
    expect(complete.missing.map((each) => each.code)).toEqual(['00710', '00711', '00712'])
    const partly = judged([file('a.csv', text)], { complete: false })
    expect([partly.missing, partly.lines]).toEqual([[], []])
  })

  it('is taken for nothing without its headers, or with one of them twice', () => {
    const [none] = judged([file('a.csv', 'Xã,Dân số\nA,1')]).tables
    expect(none).toMatchObject({ kind: null, reason: 'noHeaders', seen: ['Xã', 'Dân số'] })
    const [twice] = judged([file('a.csv', 'Mã,Tên,Mã,Loại\n1,2,3,4')]).tables
    expect(twice).toMatchObject({ kind: null, reason: 'headerTwice' })
  })
})

describe('a mapping', () => {
  it('says which rows cannot be, and lets no unit be taken apart by halves', () => {
    expect(problems(edges.join('\n'))).toEqual(['4 otherRowWrong', '5 badNewCode'])
    const head = 'old_code,new_code,share\n'
    expect(problems(`${head}99999,00710,full`)).toEqual(['2 oldUnknown'])
    expect(problems(`${head}00710,99999,full`)).toEqual(['2 newUnknown'])
    expect(problems(`${head}0071,00710,full`)).toEqual(['2 badOldCode'])
    expect(problems(`${head}00710,00710,many`)).toEqual(['2 badShare'])
    expect(problems(`${head}00710,00710,full\n00710,00710,full`)).toEqual(['3 rowTwice'])
    expect(problems(`${head}00710,00710,partial`)).toEqual(['2 restMissing'])
    expect(problems(`${head}00710,00710,full\n00710,00714,partial`)).toEqual(['2 sharesTooMuch', '3 sharesTooMuch'])
    expect(problems(`${head}00710,00710,60%\n00710,00714,60%`)).toEqual(['2 sharesTooMuch', '3 sharesTooMuch'])
    expect(problems(`${head}00710,00710,60%\n00710,00714,30%`)).toEqual(['2 sharesNotWhole', '3 sharesNotWhole'])
    expect(problems(`${head}00710,00710,60%\n00710,00714,`)).toEqual([])
    expect(problems('old_level,old_code,new_code\nprovince,02,00710\ndistrict,318,11948')).toEqual(['2 otherLevel'])
  })

  it('never takes a unit for another going on when a row about it is wrong', () => {
    const text = 'old_code,new_code,share\n00716,00717,full\n99999,00717,full\n'
    const changes = changesOf(judged([...all().slice(0, 3), file('m.csv', text)]).lines)
    expect(changes.some((change) => change.kind === 'open' && change.code === '00717')).toBe(true)
    expect(changes).toContainEqual({ kind: 'merge', unitId: idOf('Yên Hoa'), into: { ref: 'commune-00717' } })
  })

  it('into units that stand needs no list', () => {
    const found = judged([file('m.csv', 'Mã cũ,Mã mới\n00711,00710\n00712,00712\n')])
    expect(shown(found.rows, 0)).toEqual(['2 00711 whole', '3 00712 goesOn'])
    expect(changesOf(found.lines)).toEqual([
      { kind: 'merge', unitId: idOf('Lũng Cú'), into: { unitId: idOf('Phó Bảng') } },
    ])
  })

  it('whose codes lost their zeros gets them back, and says so', () => {
    const rows = [
      ['Mã cũ', 'Mã mới'],
      [711, 710],
      [712, '00710'],
    ].map((cells, i) => ({ line: i + 1, cells }))
    const numbers = judged([
      { name: 'm.xlsx', tables: [{ name: 'Sheet1', rows: [...rows, { line: 4, cells: [26, 10001] }] }] },
    ])
    expect(numbers.rows.map((row) => [row.code, row.padded, row.problem])).toEqual([
      ['00711', true, null],
      ['00712', true, null],
      ['00026', false, 'oldUnknown'],
    ])
    const text = judged([file('m.csv', 'Mã cũ,Mã mới\n711,710\n4,10001\n318,710')])
    expect(text.rows.map((row) => row.code)).toEqual(['00711', '00004', '00318'])
  })

  it('left out in part shows in the plan what that breaks', () => {
    const text = good.replace('00716,00717', '00716,99999')
    const found = judged([...all().slice(0, 3), file('m.csv', text)])
    expect([...found.leftOut]).toContain(idOf('Yên Hoa'))
    const { conflicts } = planOf(tree, on, changesOf(found.lines), () => -1 - Math.random())
    expect(conflicts.filter((each) => isOfLeftOut(each, found.leftOut)).map((each) => each.reason)).toEqual([
      'childLeft',
    ])
  })

  it('of a province changes nothing of another', () => {
    const province = tree.units.get(idOf('Hà Giang'))
    const drafter = { level: 'province' as const, path: province?.path ?? '' }
    const text = 'Mã cũ,Mã mới\n00711,00710\n00715,00714\n00713,00714\n'
    const found = judged([file('m.csv', text)], { drafter })
    expect(shown(found.rows, 0)).toEqual(['2 00711 whole', '3 00715 outside', '4 00713 newUnknown'])
  })
})

describe('a share', () => {
  it('is a word, a percentage, a part of one, or not said', () => {
    const said: [string | number | null, number | null][] = [
      ...([
        ['full', whole],
        ['Toàn bộ', whole],
        [1, whole],
        ['100', whole],
        ['100%', whole],
      ] as [string, number][]),
      ...([
        ['25%', 25_000_000],
        ['0,25', 25_000_000],
        [0.25, 25_000_000],
        ['25', 25_000_000],
      ] as [string, number][]),
      ...([
        ['1%', 1_000_000],
        ['Một phần', null],
        [null, null],
        ['', null],
      ] as [string, number | null][]),
    ]
    for (const [cell, share] of said) expect(shareFrom(cell)?.share, String(cell)).toBe(share)
    for (const cell of ['0', '101', '-1', '1e309', 'NaN', '1.2.3', '=1+1']) expect(shareFrom(cell), cell).toBeNull()
  })
})
