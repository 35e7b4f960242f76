import type { WaitingPhoto } from '@/components/photos/picture'
import type { LogActivityGiven } from '@/server/activities/schema'

/** What a form offers for a team; the only thing of the server that a device keeps. */
export interface KeptPost {
  assignmentId: string
  team: { id: number; fullName: string }
  teams: { id: number; fullName: string }[]
  programmes: { id: string; name: string }[]
  partners: { id: string; name: string }[]
}
export interface Owner {
  personId: string
  posts: KeptPost[]
  /** What was chosen last, so that it is chosen already the next time. */
  last?: Pick<LogActivityGiven, 'kind' | 'channel' | 'tasks' | 'targetGroups' | 'place'> & { teamId: number }
}

/** An activity that was written down here. The id and the ids of its requests never change, so that it arrives once. */
export interface Waiting {
  id: string
  personId: string
  input: LogActivityGiven
  photos: WaitingPhoto[]
  /** The activity itself has arrived; pictures may still be on their way. */
  logged: boolean
  state: 'waiting' | 'refused'
  /** Why the server refused it: a key under `errors` and what stands in it. */
  refusal: { reason?: string; params?: Record<string, string | number | boolean | null> } | null
  madeAt: string
}

const stores = ['owners', 'waiting'] as const
type Store = (typeof stores)[number]

const done = <Result>(request: IDBRequest<Result>) =>
  new Promise<Result>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened: Promise<IDBDatabase> | null = null
function open(): Promise<IDBDatabase> {
  if (opened) return opened
  const asked = indexedDB.open('tung-ngo', 1)
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('owners', { keyPath: 'personId' })
    asked.result.createObjectStore('waiting', { keyPath: 'id' }).createIndex('person', 'personId')
  }
  opened = done(asked).catch((error) => {
    opened = null
    throw error
  })
  return opened
}

/** Resolves when what was written is on the device, not when it was asked for. */
async function within<Result>(
  store: Store,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await open()).transaction(store, mode, { durability: 'strict' })
  const request = work(transaction.objectStore(store))
  return new Promise<Result>((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

export const readOwner = (personId: string) =>
  within<Owner | undefined>('owners', 'readonly', (store) => store.get(personId))
export const keepOwner = (owner: Owner) => within('owners', 'readwrite', (store) => store.put(owner))
export const forgetOwnerOf = (personId: string) => within('owners', 'readwrite', (store) => store.delete(personId))

/** What one person has written down here and is not at the server yet, the oldest first. Nobody else's is ever read. */
export async function listWaiting(personId: string): Promise<Waiting[]> {
  const all = await within<Waiting[]>('waiting', 'readonly', (store) => store.index('person').getAll(personId))
  return all.sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
}
export const keepWaiting = (item: Waiting) => within('waiting', 'readwrite', (store) => store.put(item))
export const dropWaiting = (id: string) => within('waiting', 'readwrite', (store) => store.delete(id))
export const readWaiting = (id: string) => within<Waiting | undefined>('waiting', 'readonly', (store) => store.get(id))
