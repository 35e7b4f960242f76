import { expect, it } from 'vitest'
import { roles } from '@/db/enums'
import { loadMessages, type MessageTree } from '@/messages/load'
import { locales } from '@/messages/locales'

it.each(locales)('every post has a short label for tables in %s, none longer than a column', (locale) => {
  const short = (loadMessages(locale).enums as MessageTree).rolesShort as Record<string, string>
  expect(Object.keys(short).sort()).toEqual([...roles].sort())
  for (const label of Object.values(short)) expect(label.length).toBeLessThanOrEqual(20)
})
