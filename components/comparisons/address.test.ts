import { describe, expect, it } from 'vitest'
import type { CompareRow } from '@/server/comparisons/rules'
import { type CompareAddress, ownReports, publishedNote } from './address'

describe('a commune’s own report', () => {
  it('is sent or not, accepted or not; over months it is so many of them', () => {
    const say = (required: number, received: number, basis: CompareAddress['basis'] = 'submitted') =>
      ownReports({ required, received } as CompareRow, { basis } as CompareAddress)?.word
    expect(say(1, 0)).toBe('ownNotSent')
    expect(say(1, 1)).toBe('ownSent')
    expect(say(1, 0, 'accepted')).toBe('ownNotAccepted')
    expect(say(1, 1, 'accepted')).toBe('ownAccepted')
    expect(say(3, 2)).toBe('ownSomeSent')
    expect(say(3, 2, 'accepted')).toBe('ownSomeAccepted')
  })

  it('is not what it took a part of, and nothing is said where it had none to send', () => {
    const say = (own: NonNullable<CompareRow['own']>) =>
      ownReports({ required: 2, received: 1, own } as CompareRow, { basis: 'submitted' } as CompareAddress)
    expect(say({ required: 1, received: 1 })).toEqual({ word: 'ownSent', required: 1, received: 1 })
    expect(say({ required: 0, received: 0 })).toBeNull()
  })
})

it('a province sees its own figures in full; of a commune those of its province too are what is published', () => {
  expect(publishedNote('province')).toBe('publishedOnly')
  expect(publishedNote('commune')).toBe('publishedOnlyCommune')
  expect(publishedNote('team')).toBe('publishedOnlyCommune')
})
