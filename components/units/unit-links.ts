/** `?on=` only when another day than today is looked at, so that a plain link stays a plain link. */
const query = (params: Record<string, string | number | null | undefined>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) if (value) search.set(key, String(value))
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** The page of a unit, as of a day. */
export const unitHref = (
  id: number,
  on?: string | null,
  more: { tab?: string; page?: number; filter?: string; q?: string } = {},
): string => `/units/${id}${query({ on, ...more })}`

/** The browser of units, opened at a province, as of a day. */
export const unitsHref = (unit?: number | null, on?: string | null): string => `/units${query({ unit, on })}`

/** What the page of changes shows; days and ids as in the address. */
export type ChangesAddress = {
  province: number | null
  from: string
  to: string
  kind: string | null
  level: string | null
  q: string
}

const changesQuery = ({ province, from, to, kind, level, q }: Partial<ChangesAddress>, page = 1): string =>
  query({ province, from, to, kind, level, q, page: page > 1 ? page : null })

/** What changed between two days, in the country or a province; `page` from 1. */
export const changesHref = (at: Partial<ChangesAddress> = {}, page = 1): string =>
  `/units/changes${changesQuery(at, page)}`
/** All of it as a spreadsheet. */
export const changesExportHref = (at: ChangesAddress): string => `/units/changes/export${changesQuery(at)}`
