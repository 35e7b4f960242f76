import { getReorganisationInput, listReorganisationsInput } from '@/server/reorganisations/schema'

export type Params = Record<string, string | string[] | undefined>
const one = (params: Params, key: string) => (typeof params[key] === 'string' ? params[key] : undefined)

/** The parts of the page of a resolution. */
export const tabs = ['content', 'dryRun', 'late', 'waits', 'checks', 'history'] as const
export type Tab = (typeof tabs)[number]

const withQuery = (path: string, query: Record<string, string | number | undefined>): string => {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value))
  return params.size > 0 ? `${path}?${params}` : path
}

const beyondFirst = (page: number) => (page > 1 ? page : undefined)

export const listHref = (state?: string, page = 1): string =>
  withQuery('/reorganisations', { state, page: beyondFirst(page) })

export const reorganisationHref = (id: string, tab?: Tab, page = 1): string =>
  withQuery(`/reorganisations/${id}`, { tab: tab === 'content' ? undefined : tab, page: beyondFirst(page) })

/** Where a line stands: the page of it, and the line itself. */
export const lineHref = (id: string, line: number, page: number): string =>
  `${reorganisationHref(id, 'content', page)}#${lineId(line)}`
export const lineId = (line: number): string => `line-${line}`

/** What an address asks for; anything it cannot mean is left out, so that an old link still opens. */
export function listAddress(params: Params) {
  const { state, page } = listReorganisationsInput.shape
  return {
    state: state.safeParse(one(params, 'state')).data,
    page: page.safeParse(Number(one(params, 'page') ?? 1)).data ?? 1,
  }
}
export function reorganisationAddress(params: Params) {
  return {
    tab: tabs.find((tab) => tab === one(params, 'tab')) ?? 'content',
    page: getReorganisationInput.shape.page.safeParse(Number(one(params, 'page') ?? 1)).data ?? 1,
  }
}
