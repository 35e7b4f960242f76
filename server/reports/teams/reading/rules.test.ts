import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstCodes } from '@/server/forms/rules'
import { commune, rows, teams } from '@/server/testing-reading'
import { type MessageReading, readBlock, readMessage } from './rules'

const runs = { numRuns: 200 }

/** How village leaders say a row: what stands before the number, what after it, its unit. */
const ways: Record<string, { before: string[]; after: string[]; unit: string }> = {
  C01: { before: ['Số buổi', 'buổi', 'Buổi hoạt động', 'C01'], after: ['buổi', 'buổi tuyên truyền'], unit: 'buổi' },
  C02: { before: ['Số hộ', 'hộ', 'Số hộ gia đình'], after: ['hộ', 'hộ dân', 'hộ gia đình'], unit: 'hộ' },
  C06: { before: ['Số người', 'người', 'Số người dân được hướng dẫn'], after: ['người', 'ng'], unit: 'người' },
  T1_01: {
    before: ['DVC', 'Hướng dẫn DVCTT', 'T1_01'],
    after: ['lượt DVC', 'lượt người dân sử dụng dịch vụ công'],
    unit: 'lượt',
  },
  T2_01: { before: ['mua sắm', 'TMĐT', 'Mua sắm trực tuyến'], after: ['lượt mua sắm', 'mua sắm online'], unit: 'lượt' },
  T3_01: {
    before: ['thanh toán', 'KDTM'],
    after: ['lượt thanh toán', 'lượt thanh toán không dùng tiền mặt'],
    unit: 'lượt',
  },
  T4_01: { before: ['lừa đảo', 'an toàn mạng'], after: ['lượt phòng chống lừa đảo', 'an toàn'], unit: 'lượt' },
  T5_01: { before: ['nền tảng khác', 'Nền tảng số khác'], after: ['lượt nền tảng khác', 'app khác'], unit: 'lượt' },
}
/** What is no figure of this month, whatever stands around it. */
const noise = [
  'tháng 11',
  'ngày 16/11/2026',
  'sđt 0905 123 456',
  'họp lúc 19h30',
  'kế hoạch tháng 12: 6 buổi',
  'cài VNeID cho 12 người',
  'trong đó 3 hộ nghèo',
  'tổ có 7 thành viên',
  '(có 2 buổi ở xa)',
  'tập huấn 2 buổi',
  'hơn 9 hộ chưa có điện thoại',
  'Nghị quyết 57',
  'lần 2',
  '8 phản ánh',
]
const separators = [
  ', ',
  '; ',
  '. ',
  '\n',
  '\n- ',
  '\n+ ',
  ' - ',
  ' và ',
  ' ',
  '/',
  ' + ',
  ' | ',
  ' 😊 ',
  ',',
  '.',
  '.\n',
  '\n\n',
  '\t',
]
const heads = [
  'Thôn 3 báo cáo: ',
  'Tổ CNSCĐ thôn 3:\n',
  'thôn ba ',
  'Em Hồ Văn A tổ trưởng thôn 3 xin báo cáo tháng 11: ',
  'T3: ',
  'Thôn 3 - ',
]
const strip = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
const manners: ((text: string) => string)[] = [
  (text) => text,
  strip,
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
]

const written = (value: number) => {
  const grouped = (sign: string) => String(value).replace(/\B(?=(\d{3})+$)/g, sign)
  return fc.constantFrom(
    String(value),
    grouped('.'),
    grouped(' '),
    grouped(','),
    value < 10 ? `0${value}` : String(value),
  )
}
const value = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 100, max: 999 }),
  fc.integer({ min: 1000, max: 9999 }),
)
const item = (code: string) =>
  fc
    .record({
      value,
      before: fc.constantFrom(...(ways[code]?.before ?? [])),
      after: fc.constantFrom(...(ways[code]?.after ?? [])),
      shape: fc.integer({ min: 0, max: 6 }),
    })
    .chain(({ value, before, after, shape }) =>
      written(value).map((number) => {
        const unit = ways[code]?.unit
        const shapes = [
          `${before}: ${number}`,
          `${before} ${number}`,
          `${number} ${after}`,
          `${before}: ${number} ${unit}`,
          `${before} (${unit}): ${number}`,
          `${number}${after}`,
          `${before} = ${number}`,
        ]
        return { code, value, text: shapes[shape] ?? '' }
      }),
    )
const message = fc
  .record({
    codes: fc.shuffledSubarray([...firstCodes], { minLength: 1 }),
    separator: fc.constantFrom(...separators),
    other: fc.constantFrom(...separators),
    head: fc.constantFrom(...heads),
    list: fc.constantFrom('', '', '', '. ', ') ', '/ ', '.', ' '),
    noise: fc.array(fc.record({ at: fc.nat(8), text: fc.constantFrom(...noise) }), { maxLength: 2 }),
    manner: fc.constantFrom(...manners),
  })
  .chain((chosen) => fc.tuple(...chosen.codes.map(item)).map((items) => ({ ...chosen, items })))
  .map(({ items, separator, other, head, list, noise, manner }) => {
    const pieces = items.map(({ text }, i) => (list && items.length > 2 ? `${i + 1}${list}${text}` : text))
    for (const each of noise) pieces.splice(each.at, 0, each.text)
    // Two numbers with nothing but a point, a comma or a space between them are one number to any reader.
    const parting = (all: string, sign: string, piece: string) =>
      ['.', ',', ' '].includes(sign) && /\d$/.test(all) && /^\d/.test(piece) ? ', ' : sign
    const text = pieces.reduce(
      (all, piece, i) => all + (i === 0 ? '' : parting(all, i % 3 === 2 ? other : separator, piece)) + piece,
      head,
    )
    return { text: manner(text), figures: new Map(items.map(({ code, value }) => [code, value])) }
  })

const numbersOf = (readings: readonly MessageReading[]) =>
  readings.flatMap(({ values }) =>
    Object.entries(values).flatMap(([code, { value }]) => (value === null ? [] : [{ code, value }])),
  )
const valid = (text: string, { said, start, end }: { said: string; start: number; end: number }) =>
  start >= 0 && end <= text.length && start < end && text.slice(start, end) === said

describe('what is read of a message', () => {
  it('is what was said or nothing, never another number', () => {
    fc.assert(
      fc.property(message, ({ text, figures }) => {
        for (const reading of readMessage(text, commune)) {
          if (reading.teamId !== null) expect([text, reading.teamId]).toEqual([text, 3])
          for (const { code, value } of numbersOf([reading]))
            expect([text, code, value]).toEqual([text, code, figures.get(code)])
        }
      }),
      runs,
    )
  })

  it('is everything, where it is said in order, one after the other', () => {
    const clean = fc
      .record({
        separator: fc.constantFrom(', ', '; ', '\n', '\n- ', '.\n'),
        head: fc.constantFrom(...heads),
        manner: fc.constantFrom(...manners),
      })
      .chain((chosen) =>
        fc.tuple(...firstCodes.map((code) => item(code))).map((items) => ({
          ...chosen,
          items,
        })),
      )
    let [read, said] = [0, 0]
    fc.assert(
      fc.property(clean, ({ separator, head, manner, items }) => {
        const text = manner(head + items.map((each) => each.text).join(separator))
        said += items.length
        read += numbersOf(readMessage(text, commune)).length
      }),
      runs,
    )
    expect(read / said).toBeGreaterThan(0.9)
  })

  it('loses no number: each is a figure, left unread, or part of a name', () => {
    const words = [
      'buổi',
      'hộ',
      'lượt',
      'DVC',
      'mua sắm',
      'không phát sinh',
      'Thôn',
      'Ka Tăng',
      'tổ',
      'bà con',
      'và',
      'trong đó',
      'khoảng',
      'kế hoạch',
      'nhầm',
      'em Hồ Thị Lan',
      'báo cáo',
      '(',
      ')',
    ]
    const signs = [', ', '\n', ': ', ' ', ' ', '; ', ' - ', '\n\n', '. ']
    const soup = fc.array(
      fc.oneof(fc.integer({ min: 100, max: 1899 }).map(String), fc.constantFrom(...words), fc.constantFrom(...signs)),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.map((part) => (signs.includes(part) ? part : ` ${part}`)).join('')
        const seen = readMessage(text, commune).flatMap((reading) => [
          ...Object.values(reading.values),
          ...reading.unread,
          ...(reading.named ? [reading.named] : []),
        ])
        for (const number of text.matchAll(/\d+/g)) {
          const isSeen = seen.some((each) => each.start <= number.index && number.index + number[0].length <= each.end)
          expect([text, number[0], isSeen]).toEqual([text, number[0], true])
        }
      }),
      runs,
    )
  })

  it('stands where it says it stands, and no text at all is too much', () => {
    const pieces = fc.constantFrom(
      ...noise,
      ...separators,
      ...heads,
      '1. ',
      '35',
      'hộ',
      '\u200b',
      '\ud800',
      '[16/11/2026 08:15] Lan: ',
      'không',
      '"',
      '((',
    )
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(any, (text) => {
        for (const reading of readMessage(text, commune)) {
          for (const piece of [...Object.values(reading.values), ...reading.unread])
            expect([text, valid(text, piece)]).toEqual([text, true])
          expect(reading.teamId === null || teams.some(({ id }) => id === reading.teamId)).toBe(true)
          if (reading.nil) expect(reading.values).toEqual({})
        }
        readBlock(text, commune)
        readMessage(text, { teams: [], rows: [] })
        readBlock(text, { teams: [], rows })
      }),
      runs,
    )
  })

  it('takes as long as the text is long', () => {
    const parts = [
      'Thôn 3: 4 buổi, 35 hộ, 120 lượt DVC.\n',
      'DVC:\n',
      '1 buổi ',
      '1 - ',
      '((',
      'báo cáo\n\n',
      'thôn a b c ',
      'mua sắm, ',
      '"',
      '[16/11/2026 08:15] Lan: ',
      'không ',
      'a',
    ]
    const took = (part: string, length: number) => {
      const text = part.repeat(Math.ceil(length / part.length)).slice(0, length)
      const began = performance.now()
      readMessage(text, commune)
      readBlock(text, commune)
      return performance.now() - began
    }
    // By ratio, whatever the machine: ten times as long a text is not a hundred times the work.
    for (const part of parts)
      expect([part, took(part, 60_000) < 50 * Math.max(took(part, 6_000), 5)]).toEqual([part, true])
  })
})
