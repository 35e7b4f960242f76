import type { UnitLevel } from '@/db/enums'

/**
 * From when on a level may freeze a month: the due time of what it hands on itself. A province not before the department's (the later of
 * the 20th and the communes' due day with two working days more), the ministry not before the month closes. The month need not be
 * closed for a province: what it reports upwards on its day is what it has published, whether the ministry waits for others or not, and
 * what its communes still correct until the closing stands in the next revision. Before that day what is there is not its figure yet.
 */
export const freezesFrom = (level: UnitLevel, period: { departmentDueAt: Date; closesAt: Date }): Date =>
  level === 'nation' ? period.closesAt : period.departmentDueAt

/** Why a revision cannot be made now, as a word of the messages; null when it can. `last`: the newest one, 0 for none. */
export function freezeRefusal(
  at: { level: UnitLevel; period: { departmentDueAt: Date; closesAt: Date }; now: Date },
  last: number,
  reason: string | null,
): 'tooEarly' | 'reasonNeeded' | null {
  if (at.now <= freezesFrom(at.level, at.period)) return 'tooEarly'
  return last > 0 && reason === null ? 'reasonNeeded' : null
}

type Cell = number | string | null
/** A filed version, as far as figures go. */
export type Filed = {
  values: Readonly<Record<string, Cell>>
  details: Readonly<Record<string, { numerator?: number } | null>>
  denominators: { households?: number; adults?: number } | null
}

/** One figure that moved; null is "chưa có số liệu" and never 0. `part`: not the figure itself, what a percentage was worked out of. */
export type RowChange = { code: string; part: 'value' | 'numerator'; was: Cell; now: Cell }

/** What beside the rows counts in totals: households and adults behind a report, under the codes of their totals. */
export const besideCodes = { reports: 'R00', households: 'R01', adults: 'R02' } as const

const cellsOf = (filed: Filed | null): Map<string, RowChange> => {
  const cells = new Map<string, RowChange>()
  const put = (code: string, part: RowChange['part'], now: Cell | undefined) => {
    if (now !== null && now !== undefined) cells.set(`${code} ${part}`, { code, part, was: null, now })
  }
  if (!filed) return cells
  for (const [code, value] of Object.entries(filed.values)) put(code, 'value', value)
  for (const [code, detail] of Object.entries(filed.details)) put(code, 'numerator', detail?.numerator)
  put(besideCodes.households, 'value', filed.denominators?.households)
  put(besideCodes.adults, 'value', filed.denominators?.adults)
  return cells
}

/** Every figure in which two versions differ, in the order of the form's rows, others behind them by their codes. */
export function changedRows(was: Filed | null, now: Filed | null, order: readonly string[]): RowChange[] {
  const [before, after] = [cellsOf(was), cellsOf(now)]
  const place = new Map(order.map((code, i) => [code, i]))
  const at = ({ code }: RowChange) => place.get(code) ?? order.length
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key): RowChange[] => {
      const [old, found] = [before.get(key), after.get(key)]
      const [a, b] = [old?.now ?? null, found?.now ?? null]
      const { code, part } = (found ?? old) as RowChange
      return a === b ? [] : [{ code, part, was: a, now: b }]
    })
    .sort((a, b) => at(a) - at(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.part < b.part ? 1 : -1))
}

/** What became of a unit's figures: they came in, they count no more, or some of them moved. */
export const kindOfChange = (was: Filed | null, now: Filed | null): 'entered' | 'left' | 'changed' =>
  was === null && now !== null ? 'entered' : was !== null && now === null ? 'left' : 'changed'

/** A kept sum as Postgres keeps it, to the last digit. */
export type Sum = { n: number; num: string; den: string }

/** A total as it is told: a sum, or of a percentage the one over the other (domain.md 22.15), to a tenth. */
export function toldTotal({ num, den }: Pick<Sum, 'num' | 'den'>): number {
  const [above, below] = [Number(num), Number(den)]
  return below > 0 ? Math.round((above / below) * 1000) / 10 : above
}

/** How many units and figures moved, for the sentence above the list. */
export const tallyChanges = (units: readonly { rows: readonly unknown[] }[], totals: readonly unknown[]) => ({
  units: units.length,
  figures: units.reduce((sum, each) => sum + each.rows.length, 0),
  totals: totals.length,
})
