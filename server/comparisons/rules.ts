import type { FormRow } from '../forms/rules'
import { totalKind } from '../forms/rules'
import { exactSum } from './sums/rules'

export const bases = ['submitted', 'accepted'] as const
export type Basis = (typeof bases)[number]
export const trees = ['now', 'then'] as const
export type Tree = (typeof trees)[number]
export const rates = ['none', 'households', 'adults'] as const
export type Rate = (typeof rates)[number]
/** What a headline figure of the past counts; the column `measure` of headline_figures. */
export const headlineMeasures = ['teams', 'members', 'commune_teams', 'village_teams', 'trained'] as const
export type HeadlineMeasure = (typeof headlineMeasures)[number]

export const maxMonths = 24
export const maxCodes = 20
/** Lines that a chart still tells apart. */
export const maxLines = 4

/**
 * n units behind it; num and, for percentages, den. Null num: no unit gave a figure. `base`: households or adults of the very
 * units that gave the figure, when a rate was asked for and each of them has the base; a blank is in neither. A report of a
 * unit that was cut stands behind each line it went into; `also`: how many of n count first in another line, where the largest
 * share lies, so that a sum of lines counts each report once.
 */
export type Amount = { n: number; num: number | null; den: number; base?: number | null; also?: number }

/** A figure of the range, of the range just before, of the same range a year ago; and over one set of units in two months. */
export const ranges = ['now', 'before', 'lastYear'] as const
export type RangeName = (typeof ranges)[number]
export type Buckets = Partial<Record<RangeName | 'sameNow' | 'sameBefore', Amount>>

/** Why a figure is not shown though there are reports. */
export type Absence = 'eachOnce' | 'text' | 'noSource' | 'meaningChanged' | null

export type CompareColumn = FormRow & {
  absence: Absence
  /** The wording is in use since this day; figures before it have another meaning and are not put beside it (domain.md 22.18). */
  since: string | null
}

/** Why a unit of today takes no figures of then: what came into it, or left it, on that day is not told. */
export type Doubt = {
  predecessorId: number
  predecessor: string
  reason: 'unconfirmed' | 'noShare'
  effectiveOn: string
}

/**
 * What parts a unit of then from itself in an earlier range: on that day it took in another, or gave to it. `moved`: that other is a
 * commune which, whole, went to another province or came from one.
 */
export type Break = { otherId: number; other: string; gave: boolean; moved?: boolean; effectiveOn: string }

export type CompareRow = {
  unitId: number
  name: string
  /** Without the word for its type. */
  short: string
  code: string | null
  type: string
  /** Reports that had to come, those that count, and those accepted; summed over the months of the range. */
  required: number
  received: number
  accepted: number
  /** Of these, those that count first in another line (`Amount.also`). */
  also: { required: number; received: number; accepted: number }
  /** Only totals were filed for this province (domain.md 22.17). */
  totalsOnly: boolean
  /** Of this unit the caller sees what is published, and no more. */
  published: boolean
  standing: 'provisional' | 'official'
  /** The first day from which the unit takes figures of then; null: it always did, or the tree is that of then. */
  comparableFrom: string | null
  /** "Không so sánh được" in the range, and by which edges; null: it can be compared. */
  notComparable: Doubt[] | null
  /** By the tree of then: it was another land in the earlier range, so no change is told. Absent: it was the same. */
  broken?: Partial<Record<'before' | 'lastYear', Break[]>>
  /** By the tree of now: its figures are, or may be, those of other units; they are followed down to their parts. */
  restated?: boolean
  /** Of a commune's own row that is restated: of `required` and `received` what it had to send itself, or took over whole. Absent: all. */
  own?: { required: number; received: number }
  /** Code of the last month of the range for which it owed a report; null or absent: nobody asked, or none. */
  lastMonth?: string | null
  figures: Record<string, Buckets>
}

/** "Chưa phân bổ": what is known of then and of no unit of today. `units`: how many units of then are not, or not wholly, placed. */
export type Unallocated = CompareRow & { units: number }
/**
 * What units had in earlier ranges that went into rows of the table since, by the tree of then: part of what the whole was before.
 * `open`: ranges in which the rows gave to, or took from, units outside the table, so that the whole was another land too.
 */
export type Gone = { row: CompareRow; open: ('before' | 'lastYear')[] }
/** Lines beside the rows of a table; with them it adds up. `elsewhere`: by the tree of then, units that another province has now. */
export type BesideLines = { unallocated: Unallocated | null; elsewhere: CompareRow | null; gone?: Gone | null }

/** Why a figure is not shown, or null. `monthsBefore`: months of the range lie before the wording in use. */
export function absenceOf(row: FormRow, months: number, monthsBefore = false): Absence {
  if (row.valueType === 'text') return 'text'
  if (row.source === 'none') return 'noSource'
  if (months > 1 && totalKind(row).overMonths === 'none') return 'eachOnce'
  return monthsBefore && totalKind(row).overMonths === 'sum' ? 'meaningChanged' : null
}

/** The figure of an amount: a sum, or for percentages 100 × num / den. Null when nobody reported: blank is not zero. */
export function figureOf(row: Pick<FormRow, 'valueType'>, amount: Amount | undefined): number | null {
  if (!amount || amount.n === 0 || amount.num === null) return null
  if (row.valueType !== 'percent') return amount.num
  return amount.den > 0 ? (100 * amount.num) / amount.den : null
}

/** Difference and, unless the base is zero, its percentage; percentages differ in points only. Null where one side is blank. */
export function changeOf(
  now: number | null,
  before: number | null,
  valueType: FormRow['valueType'],
): { by: number; percent: number | null } | null {
  if (now === null || before === null) return null
  return { by: now - before, percent: valueType === 'percent' || before === 0 ? null : (100 * (now - before)) / before }
}

/** Per 1,000 of a base of the same units; null without a base, and for percentages, which are rates already. */
export const perThousand = (
  row: Pick<FormRow, 'valueType'>,
  figure: number | null,
  base: number | null | undefined,
): number | null => (figure === null || !base || row.valueType === 'percent' ? null : (1000 * figure) / base)

const has = (amount: Amount | undefined): amount is Amount =>
  amount !== undefined && amount.n > 0 && amount.num !== null

/** The sum of amounts: of n, num and den apart, so that percentages are weighed and blanks stay blank. Each report counts once. */
export function sumOf(amounts: readonly (Amount | undefined)[]): Amount {
  const present = amounts.filter(has)
  return {
    n: present.reduce((sum, each) => sum + each.n - (each.also ?? 0), 0),
    num: present.length === 0 ? null : exactSum(present.map((each) => each.num ?? 0)),
    den: exactSum(present.map((each) => each.den)),
    base: present.some((each) => typeof each.base !== 'number')
      ? null
      : exactSum(present.map((each) => each.base ?? 0)),
  }
}

/** Two amounts of one line; one of them may be taken away (n below 0). */
export function joinAmounts(a: Amount, b: Amount): Amount {
  const joined: Amount = { n: a.n + b.n, num: exactSum([a.num ?? 0, b.num ?? 0]), den: exactSum([a.den, b.den]) }
  if (a.base !== undefined || b.base !== undefined)
    joined.base = typeof a.base === 'number' && typeof b.base === 'number' ? exactSum([a.base, b.base]) : null
  const also = (a.also ?? 0) + (b.also ?? 0)
  return also === 0 ? joined : { ...joined, also }
}

/** An amount without what is known of it; undefined where that is all of it. */
function lessOf(whole: Amount | undefined, known: Amount | undefined): Amount | undefined {
  const n = (whole?.n ?? 0) - (known?.n ?? 0)
  if (!whole || n <= 0) return undefined
  const num = exactSum([whole.num ?? 0, -(known?.num ?? 0)])
  return { n, num, den: exactSum([whole.den, -(known?.den ?? 0)]), base: null }
}

const nothing: BesideLines = { unallocated: null, elsewhere: null }

/**
 * The rows as one, with the lines beside them: sums of their amounts and of their reports. What was before is of the lines that
 * have a figure now. What was before and belongs to no row counts where no row is silent now, what has gone into rows where none of
 * those is; else there is no sum to compare.
 */
export function totalRow(
  table: readonly CompareRow[],
  { unallocated, elsewhere, gone }: BesideLines = nothing,
): CompareRow {
  const rows = [...table, ...[unallocated, elsewhere].flatMap((line) => line ?? [])]
  const codes = new Set(rows.flatMap((row) => Object.keys(row.figures)))
  const add = (pick: (row: CompareRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0)
  return {
    ...{ unitId: 0, name: '', short: '', code: null, type: '' },
    required: add((row) => row.required - row.also.required),
    received: add((row) => row.received - row.also.received),
    accepted: add((row) => row.accepted - row.also.accepted),
    also: { required: 0, received: 0, accepted: 0 },
    totalsOnly: false,
    ...{ comparableFrom: null, notComparable: null },
    published: table.length > 0 && table.every((row) => row.published),
    standing: table.length > 0 && table.every((row) => row.standing === 'official') ? 'official' : 'provisional',
    figures: Object.fromEntries(
      [...codes].map((code) => [
        code,
        Object.fromEntries(
          ([...ranges, 'sameNow', 'sameBefore'] as const).flatMap((bucket) => {
            const past = bucket === 'before' || bucket === 'lastYear' ? bucket : null
            const told = (row: CompareRow) => has(row.figures[code]?.now)
            const homeless = past && has(unallocated?.figures[code]?.[bucket]) && unallocated && !told(unallocated)
            if (homeless && !table.every(told)) return []
            const parted = past ? table.filter((row) => row.broken?.[past]) : []
            if (past && (gone?.open.includes(past) || !parted.every(told))) return []
            if (past && elsewhere?.broken?.[past] && told(elsewhere)) return []
            const of = past
              ? [
                  ...rows.filter((row) => told(row) || (homeless && row === unallocated)),
                  ...(gone && parted.length > 0 ? [gone.row] : []),
                ]
              : rows
            const sum = sumOf(of.map((row) => row.figures[code]?.[bucket]))
            return sum.n > 0 ? [[bucket, sum]] : []
          }),
        ),
      ]),
    ),
  }
}

/**
 * What a whole has beyond its rows, as one line; null where the rows are all of it. `seen`: all that is known of its parts in earlier
 * ranges, rows of today's table or not.
 */
export function restOf(whole: CompareRow, rows: readonly CompareRow[], seen: CompareRow): CompareRow | null {
  const sum = totalRow(rows)
  const figures = Object.entries(whole.figures).flatMap(([code, buckets]): [string, Buckets][] => {
    const now = lessOf(buckets.now, sum.figures[code]?.now)
    if (!now) return []
    const past = (['before', 'lastYear'] as const).flatMap((range) => {
      const rest = lessOf(buckets[range], seen.figures[code]?.[range])
      return rest ? [[range, rest]] : []
    })
    return [[code, { now, ...Object.fromEntries(past) }]]
  })
  const required = whole.required - sum.required
  if (required <= 0 && figures.length === 0) return null
  return {
    ...{ ...whole, unitId: 0, name: '', short: '', code: null, type: '' },
    ...{ required, received: whole.received - sum.received, accepted: whole.accepted - sum.accepted },
    figures: Object.fromEntries(figures),
  }
}

/** The rows that say anything of the range itself. */
export const rowsWithFigures = (rows: readonly CompareRow[]): CompareRow[] =>
  rows.filter((row) => row.received > 0 || Object.values(row.figures).some((buckets) => has(buckets.now)))

/** "Chưa phân bổ" where it says anything of the range itself; what it had before counts in the total alone. */
export const unallocatedNow = ({ unallocated }: Pick<BesideLines, 'unallocated'>): Unallocated | null =>
  unallocated && (unallocated.units > 0 || unallocated.required > 0 || rowsWithFigures([unallocated]).length > 0)
    ? unallocated
    : null

/** Of how many provinces the total is, where some have published nothing yet: then it is not of the country. Null: of all. */
export function partOf(table: {
  publishedOnly: boolean
  rows: readonly CompareRow[]
}): { n: number; all: number } | null {
  const n = rowsWithFigures(table.rows).length
  return table.publishedOnly && n < table.rows.length ? { n, all: table.rows.length } : null
}

/** A row of many units as one unit on average: counts divided by the units that gave them; percentages are averages already. */
export function averageRow(row: CompareRow, columns: readonly CompareColumn[]): CompareRow {
  const percent = new Set(columns.filter((each) => each.valueType === 'percent').map((each) => each.code))
  const one = (amount: Amount): Amount => ({
    n: 1,
    num: amount.num === null ? null : amount.num / amount.n,
    den: amount.den / amount.n,
    base: typeof amount.base === 'number' ? amount.base / amount.n : null,
  })
  return {
    ...row,
    figures: Object.fromEntries(
      Object.entries(row.figures).map(([code, buckets]) => [
        code,
        percent.has(code)
          ? buckets
          : Object.fromEntries(Object.entries(buckets).map(([name, amount]) => [name, one(amount)])),
      ]),
    ),
  }
}
