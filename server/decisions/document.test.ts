import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisionKinds } from '@/db/roster-enums'
import type { Block } from '../documents/model/rules'
import { decision, english, roster, team, vietnamese, wholeCommune } from '../testing-documents'
import { teamDecisionDocument } from './document'
import { type TeamDecision, usualGrounds } from './words/rules'

const made = (more: Partial<TeamDecision> = {}, words = vietnamese) => teamDecisionDocument(decision(more), words)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

/** What a document says from top to bottom, one line a paragraph, tables as their cells. */
function linesOf(blocks: readonly Block[]): string[] {
  return blocks
    .flatMap((block): string[] => {
      switch (block.kind) {
        case 'heading':
          return [...block.superior, ...block.issuer, block.number, block.place]
        case 'title':
          return [block.name, block.subject ?? '']
        case 'grounds':
          return [...block.lines]
        case 'article':
          return [`${block.label} ${block.text}`]
        case 'list':
          return block.items.map((item) => `${item.sign} ${item.text}`)
        case 'table':
          return block.rows.map((row) => ('group' in row ? row.group : row.cells.join(' | ')))
        case 'closing':
          return [...block.recipients, ...block.signing, block.name ?? '']
        case 'appendixTitle':
          return [block.label, block.title, block.reference]
        case 'addressees':
          return [block.label, ...block.names]
        default:
          return [String(block.text)]
      }
    })
    .map(plain)
}
const textOf = (document: ReturnType<typeof made>) => document.sections.map(({ blocks }) => linesOf(blocks))

describe('a founding decision', () => {
  const [body = [], appendix = []] = textOf(made())

  it('is the chairman’s, unsigned with room for number and day', () => {
    expect(body.slice(0, 7)).toEqual([
      ...[
        'CHỦ TỊCH',
        'ỦY BAN NHÂN DÂN XÃ LÌA',
        'Số:        /QĐ-UBND',
        'Lìa, ngày     tháng     năm 2026',
        'QUYẾT ĐỊNH',
      ],
      ...['Về việc thành lập Tổ công nghệ số cộng đồng thôn Tân Lập, xã Lìa', 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ LÌA'],
    ])
    expect(body.at(-2)).toBe('CHỦ TỊCH')
    expect(body.at(-1)).toBe('Hồ Văn Phương')
    expect(body.join()).not.toContain('TM.')
  })

  it('stands on its grounds, each with a semicolon and the last with a full stop', () => {
    const grounds = body.filter((line) => /^(Căn cứ|Theo đề nghị)/.test(line))
    expect(grounds).toHaveLength(5)
    expect(grounds.map((line) => line.at(-1)).join('')).toBe(';;;;.')
    for (const named of ['ngày 16 tháng 6 năm 2025', '411/QĐ-TTg', '793/BTTTT-THH', '2251/BTTTT-CĐSQG'])
      expect(grounds.join()).toContain(named)
    expect(usualGrounds).not.toContain('pilot')
  })

  it('has four articles: the team, its five tasks, its work, who carries it out', () => {
    const articles = body.filter((line) => line.startsWith('Điều'))
    expect(articles).toEqual([
      'Điều 1. Thành lập Tổ công nghệ số cộng đồng thôn Tân Lập, xã Lìa (sau đây gọi tắt là Tổ), phụ trách địa bàn thôn Tân Lập, gồm 05 thành viên có tên trong Phụ lục kèm theo Quyết định này.',
      'Điều 2. Chức năng, nhiệm vụ của Tổ:',
      'Điều 3. Chế độ làm việc và hiệu lực thi hành:',
      'Điều 4. Phòng Văn hóa - Xã hội, người đứng đầu thôn Tân Lập, các ông, bà có tên trong Phụ lục và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
    ])
    expect(body.flatMap((line) => line.match(/^[a-zđ]\)/)?.[0] ?? []).join(' ')).toBe('a) b) c) d) đ)')
    expect(body).toContain('4. Quyết định này có hiệu lực kể từ ngày ký.')
    expect(body).toContain('- Như Điều 4;')
    expect(body).toContain('- Lưu: VT, VHXH.')
  })

  it('carries the roster in its lone appendix', () => {
    expect(appendix.slice(0, 4)).toEqual([
      'Phụ lục',
      'DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG THÔN TÂN LẬP, XÃ LÌA',
      '(Kèm theo Quyết định số        /QĐ-UBND ngày     tháng     năm 2026 của Chủ tịch Ủy ban nhân dân xã Lìa)',
      '1 | Nguyễn Văn An | 1965 | Trưởng thôn | Thôn Tân Lập | Tổ trưởng',
    ])
    expect(appendix).toHaveLength(8)
  })

  it('of a whole commune names each team above its people', () => {
    const [text = [], people = []] = textOf(teamDecisionDocument(wholeCommune(), vietnamese))
    expect(text).toContain('Số: 05/QĐ-UBND')
    expect(text).toContain('Lìa, ngày 05 tháng 02 năm 2026')
    expect(text.find((line) => line.startsWith('Điều 1.'))).toContain(
      'Thành lập 24 Tổ công nghệ số cộng đồng trên địa bàn xã Lìa, tỉnh Quảng Trị (sau đây gọi tắt là Tổ), gồm 01 Tổ cấp xã và 23 Tổ cấp thôn, với 120 thành viên.',
    )
    expect(text.find((line) => line.startsWith('Điều 4.'))).toContain('Trưởng các thôn có liên quan')
    expect(people.filter((line) => /^[IVX]+\. Tổ/.test(line))).toHaveLength(24)
    expect(people.filter((line) => /^\d \| /.test(line))).toHaveLength(120)
  })

  it('keeps the type of a ward that is called by a person, and calls the deputy KT.', () => {
    const [text = []] = textOf(
      made({
        commune: { type: 'phuong', name: 'Hoàng Văn Thụ' },
        signer: { as: 'deputy', name: null },
        office: null,
        grounds: [{ text: 'Căn cứ Kế hoạch số 20/KH-UBND;' }],
        teams: [team('Tổ dân phố 3', { villages: ['Tổ dân phố 3', 'Khu phố Đông'] })],
      }),
    )
    expect(text).toContain('Phường Hoàng Văn Thụ, ngày     tháng     năm 2026')
    expect(text).toContain('Căn cứ Kế hoạch số 20/KH-UBND.')
    expect(text.slice(-3)).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', ''])
    expect(text).toContain('- Lưu: VT.')
    expect(text.at(-9)).toBe(
      'Điều 4. Trưởng các thôn, tổ trưởng các tổ dân phố có liên quan, Tổ trưởng Tổ nêu tại Điều 1 và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
    )
  })
})

describe('a renewal', () => {
  const replaces = [{ number: '12/QĐ-UBND', day: '2022-05-10', issuer: 'Chủ tịch Ủy ban nhân dân xã A Dơi' }]
  const members = roster(3, 'Thôn Tân Lập').map((row, i) => (i === 2 ? { ...row, joins: true } : row))
  const leaving = roster(1, 'Thôn Tân Lập', 9)

  it('says of one team who leaves and who comes, and which decision it replaces', () => {
    const [text = []] = textOf(
      made({
        kind: 'renewal',
        replaces,
        effectiveFrom: '2026-12-01',
        teams: [team('Thôn Tân Lập', { members, leaving })],
      }),
    )
    expect(text).toContain(`1. Thôi tham gia Tổ đối với các ông, bà: ${leaving[0]?.fullName} (Tổ trưởng).`)
    expect(text).toContain(`2. Bổ sung vào Tổ các ông, bà: ${members[2]?.fullName} (Tổ viên).`)
    expect(text).toContain(
      '4. Quyết định này có hiệu lực kể từ ngày 01 tháng 12 năm 2026 và thay thế Quyết định số 12/QĐ-UBND ngày 10 tháng 5 năm 2022 của Chủ tịch Ủy ban nhân dân xã A Dơi.',
    )
  })

  it('of several teams marks who comes in a wider table that lies across, and names who leaves in a second', () => {
    const document = made({
      kind: 'renewal',
      teams: [team('Thôn Tân Lập', { members, leaving }), team('Thôn A Sóc', { members: roster(2, 'Thôn A Sóc', 20) })],
    })
    const [text = [], people = [], gone = []] = textOf(document)
    expect(document.sections.map((each) => each.orientation)).toEqual(['portrait', 'landscape', 'portrait'])
    expect([people[0], gone[0]]).toEqual(['Phụ lục I', 'Phụ lục II'])
    expect(text.join()).toContain('tại Phụ lục I kèm theo')
    expect(text.join()).toContain('tại Phụ lục II kèm theo')
    expect(people.filter((line) => line.endsWith('| Bổ sung'))).toHaveLength(1)
    expect(gone.slice(3)).toEqual([
      'I. Tổ công nghệ số cộng đồng thôn Tân Lập: 01 thành viên',
      expect.stringContaining(leaving[0]?.fullName ?? ''),
    ])
  })
})

describe('the end of a team', () => {
  it('is a dissolution with its reason, handed over to the committee', () => {
    const document = made({ kind: 'dissolution', teams: [team('Thôn A Sóc', { reason: 'thôn kết thúc hoạt động.' })] })
    const [text = []] = textOf(document)
    expect(document.sections).toHaveLength(1)
    expect(text).toContain(
      'Điều 1. Giải thể Tổ công nghệ số cộng đồng thôn A Sóc, xã Lìa (sau đây gọi tắt là Tổ), phụ trách địa bàn thôn A Sóc. Lý do: thôn kết thúc hoạt động.',
    )
    expect(text.join()).toContain('công việc đang thực hiện cho Ủy ban nhân dân xã Lìa.')
    expect(text).toContain('Điều 3. Quyết định này có hiệu lực kể từ ngày ký.')
  })

  it('is a merger where another takes over', () => {
    const [text = []] = textOf(made({ kind: 'merger', teams: [team('Thôn A Sóc', { successor: 'Thôn Tân Lập' })] }))
    expect(text).toContain(
      'Về việc sáp nhập Tổ công nghệ số cộng đồng thôn A Sóc, xã Lìa vào Tổ công nghệ số cộng đồng thôn Tân Lập',
    )
    expect(text.join()).toContain('để sáp nhập vào Tổ công nghệ số cộng đồng thôn Tân Lập.')
    expect(text.join()).toContain('công việc đang thực hiện cho Tổ tiếp nhận.')
    expect(text.join()).toContain('tiếp nhận thành viên của Tổ được sáp nhập')
  })

  it('of several stands in a table with who takes over', () => {
    const [, table = []] = textOf(
      made({
        kind: 'merger',
        teams: ['Thôn A Sóc', 'Thôn 5'].map((name) => team(name, { successor: 'Thôn Tân Lập' })),
      }),
    )
    expect(table.slice(3)).toEqual([
      '1 | Tổ công nghệ số cộng đồng thôn A Sóc | Thôn A Sóc | Tổ công nghệ số cộng đồng thôn Tân Lập',
      '2 | Tổ công nghệ số cộng đồng Thôn 5 | Thôn 5 | Tổ công nghệ số cộng đồng thôn Tân Lập',
    ])
  })
})

describe('any decision', () => {
  const teams = fc.array(
    fc.record({
      village: fc.constantFrom('Thôn A', 'Ấp 3', 'Tổ dân phố Đông', ''),
      people: fc.nat(6),
      ends: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  it('has four articles, ends once with ./. and lists each person once, in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom(...decisionKinds), teams, fc.boolean(), (kind, made, numbered) => {
        const given = decision({
          kind,
          number: numbered ? 7 : null,
          teams: made.map(({ village, people, ends }, i) =>
            team(village || 'Liên thôn', {
              villages: village ? [village] : [],
              members: roster(people, village, i * 9),
              successor: ends ? 'Thôn B' : null,
            }),
          ),
        })
        for (const words of [vietnamese, english]) {
          const [text = [], ...appendices] = textOf(teamDecisionDocument(given, words))
          const article = words.language === 'vi' ? /^Điều \d\. / : /^Article \d\. /
          expect(text.filter((line) => article.test(line))).toHaveLength(4)
          expect(text.join().match(/\.\/\./g)).toHaveLength(1)
          expect(text.join()).not.toMatch(/[{}]|undefined|null|\bnone\b|(vào|into) ?[.,]/)
          const people = appendices.flat().filter((line) => line.split(' | ').length === 6)
          const expected =
            kind === 'founding' || kind === 'renewal' ? made.reduce((sum, each) => sum + each.people, 0) : 0
          expect(people).toHaveLength(expected)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('in English is marked as a translation', () => {
    const [text = []] = textOf(made({ number: 7, issuedOn: { day: '2026-03-09' } }, english))
    expect(text[0]).toBe('Unofficial translation')
    expect(text).toContain('Lìa, 09 March 2026')
    expect(textOf(made())[0]?.[0]).toBe('CHỦ TỊCH')
  })

  it('names no person in its properties, and goes through JSON', () => {
    const document = made()
    expect([document.title, document.author]).toEqual([
      'Về việc thành lập Tổ công nghệ số cộng đồng thôn Tân Lập, xã Lìa',
      'Ủy ban nhân dân xã Lìa',
    ])
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})
