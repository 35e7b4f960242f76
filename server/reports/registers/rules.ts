import type { ReportRegister } from '@/db/training-enums'
import { type Day, type MonthPeriod, nextPeriod, periodOfDay, previousPeriod } from '../../calendar/rules'
import type { FormVersion } from '../../forms/rules'
import { teamCodes } from '../teams/rules'

/** The rows that the register of training fills (domain.md 8 B). */
export const trainingCodes: readonly string[] = ['B01', 'B02', 'B03', 'B04', 'B05']

/** The rows of a form that a register fills once its commune says that it is kept (domain.md 22.14). */
export const registerCodes = (register: ReportRegister, form: FormVersion): readonly string[] =>
  register === 'training' ? trainingCodes : teamCodes(form)

/** Registers that fill a month, and the first day of the month since which they do. */
export type Registers = Partial<Record<ReportRegister, Day>>

/** The form of a month in which these registers count: their rows, typed until then, come from the system, since the day told. */
export function withRegisters<T extends FormVersion & { filledSince: Record<string, Day> }>(
  form: T,
  registers: Registers,
): T {
  const since = new Map(
    Object.entries(registers).flatMap(([register, day]) =>
      registerCodes(register as ReportRegister, form).map((code) => [code, day] as const),
    ),
  )
  if (since.size === 0) return form
  const filled = form.rows.filter((row) => row.source === 'manual' && since.has(row.code))
  return {
    ...form,
    rows: form.rows.map((row) => (filled.includes(row) ? { ...row, source: 'register' } : row)),
    filledSince: {
      ...form.filledSince,
      ...Object.fromEntries(filled.map(({ code }) => [code, since.get(code) as Day])),
    },
  }
}

/** The months from which a register may begin to count, or to count no more: the last one, the one that runs, the next. */
export function monthsToBegin(today: Day): MonthPeriod[] {
  const running = periodOfDay(today)
  return [previousPeriod(running), running, nextPeriod(running)]
}
