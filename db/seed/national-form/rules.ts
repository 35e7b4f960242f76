import type { Denominator, RuleKind, Severity } from '@/db/enums'
import type { SeedRow } from './shape'

type Params = Record<string, string | number | boolean | null | readonly string[]>
export type SeedRule = { code: string; severity: Severity; kind: RuleKind; params: Params; position: number }
type Draft = Omit<SeedRule, 'position'>

const tasks = ['T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01']

const within = (severity: Severity, part: string, ...whole: string[]): Draft => ({
  code: `${part}_in_${whole.join('_')}`,
  severity,
  kind: 'at_most',
  params: { part: [part], whole },
})
const limited = (severity: Severity, part: string, limit: Denominator): Draft => ({
  code: `${part}_${limit}`,
  severity,
  kind: 'at_most',
  params: { part: [part], limit },
})

/**
 * Relations of the figures (domain.md 8 with 22.13): a part above its whole blocks; soft ones and "not below last month" ask for
 * a sentence. What the system fills never blocks, for the commune could not correct it.
 */
export function nationalRules(rows: readonly SeedRow[]): SeedRule[] {
  const typed = rows.filter((r) => r.enteredBy !== 'system' && r.valueType !== 'text')
  const flows = typed.filter((r) => r.kind === 'flow' && r.valueType === 'count').map((r) => r.code)
  const falling = ['B04', 'B05', 'C03', 'T1_03', 'T5_06']
  const stocks = typed.filter((r) => r.kind === 'stock' && !falling.includes(r.code)).map((r) => r.code)

  const drafts: Draft[] = [
    within('note', 'A04', 'A01'),
    within('note', 'A08', 'A06', 'A07'),
    within('note', 'A09', 'A06', 'A07'),
    within('note', 'A10', 'A02', 'A03'),
    within('note', 'A11', 'A02', 'A03'),
    { code: 'B01_zero', severity: 'block', kind: 'zero_if_zero', params: { when: 'B01', zero: ['B02'] } },
    within('block', 'B03', 'B02'),
    // a warning: someone trained in the period may have left the roster before its end
    within('warn', 'B03', 'A06', 'A07'),
    limited('warn', 'C02', 'households'),
    limited('block', 'C03', 'households'),
    limited('block', 'C04', 'households'),
    within('block', 'C06', 'C05'),
    limited('warn', 'C06', 'population'),
    { code: 'C05_per_C06', severity: 'warn', kind: 'ratio_above', params: { over: 'C05', under: 'C06', limit: 6 } },
    within('block', 'C07', 'C06'),
    within('note', 'C08', 'C06'),
    limited('block', 'C10', 'households'),
    within('block', 'C14', 'C13'),
    within('warn', 'T1_02', 'T1_01'),
    within('warn', 'T1_04', 'T1_01'),
    within('block', 'T1_05', 'T1_01'),
    within('block', 'T2_05', 'T2_04'),
    within('warn', 'T2_07', 'T2_02'),
    within('warn', 'T3_02', 'T3_01'),
    limited('block', 'T3_06', 'households'),
    within('warn', 'T4_02', 'C01'),
    within('block', 'T4_04', 'T4_03'),
    within('block', 'T4_05', 'T4_01'),
    within('warn', 'T5_02', 'T5_01'),
    limited('block', 'T5_06', 'adults'),
    limited('block', 'T5_07', 'households'),
    {
      code: 'year_to_date',
      severity: 'warn',
      kind: 'not_below_last',
      params: { codes: ['B04', 'B05', 'C03'], withinYear: true },
    },
    { code: 'cumulative', severity: 'warn', kind: 'not_below_last', params: { codes: ['T5_06'], withinYear: false } },
    { code: 'T3_04_fell', severity: 'note', kind: 'not_below_last', params: { codes: ['T3_04'], withinYear: false } },
    { code: 'T1_03_fell', severity: 'warn', kind: 'drop', params: { codes: ['T1_03'], points: 2 } },
    { code: 'stock_fell', severity: 'warn', kind: 'drop', params: { codes: stocks, percent: 20 } },
    {
      code: 'jump',
      severity: 'warn',
      kind: 'jump',
      params: { codes: flows, above: 3, below: 3, meanFrom: 20, months: 3 },
    },
    {
      code: 'T2_06_jump',
      severity: 'warn',
      kind: 'jump',
      params: { codes: ['T2_06'], above: 10, below: null, meanFrom: 1, months: 1 },
    },
    { code: 'tasks_equal', severity: 'warn', kind: 'all_equal', params: { codes: tasks } },
    { code: 'same_as_last', severity: 'warn', kind: 'same_as_last', params: { codes: flows, atLeast: 5 } },
  ]
  return drafts.map((rule, position) => ({ ...rule, position: position + 1 }))
}
