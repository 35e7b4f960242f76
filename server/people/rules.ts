import type { Role, UnitLevel } from '@/db/enums'
import { roles } from '@/db/enums'
import { plainText, searchKey } from '@/db/unit-names'
import { phoneOf, signInNameOf } from '../auth/rules'
import { addDays, type Day, dayInVietnam, instantAt } from '../calendar/rules'

/** The key by which names are looked for, without marks. */
export { searchKey }

/** Longest name, title and reason of a person or post, in characters. */
export const textLimits = { name: 100, title: 150, reason: 300 } as const

/** A name as it is kept: NFC, one space between words, nothing hidden in it. */
export const cleanName = plainText

/** Whether the text can be a person's name: letters with ' - . between them, at most 100 characters. */
export const isName = (name: string): boolean =>
  name.length <= textLimits.name && /^\p{L}[\p{L}\p{M}'’.\- ]*$/u.test(name) && /\p{L}{1}/u.test(name)

/** Order of people: the given name (the last word) first, then family and middle names (domain.md section 17). */
export function sortNameOf(fullName: string): string {
  const words = cleanName(fullName).split(' ')
  const given = words.pop() ?? ''
  return [given, ...words].join(' ')
}

/** '0900000234' → '09xx xxx 234': who knows the number recognises it, who does not cannot call it. Other names keep two signs. */
export function maskSignInName(name: string): string {
  const phone = phoneOf(name)
  if (phone) return `${phone.slice(0, 2)}xx xxx ${phone.slice(-3)}`
  return `${name.slice(0, 2)}${'x'.repeat(Math.max(3, name.length - 2))}`
}

/** A sign-in name in its kept form: a phone number, or an issued code of 4 to 32 signs; null when it is neither. */
export function signInNameFrom(typed: string): string | null {
  const name = signInNameOf(typed)
  return /^0\d{9}$/.test(name) || /^[a-z][a-z0-9._-]{3,31}$/.test(name) ? name : null
}

/** Levels at which a post can be held. Partners and auditors are given a unit; the rest sit where the post is. */
const postLevels: Record<Role, readonly UnitLevel[]> = {
  ministry_admin: ['nation'],
  ministry_analyst: ['nation'],
  province_leader: ['province'],
  department_leader: ['province'],
  province_officer: ['province'],
  province_admin: ['province'],
  district_officer: ['district'],
  commune_leader: ['commune'],
  commune_officer: ['commune'],
  team_leader: ['team'],
  team_member: ['team'],
  partner: ['province', 'commune'],
  auditor: ['nation', 'province', 'commune'],
  system_operator: ['nation'],
}

/** Whether the post can be held at a unit of that level. */
export const postFits = (role: Role, level: UnitLevel): boolean => postLevels[role].includes(level)

/** Posts that can carry the right "Quản lý tài khoản cấp xã". */
export const accountKeepers: readonly Role[] = ['province_officer', 'commune_officer']

/** Words by which a pasted list names a post, as search keys. The same word means another post at another level. */
const postWords: readonly [string, readonly Role[]][] = [
  ['lanh dao so', ['department_leader']],
  ['lanh dao ubnd tinh', ['province_leader']],
  ['ban chi dao', ['province_leader']],
  ['pho chu tich', ['commune_leader', 'province_leader']],
  ['chu tich', ['commune_leader', 'province_leader']],
  ['lanh dao', ['commune_leader', 'department_leader']],
  ['giam doc so', ['department_leader']],
  ['quan tri', ['province_admin', 'ministry_admin']],
  ['dau moi so', ['province_admin']],
  ['chuyen vien', ['commune_officer', 'province_officer', 'ministry_analyst']],
  ['cong chuc', ['commune_officer', 'province_officer']],
  ['can bo', ['commune_officer', 'province_officer']],
  ['to truong', ['team_leader']],
  ['to vien', ['team_member']],
  ['kiem tra', ['auditor']],
  ['thanh tra', ['auditor']],
  ['doanh nghiep', ['partner']],
  ['doan the', ['partner']],
  ['leader', ['commune_leader', 'department_leader']],
  ['officer', ['commune_officer', 'province_officer']],
  ['admin', ['province_admin', 'ministry_admin']],
]

/** The post that a written word names at a unit of that level; null when it names none. */
export function postOf(word: string, level: UnitLevel): Role | null {
  const id = roles.find((role) => role === word.trim().toLowerCase())
  if (id) return id
  const key = ` ${searchKey(word)} `
  for (const [start, posts] of postWords) {
    if (!key.startsWith(` ${start} `)) continue
    const post = posts.find((each) => postFits(each, level))
    if (post) return post
  }
  return null
}

/** One line of a pasted list, as typed: name, sign-in name, post, unit (may be empty: one's own). `line` counts from 1. */
export type AccountLine = { line: number; name: string; signInName: string; post: string; unit: string }

/** At most so many people in one paste. */
export const importLimit = 2000

/** At most so many new codes in one command. */
export const resetLimit = 200

/** Splits a pasted list: tabs as Excel gives them, else semicolons, else commas. Empty lines and a header line are left out. */
export function accountLines(text: string): AccountLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, index) => {
    if (raw.trim() === '') return []
    const separator = raw.includes('\t') ? '\t' : raw.includes(';') ? ';' : ','
    const [name = '', signInName = '', post = '', ...unit] = raw.split(separator).map((cell) => cell.trim())
    const header = index === 0 && !/\d/.test(signInName) && /^(ho|ten|name|full name)/.test(searchKey(name))
    return header ? [] : [{ line: index + 1, name, signInName, post, unit: unit.join(' ').trim() }]
  })
}

export type Validity = { validFrom: Date; validTo: Date | null }

/**
 * From the first moment of `from` (now, when it is today or before) until the last moment of `to`, in Vietnam's days.
 * Null: it would end before it begins.
 */
export function validityOf(from: Day | null | undefined, to: Day | null | undefined, now: Date): Validity | null {
  const today = dayInVietnam(now)
  const validFrom = !from || from <= today ? now : instantAt(from)
  const validTo = to ? instantAt(addDays(to, 1)) : null
  return validTo && validTo <= validFrom ? null : { validFrom, validTo }
}

/** Longest "giao việc tạm thời", in days. */
export const delegationDays = 366

/** Whether the span lies within what the giver himself holds and is short enough to be temporary. */
export function delegationFits(span: Validity, own: { validTo: Date | null }): boolean {
  if (!span.validTo) return false
  if (own.validTo && span.validTo > own.validTo) return false
  return span.validTo.getTime() - span.validFrom.getTime() <= delegationDays * 86_400_000
}

/** Whether the two spans share a moment; both half-open, an open end is for ever. */
export function overlap(a: Validity, b: Validity): boolean {
  return (!b.validTo || a.validFrom < b.validTo) && (!a.validTo || b.validFrom < a.validTo)
}

/** How an account stands, in one word. */
export type AccountState = 'invited' | 'active' | 'locked' | 'disabled'

export function accountStateOf(account: {
  activated: boolean
  lockedUntil: Date | null
  disabled: boolean
}): AccountState {
  if (account.disabled) return 'disabled'
  if (account.lockedUntil) return 'locked'
  return account.activated ? 'active' : 'invited'
}
