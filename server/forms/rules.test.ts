import { describe, expect, it } from 'vitest'
import { nationalForm, nationalRowsOn } from '@/db/seed/national-form'
import {
  enteredRows,
  type FormVersion,
  firstCodes,
  formulaOf,
  formulas,
  isTotalled,
  numericRows,
  requiredRows,
  rowOf,
  rowsBySection,
  totalKind,
  totalledRows,
} from '@/server/forms/rules'
import { formRuleSchema } from '@/server/forms/schema'

const form: FormVersion = { ...nationalForm, rules: nationalForm.rules.map((rule) => formRuleSchema.parse(rule)) }
const kindOf = (code: string) => totalKind(rowOf(form, code)!)

const codesOf = (rows: readonly { code: string }[]) => rows.map((r) => r.code)

describe('a form version', () => {
  it('reads the national form: every rule is of a known shape', () => {
    expect(form.rules).toHaveLength(nationalForm.rules.length)
    expect(nationalRowsOn('2026-11-14')).toEqual(form.rows)
    const bad = { code: 'x', severity: 'block', kind: 'at_most', params: { part: [], whole: ['A01'] } }
    expect(formRuleSchema.safeParse(bad).success).toBe(false)
    expect(formRuleSchema.safeParse({ ...bad, kind: 'eval', params: {} }).success).toBe(false)
  })

  it('groups rows by section in the order of the form', () => {
    const groups = rowsBySection(form)
    expect(groups.map((g) => g.rows.length)).toEqual([11, 5, 14, 8, 7, 6, 5, 7, 7, 4])
    expect(groups.flatMap((g) => g.rows)).toEqual(form.rows)
    expect(rowsBySection({ ...form, rows: [...form.rows].reverse() })).toEqual(groups)
  })

  it('knows what a person types', () => {
    expect(enteredRows(form)).toHaveLength(61)
    expect(numericRows(form)).toHaveLength(70)
    expect(requiredRows(form).map((r) => r.code)).toEqual(firstCodes.filter((code) => code !== 'C06'))
    expect(enteredRows(form).some((r) => r.kind === 'derived' || r.source !== 'manual')).toBe(false)
  })

  it('totals numeric rows that have a source; a derived percentage comes from its two rows', () => {
    const totalled = nationalForm.rows.filter((r) => r.totalled)
    // Rows that a register fills from a month on have no source before it.
    expect(codesOf(totalledRows(form))).toEqual(codesOf(totalled.filter((r) => r.registerSince === null)))
    const filled = form.rows.map((r) => ({
      ...r,
      source: r.source === 'none' && r.code !== 'C08' ? ('register' as const) : r.source,
    }))
    expect(codesOf(totalledRows({ ...form, rows: filled }))).toEqual(codesOf(totalled))
    expect(isTotalled(rowOf(form, 'A05')!)).toBe(false)
    expect(isTotalled({ ...rowOf(form, 'A06')!, source: 'register' })).toBe(true)
  })

  it('adds each kind of row as it may be added', () => {
    expect(kindOf('T1_01')).toEqual({ overUnits: 'sum', overMonths: 'sum' })
    expect(kindOf('C05')).toEqual({ overUnits: 'sum', overMonths: 'sum' })
    expect(kindOf('C03')).toEqual({ overUnits: 'sum', overMonths: 'last' })
    expect(kindOf('T1_03')).toEqual({ overUnits: 'weighted', overMonths: 'last' })
    expect(kindOf('A05')).toEqual({ overUnits: 'ratio', overMonths: 'last' })
    expect(kindOf('E01')).toEqual({ overUnits: 'none', overMonths: 'none' })
    for (const code of ['B03', 'C06', 'C07', 'C08'])
      expect(kindOf(code)).toEqual({ overUnits: 'sum', overMonths: 'none' })
  })

  it('has a formula for each derived row, over rows that exist', () => {
    for (const row of form.rows) expect(formulaOf(row) !== null, row.code).toBe(row.kind === 'derived')
    for (const formula of Object.values(formulas))
      for (const code of formula.of) expect(rowOf(form, code)).toBeDefined()
    expect(formulaOf({ code: 'constructor', kind: 'derived' })).toBeNull()
  })
})
