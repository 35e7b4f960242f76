import { listPeopleInput } from '@/server/people/schema'

/** What the address of the people page asks for; anything it cannot mean is left out. */
export function peopleAddress(params: Record<string, string | string[] | undefined>) {
  const one = (key: string) => (typeof params[key] === 'string' && params[key] !== '' ? params[key] : undefined)
  const fields = { q: one('q'), role: one('role'), state: one('state'), page: Number(one('page') ?? 1) }
  const kept = Object.entries(fields).filter(
    ([key, value]) => value !== undefined && listPeopleInput.shape[key as keyof typeof fields].safeParse(value).success,
  )
  return listPeopleInput.parse(Object.fromEntries(kept))
}

export type PeopleAsked = ReturnType<typeof peopleAddress>

/** The address of another page of the same list. */
export function peopleHref(asked: PeopleAsked, page: number): string {
  const params = new URLSearchParams()
  if (asked.q) params.set('q', asked.q)
  if (asked.role) params.set('role', asked.role)
  if (asked.state) params.set('state', asked.state)
  if (page > 1) params.set('page', String(page))
  const query = params.toString()
  return query ? `/people?${query}` : '/people'
}
