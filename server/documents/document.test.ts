import { describe, expect, it } from 'vitest'
import { partsOf } from '../testing-documents'
import { writeDocument } from './document'
import type { Block, OfficialDocument } from './model/rules'
import { boldWidth } from './text/rules'

const heading: Block = {
  kind: 'heading',
  superior: ['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG TRỊ'],
  issuer: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số: 07/SKHCN-CĐS',
  about: 'V/v đôn đốc báo cáo tháng 11/2026',
  place: 'Quảng Trị, ngày 23 tháng 11 năm 2026',
}
/** A letter to communes with a wide table behind it: what the engine knows of, whatever the noun. */
const letter: OfficialDocument = {
  language: 'vi',
  title: 'V/v đôn đốc báo cáo',
  author: 'Sở Khoa học và Công nghệ tỉnh Quảng Trị',
  sections: [
    {
      orientation: 'portrait',
      blocks: [
        heading,
        { kind: 'addressees', label: 'Kính gửi:', names: ['Ủy ban nhân dân xã Lìa;', 'Ủy ban nhân dân xã A Dơi.'] },
        { kind: 'title', name: 'THÔNG BÁO', subject: 'Về việc gửi báo cáo' },
        { kind: 'part', text: 'I. TÌNH HÌNH' },
        { kind: 'grounds', lines: ['Căn cứ văn bản;'] },
        {
          kind: 'paragraph',
          text: ['Còn ', { text: 'hai xã', bold: true }, ' chưa gửi <báo cáo> & số liệu\u0000\u202e.'],
        },
        { kind: 'article', label: 'Điều 1.', text: 'Gửi ngay.' },
        { kind: 'list', items: [{ sign: '1.', text: 'Một.' }] },
        { kind: 'paragraph', text: 'Trân trọng./.' },
        {
          kind: 'closing',
          label: 'Nơi nhận:',
          recipients: ['- Như trên;', '- Lưu: VT.'],
          signing: ['GIÁM ĐỐC'],
          name: null,
        },
      ],
    },
    {
      orientation: 'landscape',
      blocks: [
        { kind: 'appendixTitle', label: 'Phụ lục', title: 'SỐ LIỆU', reference: '(Kèm theo Công văn)' },
        {
          kind: 'table',
          columns: [
            { header: 'TT', width: 1, align: 'center' },
            { header: 'Xã', width: 3, align: 'left' },
          ],
          rows: [{ group: 'I. Miền núi' }, { cells: ['1', 'Lìa'] }],
        },
      ],
    },
  ],
}

const parts = partsOf(await writeDocument(letter))
const xml = parts['word/document.xml'] ?? ''
const sections = [...xml.matchAll(/<w:sectPr\b.*?<\/w:sectPr>/gs)].map(([text]) => text)
const twip = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)

/** Half points, weight and slant of the run that says a text. */
function lookOf(text: string) {
  const run =
    [...xml.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([each]) => each).find((each) => each.includes(`>${text}<`)) ?? ''
  return {
    size: Number(run.match(/<w:sz w:val="(\d+)"/)?.[1]) / 2,
    bold: run.includes('<w:b/>'),
    italic: run.includes('<w:i/>'),
  }
}

describe('a document as .docx', () => {
  it('lies on A4 with the margins of the decree, the appendix across', () => {
    const edges = (section: string) =>
      Object.fromEntries(
        [...section.matchAll(/w:(top|bottom|left|right|header)="(\d+)"/g)].map(([, k, v]) => [k, Number(v)]),
      )
    const sheets = sections.map((each) => [...each.matchAll(/w:(?:w|h)="(\d+)"/g)].map(([, v]) => Number(v)))
    expect(sheets).toEqual([
      [twip(210), twip(297)],
      [twip(297), twip(210)],
    ])
    for (const each of sections)
      expect(edges(each)).toEqual({
        top: twip(20),
        bottom: twip(20),
        left: twip(30),
        right: twip(15),
        header: twip(10),
      })
    expect(sections[1]).toContain('w:orient="landscape"')
  })

  it('counts its pages from 1 in the middle of the upper margin, each appendix for itself, and shows no first number', () => {
    for (const each of sections) expect(each).toMatch(/<w:titlePg\/>/)
    for (const each of sections) expect(each).toMatch(/<w:pgNumType w:start="1"/)
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d+\.xml$/.test(name))
    expect(headers.filter(([, text]) => text.includes('PAGE'))).not.toHaveLength(0)
    for (const [, text] of headers.filter(([, each]) => each.includes('PAGE'))) {
      expect(text).toContain('<w:jc w:val="center"/>')
      expect(text).toContain('<w:sz w:val="26"/>')
    }
  })

  it('is in Times New Roman, in Vietnamese', () => {
    expect(parts['word/styles.xml']).toMatch(/w:ascii="Times New Roman"/)
    expect(parts['word/styles.xml']).toMatch(/<w:lang w:val="vi-VN"/)
    expect(xml).not.toMatch(/w:rFonts/)
  })

  it.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true, italic: false }],
    ['Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true, italic: false }],
    ['ỦY BAN NHÂN DÂN', { size: 13, bold: false, italic: false }],
    ['VÀ CÔNG NGHỆ', { size: 13, bold: true, italic: false }],
    ['Số: 07/SKHCN-CĐS', { size: 13, bold: false, italic: false }],
    ['Quảng Trị, ngày 23 tháng 11 năm 2026', { size: 13, bold: false, italic: true }],
    ['V/v đôn đốc báo cáo tháng 11/2026', { size: 12, bold: false, italic: false }],
    ['THÔNG BÁO', { size: 14, bold: true, italic: false }],
    ['Về việc gửi báo cáo', { size: 14, bold: true, italic: false }],
    ['Căn cứ văn bản;', { size: 14, bold: false, italic: true }],
    ['Điều 1. ', { size: 14, bold: true, italic: false }],
    ['Gửi ngay.', { size: 14, bold: false, italic: false }],
    ['hai xã', { size: 14, bold: true, italic: false }],
    ['GIÁM ĐỐC', { size: 14, bold: true, italic: false }],
    ['Nơi nhận:', { size: 12, bold: true, italic: true }],
    ['- Lưu: VT.', { size: 11, bold: false, italic: false }],
    ['Phụ lục', { size: 14, bold: true, italic: false }],
    ['SỐ LIỆU', { size: 14, bold: true, italic: false }],
    ['(Kèm theo Công văn)', { size: 14, bold: false, italic: true }],
    ['Lìa', { size: 13, bold: false, italic: false }],
  ])('%s: %o', (text, look) => expect(lookOf(text)).toEqual(look))

  it('draws its rules: as long as the motto, and two fifths of what stands above the others', () => {
    const lines = [...xml.matchAll(/<wp:extent cx="(\d+)" cy="0"\/>/g)].map(([, cx]) => Number(cx) / 12_700)
    expect(xml.match(/<a:ln w="9525">/g)).toHaveLength(lines.length)
    const near = (width: number) => expect.closeTo(width, 0)
    expect(lines).toEqual([
      near(boldWidth('VÀ CÔNG NGHỆ', 13) * 0.4),
      near(boldWidth('Độc lập - Tự do - Hạnh phúc', 13)),
      near(boldWidth('Về việc gửi báo cáo', 14) * 0.4),
      expect.any(Number),
    ])
  })

  it('breaks no row over a page, repeats the header, and holds the last paragraph to the signature', () => {
    const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row)
    expect(rows).toHaveLength(6)
    for (const row of rows) expect(row).toContain('<w:cantSplit/>')
    expect(rows.filter((row) => row.includes('<w:tblHeader/>'))).toHaveLength(1)
    const last = [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*Trân trọng.*?<\/w:p>/gs)][0]?.[0] ?? ''
    expect(last).toContain('<w:keepNext/>')
  })

  it('carries clean text, and in its properties the body that issues it alone', () => {
    expect(xml).toContain(' chưa gửi &lt;báo cáo&gt; &amp; số liệu.')
    const core = parts['docProps/core.xml'] ?? ''
    expect(core).toContain('<dc:creator>Sở Khoa học và Công nghệ tỉnh Quảng Trị</dc:creator>')
    expect(core).toContain('<cp:lastModifiedBy>Sở Khoa học và Công nghệ tỉnh Quảng Trị</cp:lastModifiedBy>')
  })

  it('is made of a model that goes through JSON unchanged', async () => {
    const again = partsOf(await writeDocument(JSON.parse(JSON.stringify(letter))))
    // Drawings are numbered through; nothing else differs.
    const plain = (text: string | undefined) => text?.replace(/<wp:docPr id="\d+"/g, '')
    expect(plain(again['word/document.xml']) === plain(xml)).toBe(true)
  })
})
