/** `?on=` only when another day than today is looked at, so that a plain link stays a plain link. */
const query = (params: Record<string, string | null | undefined>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) if (value) search.set(key, value)
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** The teams of a unit, or the page of a team, as of a day. */
export const teamsHref = (id: number, on?: string | null, more: { tab?: string } = {}): string =>
  `/teams/${id}${query({ on, ...more })}`

/** Counts and composition of a unit as a spreadsheet. */
export const teamsExportHref = (id: number, on: string | null, tree: string): string =>
  `/teams/${id}/export${query({ on, tree: tree === 'now' ? tree : null })}`

/** A decision about teams, and a new one of a commune. */
export const decisionHref = (id: string, edit?: boolean): string => `/teams/decisions/${id}${edit ? '?edit=1' : ''}`
export const newDecisionHref = (communeId: number): string => `/teams/decisions/new?commune=${communeId}`

/** Somebody on a roster. */
export const memberHref = (memberId: string): string => `/teams/members/${memberId}`
