/** The grid of a commune's teams; with a team, at its line. What the QR code of a form on paper leads to. */
export const gridHref = (communeId: number, period: string, teamId?: number): string =>
  `/reports/teams?commune=${communeId}&period=${period}${teamId === undefined ? '' : `&team=${teamId}`}`

/** Forms to print: of one team, or of all teams of a commune that have not sent. */
export const paperHref = (of: { team: number } | { commune: number }, period: string): string =>
  `/reports/teams/paper?${'team' in of ? `team=${of.team}` : `commune=${of.commune}`}&period=${period}`
