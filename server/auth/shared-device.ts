import { ownerCookie } from '../activities/rules'

/**
 * On a shared PC the sign-in ends with the browser: the session cookie of the answer loses its expiry ("Máy dùng chung"
 * keeps nothing on the device). A cookie that is being removed is left as it is.
 */
export function forgetOnClose(response: Response): Response {
  const cookies = response.headers.getSetCookie()
  if (cookies.length === 0) return response
  const headers = new Headers(response.headers)
  headers.delete('set-cookie')
  for (const cookie of cookies) {
    const kept = /^[^=;]*session-token[^=;]*=[^;]/.test(cookie)
    headers.append('set-cookie', kept ? cookie.replace(/;\s*(expires|max-age)=[^;]*/gi, '') : cookie)
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/** Whoever signs in, nobody's log is open on the device until he has opened his own (ownerCookie). */
export function forgetOwner(response: Response): Response {
  const begins = response.headers.getSetCookie().some((cookie) => /^[^=;]*session-token[^=;]*=[^;]/.test(cookie))
  if (!begins) return response
  const headers = new Headers(response.headers)
  headers.append('set-cookie', `${ownerCookie}=; Path=/; Max-Age=0; SameSite=Lax`)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
