import { describe, expect, it } from 'vitest'
import type { CheckInput } from '@/server/reports/findings/facts/rules'
import { canSend, check, type Denominators, nilValues, type ReportValues } from '@/server/reports/rules'
import { blocks, form, required, say, unit } from '@/server/testing'

const found = (rule: string, input: Partial<CheckInput>) =>
  check(form, { ...input, values: { ...required, ...input.values } }).filter((f) => f.rule === rule)

describe('what blocks', () => {
  it('an ordinary report has nothing to say', () => {
    const findings = check(form, { values: required })
    expect(findings).toEqual([])
    expect(canSend(findings)).toBe(true)
  })

  it('a required row left blank, each by its name; 0 is an answer', () => {
    const findings = check(form, { values: { C01: 0 } })
    expect(blocks(findings).map((f) => f.codes[0])).toEqual(['C02', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'])
    expect(say(findings[0])).toBe('Hộ được đến hướng dẫn: chưa có số liệu. Đề nghị nhập; không phát sinh thì nhập 0.')
    expect(canSend(findings)).toBe(false)
  })

  it('a part above its whole, in the words of the domain', () => {
    const [finding] = found('T2_05_in_T2_04', { values: { T2_04: 9, T2_05: 12 } })
    expect(say(finding)).toBe(
      'Sản phẩm có truy xuất nguồn gốc (12) nhiều hơn sản phẩm đưa lên sàn (9). Đề nghị kiểm tra, sửa một trong hai số.',
    )
    expect(say(finding, 'en')).toBe(
      'Traceable products (12): more than products put online (9). Please check and correct one of the two.',
    )
    expect(finding).toMatchObject({ severity: 'block', codes: ['T2_05', 'T2_04'], message: 'findings.atMost' })
    expect(found('T2_05_in_T2_04', { values: { T2_04: 9, T2_05: 9 } })).toEqual([])
    expect(found('T2_05_in_T2_04', { values: { T2_05: 12 } })).toEqual([])
  })

  it.each([
    ['B03_in_B02', { B02: 3, B03: 4 }],
    ['C06_in_C05', { C06: 1000 }],
    ['C07_in_C06', { C06: 2, C07: 3 }],
    ['C14_in_C13', { C13: 0, C14: 1 }],
    ['T1_05_in_T1_01', { T1_01: 1, T1_05: 2 }],
    ['T4_04_in_T4_03', { T4_03: 1, T4_04: 2 }],
    ['T4_05_in_T4_01', { T4_01: 1, T4_05: 2 }],
    ['B01_zero', { B01: 0, B02: 1 }],
    ['C03_households', { C03: 1001 }],
    ['T5_06_adults', { T5_06: 2801 }],
    ['T5_07_households', { T5_07: 1001 }],
  ])('%s', (rule, values) => {
    const findings = found(rule, { values, denominators: unit })
    expect(findings.map((f) => f.severity)).toEqual(['block'])
    // a reason does not lift a block
    const reason = { reason: 'Số này đúng, đã kiểm tra' }
    const again = found(rule, {
      values,
      denominators: unit,
      details: Object.fromEntries(findings[0]!.codes.map((c) => [c, reason])),
    })
    expect(canSend(again)).toBe(false)
  })

  it('what is no figure, and a figure in a row without a source', () => {
    expect(say(found('reports.invalid', { values: { B01: 1.5 } })[0])).toContain('phải là số nguyên')
    expect(found('reports.invalid', { values: { B01: 'x', T1_07: 101 } }).map((f) => f.codes[0])).toEqual([
      'B01',
      'T1_07',
    ])
    expect(found('reports.noSource', { values: { A06: 5 } })).toHaveLength(1)
    // without a source it takes no part in any rule
    expect(found('B03_in_A06_A07', { values: { B02: 9, B03: 9, A06: 1, A07: 1 } })).toEqual([])
  })

  it('a numerator above the adults, and a percentage that its numerator does not give', () => {
    const share = (value: number | null, numerator: number, denominators: Denominators | null = unit) =>
      check(form, {
        values: { ...required, T1_03: value },
        details: { T1_03: { numerator, source: 'police' } },
        denominators,
      })
    const above = share(1, 999_999_999)
    expect(above).toMatchObject([{ severity: 'block', rule: 'reports.shareAboveAdults', codes: ['T1_03'] }])
    expect(say(above[0])).toMatch(
      /: số người \(999\.999\.999\) nhiều hơn số người từ đủ 18 tuổi đã xác nhận \(2\.800\)\. Đề nghị kiểm tra số người, hoặc cập nhật số đã xác nhận\.$/,
    )
    const differs = share(1, 1400)
    expect(differs).toMatchObject([{ severity: 'block', rule: 'reports.shareDiffers', codes: ['T1_03'] }])
    expect(say(differs[0])).toContain(
      '1.400 người trên 2.800 người từ đủ 18 tuổi đã xác nhận là 50%, tỷ lệ đang nhập là 1%. Đề nghị nhập lại số người hoặc tỷ lệ.',
    )
    expect(share(null, 1400)).toMatchObject([{ severity: 'block', rule: 'reports.shareBlank' }])
    expect(share(50, 1400)).toEqual([])
    expect(share(1, 1400, null)).toEqual([])
    for (const wrong of [-1, 1.5]) expect(share(1, wrong)).toMatchObject([{ rule: 'reports.invalid' }])
    for (const locale of ['vi', 'en'] as const)
      for (const finding of [above[0], differs[0], share(null, 1400)[0]])
        expect(say(finding, locale)).not.toMatch(/[{}]|T1_03/)
  })

  it('limits wait for confirmed figures of the unit', () => {
    expect(found('C03_households', { values: { C03: 9999 }, denominators: null })).toEqual([])
    expect(say(found('C03_households', { values: { C03: 1260 }, denominators: unit })[0])).toBe(
      'Hộ đã được tiếp cận (1.260) nhiều hơn số hộ đã xác nhận (1.000). Đề nghị kiểm tra số này, hoặc cập nhật số đã xác nhận.',
    )
  })
})

describe('what asks for a sentence', () => {
  const steady = [90, 90, 90].map((n) => ({ T1_01: n }))

  it('five times the mean of three months, in the words of the domain', () => {
    const [finding] = found('jump', { values: { T1_01: 450 }, previous: steady })
    expect(say(finding)).toBe(
      'Lượt hướng dẫn dịch vụ công (450) gấp 5 lần trung bình 3 tháng trước (90). Nếu đúng, đề nghị ghi lý do.',
    )
    expect(canSend([finding!])).toBe(false)
    const explain = (reason: string) =>
      found('jump', { values: { T1_01: 450 }, previous: steady, details: { T1_01: { reason } } })
    expect(canSend(explain('Tháng cao điểm ra quân'))).toBe(true)
    for (const reason of ['', '    ', 'ok', '12345', '.....']) expect(canSend(explain(reason))).toBe(false)
  })

  it('only beyond three times or a third, and only when the mean is at least 20', () => {
    const at = (value: number, previous = steady) =>
      found('jump', { values: { T1_01: value }, previous }).map((f) => f.message)
    expect(at(270)).toEqual([])
    expect(at(271)).toEqual(['findings.jumpUp'])
    expect(at(30)).toEqual([])
    expect(at(29)).toEqual(['findings.jumpDown'])
    expect(
      at(
        500,
        [19, 20, 20].map((n) => ({ T1_01: n })),
      ),
    ).toEqual([])
    // a blank month is no zero, and one month is no mean
    expect(
      found('jump', { values: { T1_01: 450 }, previous: [{ T1_01: 90 }, { T1_01: null }, { T1_01: 90 }] })[0]?.params
        .mean,
    ).toBe(90)
    expect(found('jump', { values: { T1_01: 450 }, previous: [{ T1_01: 90 }, null, {}] })).toEqual([])
  })

  it('soft parts, guidance per person, inhabitants, sales', () => {
    expect(found('T1_04_in_T1_01', { values: { T1_01: 5, T1_04: 6 } })[0]?.severity).toBe('warn')
    expect(found('C05_per_C06', { values: { C06: 8 } })).toEqual([])
    expect(say(found('C05_per_C06', { values: { C06: 6 } })[0])).toContain('gấp 7,5 lần')
    expect(found('C06_population', { values: { T1_01: 5000, C06: 4001 }, denominators: unit })[0]?.severity).toBe(
      'warn',
    )
    expect(found('C02_households', { values: { C02: 1001 }, denominators: unit })[0]?.severity).toBe('warn')
    expect(found('T2_06_jump', { values: { T2_06: 10_000_001 }, previous: [{ T2_06: 1_000_000 }] })).toHaveLength(1)
    expect(found('T2_06_jump', { values: { T2_06: 10_000_000 }, previous: [{ T2_06: 1_000_000 }] })).toEqual([])
  })

  it('a stock that falls by more than a fifth, a share by more than two points', () => {
    expect(found('stock_fell', { values: { T2_03: 79 }, previous: [{ T2_03: 100 }] })[0]?.params.percent).toBe(21)
    expect(found('stock_fell', { values: { T2_03: 80 }, previous: [{ T2_03: 100 }] })).toEqual([])
    expect(found('stock_fell', { values: { T2_03: 70 }, previous: [{}, null, { T2_03: 100 }] })).toHaveLength(1)
    expect(found('T1_03_fell', { values: { T1_03: 48.2 }, previous: [{ T1_03: 50.3 }] })).toHaveLength(1)
    expect(found('T1_03_fell', { values: { T1_03: 48.3 }, previous: [{ T1_03: 50.3 }] })).toEqual([])
  })

  it('a year-to-date figure below the last, but not across the year and not after a change of units', () => {
    const input = { values: { C03: 90 }, previous: [{ C03: 100 }], month: 5 }
    expect(found('year_to_date', input)[0]).toMatchObject({ severity: 'warn', message: 'findings.belowLast' })
    expect(found('year_to_date', { ...input, month: 1 })).toEqual([])
    expect(found('year_to_date', { ...input, unitChanged: true })).toEqual([])
    expect(found('year_to_date', { ...input, previous: [{}, { C03: 100 }], month: 2 })).toEqual([])
    expect(found('cumulative', { values: { T5_06: 90 }, previous: [{ T5_06: 100 }], month: 1 })).toHaveLength(1)
    expect(found('T3_04_fell', { values: { T3_04: 9 }, previous: [{ T3_04: 10 }] })[0]?.severity).toBe('note')
  })

  it('five equal tasks, and five figures as last month; zeros are no sign', () => {
    const equal = (n: number) => ({ T1_01: n, T2_01: n, T3_01: n, T4_01: n, T5_01: n })
    expect(say(found('tasks_equal', { values: equal(30) })[0])).toContain('cả 5 nhiệm vụ đều là 30')
    expect(found('tasks_equal', { values: equal(0) })).toEqual([])
    expect(found('same_as_last', { previous: [required] })[0]?.params.count).toBe(7)
    expect(found('same_as_last', { values: { C01: 6, C02: 7, T1_01: 8 }, previous: [required] })).toEqual([])
  })

  it('"Không phát sinh" after busy months asks once', () => {
    const busy: ReportValues = { C01: 30, C02: 40, T1_01: 60, T2_01: 70 }
    const findings = check(form, { values: nilValues(form), nil: true, previous: [busy, busy, busy] })
    expect(findings.map((f) => [f.rule, f.severity])).toEqual([['reports.nilAfterActivity', 'warn']])
    expect(check(form, { values: nilValues(form), nil: true })).toEqual([])
    const wrong = check(form, { values: { ...nilValues(form), C01: 2 }, nil: true })
    expect(blocks(wrong).map((f) => f.rule)).toEqual(['reports.nilWithFigures'])
  })
})

describe('what is only noted', () => {
  it('rows blank three months running, and a share without its source', () => {
    const [note] = found('reports.blankRun', { values: { B01: 0 }, previous: [{}, {}, {}] })
    expect(note?.severity).toBe('note')
    expect(note?.codes).not.toContain('B01')
    expect(found('reports.blankRun', { previous: [{}] })).toEqual([])
    expect(found('reports.sourceMissing', { values: { T1_03: 50 } })).toHaveLength(1)
    expect(
      found('reports.sourceMissing', { values: { T1_03: 50 }, details: { T1_03: { source: 'Công an xã' } } }),
    ).toEqual([])
    expect(canSend([note!])).toBe(true)
  })
})
