/** Closed lists of words of the teams' reports, apart so that pages that do not speak of them do not carry them. Imports nothing. */

export const teamReportStatuses = ['none', 'sent', 'returned'] as const
export type TeamReportStatus = (typeof teamReportStatuses)[number]
/** How a report came: from the team itself, or told to its commune (domain.md 22.1). */
export const teamReportSources = ['team', 'zalo', 'paper', 'phone', 'meeting'] as const
export type TeamReportSource = (typeof teamReportSources)[number]
export const teamReportVerbs = [
  'send',
  'enter',
  'correct',
  'return',
  'late',
  'supplement',
  'add_photo',
  'remove_photo',
] as const
export type TeamReportVerb = (typeof teamReportVerbs)[number]
/** How far figures have come that arrived after the commune had sent ("Số liệu bổ sung kỳ trước", domain.md 22.6). */
export const lateReportStates = ['held', 'asked', 'consented', 'refused', 'withdrawn', 'taken', 'closed'] as const
export type LateReportState = (typeof lateReportStates)[number]
