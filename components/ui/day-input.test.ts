import { expect, it } from 'vitest'
import { dayFrom, dayShown } from './day-input'

it('reads a day as it is written here, and hands on what is none', () => {
  expect(dayFrom(' 1/2/2026 ')).toBe('2026-02-01')
  expect(dayFrom('21-11-2026')).toBe('2026-11-21')
  expect(dayFrom('')).toBeNull()
  for (const typed of ['2026-11-21', '21/11/26', 'mai', 'null']) expect(dayFrom(typed)).toBe(typed)
})

it('shows a day as it is written here', () => {
  expect(dayShown('2026-02-01')).toBe('01/02/2026')
  for (const other of ['', 'mai', '1/2/2026']) expect(dayShown(other)).toBe(other)
})
