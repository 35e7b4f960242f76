import type { ReportStatus, ReportVerb } from '@/db/enums'
import { type FormRow, type FormVersion, isEntered, isNumeric, isTotalled } from '@/server/forms/rules'
import { type Denominators, numberOf, type ReportDetails, type ReportValues } from '@/server/reports/figures/rules'

export { type Explanation, findingParams, unusual } from '@/server/reports/explanations/rules'
export {
  type Denominators,
  derive,
  type FigureReason,
  figureLimits,
  figureOfRow,
  figureProblem,
  figureReasons,
  formatFigure,
  numberOf,
  parseFigure,
  percentOf,
  type ReportDetail,
  type ReportDetails,
  type ReportValues,
} from '@/server/reports/figures/rules'
export {
  canSend,
  check,
  type Finding,
  isReason,
} from '@/server/reports/findings/rules'

/** Where a step leads; `back` is draft, or returned when the report had been returned before (domain.md 22.7). */
const chain: Readonly<Record<ReportVerb, Partial<Record<ReportStatus, ReportStatus | 'back'>>>> = {
  save: { draft: 'draft', returned: 'returned' },
  propose: { draft: 'awaiting_leader', returned: 'awaiting_leader' },
  withdraw: { awaiting_leader: 'back' },
  send_back: { awaiting_leader: 'back' },
  submit: { draft: 'submitted', awaiting_leader: 'submitted', returned: 'submitted' },
  recall: { submitted: 'back' },
  return: { submitted: 'returned' },
  accept: { submitted: 'accepted' },
  lock: { accepted: 'locked' },
  reopen: { accepted: 'returned', locked: 'returned' },
  // Late figures of a team, with the consent of the level above (domain.md 22.6): another version, the same status.
  supplement: { submitted: 'submitted', accepted: 'accepted', locked: 'locked' },
  // The unit has ended and its heir files the month (domain.md 6.13); no way leads back but taking the resolution back.
  note: {
    draft: 'noted',
    awaiting_leader: 'noted',
    submitted: 'noted',
    returned: 'noted',
    accepted: 'noted',
    locked: 'noted',
  },
}

/**
 * The status after a step, or null when the step cannot be taken from there.
 * @param options.wasReturned the level above had returned or reopened the report and has not received it again since:
 * taking it back then leads to "Đề nghị chỉnh sửa", not to a plain draft.
 */
export function nextStatus(
  status: ReportStatus,
  verb: ReportVerb,
  options: { wasReturned?: boolean } = {},
): ReportStatus | null {
  const next = chain[verb]?.[status]
  if (next === 'back') return options.wasReturned ? 'returned' : 'draft'
  return next ?? null
}

/** May figures be typed in this status? */
export const isEditable = (status: ReportStatus): boolean => nextStatus(status, 'save') !== null
/** Sent, accepted or locked: counts in the provisional totals ("sơ bộ"). A returned report counts in none. */
export const countsAsSubmitted = (status: ReportStatus): boolean => ['submitted', 'accepted', 'locked'].includes(status)
/** Accepted or locked: counts in the official totals ("chính thức"). */
export const countsAsAccepted = (status: ReportStatus): boolean => ['accepted', 'locked'].includes(status)

const nilRow = (row: FormRow) => row.kind === 'flow' && isNumeric(row) && isEntered(row)

/** "Không phát sinh": 0 in every typed flow. Stocks and texts are left as they are. */
export const nilValues = (form: FormVersion): ReportValues =>
  Object.fromEntries(form.rows.filter(nilRow).map((row) => [row.code, 0]))

/** Do the figures say "Không phát sinh": is every typed flow 0? A blank one is not. */
export const isNil = (form: FormVersion, values: ReportValues): boolean =>
  form.rows.filter(nilRow).every((row) => numberOf(values, row) === 0)

const blankOr = (values: ReportValues, code: string) => (Object.hasOwn(values, code) ? (values[code] ?? null) : null)

/** Rows whose value differs, in the order of the form; absent and null are the same blank, and not the same as 0. */
export function diffValues(
  form: FormVersion,
  before: ReportValues,
  after: ReportValues,
): { code: string; before: number | string | null; after: number | string | null }[] {
  return [...form.rows]
    .sort((a, b) => a.position - b.position)
    .map(({ code }) => ({ code, before: blankOr(before, code), after: blankOr(after, code) }))
    .filter((row) => row.before !== row.after)
}

/**
 * What a row of one report adds to a total: nothing when blank, or when a percentage has no adults to weigh it by.
 * A percentage adds its numerator, else percent × adults / 100, over adults (domain.md 22.15); others their figure over 0.
 */
export function contribution(
  row: FormRow,
  values: ReportValues,
  details: ReportDetails,
  denominators: Denominators | null,
): { num: number; den: number } | null {
  const value = isTotalled(row) ? numberOf(values, row) : null
  if (value === null) return null
  if (row.valueType !== 'percent') return { num: value, den: 0 }
  const adults = denominators?.adults ?? 0
  return adults > 0 ? { num: details[row.code]?.numerator ?? (value * adults) / 100, den: adults } : null
}
