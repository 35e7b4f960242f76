import { describe, expect, it } from 'vitest'
import { unusual } from '@/server/reports/explanations/rules'
import { form, required, say } from '@/server/testing'

describe('unusual, for the queue above', () => {
  it('puts the strangest first, with what the commune wrote', () => {
    const previous = [90, 90, 90].map((n) => ({ T1_01: n, C13: 40 }))
    const list = unusual(
      form,
      { ...required, T1_01: 450, C13: 160, T1_04: 900 },
      { previous, details: { T1_01: { reason: 'Ra quân toàn xã' } } },
    )
    expect(list.map((e) => e.message)).toEqual([
      'findings.unusual.jumpUp',
      'findings.unusual.jumpUp',
      'findings.unusual.atMost',
    ])
    expect(list[0]).toMatchObject({ codes: ['T1_01'], reason: 'Ra quân toàn xã' })
    expect(say(list[1])).toBe('Yêu cầu hỗ trợ tiếp nhận (160) gấp 4 lần trung bình 3 tháng trước (40)')
    expect(list[1]?.reason).toBeNull()
  })

  it('looks at last year where the last months say nothing', () => {
    const list = unusual(form, { ...required, T1_01: 100 }, { lastYear: { T1_01: 30, T2_01: 8 } })
    expect(list.map((e) => [e.message, e.codes[0]])).toEqual([['findings.unusual.farFromLastYear', 'T1_01']])
    expect(unusual(form, required, {})).toEqual([])
  })
})
