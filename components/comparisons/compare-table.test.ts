import { expect, it } from 'vitest'
import type { CompareRow } from '@/server/comparisons/rules'
import type { CompareAddress } from './address'
import { rowHref } from './compare-table'
import type { Comparison } from './outputs'

it('a figure over months leads to the report of the last month that was owed', () => {
  const table = { level: 'communes' } as Comparison
  const at = { from: '2026-09', to: '2026-11', tree: 'then' } as CompareAddress
  const lead = (row: Partial<CompareRow>) =>
    rowHref({ unitId: 7, required: 2, received: 2, ...row } as CompareRow, table, at)
  expect(lead({ lastMonth: '2026-10' })).toBe('/reports/7/2026-10')
  expect(lead({ lastMonth: '2026-11' })).toBe('/reports/7/2026-11')
  expect(lead({ lastMonth: '2026-10', restated: true })).toBeNull()
  expect(lead({ required: 0, received: 0, lastMonth: null })).toBeNull()
})
