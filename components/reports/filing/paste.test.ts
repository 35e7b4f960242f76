import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nationalForm } from '@/db/seed/national-form'
import type { FormVersion } from '@/server/forms/rules'
import { formRuleSchema } from '@/server/forms/schema'
import { clipboardGrid } from '@/server/reports/clipboard/rules'
import { screenOrder } from './draft'
import { isBlock, plainName, readPaste } from './paste'

const form: FormVersion = { ...nationalForm, rules: nationalForm.rules.map((rule) => formRuleSchema.parse(rule)) }
const order = screenOrder(form)

describe('the clipboard', () => {
  it('reads rows, columns and quoted cells', () => {
    expect(clipboardGrid('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(clipboardGrid('"a\nb ""c"""\t5')).toEqual([['a\nb "c"', '5']])
    expect(isBlock(clipboardGrid('1.260\r\n'))).toBe(false)
    expect(isBlock(clipboardGrid('1\n2'))).toBe(true)
  })

  it('never throws and loses no line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(Array.isArray(readPaste(text, order, 'C01', 'vi').lines)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a pasted column', () => {
  it('fills consecutive cells from the one chosen, in the order of the screen', () => {
    const { lines, byName } = readPaste('12\n1.260\n\n7', order, 'C01', 'vi')
    expect(byName).toBe(false)
    expect(lines.map((line) => [line.row?.code, line.value])).toEqual([
      ['C01', 12],
      ['C02', 1260],
      ['T1_01', 7],
    ])
  })

  it('says what is no figure and what has no cell left', () => {
    const { lines } = readPaste('-3\nabc', order, 'C01', 'vi')
    expect(lines.map((line) => line.problem)).toEqual(['negative', 'notNumber'])
    const last = order.filter((row) => row.valueType !== 'text').at(-1)?.code ?? ''
    expect(readPaste('1\n2', order, last, 'vi').lines[1]?.row).toBeNull()
  })
})

describe('a pasted block with names', () => {
  it('goes by the names, whatever their case and signs', () => {
    const named = form.rows.filter((row) => ['C02', 'T3_01'].includes(row.code))
    const text = named.map((row, i) => `${i + 1}\t${row.nameVi.toUpperCase()}\t${10 + i}`).join('\n')
    const { lines, byName } = readPaste(`${text}\nGhi thêm ngoài biểu mẫu\t5`, order, 'C01', 'vi')
    expect(byName).toBe(true)
    expect(lines.slice(0, 2).map((line) => [line.row?.code, line.value])).toEqual([
      ['C02', 10],
      ['T3_01', 11],
    ])
    expect(lines[2]?.row ?? null).toBeNull()
  })

  it('compares names without diacritics', () => expect(plainName('Đ\u1ed9i  (H\u1ed7 trợ)')).toBe('doi ho tro'))
})
