import { signIn } from 'next-auth/react'
import type { AuthRefusal } from './auth-results'

/** Signs in by the sign-in service; the session is a cookie that scripts cannot read. */
export async function openSession(name: string, password: string): Promise<{ ok: true } | AuthRefusal> {
  try {
    const result = await signIn('credentials', { name, password, redirect: false })
    if (result?.ok && !result.error) return { ok: true }
    return readRefusal(result?.error)
  } catch {
    return { ok: false, reason: 'network' }
  }
}

function readRefusal(error: string | null | undefined): AuthRefusal {
  try {
    const read = JSON.parse(error ?? '') as AuthRefusal
    return { ...read, ok: false }
  } catch {
    return { ok: false, reason: 'network' }
  }
}
