import { expect, test } from 'vitest'
import { documentKind } from './rules'

test('a document is called by what its number says', () => {
  expect(documentKind('55/2025/NĐ-CP')).toBe('decree')
  expect(documentKind('55/2025/NĐ-CP'.normalize('NFD'))).toBe('decree')
  expect(documentKind('19/2025/QĐ-TTg')).toBe('decision')
  expect(documentKind('202/2025/QH15')).toBe('resolution')
  expect(documentKind('1654 đến 1687/NQ-UBTVQH15')).toBe('resolution')
})
