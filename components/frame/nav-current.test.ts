import { expect, it } from 'vitest'
import { currentHref } from './nav-current'

it('marks the entry one stands under', () => {
  const hrefs = ['/', '/reports', '/reports/review', '/units']
  expect(currentHref('/', hrefs)).toBe('/')
  expect(currentHref('/reports/123', hrefs)).toBe('/reports')
  expect(currentHref('/reports/review/9', hrefs)).toBe('/reports/review')
  expect(currentHref('/reportsx', hrefs)).toBeNull()
  expect(currentHref('/people', hrefs)).toBeNull()
})
