/** Pure rules of signing in. */

/** Wrong passwords in a row before the account locks, and for how long (domain.md 22.21: a set time, the level above unlocks). */
export const maxFailures = 5
export const lockMinutes = 30
/** A sign-in lasts a working day; on a shared PC it locks after fifteen idle minutes (22.22). */
export const sessionHours = 12
export const sharedIdleMinutes = 15

/**
 * The form in which a sign-in name is kept: a phone number as ten digits from 0, an issued code in lower case.
 * '+84 900 000 001', '0900.000.001' and '0900000001' are one name.
 */
export function signInNameOf(typed: string): string {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const digits = text.replace(/[\s.\-()]/g, '')
  if (/^(\+?84|0)\d{9}$/.test(digits)) return `0${digits.replace(/^(\+?84|0)/, '')}`
  return text.replace(/\s+/g, '')
}

/** A phone number in the kept form, or null. */
export function phoneOf(typed: string): string | null {
  const name = signInNameOf(typed)
  return /^0\d{9}$/.test(name) ? name : null
}

export type PasswordProblem = 'short' | 'long' | 'plain' | 'likeName'

/** What is wrong with a new password, as a message key under `auth`; null when nothing is. 8 to 200 characters, two kinds of them. */
export function passwordProblem(password: string, signInName: string): PasswordProblem | null {
  const length = [...password].length
  if (length < 8) return 'short'
  if (length > 200) return 'long'
  if (password.toLowerCase().includes(signInName.toLowerCase())) return 'likeName'
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length
  return kinds < 2 ? 'plain' : null
}

/** State after a wrong password: failures counted, locked at the fifth. */
export function afterFailure(
  failedCount: number,
  now: Date,
): { failedCount: number; lockedUntil: Date | null; left: number } {
  const next = failedCount + 1
  if (next >= maxFailures)
    return { failedCount: 0, lockedUntil: new Date(now.getTime() + lockMinutes * 60_000), left: 0 }
  return { failedCount: next, lockedUntil: null, left: maxFailures - next }
}

/** Activation and reset codes: ten signs of an alphabet without 0 O 1 I L (49 bits), valid for 72 hours, once (domain.md 22.20). */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeLength = 10
export const codeHours = 72

/** The kept form of a typed code: capitals, no spaces or hyphens; null when it cannot be one. */
export function codeOf(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return code.length === codeLength && [...code].every((sign) => codeAlphabet.includes(sign)) ? code : null
}

/** A code as it is printed: 'ABCDE-23456'. */
export const codeText = (code: string): string => `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`

/** Where a sign-in may lead back to: a path of our own ('/reports?x=1'), never another host. */
export function returnPathOf(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]|[\s\\]/.test(wanted)) return '/'
  const host = 'http://own.invalid'
  return URL.canParse(wanted, host) && new URL(wanted, host).origin === host ? wanted : '/'
}

/** Cookies of this device: "Máy dùng chung" was ticked; its screen is locked; which post new pages are shown under. */
export const sharedCookie = 'shared'
export const lockedCookie = 'locked'
export const assignmentCookie = 'assignment'
