import fs from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import type { UnitLevel, UnitType } from '@/db/enums'
import { storedName } from '@/db/unit-names'
import { readTables } from '../../sheets/read'
import { treeAfter } from '../../units/plan/after/rules'
import { planOf } from '../../units/plan/rules'
import { pathStep, type Tree, type TreeUnit, treeProblems, versionOn } from '../../units/tree/rules'
import { formProblems } from '../rules'
import type { ImportFile } from './columns/rules'
import { judge } from './judging/rules'
import { registerOf } from './lines/rules'
import { changesOf } from './rules'

// The reform of 1/7/2025 as lists made from other sources, where they lie beside the project or where ADMIN_LISTS says.
const folder = path.resolve(process.env.ADMIN_LISTS ?? '../shared/data/admin')
const on = '2025-07-01'

const bytesOf = (name: string) => new Uint8Array(fs.readFileSync(path.join(folder, name)))
async function fileOf(name: string, change: (text: string) => string = (text) => text): Promise<ImportFile> {
  const bytes = new TextEncoder().encode(change(new TextDecoder().decode(bytesOf(name))))
  return { name, tables: await readTables(bytes) }
}

/** The same list as a workbook in which codes are numbers, under a title. */
async function bookOf(name: string): Promise<ImportFile> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Danh sách')
  sheet.addRow(['Danh sách'])
  const lines = new TextDecoder().decode(bytesOf(name)).trim().split('\n')
  for (const line of lines) sheet.addRow(line.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)))
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  const begun = performance.now()
  const tables = await readTables(bytes)
  console.log(`${name} as a workbook of ${bytes.length} bytes read in ${Math.round(performance.now() - begun)} ms`)
  return { name, tables }
}

/** The country on the eve, read from the lists of then without the reader that is tried here. */
function eve(): Tree {
  const units = new Map<number, TreeUnit>()
  const byCode = new Map<string, number>()
  const grow = (level: UnitLevel, parentId: number | null, name: string, type: UnitType, code: string | null) => {
    const id = units.size + 1
    const above = parentId === null ? '' : (units.get(parentId)?.path ?? '')
    const unitPath = level === 'nation' ? '' : above + pathStep(id)
    const version = { parentId, name: storedName(name), type, code, validFrom: '2000-01-01', validTo: null }
    units.set(id, { id, level, path: unitPath, versions: [version] })
    byCode.set(`${level} ${code}`, id)
  }
  grow('nation', null, 'Việt Nam', 'nation', null)
  const lists = [
    ['provinces-63.csv', 'province'],
    ['districts-696.csv', 'district'],
    ['communes-10035.csv', 'commune'],
  ] as const
  for (const [file, level] of lists)
    for (const line of new TextDecoder().decode(bytesOf(file)).trim().split('\n').slice(1)) {
      const [code = '', name = '', , type = '', above = ''] = line.split(',')
      const parent = level === 'province' ? 1 : byCode.get(`${level === 'district' ? 'province' : 'district'} ${above}`)
      const city = level === 'district' && type === 'thanh_pho' ? 'thanh_pho_thuoc_tinh' : type
      grow(level, parent ?? 0, name, city as UnitType, code)
    }
  return { units, edges: [] }
}

const standing = (tree: Tree, level: UnitLevel) =>
  [...tree.units.values()].filter((unit) => unit.level === level && versionOn(unit, on)).length

const there = fs.existsSync(path.join(folder, 'map-commune-2025-07-01.csv'))
describe.skipIf(!there)('the reform of 1/7/2025 from its lists', () => {
  it('becomes lines that follow without a conflict, every edge accounted for', { timeout: 120_000 }, async () => {
    const tree = eve()
    expect(treeProblems(tree)).toEqual([])
    const [begun, register] = [performance.now(), registerOf(tree, on)]
    const files = [
      // The list is of 2026: Đồng Nai was a tỉnh until 30/4/2026.
      await fileOf('provinces-34.csv', (text) => text.replace('Thành phố Đồng Nai,thanh_pho', 'Tỉnh Đồng Nai,tinh')),
      await fileOf('communes-3321.csv'),
      await fileOf('map-province-2025-07-01.csv'),
      await fileOf('map-commune-2025-07-01.csv'),
    ]
    const drafter = { level: 'nation' as const, path: '' }
    const found = judge({ files, register, drafter, on, complete: true })
    const read = performance.now()
    expect(found.tables.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['gazetteer', 34],
      ['gazetteer', 3321],
      ['mapping', 63],
      ['mapping', 10_577],
    ])
    expect(found.rows.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
    expect(found.missing).toEqual([])
    const count = (table: number) => {
      const counts: Record<string, number> = {}
      for (const row of found.rows) if (row.table === table) counts[row.verdict] = (counts[row.verdict] ?? 0) + 1
      return counts
    }
    // 10,577 = 9,462 + 983 + 132, and 63 = 52 + 11: every edge is a merger, a part of a split, or a unit going on.
    expect([0, 1, 2, 3].map(count)).toEqual([
      { new: 23, equal: 11 },
      { new: 3189, differs: 132 },
      { whole: 52, goesOn: 11 },
      { whole: 9462, part: 983, goesOn: 132 },
    ])
    expect(found.rows.filter((row) => row.table === 3 && row.verdict === 'part' && row.share !== null)).toEqual([])
    const changes = changesOf(found.lines)
    const kinds: Record<string, number> = {}
    for (const { kind } of changes) kinds[kind] = (kinds[kind] ?? 0) + 1
    expect(kinds).toEqual({ open: 3212, move: 132, rename: 8, retype: 3, merge: 9514, split: 983, close: 691 })
    expect(formProblems(tree, drafter, changes)).toEqual([])
    let next = tree.units.size
    const { plan, conflicts } = planOf(tree, on, changes, () => ++next)
    expect(conflicts).toEqual([])
    if (!plan) throw new Error('no plan')
    const planned = performance.now()
    const after = treeAfter(tree, plan)
    expect(['province', 'district', 'commune'].map((level) => standing(after, level as UnitLevel))).toEqual([
      34, 0, 3321,
    ])
    expect(treeProblems(after)).toEqual([])
    expect(after.edges).toHaveLength(9514 + 983)
    console.log(`read and judged in ${Math.round(read - begun)} ms, planned in ${Math.round(planned - read)} ms`)
  })

  it('comes out the same from workbooks whose codes have lost their zeros', { timeout: 120_000 }, async () => {
    const names = ['provinces-34.csv', 'communes-3321.csv', 'map-province-2025-07-01.csv', 'map-commune-2025-07-01.csv']
    const given = {
      register: registerOf(eve(), on),
      drafter: { level: 'nation' as const, path: '' },
      on,
      complete: true,
    }
    const texts = judge({ files: await Promise.all(names.map((name) => fileOf(name))), ...given })
    const books = judge({ files: await Promise.all(names.map(bookOf)), ...given })
    expect(books.rows.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
    expect(changesOf(books.lines)).toEqual(changesOf(texts.lines))
    expect(books.rows.filter(({ padded }) => padded).length).toBeGreaterThan(1000)
  })
})
