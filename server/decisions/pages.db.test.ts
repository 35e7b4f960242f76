import { describe, expect, it } from 'vitest'
import { writeDocument } from '../documents/document'
import { decision, hasOffice, pagesOf, roster, team, vietnamese, wholeCommune } from '../testing-documents'
import { teamDecisionDocument } from './document'
import type { TeamDecision } from './words/rules'

/** LibreOffice opens what is written and says on which page each part lies. It is slow, so it stands with the slow tests. */
const office = hasOffice()
const pages = async (given: TeamDecision) =>
  pagesOf(await writeDocument(teamDecisionDocument(given, vietnamese))).map((page) => page.replace(/[ \u00a0]+/g, ' '))
const flat = (page: string | undefined) => (page ?? '').replace(/\s+/g, ' ')

describe.skipIf(!office)('a decision on paper (needs soffice and pdftotext on the machine)', () => {
  it('of one team: two pages and its appendix', async () => {
    const [first, second, appendix, ...more] = await pages(decision())
    expect(more).toEqual([])
    // Heading level in two columns, each name in one line.
    expect(first).toMatch(/CHỦ TỊCH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n/)
    expect(first).toMatch(/ỦY BAN NHÂN DÂN XÃ LÌA Độc lập - Tự do - Hạnh phúc\n/)
    expect(first).toMatch(/Số: \/QĐ-UBND Lìa, ngày tháng năm 2026\n/)
    // No number on the first page, "2" alone on the next, and the appendix begins anew.
    expect(first).not.toMatch(/^\s*1\s*$/m)
    expect(second).toMatch(/^\s*2\n/)
    expect(appendix).toMatch(/^\s*Phụ lục\n/)
    expect(flat(second)).toMatch(/thi hành Quyết định này\.\/\. Nơi nhận: CHỦ TỊCH - Như Điều 4;/)
    expect(second).toContain('Hồ Văn Phương')
  })

  it('of a whole commune: the header of the roster on each of its pages, its pages counted anew', async () => {
    const [, , ...roll] = await pages(wholeCommune())
    expect(roll.length).toBeGreaterThan(5)
    for (const page of roll) expect(page).toMatch(/Họ và tên/)
    expect(roll.map((page) => Number(page.match(/^\s*(\d+)\n/)?.[1] ?? 1))).toEqual(roll.map((_, i) => i + 1))
    // A group never stands alone at the foot of a page.
    for (const page of roll) expect(page.trim().split('\n').at(-1)).not.toMatch(/thành viên$/)
    expect(roll.join('\n').match(/Tổ trưởng/g)).toHaveLength(24)
  })

  // Lengths at which the text just fills its page.
  it.each([1, 3])('keeps the signature with a line of text above it, however long the text is (%s)', async (n) => {
    const grounds = Array.from({ length: n }, (_, i) => ({
      text: `Căn cứ Kế hoạch số ${i + 1}/KH-UBND của Ủy ban nhân dân xã`,
    }))
    const given = decision({
      kind: 'dissolution',
      grounds: [...decision().grounds, ...grounds],
      teams: [team('Thôn A')],
    })
    const all = await pages(given)
    const last = all.find((page) => page.includes('Nơi nhận:'))
    expect(flat(last)).toMatch(/Quyết định này\.\/\. Nơi nhận: CHỦ TỊCH.*Hồ Văn Phương/)
  })

  it('of a ward with a long name: nothing is torn apart in the heading', async () => {
    const name = 'Tổ dân phố Khu tập thể Nhà máy Dệt kim Đông Xuân'
    const [first] = await pages(
      decision({
        commune: { type: 'phuong', name: 'Hoàng Văn Thụ' },
        number: 1234,
        issuedOn: { day: '2026-11-22' },
        teams: [team(name, { members: roster(7, name) })],
      }),
    )
    expect(first).toMatch(/PHƯỜNG HOÀNG VĂN THỤ\n/)
    expect(first).toMatch(/ngày 22 tháng 11 năm 2026\n/)
  })

  it('of units called by persons: the day stands whole, filled in or with room to write', async () => {
    const [ward] = await pages(decision({ commune: { type: 'phuong', name: 'Hai Bà Trưng' } }))
    expect(ward).toMatch(/ngày\s+tháng\s+năm 2026\n/)
    const commune = { type: 'xa', name: 'Nguyễn Bỉnh Khiêm' } as const
    const [dated] = await pages(decision({ commune, number: 5, issuedOn: { day: '2026-01-05' } }))
    expect(dated).toMatch(/ngày 05 tháng 01 năm 2026\n/)
  })
})
