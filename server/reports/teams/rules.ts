import type { TeamReportStatus, TeamReportVerb } from '@/db/team-enums'
import { type FormRow, type FormVersion, firstCodes, isNumeric } from '../../forms/rules'
import type { Denominators, ReportValues } from '../figures/rules'
import { check, type Finding } from '../findings/rules'

/** Rows that a team reports: those of the village, figures and words, as its leader or his commune types them (domain.md 8, 22.3). */
const ofTeam = (row: FormRow): boolean => row.enteredBy === 'village' && row.kind !== 'derived' && row.source !== 'none'

/**
 * The form of a team: the village's rows, the eight of its one screen first and as its only required ones save C06, which is an
 * estimate (domain.md 22.3). What the commune's report takes from the teams is typed here.
 */
export const teamForm = <Form extends FormVersion>(form: Form): Form => ({
  ...form,
  rows: form.rows.filter(ofTeam).map((row) => ({
    ...row,
    source: 'manual' as const,
    required: firstCodes.includes(row.code) && row.code !== 'C06',
  })),
})

/** The rows of the first screen, in its order, and those folded below it. */
export function teamRows(form: FormVersion): { first: FormRow[]; more: FormRow[] } {
  const rows = teamForm(form).rows
  return {
    first: firstCodes.flatMap((code) => rows.find((row) => row.code === code) ?? []),
    more: rows.filter(({ code }) => !firstCodes.includes(code)),
  }
}

/** Rows of a commune's report that are the sum of its teams' once it says so: figures alone, words stay its own. */
export const teamCodes = (form: FormVersion): string[] =>
  form.rows.filter((row) => ofTeam(row) && isNumeric(row)).map(({ code }) => code)

/** "Không phát sinh": 0 in the flows of the first screen that every team reports. */
export const nilTeamValues = (form: FormVersion): ReportValues =>
  Object.fromEntries(
    teamForm(form)
      .rows.filter((row) => row.required && row.kind === 'flow')
      .map((row) => [row.code, 0]),
  )

export type TeamFacts = { previous: (ReportValues | null)[]; denominators: Denominators | null; month: number }

/** What stands against a team's figures (block) and what to look at again: the rules of the form as far as they speak of its rows. */
export const teamFindings = (
  form: FormVersion,
  values: ReportValues,
  { previous, denominators, month }: TeamFacts,
): Finding[] => {
  const own = teamForm(form)
  const known = new Set(own.rows.map(({ code }) => code))
  return check(own, {
    values,
    details: {},
    previous,
    lastYear: null,
    denominators,
    nil: false,
    month,
    unitChanged: false,
  }).filter((finding) => finding.codes.every((code) => known.has(code)))
}

/** What is left to be told: required rows that are blank. */
export const missingRows = (form: FormVersion, values: ReportValues): string[] =>
  teamForm(form)
    .rows.filter((row) => row.required && (values[row.code] ?? null) === null)
    .map(({ code }) => code)

/** The verb of typing for a team: the first time it is entered, afterwards corrected. */
export const enteringVerb = (status: TeamReportStatus): TeamReportVerb => (status === 'none' ? 'enter' : 'correct')

/** A team sends until its commune has it; what was returned it sends again. */
export const canStepTeamReport = (verb: 'send' | 'return', status: TeamReportStatus): boolean =>
  verb === 'send' ? status !== 'sent' : status === 'sent'

export type TeamSums = Record<string, { sum: number; n: number }>

/** Sums over teams that have sent, row by row; a row that nobody said is not there. Every figure is a safe whole number. */
export function sumsOf(
  form: FormVersion,
  reports: readonly { status: TeamReportStatus; values: ReportValues }[],
): TeamSums {
  const sums: TeamSums = {}
  for (const code of teamCodes(form))
    for (const { status, values } of reports) {
      const value = values[code]
      if (status !== 'sent' || typeof value !== 'number') continue
      const { sum, n } = sums[code] ?? { sum: 0, n: 0 }
      sums[code] = { sum: sum + value, n: n + 1 }
    }
  return sums
}
