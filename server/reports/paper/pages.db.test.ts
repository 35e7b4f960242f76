import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeDocument } from '../../documents/document'
import { writePages } from '../../documents/pages/document'
import { hasOffice, pagesOf, partsOf } from '../../testing-documents'
import { documentOf, november, paperOf, totalsPaper, usual } from '../../testing-papers'

/** The pages of a report, once as LibreOffice opens the .docx and once as the .pdf itself lies. It is slow, so it stands with the slow tests. */
const office = hasOffice()
const plain = (page: string) => page.replace(/[ \u00a0]+/g, ' ')
const flat = (text: string) => plain(text).replace(/\s+/g, ' ')

/** What a tool says of a .pdf. */
function told(pdf: Uint8Array, tool: string, ...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tung-ngo-pages-'))
  try {
    const file = join(folder, 'report.pdf')
    writeFileSync(file, pdf)
    return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], {
      encoding: 'utf8',
    }).normalize('NFC')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const readPages = (pdf: Uint8Array) => told(pdf, 'pdftotext', '-layout').split('\f').slice(0, -1).map(plain)

describe.skipIf(!office)('a report on paper (needs soffice and poppler on the machine)', () => {
  const ways = {
    docx: async (document: ReturnType<typeof documentOf>) => pagesOf(await writeDocument(document)).map(plain),
    pdf: async (document: ReturnType<typeof documentOf>) => readPages(await writePages(document)),
  }

  it.each(Object.entries(ways))('as .%s: text, signature, and the table across its own pages', async (_, pages) => {
    const all = await pages(documentOf(paperOf()))
    const first = all[0] ?? ''
    expect(first).toMatch(/ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n/)
    expect(first).toMatch(/XÃ LÌA Độc lập - Tự do - Hạnh phúc\n/)
    expect(first).toMatch(/Số: \/BC-UBND Lìa, ngày tháng năm 2026\n/)
    expect(flat(first)).toContain('BÁO CÁO Kết quả hoạt động của Tổ công nghệ số cộng đồng tháng 11 năm 2026')
    expect(first).not.toMatch(/^\s*1\s*$/m)
    expect(all[1]).toMatch(/^\s*2\n/)
    const at = all.findIndex((page) => /^\s*Phụ lục\n/.test(page))
    expect(at).toBeGreaterThan(1)
    expect(flat(all[at - 1] ?? '')).toMatch(
      /theo dõi\.\/\. Nơi nhận: TM\. ỦY BAN NHÂN DÂN - Sở Khoa học và Công nghệ tỉnh Quảng Trị; CHỦ TỊCH/,
    )
    const table = all.slice(at)
    for (const page of table) expect(page).toMatch(/Đơn vị/)
    expect(table.map((page) => Number(page.match(/^\s*(\d+)\n/)?.[1] ?? 1))).toEqual(table.map((_, i) => i + 1))
    // A section of the table never stands alone at the foot of a page.
    for (const page of table) expect(page.trim().split('\n').at(-1)).not.toMatch(/^[IVX]+\. /)
    expect(flat(table.join(' '))).toContain('Nguồn: Công an cấp xã')
  })

  it.each(Object.entries(ways))('as .%s: the heading of a department, whole', async (_, pages) => {
    const [first = ''] = await pages(documentOf(totalsPaper(), { ...usual, addressed: true }))
    expect(flat(first)).toContain('TỈNH QUẢNG TRỊ')
    expect(first).toMatch(/Quảng Trị, ngày tháng năm 2026\n/)
    expect(flat(first)).toContain('Kính gửi: Bộ Khoa học và Công nghệ')
  })

  // Lengths at which the text just fills its page.
  it.each([0, 2, 4, 6])('as .pdf keeps the signature with a line of text above it (%s more lines)', async (more) => {
    const E03 = Array.from({ length: more }, (_, i) => `Đề nghị thứ ${i + 1}`).join('\n')
    const all = await ways.pdf(documentOf(paperOf({ values: { ...november, E03 } })))
    const signed = all.find((page) => page.includes('Nơi nhận:'))
    expect(flat(signed ?? '')).toContain('tổng hợp, theo dõi./. Nơi nhận:')
  })

  it('has the fonts in the .pdf, and the sheets of the decree', async () => {
    const pdf = await writePages(documentOf(paperOf()))
    const fonts = told(pdf, 'pdffonts').trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    for (const font of fonts) expect(font).toMatch(/\+Tinos.* yes yes yes /)
    const sheets = [...told(pdf, 'pdfinfo', '-l', '99').matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map(
      ([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`,
    )
    expect(sheets[0]).toBe('595 x 842')
    expect(sheets.at(-1)).toBe('842 x 595')
    const info = told(pdf, 'pdfinfo')
    expect(info).toMatch(/Title: +Báo cáo kết quả hoạt động của Tổ công nghệ số cộng đồng tháng 11 năm 2026/)
    expect(info).toMatch(/Author: +Ủy ban nhân dân xã Lìa/)
    // Nothing is written outside the margins: 30 mm on the left, 15 mm on the right, 20 mm below.
    const boxes = [
      ...told(pdf, 'pdftotext', '-bbox', '-l', '1').matchAll(/xMin="([\d.]+)".*?xMax="([\d.]+)" yMax="([\d.]+)"/g),
    ]
    expect(boxes.length).toBeGreaterThan(200)
    expect(Math.min(...boxes.map(([, left]) => Number(left)))).toBeGreaterThanOrEqual((30 / 25.4) * 72 - 0.5)
    expect(Math.max(...boxes.map(([, , right]) => Number(right)))).toBeLessThanOrEqual(((210 - 15) / 25.4) * 72 + 0.5)
    expect(Math.max(...boxes.map(([, , , foot]) => Number(foot)))).toBeLessThanOrEqual(((297 - 20) / 25.4) * 72 + 0.5)
  })
})

it('has the margins of the decree in the .docx, the appendix across', async () => {
  const xml = partsOf(await writeDocument(documentOf(paperOf())))['word/document.xml'] ?? ''
  const twip = (millimetres: number) => String(Math.round((millimetres / 25.4) * 1440))
  const sections = [...xml.matchAll(/<w:sectPr\b.*?<\/w:sectPr>/gs)].map(([text]) => text)
  expect(sections).toHaveLength(2)
  for (const section of sections)
    for (const [edge, wide] of [
      ['top', 20],
      ['bottom', 20],
      ['left', 30],
      ['right', 15],
    ] as const)
      expect(section).toContain(`w:${edge}="${twip(wide)}"`)
  expect(sections[1]).toContain('w:orient="landscape"')
})
