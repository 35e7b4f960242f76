import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { zipOf } from '@/server/testing-workbook'
import { readCsv, readTables } from './read'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'read',
    (error: { name: string; message: string }) => `${error.name} ${error.message}`,
  )
const cellsOf = (text: string) => readCsv(text).map((row) => row.cells)

/** A workbook of one sheet, by the text of its part. */
const sheetOf = (content: string, more: { name: string; content: Buffer }[] = []) =>
  zipOf([
    {
      name: 'xl/workbook.xml',
      content: Buffer.from('<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: Buffer.from('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.from(content) },
    ...more,
  ])
const texts = (text: string) => ({
  name: 'xl/sharedStrings.xml',
  content: Buffer.from(`<sst><si><t>${text}</t></si></sst>`),
})
const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

describe('a text of records', () => {
  it('is read whatever parts its cells, its lines and its letters', () => {
    const wanted = [
      ['code', 'name'],
      ['01', 'Hà Nội'],
    ]
    for (const separator of [',', ';', '\t'])
      for (const end of ['\n', '\r\n', '\r'])
        for (const form of ['NFC', 'NFD'] as const)
          for (const mark of ['', '\ufeff']) {
            const text = mark + [`code${separator}name`, `01${separator}Hà Nội`, ''].join(end).normalize(form)
            expect(cellsOf(text).map((row) => row.map((cell) => String(cell).normalize('NFC')))).toEqual(wanted)
          }
  })

  it('keeps what stands in quotes, blanks as nothing, and counts lines as a person does', () => {
    expect(cellsOf('a,b\n"1, 2","nói ""thế"""\n , x\n="00001",y')).toEqual([
      ['a', 'b'],
      ['1, 2', 'nói "thế"'],
      [null, 'x'],
      ['00001', 'y'],
    ])
    expect(readCsv('a,b\n\n"hai\ndòng",1\n\nc,d').map((row) => row.line)).toEqual([1, 3, 6])
    expect(readCsv('sep=;\na;b,c').map((row) => [row.line, ...row.cells])).toEqual([[2, 'a', 'b,c']])
    expect(cellsOf('=1+1,+2,@x')).toEqual([['=1+1', '+2', '@x']])
  })

  it('is refused when it cannot be read, with the reason', async () => {
    expect(await reasonOf(readTables(bytesOf('')))).toBe('TableRefused empty')
    expect(await reasonOf(readTables(bytesOf('\n\n')))).toBe('TableRefused empty')
    expect(await reasonOf(readTables(bytesOf('a,"b\nc')))).toBe('TableRefused quotes')
    expect(await reasonOf(readTables(bytesOf(`${'x,'.repeat(101)}y`)))).toBe('TableRefused tooManyColumns')
    expect(await reasonOf(readTables(bytesOf('x\n'.repeat(20_001))))).toBe('TableRefused tooManyRows')
    expect(await reasonOf(readTables(new Uint8Array(10 * 1024 * 1024 + 1).fill(65)))).toBe('TableRefused tooLarge')
    // Hà Nội in the code page of old programs.
    expect(await reasonOf(readTables(new Uint8Array([0x48, 0xe0, 0x20, 0x4e])))).toBe('TableRefused encoding')
    expect(await reasonOf(readTables(bytesOf('%PDF-1.7 ...')))).toBe('TableRefused kind')
    expect(await reasonOf(readTables(new Uint8Array([65, 0, 66])))).toBe('TableRefused kind')
  })

  it('may be what Excel calls Unicode text', async () => {
    const [table] = await readTables(new Uint8Array(Buffer.from('\ufeffmã\ttên\r\n01\tHà Nội', 'utf16le')))
    expect(table?.rows.map((row) => row.cells)).toEqual([
      ['mã', 'tên'],
      ['01', 'Hà Nội'],
    ])
  })
})

async function book(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const made = new ExcelJS.Workbook()
  fill(made)
  return new Uint8Array(await made.xlsx.writeBuffer())
}

describe('a workbook', () => {
  it('is read by what its cells hold: saved values, merged cells, percentages, days, numbers', async () => {
    const bytes = await book((made) => {
      const sheet = made.addWorksheet('Danh mục')
      sheet.addRow(['Mã', 'Tên', 'Tỷ lệ', 'Từ ngày'])
      sheet.addRow([1, { richText: [{ text: 'Hà ' }, { text: 'Nội' }] }, 0.25, new Date('2025-07-01T00:00:00Z')])
      sheet.getCell('C2').numFmt = '0%'
      sheet.addRow([{ formula: 'A2+1', result: 2 }, { formula: 'HYPERLINK("x")', result: 'Huế' }, { formula: '1/0' }])
      sheet.addRow([4, { text: 'Cao Bằng', hyperlink: 'http://x' }, { error: '#N/A' }])
      sheet.mergeCells('A4:A5')
      sheet.getCell('B5').value = 'nối'
    })
    const [table] = await readTables(bytes)
    expect(table?.name).toBe('Danh mục')
    expect(table?.rows.map((row) => row.cells)).toEqual([
      ['Mã', 'Tên', 'Tỷ lệ', 'Từ ngày'],
      [1, 'Hà Nội', '25%', '2025-07-01'],
      [2, 'Huế', '#CALC!'],
      [4, 'Cao Bằng', '#N/A'],
      [4, 'nối'],
    ])
  })

  it('hides what is hidden', async () => {
    const bytes = await book((made) => {
      made.addWorksheet('a', { state: 'hidden' }).addRow(['Mã', 'Tên'])
      made.addWorksheet('b', { state: 'veryHidden' }).addRow(['Mã', 'Tên'])
      made.addWorksheet('c').addRow(['Mã', 'Tên'])
    })
    expect((await readTables(bytes)).map(({ name }) => name)).toEqual(['c'])
  })

  it('is refused with macros, a password, or when it unpacks to too much or to something else', {
    timeout: 30_000,
  }, async () => {
    const big = Buffer.alloc(60 * 1024 * 1024)
    const cases: [string, Uint8Array][] = [
      ['macro', zipOf([workbook, { name: 'xl/vbaProject.bin', content: Buffer.from('x') }])],
      [
        'macro',
        zipOf([
          {
            name: '[Content_Types].xml',
            content: Buffer.from(
              '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
            ),
          },
          workbook,
        ]),
      ],
      ['unpacksTooLarge', zipOf([workbook, { name: 'a', content: big }, { name: 'b', content: big }])],
      ['unpacksTooLarge', zipOf([workbook, { name: 'a', content: big, size: 100 }])],
      ['broken', zipOf([workbook, { name: 'a', content: Buffer.from('short'), size: 9 }])],
      ['password', zipOf([{ ...workbook, flags: 1 }])],
      [
        'password',
        new Uint8Array(
          Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
        ),
      ],
      ['oldExcel', new Uint8Array(Buffer.from('d0cf11e0a1b11ae100', 'hex'))],
      ['kind', zipOf([{ name: 'word/document.xml', content: Buffer.from('<w/>') }])],
      ['empty', zipOf([workbook])],
      ['broken', bytesOf('PK\u0003\u0004 and no more')],
      ['tooLarge', sheetOf('<c/>'.repeat(8_000_001))],
      ['tooLarge', sheetOf('<mergeCell ref="A1:XFD1048576"/>')],
      ['tooLarge', sheetOf('<mergeCell ref="A1:A2"/>'.repeat(5001))],
      // One long text in many cells: small as a file, large as a table.
      [
        'tooLarge',
        sheetOf(`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(100), [texts('x'.repeat(32_000))]),
      ],
      // Entities of its own: a few lines that say billions.
      ['broken', sheetOf('<!DOCTYPE a [<!ENTITY b "bbbb">]><row><c t="str"><v>&b;</v></c></row>')],
      ['broken', sheetOf('<worksheet><row><c t="str"><v>một</v>')],
      ['broken', zipOf([workbook, workbook])],
      // A second directory in the comment, and bytes before the first: two programs would see two files.
      ['broken', new Uint8Array(Buffer.concat([Buffer.from('PK\u0003\u0004'), zipOf([workbook])]))],
      ['broken', new Uint8Array(Buffer.concat([zipOf([workbook]), Buffer.from('more')]))],
    ]
    for (const [reason, bytes] of cases)
      expect(await reasonOf(readTables(bytes)), reason).toBe(`TableRefused ${reason}`)
  })

  it('is refused when it has too many rows or columns, or nothing', async () => {
    const rows = await book((made) => {
      const sheet = made.addWorksheet('a')
      for (let i = 0; i < 20_001; i++) sheet.addRow([i])
    })
    expect(await reasonOf(readTables(rows))).toBe('TableRefused tooManyRows')
    const columns = await book((made) => made.addWorksheet('a').addRow(Array.from({ length: 101 }, (_, i) => i)))
    expect(await reasonOf(readTables(columns))).toBe('TableRefused tooManyColumns')
    expect(await reasonOf(readTables(await book((made) => made.addWorksheet('a'))))).toBe('TableRefused empty')
  })
})
