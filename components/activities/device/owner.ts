import { ownerCookie } from '@/server/activities/rules'
import { forgetOwnerOf, type KeptPost, keepOwner, listWaiting, type Owner, readOwner } from './store'

/** Whose log is open on this device, by the cookie; null: nobody's. */
export function ownerHere(): string | null {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${ownerCookie}=`))
  return found?.slice(ownerCookie.length + 1) || null
}

export type Seen = 'here' | 'away' | 'signedOut' | 'shared'

/**
 * Asks the server whose log this is and keeps what the form needs. away: not reached; signedOut: nobody is signed in;
 * shared: a shared device keeps nothing.
 */
export async function refreshOwner(): Promise<Seen> {
  let response: Response
  try {
    response = await fetch('/api/log', { cache: 'no-store' })
  } catch {
    return 'away'
  }
  if (response.status === 401) return 'signedOut'
  if (response.status === 409) return 'shared'
  if (!response.ok) return 'away'
  // A page to sign in to a network answers in the server's place, and all is well by its own account.
  const said = (await response.json().catch(() => null)) as { personId: string; posts: KeptPost[] } | null
  if (!said?.posts) return 'away'
  const { personId, posts } = said
  if (posts.length === 0) return 'here'
  const before = await readOwner(personId)
  await keepOwner({ personId, posts, last: before?.last })
  return 'here'
}

/** The open log of this device, or null. */
export async function currentOwner(): Promise<Owner | null> {
  const personId = ownerHere()
  return personId ? ((await readOwner(personId)) ?? null) : null
}

/** How much of the open log has not arrived; a sign-out asks. */
export async function unsentHere(): Promise<number> {
  const personId = ownerHere()
  return personId ? (await listWaiting(personId)).length : 0
}

/** Nothing of this person stays but what has not been sent. */
export async function leaveDevice(): Promise<void> {
  const personId = ownerHere()
  if (personId) await forgetOwnerOf(personId)
}
