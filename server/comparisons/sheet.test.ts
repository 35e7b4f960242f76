import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeText, writeSheet } from '../sheets/write'
import type { Comparison } from './queries'
import type { CompareColumn, CompareRow } from './rules'
import { type SheetWords, sheetOf, shownRows, writeComparison } from './sheet'

const column = (given: Partial<CompareColumn>): CompareColumn => ({
  ...{ code: 'T1_01', version: 1, nameVi: '', nameEn: '', shortVi: '', shortEn: '', unitVi: '', unitEn: '' },
  ...{
    definitionVi: '',
    definitionEn: '',
    valueType: 'count',
    kind: 'flow',
    eachOnce: false,
    task: 1,
    section: 'task1',
  },
  ...{ pillar: null, enteredBy: 'village', required: true, source: 'manual', position: 1, absence: null, since: null },
  ...given,
})
const row = (unitId: number, name: string, figures: CompareRow['figures'], received = 1): CompareRow => ({
  ...{
    unitId,
    name,
    short: name,
    code: String(unitId).padStart(2, '0'),
    type: 'tinh',
    required: 2,
    received,
    accepted: 0,
  },
  ...{ totalsOnly: false, published: false, standing: 'provisional', figures },
  ...{ also: { required: 0, received: 0, accepted: 0 }, comparableFrom: null, notComparable: null },
})
const period = { code: '2026-10', year: 2026, month: 10, startsOn: '2026-09-15', endsOn: '2026-10-14', state: 'open' }
const table: Comparison = {
  level: 'provinces',
  province: null,
  periods: { from: period, to: period, months: 1 },
  compared: { before: true, lastYear: false },
  standing: 'provisional',
  columns: [
    column({}),
    column({ code: 'T1_03', valueType: 'percent', kind: 'stock' }),
    column({ code: 'C06', absence: 'eachOnce' }),
  ],
  rows: [
    row(
      1,
      'Hà Nội',
      {
        T1_01: { now: { n: 2, num: 1200, den: 0 }, before: { n: 2, num: 1000, den: 0 } },
        T1_03: { now: { n: 1, num: 503, den: 1000 } },
      },
      2,
    ),
    row(2, 'Đắk Lắk', { T1_01: { now: { n: 1, num: 0, den: 0 } } }),
    row(3, '=HYPERLINK("x")', {}, 0),
  ],
  publishedOnly: false,
  peer: null,
  ...{ unallocated: null, elsewhere: null },
  formIssued: false,
}
const words: SheetWords = {
  ...{ name: 'So sánh: [1]', heading: ['Tiêu đề', '+84 là gì'], notes: ['@ghi chú'], unit: 'Tỉnh', code: 'Mã' },
  ...{ received: 'Đã nhận', required: 'Phải có' },
  total: (part) => (part ? `Cộng ${part.n}/${part.all}` : 'Cộng'),
  average: (province) => `Trung bình ${province}`,
  ...{ unallocated: (units) => `Chưa phân bổ (${units})`, elsewhere: 'Tỉnh khác', note: 'Ghi chú' },
  breaks: ({ with: range, breaks }) => `${range}: ${breaks.map((each) => each.other).join(', ')}`,
  doubts: (doubts) => doubts.map((each) => `${each.predecessor}: ${each.reason}`).join('; '),
  value: (code) => code,
  change: (code, measure, part) => `${code} ${measure} ${part}`,
  order: (a, b) => a.localeCompare(b, 'vi'),
}
const shown = { per: 'none', sameSet: false, columns: null, sort: null, search: '' } as const

async function open(file: Uint8Array<ArrayBuffer>) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.buffer)
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  return sheet
}

describe('the comparison as a spreadsheet', () => {
  it('has numbers as numbers, blanks as blanks, and nothing that runs', async () => {
    const sheet = await open(await writeComparison(table, shown, words))
    const at = (name: string) => sheet.getCell(name)
    expect(sheet.name).toBe('So sánh 1')
    expect([at('A1').value, at('A2').value]).toEqual(['Tiêu đề', `'+84 là gì`])
    const head = 4
    expect((sheet.getRow(head).values as unknown[]).slice(1)).toEqual([
      ...[
        'Tỉnh',
        'Mã',
        'Đã nhận',
        'Phải có',
        'T1_01',
        'T1_01 month by',
        'T1_01 month percent',
        'T1_03',
        'T1_03 month by',
      ],
    ])
    const hanoi = sheet.getRow(head + 1)
    expect((hanoi.values as unknown[]).slice(1)).toEqual(['Hà Nội', '01', 2, 2, 1200, 200, 0.2, 0.503])
    expect([hanoi.getCell(5).numFmt, hanoi.getCell(7).numFmt]).toEqual(['#,##0', '0.0%'])
    // 0 was said, the rest was not.
    expect((sheet.getRow(head + 2).values as unknown[]).slice(1)).toEqual(['Đắk Lắk', '02', 1, 2, 0])
    expect(at(`A${head + 3}`).value).toBe(`'=HYPERLINK("x")`)
    expect(at(`A${head + 4}`).value).toBe('Cộng')
    expect(at(`E${head + 4}`).value).toBe(1200)
    sheet.eachRow((each) => each.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)))
  })

  it('shows what the screen shows: found, sorted, and the columns chosen', () => {
    expect(shownRows(table, { ...shown, search: 'dak' }, words).map((each) => each.unitId)).toEqual([2])
    const sorted = (id: string, desc: boolean) =>
      shownRows(table, { ...shown, sort: { id, desc } }, words).map((each) => each.unitId)
    expect(sorted('T1_01', true)).toEqual([1, 2, 3])
    expect(sorted('T1_01', false)).toEqual([2, 1, 3])
    expect(sorted('reports', false)).toEqual([3, 2, 1])
    expect(sorted('nonsense', true)).toEqual([1, 2, 3])
    const narrow = sheetOf(table, { ...shown, columns: ['name', 'T1_01.year'] }, words)
    expect(narrow.columns.map((each) => each.header)).toEqual(['Tỉnh', 'Mã', 'T1_01 year by', 'T1_01 year percent'])
  })

  it('has the change to last year where there was such a month', () => {
    const headers = (lastYear: boolean) =>
      sheetOf({ ...table, compared: { before: true, lastYear } }, shown, words).columns.map((each) => each.header)
    expect(headers(true)).toEqual(expect.arrayContaining(['T1_01 year by', 'T1_01 year percent', 'T1_03 year by']))
    expect(headers(false).filter((each) => each.includes('year'))).toEqual([])
  })

  it('says of how many provinces the total is where others have not published', () => {
    expect(sheetOf({ ...table, publishedOnly: true }, shown, words).total?.[0]).toBe('Cộng 2/3')
    expect(sheetOf(table, shown, words).total?.[0]).toBe('Cộng')
  })

  it('leaves reports blank where nothing is known to be due', () => {
    const unseen = {
      ...row(4, 'Huế', { T1_01: { before: { n: 1, num: 5, den: 0 } } }, 0),
      required: 0,
      published: true,
    }
    const peer = { ...row(9, 'Quảng Trị', { T1_01: { now: { n: 4, num: 10, den: 0 } } }, 4), required: 0 }
    const other = sheetOf({ ...table, publishedOnly: true, rows: [unseen] }, shown, words)
    expect(other.rows[0]?.slice(0, 5)).toEqual(['Huế', '04', null, null, null])
    expect(other.total?.slice(2, 4)).toEqual([null, null])
    const beside = sheetOf({ ...table, level: 'communes', peer, rows: table.rows.slice(2) }, shown, words)
    expect(beside.rows.map((each) => each.slice(2, 4))).toEqual([
      [0, 2],
      [null, null],
    ])
  })

  it('has a line for what has no place, a note for who cannot be compared, and the total of all', () => {
    const doubt = { predecessorId: 7, predecessor: 'Xã A', reason: 'noShare', effectiveOn: '2025-07-01' } as const
    const lost = { ...row(0, '', { T1_01: { now: { n: 1, num: 35.35, den: 0 } } }), units: 2 }
    const [first, ...others] = table.rows
    const sheet = sheetOf(
      {
        ...table,
        level: 'communes',
        rows: [{ ...(first as CompareRow), notComparable: [doubt] }, ...others],
        unallocated: lost,
      },
      shown,
      words,
    )
    expect(sheet.columns.at(-1)?.header).toBe('Ghi chú')
    expect(sheet.rows[0]?.at(-1)).toBe('Xã A: noShare')
    expect(sheet.rows.at(-1)?.[0]).toBe('Chưa phân bổ (2)')
    expect(sheet.total?.[4]).toBe(1235.35)
    // What had no place before, and nothing now, is no line of these months.
    const before = {
      ...lost,
      ...{ units: 0, required: 0, received: 0 },
      figures: { T1_01: { before: { n: 1, num: 5, den: 0 } } },
    }
    expect(sheetOf({ ...table, unallocated: before }, shown, words).rows).toHaveLength(table.rows.length)
  })

  it('gives a commune its own row and the average of its province', () => {
    const peer = row(9, 'Quảng Trị', { T1_01: { now: { n: 4, num: 10, den: 0 } } })
    const sheet = sheetOf({ ...table, level: 'communes', peer, rows: table.rows.slice(0, 1) }, shown, words)
    expect(sheet.rows.at(-1)?.slice(0, 5)).toEqual(['Trung bình Quảng Trị', '09', 1, 2, 2.5])
    expect(sheet.total).toBeUndefined()
  })
})

describe('any text in a cell', () => {
  it('never begins a formula, and comes back whole otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\u0000\u0007 \'"aĐ0😀'), maxLength: 20 }), (text) => {
        const safe = safeText(text)
        expect(safe).not.toMatch(/^[=+\-@\t\r\n]/)
        expect(safe.replace(/^'/, '').length).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 300 },
    )
    expect(safeText('Xã Hải Lăng')).toBe('Xã Hải Lăng')
    expect(safeText('-5')).toBe(`'-5`)
  })

  it('survives a round trip through the file', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'a\u0000b', '<b>&amp;</b>', 'Đắk Lắk', '😀', '../../x']
    const sheet = await open(
      await writeSheet({
        name: '',
        heading: [],
        columns: [{ header: 'x', kind: 'text' }],
        rows: texts.map((text) => [text]),
      }),
    )
    expect(texts.map((_, index) => sheet.getCell(`A${index + 2}`).value)).toEqual(texts.map(safeText))
  })

  it('says beside a unit why its change is not told', () => {
    const broken = { before: [{ otherId: 9, other: 'Xã H', gave: false, effectiveOn: '2026-11-01' }] }
    const amount = { n: 1, num: 1, den: 0 }
    const parted = { ...row(7, 'Xã G', { T1_01: { now: amount, before: amount } }), broken }
    const sheet = sheetOf({ ...table, rows: [...table.rows, parted] }, shown, words)
    expect(sheet.columns.at(-1)?.header).toBe('Ghi chú')
    expect(sheet.rows.map((line) => line.at(-1))).toEqual([...table.rows.map(() => null), 'before: Xã H'])
  })
})
