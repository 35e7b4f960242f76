import { beforeEach, expect, it, vi } from 'vitest'
import type { Waiting } from './store'

const device = vi.hoisted(() => ({ owner: 'a' as string | null, waiting: [] as Waiting[], sent: [] as string[] }))
vi.mock('./owner', () => ({ ownerHere: () => device.owner, refreshOwner: async () => 'here' }))
vi.mock('./store', () => ({
  listWaiting: async (personId: string) => device.waiting.filter((item) => item.personId === personId),
  readWaiting: async (id: string) => device.waiting.find((item) => item.id === id),
  keepWaiting: async (item: Waiting) => {
    device.waiting = device.waiting.map((each) => (each.id === item.id ? item : each))
  },
  dropWaiting: async (id: string) => {
    device.waiting = device.waiting.filter((item) => item.id !== id)
  },
  readOwner: async (personId: string) => ({ personId, posts: [{ assignmentId: 'post', team: { id: 1 } }] }),
}))
vi.mock('@/components/trpc', () => ({
  newRequestId: () => 'again',
  clientOf: () => ({ activities: { log: { mutate: async ({ id }: { id: string }) => device.sent.push(id) } } }),
}))
const { sendWaiting } = await import('./queue')

const item = (id: string, personId = 'a') =>
  ({
    id,
    personId,
    input: { id, teamId: 1 },
    photos: [],
    logged: false,
    state: 'waiting',
    refusal: null,
    madeAt: id,
  }) as unknown as Waiting

beforeEach(() => {
  vi.stubGlobal('navigator', {})
  Object.assign(device, { owner: 'a', waiting: [item('1'), item('2'), item('3', 'b')], sent: [] })
})

it('what its owner wrote goes out oldest first, each once', async () => {
  expect(await sendWaiting('a')).toBe('done')
  expect(await sendWaiting('a')).toBe('done')
  expect(device.sent).toEqual(['1', '2'])
  expect(device.waiting.map(({ id }) => id)).toEqual(['3'])
})

it('where another has signed in since nothing goes out and nothing is refused', async () => {
  for (const other of ['b', null]) {
    device.owner = other
    expect(await sendWaiting('a')).toBe('signedOut')
  }
  expect(device.sent).toEqual([])
  expect(device.waiting.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
})
