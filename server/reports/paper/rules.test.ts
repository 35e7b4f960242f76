import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numericRows } from '../../forms/rules'
import {
  documentOf,
  fullForm,
  linesOf,
  november,
  october,
  paperOf,
  standing,
  totalsPaper,
  usual,
} from '../../testing-papers'
import { derive, nilValues, type ReportValues } from '../rules'
import { paperLevels, type ReportPaper } from './facts/rules'
import { ideas, mediaIdea } from './ideas/rules'
import { fileNameOf } from './rules'

const [body = [], appendix = []] = sectionsOf(paperOf({ values: november, lastYear: { ...november, C05: 600 } }))
function sectionsOf(paper: ReportPaper, choice = usual) {
  return documentOf(paper, choice).sections.map(({ blocks }) => linesOf(blocks))
}
/** The lines of a part, up to the next. */
const under = (lines: readonly string[], heading: string) => {
  const from = lines.indexOf(heading) + 1
  const to = lines.findIndex((line, i) => i >= from && /^([IVX]+|\d)\. /.test(line))
  return lines.slice(from, to).join(' ')
}

describe('the report of a commune', () => {
  it('is headed by its committee, without a body above, with room for number and day', () => {
    expect(body.slice(0, 9)).toEqual([
      'Mẫu đề xuất, chưa ban hành',
      ...['ỦY BAN NHÂN DÂN', 'XÃ LÌA', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
      ...['Số:        /BC-UBND', 'Lìa, ngày     tháng     năm 2026', 'BÁO CÁO'],
      'Kết quả hoạt động của Tổ công nghệ số cộng đồng tháng 11 năm 2026',
    ])
    expect(body.slice(-2)).toEqual(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'])
    expect(body).toContain('- Lưu: VT, VHXH.')
    expect(body).toContain('- Sở Khoa học và Công nghệ tỉnh Quảng Trị;')
  })

  it('stands on its grounds and has the seven parts of the outline', () => {
    expect(body.filter((line) => line.startsWith('Căn cứ')).map((line) => line.at(-1))).toEqual([';', '.'])
    expect(body.filter((line) => /^[IVX]+\. /.test(line))).toEqual([
      'I. TÌNH HÌNH TỔ CHỨC',
      'II. KẾT QUẢ THỰC HIỆN 05 NHIỆM VỤ',
      'III. CÔNG TÁC ĐÀO TẠO, TUYÊN TRUYỀN',
      'IV. MÔ HÌNH, NGUỒN LỰC',
      'V. ĐÁNH GIÁ CHUNG',
      'VI. NHIỆM VỤ TRỌNG TÂM KỲ TỚI',
      'VII. KIẾN NGHỊ, ĐỀ XUẤT',
    ])
  })

  it.each([
    [
      'I. TÌNH HÌNH TỔ CHỨC',
      'Đến ngày 14 tháng 11 năm 2026, trên địa bàn xã Lìa có 12 Tổ đang hoạt động, gồm 01 Tổ cấp xã và 11 Tổ cấp thôn. Tổ đã được thành lập tại 11/12 thôn, tổ dân phố, đạt 91,7% số thôn, tổ dân phố.',
    ],
    [
      'II. KẾT QUẢ THỰC HIỆN 05 NHIỆM VỤ',
      'Các Tổ đã tổ chức 26 buổi hoạt động, tăng 05 buổi so với tháng 10/2026. Thành viên Tổ trực tiếp đến hướng dẫn tại 214 hộ gia đình, giảm 14 hộ so với tháng trước. Tổng số lượt hướng dẫn ở cả 05 nhiệm vụ đạt 789 lượt, tăng 30 lượt so với tháng trước, tăng 189 lượt so với cùng kỳ năm 2025. Số người dân được hướng dẫn (mỗi người tính một lần) ước 410 người, trong đó có 62 người cao tuổi.',
    ],
    [
      '1. Hướng dẫn sử dụng dịch vụ công trực tuyến',
      'Thành viên Tổ đã hướng dẫn 320 lượt người dân sử dụng dịch vụ công trực tuyến (tăng 12 lượt so với tháng 10/2026); hỗ trợ nộp 96 hồ sơ trực tuyến.',
    ],
    ['1. Hướng dẫn sử dụng dịch vụ công trực tuyến', '23,4% (655/2.800) người trưởng thành có chữ ký số cá nhân.'],
    ['1. Hướng dẫn sử dụng dịch vụ công trực tuyến', 'Trong kỳ không phát sinh phản ánh hiện trường gửi qua ứng dụng.'],
    ['2. Hướng dẫn mua sắm trực tuyến', '(không thay đổi so với tháng 10/2026)'],
    ['3. Hướng dẫn thanh toán trực tuyến', 'Đến cuối kỳ chưa có chợ, tuyến phố không dùng tiền mặt.'],
    ['IV. MÔ HÌNH, NGUỒN LỰC', 'kinh phí ngân sách chi cho hoạt động của Tổ là 12.000.000 đồng.'],
  ])('%s: %s', (part, sentence) => expect(under(body, part)).toContain(sentence))

  it('says nothing of a blank figure: neither that it is 0 nor that it did not occur', () => {
    // T5_05 was left blank; T5_04 is 0.
    const task5 = under(body, '5. Hướng dẫn sử dụng các nền tảng số khác')
    expect(task5).not.toContain('trong sản xuất, kinh doanh')
    expect(task5).toContain('không phát sinh người được hướng dẫn sử dụng nền tảng giáo dục')
    const blank = sectionsOf(paperOf({ values: {}, before: null }))[0] ?? []
    expect(blank.join('\n')).not.toMatch(/không phát sinh|chưa có (?!số liệu)/)
    expect(blank.filter((line) => line === 'Chưa có số liệu về nội dung này.')).toHaveLength(9)
  })

  it('compares with nothing where the month before was not filed, or the words meant something else then', () => {
    const first = sectionsOf(paperOf({ values: november, before: null }))
    expect(first.flat().join('\n')).not.toMatch(/so với|tháng 10\/2026/)
    expect(first[1]?.join('\n')).toContain('| Kỳ trước |')
  })

  it('leaves the line open where nobody wrote, and closes what was written', () => {
    expect(under(body, 'VII. KIẾN NGHỊ, ĐỀ XUẤT')).toMatch(/^…{30} Trên đây là báo cáo/)
    expect(under(body, '1. Kết quả nổi bật, cách làm hay')).toBe(
      'Duy trì điểm hỗ trợ dịch vụ công trực tuyến tại nhà văn hóa thôn vào sáng thứ Bảy hằng tuần. - Tổ thôn A Sóc hướng dẫn 12 hộ bán cà phê trên sàn thương mại điện tử.',
    )
    expect(body.join('\n').match(/\.\/\./g)).toHaveLength(1)
  })

  it('of a month in which nothing occurred says so once', () => {
    const [text = []] = sectionsOf(paperOf({ values: { ...nilValues(fullForm), T2_03: 15 } }, { nil: true }))
    expect(text.join('\n').match(/không phát sinh hoạt động ở cả 05 nhiệm vụ/g)).toHaveLength(1)
    expect(text.filter((line) => /^\d\. Hướng dẫn/.test(line))).toEqual(['1. Hướng dẫn mua sắm trực tuyến'])
    expect(text).toContain(
      'Đến cuối kỳ, trên sàn thương mại điện tử có 15 gian hàng đang hoạt động, không thay đổi so với tháng 10/2026.',
    )
  })

  it('puts every figure into a table across the page, with where it comes from', () => {
    const document = documentOf(paperOf())
    expect(document.sections.map(({ orientation }) => orientation)).toEqual(['portrait', 'landscape'])
    expect(appendix.filter((line) => /^\d+ \| /.test(line))).toHaveLength(numericRows(fullForm).length)
    expect(appendix).toContain('TT | Nội dung | Đơn vị tính | Tháng 11/2026 | Tháng 10/2026 | Ghi chú')
    expect(appendix).toContain(
      '7 | Tỷ lệ người trưởng thành có chữ ký số cá nhân | % | 23,4 (655/2.800) | 23,4 | Nguồn: Công an cấp xã, ngày 10/11/2026',
    )
    expect(appendix).toContain('1 | Số buổi hoạt động của Tổ | buổi | 26 | 21 | Xã ra quân tháng cao điểm')
    expect(appendix.find((line) => line.includes('trong sản xuất, kinh doanh'))).toMatch(/\| đơn vị \| - \| - \|/)
  })

  it('is addressed and signed by a deputy where the reader says so, with the number it was signed under', () => {
    const paper = paperOf(undefined, {
      unit: { type: 'phuong', name: 'Hoàng Văn Thụ' },
      signed: { number: '05/BC-UBND', on: '2026-11-16' },
      issued: { number: '12/QĐ-BKHCN', on: '2026-02-05', by: 'Bộ trưởng Bộ Khoa học và Công nghệ' },
    })
    const [text = []] = sectionsOf(paper, { addressed: true, signs: 'deputy' })
    expect(text).toContain('Kính gửi: Sở Khoa học và Công nghệ tỉnh Quảng Trị')
    expect(text.slice(-3)).toEqual(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'])
    expect(text).toContain('Số: 05/BC-UBND')
    expect(text).toContain('Phường Hoàng Văn Thụ, ngày 16 tháng 11 năm 2026')
    expect(text.join()).not.toContain('chưa ban hành')
    expect(text.find((line) => line.includes('12/QĐ-BKHCN'))).toBe(
      'Căn cứ Văn bản số 12/QĐ-BKHCN ngày 05 tháng 02 năm 2026 của Bộ trưởng Bộ Khoa học và Công nghệ ban hành mẫu báo cáo về hoạt động của Tổ công nghệ số cộng đồng.',
    )
  })

  it('of a month of then stands on the texts of then and goes to the department of then', () => {
    const [text = []] = sectionsOf(
      paperOf(undefined, {
        period: { code: '2023-01', year: 2023, month: 1, startsOn: '2022-12-15', endsOn: '2023-01-14' },
        rows: paperOf().rows.map((row) => (row.code === 'T1_02' ? { ...row, version: 1 } : row)),
      }),
    )
    expect(text.join()).toContain('793/BTTTT-THH')
    expect(text.join()).not.toContain('2251/BTTTT')
    expect(text).toContain('- Sở Thông tin và Truyền thông tỉnh Quảng Trị;')
    expect(text).toContain('Kết quả hoạt động của Tổ công nghệ số cộng đồng tháng 01 năm 2023')
    expect(text.join()).toContain('45 tài khoản dịch vụ công, VNeID mức 2 được hỗ trợ tạo, kích hoạt')
    expect(text).toContain('- Lưu: VT.')
  })

  it('says what a province asks for besides by its name', () => {
    const row = { ...(paperOf().rows.find(({ code }) => code === 'T5_02') as ReportPaper['rows'][number]) }
    const local = { ...row, code: 'Z01', nameVi: 'Số hộ dùng nước sạch trả tiền qua ví', unitVi: 'hộ' }
    const base = paperOf()
    const figure = base.figures.T5_02 as ReportPaper['figures'][string]
    const withValue = (value: number | null) =>
      sectionsOf({ ...base, rows: [...base.rows, local], figures: { ...base.figures, Z01: { ...figure, value } } })[0]
    expect(withValue(7)?.join()).toContain(
      'Ngoài ra, theo yêu cầu báo cáo của địa phương: số hộ dùng nước sạch trả tiền qua ví 07 hộ.',
    )
    expect(withValue(0)?.join()).toContain('Trong kỳ không phát sinh số hộ dùng nước sạch trả tiền qua ví.')
    expect(withValue(null)?.join()).not.toContain('nước sạch')
  })
})

describe('the totals of a province', () => {
  const [text = [], table = []] = sectionsOf(totalsPaper())
  it('are the department’s, under the committee of the province, and go to the ministry', () => {
    expect(text.slice(1, 4)).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG TRỊ', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ'])
    expect(text).toContain('Số:        /BC-SKHCN')
    expect(text).toContain('- Bộ Khoa học và Công nghệ;')
    expect(text.at(-1)).toBe('GIÁM ĐỐC')
  })
  it('say how much stands behind them, that they are provisional, and who is missing', () => {
    expect(text).toContain(
      'Số liệu được tổng hợp từ 71/78 xã, phường, đặc khu đã gửi báo cáo (đã tiếp nhận 60). Đây là số liệu sơ bộ; đơn vị chưa gửi không tính là 0. Mức tăng, giảm so với tháng 10/2026 tính trên các đơn vị có số liệu ở cả hai kỳ.',
    )
    expect(text).toContain(
      'Còn 07 đơn vị chưa gửi báo cáo của kỳ này: Xã A Dơi, Xã Khe Sanh, Phường Đông Hà, Xã Lao Bảo, Xã Hướng Lập, Xã Tà Rụt, Đặc khu Cồn Cỏ.',
    )
    expect(table.find((line) => line.startsWith('1 | Số buổi'))).toMatch(/\| 1\.040 \| .*70\/71 đơn vị có số liệu$/)
  })
  it('once frozen are official, before that provisional; of the country the authority’s', () => {
    const official = { ...standing, accepted: 71, missing: [] }
    const frozen = { revision: 2, on: '2026-11-25' }
    const textOf = (more: Parameters<typeof totalsPaper>[0]) => sectionsOf(totalsPaper(more))[0]?.join()
    expect(textOf({ standing: official, frozen })).toContain(
      'tất cả đã được tiếp nhận. Đây là số liệu chính thức, chốt ngày 25 tháng 11 năm 2026 (lần 2).',
    )
    expect(textOf({ standing: official })).toContain('Đây là số liệu sơ bộ; đơn vị chưa gửi không tính là 0.')
    // A province that files its own totals has no reports to count, and is frozen all the same.
    expect(textOf({ standing: null, frozen })).toContain('chính thức, chốt ngày 25 tháng 11 năm 2026 (lần 2).')
    const [nation = []] = sectionsOf(
      totalsPaper({
        ...{ level: 'authority', unit: { type: 'nation', name: 'Việt Nam' }, province: null },
        standing: { ...official, provinces: { with: 33, all: 34 }, required: 3321, received: 3010, accepted: 2890 },
      }),
    )
    expect(nation.slice(1, 3)).toEqual(['BỘ KHOA HỌC VÀ CÔNG NGHỆ', 'CỤC CHUYỂN ĐỔI SỐ QUỐC GIA'])
    expect(nation).toContain('Số:        /BC-CĐSQG')
    expect(nation).toContain('Hà Nội, ngày     tháng     năm 2026')
    expect(nation.join()).toContain(
      'tổng hợp từ 33/34 tỉnh, thành phố, với 3.010/3.321 báo cáo đã gửi (đã tiếp nhận 2.890)',
    )
    expect(nation.at(-1)).toBe('CỤC TRƯỞNG')
  })
})

it('is a file with a name that every device keeps', () => {
  expect(fileNameOf(paperOf(), 'Xã Đắk Ơ')).toBe('bao-cao-2026-11-xa-dak-o')
})

it('has a sentence for every figure of the national form', () => {
  const told = new Set([...Object.values(ideas).flat(), mediaIdea].flatMap(({ codes }) => codes))
  // A04 is told as the ratio A05 is.
  expect(numericRows(fullForm).flatMap(({ code }) => (told.has(code) || code === 'A04' ? [] : [code]))).toEqual([])
})

const numbers = numericRows(fullForm)
const figure = (least: number) => (row: (typeof numbers)[number]) =>
  fc.option(
    row.valueType === 'percent'
      ? fc.integer({ min: least, max: 1000 }).map((n) => n / 10)
      : fc.integer({ min: least, max: 99_999 }),
    { nil: null },
  )
const anyValues = (least: number): fc.Arbitrary<ReportValues> =>
  fc
    .tuple(
      fc.tuple(...numbers.map(figure(least))),
      fc.tuple(...['E01', 'E02', 'E03', 'E04'].map(() => fc.option(fc.string(), { nil: null }))),
    )
    .map(([figures, texts]) =>
      derive(
        fullForm,
        Object.fromEntries([
          ...numbers.map((row, i) => [row.code, figures[i] ?? null] as const),
          ...texts.map((text, i) => [`E0${i + 1}`, text] as const),
        ]),
      ),
    )

describe('any report', () => {
  it('has all its boxes and says nothing that is not there, in both languages', () => {
    fc.assert(
      fc.property(
        ...([
          anyValues(0),
          fc.option(anyValues(0)),
          fc.constantFrom(...paperLevels),
          fc.boolean(),
          fc.boolean(),
        ] as const),
        (values, before, level, addressed, nil) => {
          const texts = level === 'commune' ? {} : { texts: {} }
          const totals =
            level === 'commune'
              ? {}
              : { standing: { ...standing, provinces: level === 'authority' ? { with: 3, all: 34 } : null } }
          const paper = paperOf({ values, before }, { level, nil, ...totals, ...texts })
          for (const language of ['vi', 'en'] as const) {
            const document = documentOf(paper, { addressed, signs: 'head' }, language)
            const [text = [], table = []] = document.sections.map(({ blocks }) => linesOf(blocks))
            const own = [...text, ...table].join('\n')
            if (level !== 'commune') expect(own).not.toMatch(/undefined|NaN|null|Infinity|[{}]/)
            expect(own).not.toMatch(/documents\.|reports\.[a-z]/)
            const kinds = document.sections[0]?.blocks.map(({ kind }) => kind) ?? []
            for (const kind of ['heading', 'title', 'grounds', 'part', 'closing'] as const)
              expect(kinds).toContain(kind)
            expect(kinds.includes('addressees')).toBe(addressed)
            expect(text.filter((line) => /^[IVX]+\. \p{Lu}/u.test(line)).length).toBeGreaterThanOrEqual(7)
            expect(table.filter((line) => /^\d+ \| /.test(line))).toHaveLength(numbers.length)
            expect(JSON.parse(JSON.stringify(document))).toEqual(document)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never tells a blank figure as none', () => {
    fc.assert(
      fc.property(anyValues(1), fc.option(anyValues(1)), (values, before) => {
        const paper = paperOf({ values: { ...values, E01: null, E02: null, E03: null, E04: null }, before })
        const [text = [], table = []] = sectionsOf(paper)
        // Without a 0 among the figures nothing is said not to have occurred.
        expect(text.join('\n')).not.toMatch(/không phát sinh|Đến cuối kỳ chưa có|đều có hoạt động/)
        expect(table.join('\n')).not.toMatch(/\| 0 \|/)
        const cells = table.filter((line) => /^\d+ \| /.test(line))
        const shown = paper.rows.filter((row) => row.valueType !== 'text')
        for (const [i, row] of shown.entries())
          expect(cells[i]?.split(' | ')[3] === '-').toBe((paper.figures[row.code]?.value ?? null) === null)
      }),
      { numRuns: 200 },
    )
  })

  it('tells how much a figure moved only where both are known', () => {
    fc.assert(
      fc.property(anyValues(0), (values) => {
        const some = Object.fromEntries(Object.entries(october).filter(([code]) => code.startsWith('T')))
        const { figures } = paperOf({ values, before: some })
        for (const { value, before, change } of Object.values(figures))
          expect(change === null).toBe(value === null || before === null)
      }),
      { numRuns: 200 },
    )
  })
})
