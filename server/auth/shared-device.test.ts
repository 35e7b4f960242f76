import { expect, it } from 'vitest'
import { forgetOnClose, forgetOwner } from './shared-device'

it('lets the session end with the browser and leaves the rest alone', () => {
  const headers = new Headers()
  headers.append(
    'set-cookie',
    'next-auth.session-token=abc; Path=/; Expires=Sat, 21 Nov 2026 15:00:00 GMT; HttpOnly; SameSite=Lax',
  )
  headers.append('set-cookie', 'next-auth.session-token=; Path=/; Max-Age=0')
  headers.append('set-cookie', 'next-auth.callback-url=http%3A%2F%2Fx; Path=/; Max-Age=10')
  expect(forgetOnClose(new Response('{}', { headers, status: 200 })).headers.getSetCookie()).toEqual([
    'next-auth.session-token=abc; Path=/; HttpOnly; SameSite=Lax',
    'next-auth.session-token=; Path=/; Max-Age=0',
    'next-auth.callback-url=http%3A%2F%2Fx; Path=/; Max-Age=10',
  ])
})

it('whoever signs in opens nobody’s log of before; a wrong password changes nothing', () => {
  const of = (cookie: string) =>
    forgetOwner(new Response('{}', { headers: { 'set-cookie': cookie } })).headers.getSetCookie().length
  expect(of('next-auth.session-token=abc; Path=/; HttpOnly')).toBe(2)
  expect(of('next-auth.session-token=; Path=/; Max-Age=0')).toBe(1)
  expect(of('next-auth.callback-url=x; Path=/')).toBe(1)
})
