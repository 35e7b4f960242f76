import fs from 'node:fs'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { refusedPost } from './request'

const post = (headers: Record<string, string>) =>
  new NextRequest('https://tungngo.example/api/x', { method: 'POST', headers: { host: 'tungngo.example', ...headers } })

it('a posting request comes from our own pages, says how large it is, and is no larger than needed', () => {
  const size = { 'content-length': '100' }
  const ours = { origin: 'https://tungngo.example' }
  const status = (headers: Record<string, string>) => refusedPost(post(headers), 100)?.status ?? 'read'
  expect(status({ ...ours, ...size })).toBe('read')
  expect(status({ ...size, 'sec-fetch-site': 'same-origin' })).toBe('read')
  for (const origin of [
    'https://evil.example',
    'http://tungngo.example.evil.example',
    'null',
    'https://tungngo.example:8443',
  ])
    expect(status({ ...size, origin }), origin).toBe(403)
  expect(status({ ...size, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(status(ours)).toBe(411)
  for (const length of ['101', '99999999999', 'many', '-'])
    expect(status({ ...ours, 'content-length': length })).toBe(413)
})

const app = path.join(import.meta.dirname, '..', '..', 'app')
const routes = fs
  .readdirSync(app, { recursive: true })
  .map(String)
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => ({ file, text: fs.readFileSync(path.join(app, file), 'utf8') }))
/** Of which the library that answers asks for a token of its own. */
const guarded = ['api/auth/[...nextauth]/route.ts']

it('no route takes what is posted from elsewhere, or a body of any size', () => {
  const taking = routes.filter(({ file, text }) => /\bPOST\b/.test(text) && !guarded.includes(file))
  expect(taking.length).toBeGreaterThan(4)
  for (const { file, text } of taking) {
    expect(/if \(!sameOrigin\(request\)\)|refusedPost\(request, /.test(text), file).toBe(true)
    if (/request\.(json|text|formData|arrayBuffer|blob)\(|req: request/.test(text))
      expect(text, file).toContain('refusedPost(request, ')
  }
})

it('an answer of a route is kept by nobody on the way, unless it is everybody’s', () => {
  const kept = routes.filter(({ text }) => !/no-store|(sheet|photo)Answer\(/.test(text)).map(({ file }) => file)
  expect(kept.sort()).toEqual(['api/auth/[...nextauth]/route.ts', 'api/map/route.ts'])
})

it('a file with names is written down each time it is made: no route asks under an id that a client may send twice', () => {
  const making = routes.filter(({ text }) => /\.export\w*\(/.test(text))
  expect(making.map(({ file }) => file).sort()).toEqual([
    'api/rosters/export/route.ts',
    'api/training/[id]/names/route.ts',
  ])
  for (const { file, text } of making) {
    expect(text, file).toContain('requestId: randomUUID()')
    expect(text, file).not.toMatch(/body\??\.requestId|requestId\?: /)
  }
})
