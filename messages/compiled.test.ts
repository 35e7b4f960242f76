import compile from 'icu-minify/compile'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { compiledMessages } from './compiled'
import formatMessage from './format'
import { loadMessages, type MessageTree } from './load'

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
}
const said = (message: string, values: Record<string, string | number>, locale = 'vi') =>
  formatMessage('key', compile(message), values, { formatters, locale } as never)

const leaves = (tree: MessageTree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)))

describe('compiled messages', () => {
  it.each(['vi', 'en'] as const)('keep every key of %s', (locale) => {
    const keys = (tree: object): unknown =>
      Object.fromEntries(
        Object.entries(tree).map(([key, value]) => [key, value?.constructor === Object ? keys(value) : 'message']),
      )
    expect(keys(compiledMessages(locale))).toEqual(keys(loadMessages(locale)))
  })

  it('say nothing as an empty text', () => {
    const message = '{count, plural, =0 {} other {Đã đánh dấu # chỉ tiêu}}'
    expect([0, 1200].map((count) => said(message, { count }))).toEqual(['', 'Đã đánh dấu 1.200 chỉ tiêu'])
  })

  it.each(['vi', 'en'] as const)('say in %s what the parser of ICU says', (locale) => {
    // Any argument a message may take; a select falls to `other`, a plural has its number.
    for (const number of [0, 1, 2, 12_345]) {
      for (const message of leaves(loadMessages(locale))) {
        if (/<\w+>|, (date|time)|&lt;/.test(message)) continue
        const names = Object.fromEntries([...message.matchAll(/\{(\w+)/g)].map(([, name]) => [name, number]))
        expect(said(message, names, locale), message).toBe(new IntlMessageFormat(message, locale).format(names))
      }
    }
  })
})
