import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/rules'
import { english, vietnamese } from '../testing-documents'
import { inSentence, placeLine, placeName } from './places/rules'
import {
  appendixLabel,
  blankDay,
  closed,
  dayWords,
  documentKinds,
  type Issuer,
  issuerLines,
  issuerName,
  kindAbbreviations,
  listed,
  numberLine,
  placeAndDay,
  pointSign,
  roman,
  type SignsAs,
  signingLines,
  symbolOf,
} from './rules'
import { boldWidth, cleanText, evenLines, glued, unglued } from './text/rules'

const { say } = vietnamese
const runs = { numRuns: 200 }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const lia = { type: 'xa', name: 'Lìa' } as const
const province = { type: 'tinh', name: 'Quảng Trị' } as const

describe('the number of a document', () => {
  it.each([
    [5, 'QĐ-UBND', 'Số: 05/QĐ-UBND'],
    [10, 'BC-SKHCN', 'Số: 10/BC-SKHCN'],
    [1234, 'QĐ-UBND', 'Số: 1234/QĐ-UBND'],
    [null, 'QĐ-UBND', 'Số:        /QĐ-UBND'],
  ])('%s, %s', (number, symbol, line) => expect(plain(numberLine(say, number, symbol))).toBe(line))

  it('has its kind in the symbol, a letter has the office that drafted it', () => {
    expect(documentKinds.map((kind) => symbolOf(kind, 'UBND', 'VHXH'))).toEqual([
      ...['QĐ-UBND', 'BC-UBND', 'UBND-VHXH', 'TTr-UBND', 'KH-UBND', 'TB-UBND'],
    ])
    expect(symbolOf('letter', 'UBND')).toBe('UBND')
    expect(Object.values(kindAbbreviations)).toEqual(['QĐ', 'BC', 'CV', 'TTr', 'KH', 'TB'])
  })
})

describe('the day of a document', () => {
  it.each([
    ['2026-02-05', 'ngày 05 tháng 02 năm 2026', '05 February 2026'],
    ['2026-03-05', 'ngày 05 tháng 3 năm 2026', '05 March 2026'],
    ['2026-11-22', 'ngày 22 tháng 11 năm 2026', '22 November 2026'],
  ])('%s', (day, vi, en) => {
    expect(dayWords(say, day)).toBe(vi)
    expect(dayWords(english.say, day)).toBe(en)
  })

  it('has a zero before days under ten and before months 1 and 2 alone', () => {
    fc.assert(
      fc.property(fc.nat(40_000), (n) => {
        const day = addDays('2000-01-01', n)
        const said = dayWords(say, day).match(/^ngày (\d\d) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})$/)
        expect([Number(said?.[3]), Number(said?.[2]), Number(said?.[1])]).toEqual(day.split('-').map(Number))
      }),
      runs,
    )
  })

  it('leaves room where it is not known', () => {
    expect(plain(blankDay(say, '2026'))).toBe('ngày     tháng     năm 2026')
    expect(plain(placeAndDay(say, lia, { year: 2026 }))).toBe('Lìa, ngày     tháng     năm 2026')
    expect(plain(placeAndDay(say, lia, { day: '2026-02-05' }))).toBe('Lìa, ngày 05 tháng 02 năm 2026')
  })
})

describe('the name of a place', () => {
  it.each([
    [{ type: 'xa', name: 'Lìa' }, 'Lìa', 'xã Lìa', 'Lìa Commune'],
    [{ type: 'phuong', name: '7' }, 'Phường 7', 'Phường 7', 'Ward 7'],
    [{ type: 'phuong', name: '1 Bảo Lộc' }, 'Phường 1 Bảo Lộc', 'Phường 1 Bảo Lộc', 'Ward 1 Bảo Lộc'],
    [{ type: 'xa', name: 'A Lưới 2' }, 'A Lưới 2', 'xã A Lưới 2', 'A Lưới 2 Commune'],
    [{ type: 'phuong', name: 'Hoàng Văn Thụ' }, 'Phường Hoàng Văn Thụ', 'Phường Hoàng Văn Thụ', 'Ward Hoàng Văn Thụ'],
    [{ type: 'thanh_pho', name: 'Hồ Chí Minh' }, 'Thành phố Hồ Chí Minh', 'Thành phố Hồ Chí Minh', 'City Hồ Chí Minh'],
    [{ type: 'thanh_pho', name: 'Đà Nẵng' }, 'Đà Nẵng', 'thành phố Đà Nẵng', 'Đà Nẵng City'],
    [{ type: 'dac_khu', name: 'Phú Quý' }, 'Phú Quý', 'đặc khu Phú Quý', 'Phú Quý Special Zone'],
    [{ type: 'xa', name: 'Ông Sáu', keepsType: true }, 'Xã Ông Sáu', 'Xã Ông Sáu', 'Commune Ông Sáu'],
  ] as const)('%o', (place, line, vi, en) => {
    expect(placeLine(place)).toBe(line)
    expect(placeName(say, place)).toBe(vi)
    expect(placeName(english.say, place)).toBe(en)
  })

  it.each([
    ['Thôn Tân Lập', 'thôn Tân Lập'],
    ['Thôn 5', 'Thôn 5'],
    ['Tổ dân phố Đông', 'tổ dân phố Đông'],
    ['Hội quán', 'Hội quán'],
  ])('%s within a sentence', (name, said) => expect(inSentence(name)).toBe(said))
})

describe('who issues and who signs', () => {
  const chairman: Issuer = { kind: 'chairman', unit: lia }
  const committee: Issuer = { kind: 'committee', unit: lia }
  const department: Issuer = { kind: 'department', name: 'Sở Khoa học và Công nghệ', unit: province }

  it('is named at the head: a committee has nobody above it, a department the committee of its province', () => {
    const lines = (issuer: Issuer) => {
      const { superior, issuer: own } = issuerLines(say, issuer)
      return [superior.map(plain), own.map(plain)]
    }
    expect(lines(chairman)).toEqual([[], ['CHỦ TỊCH', 'ỦY BAN NHÂN DÂN XÃ LÌA']])
    expect(lines(committee)).toEqual([[], ['ỦY BAN NHÂN DÂN', 'XÃ LÌA']])
    expect(lines(department)).toEqual([['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG TRỊ'], ['SỞ KHOA HỌC VÀ CÔNG NGHỆ']])
    expect([chairman, committee, department].map((each) => issuerName(say, each))).toEqual([
      'Chủ tịch Ủy ban nhân dân xã Lìa',
      'Ủy ban nhân dân xã Lìa',
      'Sở Khoa học và Công nghệ tỉnh Quảng Trị',
    ])
  })

  it.each<[Issuer, SignsAs, string[]]>([
    [chairman, 'head', ['CHỦ TỊCH']],
    [chairman, 'deputy', ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
    [chairman, 'acting', ['Q. CHỦ TỊCH']],
    [chairman, { by: 'order', title: 'Chánh Văn phòng' }, ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
    [chairman, { by: 'authorised', title: 'Trưởng phòng' }, ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG']],
    [committee, 'head', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
    [committee, 'deputy', ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
    [department, 'head', ['GIÁM ĐỐC']],
    [department, 'deputy', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']],
  ])('%o signed by %o', (issuer, as, lines) => expect(signingLines(say, issuer, as)).toEqual(lines))
})

describe('signs', () => {
  it('Roman numbers say what they are of, and no two the same', () => {
    const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
    const read = (text: string) =>
      [...text].reduce((sum, letter, i) => {
        const [here, next] = [worth[letter] ?? 0, worth[text[i + 1] ?? ''] ?? 0]
        return here < next ? sum - here : sum + here
      }, 0)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (n) => {
        expect(read(roman(n))).toBe(n)
        expect(roman(n)).not.toMatch(/IIII|VV|XXXX|LL|CCCC|DD|MMMM/)
      }),
      runs,
    )
  })

  it('a lone appendix has none', () => {
    expect(appendixLabel(say, 0, 1)).toBe('Phụ lục')
    expect([0, 3].map((i) => appendixLabel(say, i, 4))).toEqual(['Phụ lục I', 'Phụ lục IV'])
  })

  it('points follow the Vietnamese alphabet', () => {
    expect(Array.from({ length: 7 }, (_, i) => pointSign('vi', i)).join(' ')).toBe('a) b) c) d) đ) e) g)')
    expect(pointSign('en', 4)).toBe('e)')
    expect(new Set(Array.from({ length: 60 }, (_, i) => pointSign('vi', i))).size).toBe(60)
  })

  it('a text ends once with ./.', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const end = closed(text)
        expect(end).toMatch(/\.\/\.$/)
        expect(end).not.toMatch(/[\s.;,/]\.\/\.$/)
        expect(closed(end)).toBe(end)
      }),
      runs,
    )
    expect(closed('thi hành Quyết định này.')).toBe('thi hành Quyết định này./.')
    expect(listed(['a;', 'b.', 'c'])).toEqual(['a;', 'b;', 'c.'])
  })
})

describe('text', () => {
  it('is clean, composed and stays what it is when cleaned again', () => {
    const odd = fc.constantFrom(
      '\u0000',
      '\u200b',
      '\u202e',
      '\ufeff',
      '\ud800',
      '\n',
      '\t',
      'e\u0302\u0301',
      '\u0301',
      'đ',
    )
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (typed) => {
        const clean = cleanText(typed)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
        expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff\ufffe\uffff]| {2}/)
        expect(clean).toBe(clean.normalize('NFC'))
        expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean)
        expect(cleanText(clean)).toBe(clean)
      }),
      runs,
    )
    expect(cleanText('Hoa\u0300\u200b \n Quảng\u202e Trị\u0007')).toBe('Hoà Quảng Trị')
  })

  it('is broken into the fewest lines that fit, nothing lost, nothing glued torn apart', () => {
    const word = fc.constantFrom('Về', 'việc', 'thành', 'lập', 'công', 'nghệ', glued('xã Hướng Hóa'), 'nghiêng')
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 120, max: 480 }),
        (words, width) => {
          const lines = evenLines(words.join(' '), 14, width)
          expect(lines.join(' ')).toBe(unglued(words.join(' ')))
          for (const line of lines) expect(boldWidth(line, 14)).toBeLessThanOrEqual(width)
          for (const line of lines) expect(line).not.toMatch(/xã$|^Hóa|Hướng$/)
        },
      ),
      runs,
    )
  })

  it('keeps the room to write in', () => {
    const line = placeAndDay(say, { type: 'phuong', name: 'Hoàng Văn Thụ' }, { year: 2026 })
    const [place, day] = evenLines(line, 13, 250)
    expect(place).toBe('Phường Hoàng Văn Thụ,')
    expect(plain(day ?? '')).toBe('ngày     tháng     năm 2026')
  })
})
