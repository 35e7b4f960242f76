import { TRPCClientError } from '@trpc/client'
import type { ErrorData } from '@/components/frame/use-error-text'
import { type Client, clientOf, newRequestId } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { ownerHere, refreshOwner } from './owner'
import { dropWaiting, keepWaiting, listWaiting, readOwner, readWaiting, type Waiting } from './store'

/** How sending ended: everything arrived; the server was not reached; the sign-in is over; something was refused. */
export type Sent = 'done' | 'away' | 'signedOut' | 'refused'

/** One tab sends at a time. Where the browser knows no locks the ids alone make sure that nothing is there twice. */
function alone<Result>(personId: string, work: () => Promise<Result>): Promise<Result> {
  if (!navigator.locks) return work()
  return navigator.locks.request(`log-${personId}`, work) as Promise<Result>
}

const dataOf = (error: unknown): (ErrorData & { code?: string; httpStatus?: number }) | undefined =>
  error instanceof TRPCClientError ? (error.data ?? undefined) : undefined

/** What has nothing to do with what was written: the same is taken later. */
const passingReasons = ['common.busy', 'reorganisations.underWay', 'auth.mustChange']

/** What is worth asking again: no answer, an answer of somebody in between, a busy or broken server. */
function passing(error: unknown): boolean {
  const data = dataOf(error)
  return !data || passingReasons.includes(data.reason ?? '') || (data.httpStatus ?? 500) >= 500
}

/** Sends what one person has written down here, oldest first, each once. What is refused stays with the reason. */
export function sendWaiting(personId: string): Promise<Sent> {
  return alone(personId, async () => {
    const all = (await listWaiting(personId)).filter(({ state }) => state === 'waiting')
    if (all.length === 0) return 'done'
    const seen = await refreshOwner()
    if (seen === 'away') return 'away'
    // Somebody else may have signed in since: nothing goes out under his name.
    if (seen !== 'here' || ownerHere() !== personId) return 'signedOut'
    const owner = await readOwner(personId)
    let worst: Sent = 'done'
    for (const { id } of all) {
      // Another tab may have sent it while this one waited, or its owner thrown it away.
      const item = await readWaiting(id)
      if (item?.state !== 'waiting') continue
      const post = owner?.posts.find(({ team }) => team.id === item.input.teamId)
      const sent = post ? await sendOne(clientOf(post.assignmentId), item) : await refuse(item, 'activities.postEnded')
      if (sent === 'refused') worst = 'refused'
      else if (sent !== 'done') return sent
    }
    return worst
  })
}

async function refuse(item: Waiting, reason?: string, params?: ErrorData['params']): Promise<Sent> {
  await keepWaiting({ ...item, state: 'refused', refusal: { reason, params } })
  return 'refused'
}

async function sendOne(client: Client, given: Waiting): Promise<Sent> {
  let item = given
  try {
    if (!item.logged) {
      const { requestId, ...input } = item.input
      await client.activities.log.mutate({ ...input, requestId, madeAt: new Date(item.madeAt) })
      item = { ...item, logged: true }
      await keepWaiting(item)
    }
    for (const photo of item.photos) {
      if (photo.sent) continue
      const content = await base64Of(photo.blob)
      await client.activities.addPhoto.mutate({
        requestId: photo.requestId,
        id: photo.id,
        activityId: item.id,
        content,
      })
      item = { ...item, photos: item.photos.map((each) => (each.id === photo.id ? { ...each, sent: true } : each)) }
      await keepWaiting(item)
    }
    await dropWaiting(item.id)
    return 'done'
  } catch (error) {
    if (passing(error)) return 'away'
    const data = dataOf(error)
    if (data?.code === 'UNAUTHORIZED') return 'signedOut'
    return refuse(item, data?.reason, data?.params)
  }
}

/** Put right it is another request, or the server would answer as it did the first time; the activity stays the same one. */
export const mended = (item: Waiting, input: Waiting['input'], photos: Waiting['photos']): Waiting => ({
  ...item,
  input: { ...input, id: item.id, requestId: newRequestId() },
  photos: photos.map((photo) => ({ ...photo, requestId: newRequestId() })),
  state: 'waiting',
  refusal: null,
})
