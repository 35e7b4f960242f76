import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, it, vi } from 'vitest'

vi.mock('./store', () => ({ readOwner: async () => undefined, keepOwner: async () => {} }))
const { refreshOwner } = await import('./owner')

afterEach(() => vi.unstubAllGlobals())

it('an answer that is not the server’s is no network, and no owner', async () => {
  const answers: [string, Response][] = [
    ['away', new Response('<html>Wi-Fi</html>')],
    ['away', new Response('{}')],
    ['away', new Response('Bad gateway', { status: 502 })],
    ['signedOut', new Response('{}', { status: 401 })],
    ['here', new Response(JSON.stringify({ personId: 'a', posts: [] }))],
  ]
  for (const [seen, answer] of answers) {
    vi.stubGlobal('fetch', async () => answer)
    expect(await refreshOwner(), seen).toBe(seen)
  }
})

it('the kept page opens without a network, and where the server is broken', async () => {
  const listeners: Record<string, (event: object) => void> = {}
  const self = { addEventListener: (name: string, heard: () => void) => Object.assign(listeners, { [name]: heard }) }
  const kept = new Response('kept')
  const fetched = vi.fn<() => Promise<Response>>()
  const caches = { match: async () => kept }
  runInNewContext(readFileSync('public/worker.js', 'utf8'), { self, caches, fetch: fetched, URL, Promise, setTimeout })
  const open = async () => {
    let answer: Promise<Response> | undefined
    const respondWith = (given: Promise<Response>) => {
      answer = given
    }
    listeners.fetch?.({ request: { method: 'GET', mode: 'navigate', url: 'https://a/log' }, respondWith })
    return (await answer)?.text()
  }
  fetched.mockRejectedValue(new Error('offline'))
  expect(await open()).toBe('kept')
  fetched.mockResolvedValue(new Response('bad gateway', { status: 502 }))
  expect(await open()).toBe('kept')
  fetched.mockResolvedValue(new Response('anew'))
  expect(await open()).toBe('anew')
})
