import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOfRequest, randomCode } from './codes'
import {
  afterFailure,
  codeLength,
  codeOf,
  codeText,
  lockMinutes,
  maxFailures,
  passwordProblem,
  returnPathOf,
  signInNameOf,
} from './rules'
import { Throttle } from './throttle'

const runs = { numRuns: 300 }
const now = new Date('2026-11-21T03:00:00Z')

describe('codes', () => {
  it('reads what the slip shows, in any hand', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.string({ minLength: 1 }), (requestId, personId, secret) => {
        const code = codeOfRequest(requestId, personId, secret)
        expect(code).toHaveLength(codeLength)
        expect(codeOf(codeText(code))).toBe(code)
        expect(codeOf(` ${codeText(code).toLowerCase()} `)).toBe(code)
        expect(codeOfRequest(requestId, personId, secret)).toBe(code)
        expect(codeOfRequest(requestId, personId, `${secret}x`)).not.toBe(code)
      }),
      runs,
    )
    expect(codeOf(randomCode())).not.toBeNull()
  })
  it('refuses what cannot be a code', () => {
    for (const typed of ['', 'ABCDE', 'ABCDE-2345O', 'ABCDE-23451', 'x'.repeat(1e5)]) expect(codeOf(typed)).toBeNull()
  })
  it("needs the server's secret", () => {
    expect(() => codeOfRequest('a', 'b', '')).toThrow()
  })
})

describe('passwords', () => {
  it('names what is wrong', () => {
    expect(passwordProblem('Ngắn1', 'x')).toBe('short')
    expect(passwordProblem('a'.repeat(201), 'x')).toBe('long')
    expect(passwordProblem('matkhaudai', '0900000001')).toBe('plain')
    expect(passwordProblem('abc0900000001', '0900000001')).toBe('likeName')
    expect(passwordProblem('Mật khẩu dài 1', '0900000001')).toBeNull()
  })
  it('locks at the fifth wrong one, whatever came before', () => {
    let state: { failedCount: number; lockedUntil: Date | null } = { failedCount: 0, lockedUntil: null }
    for (let tried = 1; tried <= maxFailures; tried++) {
      const next = afterFailure(state.failedCount, now)
      expect(next.left).toBe(maxFailures - tried)
      state = next
    }
    expect(state.lockedUntil?.getTime()).toBe(now.getTime() + lockMinutes * 60_000)
  })
  it('keeps one form of a name however it is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(signInNameOf(signInNameOf(typed))).toBe(signInNameOf(typed))
      }),
      runs,
    )
  })
})

describe('the way back', () => {
  it('stays in the house', () => {
    expect(returnPathOf('/reports/12?x=1#a')).toBe('/reports/12?x=1#a')
    for (const wanted of [
      null,
      '',
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:1',
    ]) {
      expect(returnPathOf(wanted)).toBe('/')
    }
    fc.assert(
      fc.property(fc.string(), (tail) => {
        const path = returnPathOf(`/${tail}`)
        expect(new URL(path, 'https://here.example').origin).toBe('https://here.example')
      }),
      runs,
    )
  })
})

it('slows one origin and not the others, for a minute', () => {
  const throttle = new Throttle(3, 60_000, 2)
  for (let i = 0; i < 3; i++) throttle.count('a', now)
  expect(throttle.allows('a', now)).toBe(false)
  expect(throttle.allows('b', now)).toBe(true)
  expect(throttle.allows('a', new Date(now.getTime() + 60_000))).toBe(true)
  throttle.count('b', now)
  throttle.count('c', now)
  expect(throttle.allows('a', now)).toBe(true)
})
