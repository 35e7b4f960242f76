import type { ReportStatus } from '@/db/enums'
import type { LateReportState, TeamReportStatus } from '@/db/team-enums'
import { type FormVersion, formulas } from '../../../forms/rules'
import { derive, nextStatus, type ReportValues } from '../../rules'
import { teamCodes } from '../rules'

/** What can be done with late figures, and where each step leads. Consent is for those alone that the commune has handed on. */
const chain = {
  handOn: { from: ['held'], to: 'asked' },
  withdraw: { from: ['held', 'asked'], to: 'withdrawn' },
  consent: { from: ['asked'], to: 'consented' },
  refuse: { from: ['asked'], to: 'refused' },
  take: { from: ['held', 'asked'], to: 'taken' },
  close: { from: ['held', 'asked'], to: 'closed' },
} as const satisfies Record<string, { from: readonly LateReportState[]; to: LateReportState }>
export type LateVerb = keyof typeof chain

/** The state after a step, or null when it cannot be taken from there. */
export const nextLateState = (state: LateReportState, verb: LateVerb): LateReportState | null =>
  (chain[verb].from as readonly LateReportState[]).includes(state) ? chain[verb].to : null

/** Can the report take another version with late figures: is it with the level above? */
export const takesConsent = (status: ReportStatus | null): boolean =>
  status !== null && nextStatus(status, 'supplement') !== null

/** Figures of a team come late once its commune's report has left the officer's hands. */
export const takesLate = (status: ReportStatus | null): boolean => status === 'awaiting_leader' || takesConsent(status)

/** The figures of a team that count in its commune's month: what was returned to it does not. */
export const counted = (row: { status: TeamReportStatus; values: ReportValues }): ReportValues =>
  row.status === 'sent' ? row.values : {}

const numberIn = (values: ReportValues, code: string): number | null => {
  const value = Object.hasOwn(values, code) ? values[code] : null
  return typeof value === 'number' ? value : null
}

export type LateMove = { code: string; before: number | null; after: number }

/** The figures of a team that late ones change, in the order of the form. */
export const lateMoves = (form: FormVersion, before: ReportValues, after: ReportValues): LateMove[] =>
  teamCodes(form).flatMap((code) => {
    const [was, is] = [numberIn(before, code), numberIn(after, code)]
    return is === null || is === was ? [] : [{ code, before: was, after: is }]
  })

/** Figures that counted and would become blank: a figure is put right, not taken out. */
export const blanked = (form: FormVersion, before: ReportValues, after: ReportValues): string[] =>
  teamCodes(form).filter((code) => numberIn(before, code) !== null && numberIn(after, code) === null)

/**
 * A commune's figures with a team's late ones: its rows moved by the difference, blank counting as not there, and what follows from
 * them; every other figure as it was filed. The ledger does the same (`consent_late_report`).
 */
export function supplemented(form: FormVersion, commune: ReportValues, moves: readonly LateMove[]): ReportValues {
  const moved: ReportValues = { ...commune }
  for (const { code, before, after } of moves) moved[code] = (numberIn(commune, code) ?? 0) + after - (before ?? 0)
  const derived = derive(form, moved)
  for (const [code, { of }] of Object.entries(formulas))
    if (form.rows.some((row) => row.code === code) && moves.some((move) => of.includes(move.code)))
      moved[code] = derived[code] ?? null
  return moved
}

/** Rows that would be less than none: the commune has typed less than its team had told it. */
export const below = (values: ReportValues, moves: readonly LateMove[]): string[] =>
  moves.filter(({ code }) => (numberIn(values, code) ?? 0) < 0).map(({ code }) => code)
