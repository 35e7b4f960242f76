import { expect, it } from 'vitest'
import { type Told, workbookOf, type ZipPart, zipOf } from '@/server/testing-workbook'
import { readTables } from './read'

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const day = '<c r="B1" s="1"><v>46086</v></c>'
const sheet = `<worksheet><sheetData><row r="1">${cell('A1', 'Lê Văn An')}${day}</row></sheetData></worksheet>`
const wanted = [['Lê Văn An', '2026-03-05']]

const unused = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'

const read = async (bytes: Uint8Array) =>
  (await readTables(bytes)).flatMap(({ rows }) => rows.map(({ cells }) => cells))
const reasonOf = (bytes: Uint8Array) =>
  readTables(bytes).then(
    () => 'read',
    (error: Error) => error.message,
  )
const parts = (told: Told = {}, content = sheet) => workbookOf(content, told)
const each = (told: Partial<ZipPart>) => parts().map((part) => ({ ...part, ...told }))
const inUtf16 = (mark: string, swapped: boolean) =>
  parts().map((part) => {
    const content = Buffer.from(mark + part.content, 'utf16le')
    return { ...part, content: swapped ? content.swap16() : content }
  })

it('reads what other programs pack in their own way', async () => {
  const made: Record<string, Uint8Array> = {
    stored: zipOf(each({ stored: true })),
    'sizes behind the content': zipOf(each({ late: true })),
    'sizes in the extra field': zipOf(each({ wide: true })),
    'the record of large files': zipOf(parts(), { wide: true }),
    both: zipOf(each({ wide: true, late: true }), { wide: true }),
    'folders parted as in Windows': zipOf(parts().map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') }))),
    // As SheetJS writes it into every workbook, macros or not.
    'kinds of parts that are not there': zipOf(
      parts().map((part) => (part.content === '<Types/>' ? { ...part, content: `<Types>${unused}</Types>` } : part)),
    ),
    'UTF-16': zipOf(inUtf16('\ufeff', false)),
    'UTF-16, the other way round': zipOf(inUtf16('\ufeff', true)),
    'UTF-16 without a mark': zipOf(inUtf16('', false)),
  }
  for (const [what, bytes] of Object.entries(made)) expect(await read(bytes), what).toEqual(wanted)
})

it('finds the parts of a workbook by their links, wherever they lie', async () => {
  const { M, R } = {
    M: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    R: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  }
  const text = sheet.replace(cell('A1', 'Lê Văn An'), '<c r="A1" t="s"><v>0</v></c>')
  const runs = '<sst><si><r><t>Lê </t></r><r><t xml:space="preserve">Văn </t></r><r><t>An</t></r></si></sst>'
  const prefixed = (xml: string) => xml.replace(/<(\/?)(\w)/g, '<$1x:$2')
  const named = 'xmlns:r="urn:r" xmlns:s="urn:s" xmlns:t="urn:t"'
  const styles = parts().find(({ name }) => name === 'xl/styles.xml')?.content as string
  const made: Record<string, ZipPart[]> = {
    'an address from the root': parts({ target: '/xl/worksheets/sheet1.xml' }),
    'an address with a way back': parts({ target: '../xl/worksheets/./sheet1.xml' }),
    'another name of the workbook': parts({ book: 'xl/workbook22.xml' }),
    'another folder': parts({ book: 'excel/book.xml', target: 's/1.xml', sheet: 'excel/s/1.xml' }),
    'no folder': parts({ book: 'workbook.xml', target: 'sheet.xml', sheet: 'sheet.xml' }),
    'texts elsewhere': parts({ texts: { at: 'xl/t/all.xml', target: 't/all.xml', content: runs } }, text),
    'styles elsewhere': parts({ styles: { at: 'xl/f/one.xml', target: 'f/one.xml', content: styles } }),
    'the strict names': parts({ office: R }, sheet.replace('<worksheet>', `<worksheet xmlns="${M}">`)),
    'names with a prefix': parts({}, prefixed(sheet)),
    'names said at each tag': parts({}, sheet.replaceAll('<row ', `<row ${named} `).replaceAll('<c ', `<c ${named} `)),
    'no addresses': parts({}, sheet.replace(/ r="\w+"/g, '')),
    'days from 1904': parts(
      { workbook: '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" id="rId1"/></sheets></workbook>' },
      sheet.replace('46086', '44624'),
    ),
  }
  for (const [what, all] of Object.entries(made)) expect(await read(zipOf(all)), what).toEqual(wanted)
})

it('tells a formula that was saved without its value from a blank', async () => {
  const held = async (inside: string, type = '') =>
    (await read(zipOf(parts({}, sheet.replace(day, `<c r="B1"${type}>${inside}</c>`)))))[0]?.[1] ?? null
  expect(await held('<f>A1</f>')).toBe('#CALC!')
  expect(await held('<f>A1</f><v></v>')).toBe('#CALC!')
  expect(await held('<f>A1</f><v></v>', ' t="str"')).toBeNull()
  expect(await held('<f>A1</f><v>7</v>')).toBe(7)
  expect(await held('<f>A1</f><v>#REF!</v>', ' t="e"')).toBe('#REF!')
})

it('reads a sheet of a million rows that hold nothing but a format', { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 1_048_575 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="1"/></row>`).join('')
  expect(await read(zipOf(parts({}, sheet.replace('</sheetData>', `${rows}</sheetData>`))))).toEqual(wanted)
})

it('is refused when a part is another than was packed, or a cell names a text that is not there', async () => {
  const changed = zipOf(each({ stored: true }))
  const at = Buffer.from(changed).indexOf('Văn An')
  changed[at] = 0x42
  expect(await reasonOf(changed)).toBe('broken')
  const named = sheet.replace(day, '<c r="B1" t="s"><v>7</v></c>')
  expect(await reasonOf(zipOf(parts({ texts: { at: 'xl/t.xml', target: 't.xml', content: '<sst/>' } }, named)))).toBe(
    'broken',
  )
  for (const length of [10, 100, 500, 900]) expect(await reasonOf(zipOf(parts()).slice(0, length))).toBe('broken')
})

it('takes no page of the web and no other program’s text for a table, whatever the name says', async () => {
  for (const text of [
    '<html><td>Tổ</td></html>',
    '\ufeff<?xml version="1.0"?><Workbook>a,b</Workbook>',
    '{\\rtf1 a,b}',
  ])
    expect(await reasonOf(new TextEncoder().encode(text)), text).toBe('kind')
})

it('takes from the name of a sheet what no database has a place for', async () => {
  const workbook = '<workbook><sheets><sheet name="&#0;Tổ&#xFFFF;" id="rId1"/></sheets></workbook>'
  expect((await readTables(zipOf(parts({ workbook })))).map(({ name }) => name)).toEqual(['Tổ'])
})
