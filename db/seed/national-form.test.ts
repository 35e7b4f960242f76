import { describe, expect, it } from 'vitest'
import { formSections, pillars, ruleKinds } from '@/db/enums'
import { nationalForm, nationalIndicators, nationalRowsOn } from '@/db/seed/national-form'

const { rows, rules } = nationalForm
const codesOf = (list: readonly { code: string }[]) => list.map((r) => r.code)
const count = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length

describe('the national form BC-CNSCD-T, version 1 (domain.md 8 and 22)', () => {
  it('has 74 indicators: 13 by the system, 34 by the village (32 numbers, 2 texts), 27 by the commune', () => {
    expect(rows).toHaveLength(74)
    expect(new Set(codesOf(rows)).size).toBe(74)
    expect(count((r) => r.enteredBy === 'system')).toBe(13)
    expect(count((r) => r.enteredBy === 'village' && r.valueType !== 'text')).toBe(32)
    expect(count((r) => r.enteredBy === 'village' && r.valueType === 'text')).toBe(2)
    expect(count((r) => r.enteredBy === 'commune')).toBe(27)
  })

  it('asks for seven figures; the estimate of people may stay blank', () => {
    const required = rows.filter((r) => r.required)
    expect(codesOf(required)).toEqual(['C01', 'C02', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'])
    expect(required.every((r) => r.kind === 'flow' && r.source === 'manual' && r.valueType === 'count')).toBe(true)
    expect(rows.find((r) => r.code === 'C06')?.nameVi).toContain('ước tính')
    expect(rows.find((r) => r.code === 'C05')?.nameVi).toBe('Số lượt hướng dẫn (một người 3 nội dung tính 3 lượt)')
  })

  it('counts each person once in four rows', () => {
    expect(codesOf(rows.filter((r) => r.eachOnce))).toEqual(['B03', 'C06', 'C07', 'C08'])
  })

  it('names the rows without a source, and fills five from the registers of units and teams', () => {
    expect(codesOf(rows.filter((r) => r.source === 'none'))).toEqual([
      ...['A06', 'A07', 'A08', 'A09', 'A10', 'A11'],
      'C08',
    ])
    expect(codesOf(rows.filter((r) => r.registerSince !== null))).toEqual(['A06', 'A07', 'A08', 'A09', 'A10', 'A11'])
    expect(codesOf(rows.filter((r) => r.source === 'register'))).toEqual(['A01', 'A02', 'A03', 'A04', 'A05'])
    expect(codesOf(rows.filter((r) => r.kind === 'derived'))).toEqual(['A05', 'C05'])
    expect(count((r) => r.totalled)).toBe(74 - 4 - 1 - 1)
    expect(rows.find((r) => r.code === 'A05')?.totalled).toBe(false)
    expect(rows.find((r) => r.code === 'C05')?.totalled).toBe(true)
  })

  it('lies in the sections in order, with positions 1 to 74', () => {
    expect(rows.map((r) => r.position)).toEqual(Array.from({ length: 74 }, (_, i) => i + 1))
    expect([...new Set(rows.map((r) => r.section))]).toEqual([...formSections])
    for (const r of rows) {
      expect(r.task).toBe(r.code.startsWith('T') ? Number(r.code[1]) : null)
      if (r.pillar) expect(pillars).toContain(r.pillar)
    }
  })

  it('says everything in both languages, in composed letters, and tells what counts', () => {
    for (const r of nationalIndicators) {
      const words = [r.nameVi, r.nameEn, r.shortVi, r.shortEn, r.definitionVi, r.definitionEn]
      for (const text of words) {
        expect(text.trim().length, r.code).toBeGreaterThan(0)
        expect(text, r.code).toBe(text.normalize('NFC'))
        expect(text, r.code).not.toMatch(/—|\b[A-ET]\d?_?\d\d\b/)
      }
      expect(r.definitionVi.length, r.code).toBeGreaterThan(20)
      expect(r.shortVi.length, r.code).toBeLessThanOrEqual(45)
      expect(r.unitVi.length > 0, r.code).toBe(r.valueType !== 'text')
    }
    for (const text of Object.values(nationalForm.regime)) expect(text.length).toBeGreaterThan(5)
  })

  it('keeps the earlier words of the two account rows (domain.md 22.18)', () => {
    expect(nationalIndicators).toHaveLength(76)
    const nameOn = (day: string, code: string) => nationalRowsOn(day).find((r) => r.code === code)
    expect(nationalRowsOn('2023-12-14')).toHaveLength(74)
    expect(nationalRowsOn('2026-11-14')).toEqual(rows)
    expect(nameOn('2026-07-14', 'T1_02')).toMatchObject({ version: 1, unitVi: 'tài khoản' })
    expect(nameOn('2026-07-19', 'T1_03')?.version).toBe(1)
    expect(nameOn('2026-07-20', 'T1_03')?.version).toBe(2)
    expect(nameOn('2026-08-14', 'T1_02')).toMatchObject({
      version: 2,
      nameVi: 'Số người được hướng dẫn đăng ký, kích hoạt tài khoản định danh điện tử (VNeID) mức độ 2',
    })
  })

  it('is a proposal without an issuing document', () => {
    expect([nationalForm.issuedNumber, nationalForm.issuedOn, nationalForm.issuedBy]).toEqual([null, null, null])
  })
})

describe('its rules', () => {
  const known = new Set(codesOf(rows))
  const named = (params: object): string[] =>
    Object.entries(params).flatMap(([key, value]) =>
      ['part', 'whole', 'codes', 'zero', 'when', 'over', 'under'].includes(key) ? value : [],
    )

  it('have codes of their own and name only rows that exist', () => {
    expect(new Set(codesOf(rules)).size).toBe(rules.length)
    for (const rule of rules) {
      const codes = named(rule.params)
      expect(codes.length, rule.code).toBeGreaterThan(0)
      for (const code of codes) expect(known, rule.code).toContain(code)
      expect(ruleKinds).toContain(rule.kind)
    }
    expect(new Set(rules.map((r) => r.kind))).toEqual(new Set(ruleKinds))
  })

  it('block only where a typed figure stands above its whole', () => {
    const blocking = rules.filter((r) => r.severity === 'block')
    expect(codesOf(blocking)).toEqual([
      'B01_zero',
      'B03_in_B02',
      'C03_households',
      'C04_households',
      'C06_in_C05',
      'C07_in_C06',
      'C10_households',
      'C14_in_C13',
      'T1_05_in_T1_01',
      'T2_05_in_T2_04',
      'T3_06_households',
      'T4_04_in_T4_03',
      'T4_05_in_T4_01',
      'T5_06_adults',
      'T5_07_households',
    ])
    for (const rule of blocking)
      for (const code of [rule.params.part ?? []].flat())
        expect(rows.find((r) => r.code === code)?.enteredBy, rule.code).not.toBe('system')
    expect(rules.filter((r) => r.kind === 'not_below_last' && r.severity === 'block')).toEqual([])
  })
})
