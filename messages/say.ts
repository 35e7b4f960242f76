import format, { type FormatValues } from 'icu-minify/format'
import { compiledMessages } from './compiled'
import { type Locale, timeZone } from './locales'

const formatters = {
  getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...given),
  getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...given),
  getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...given),
}

type Compiled = ReturnType<typeof compiledMessages>
const cache = new Map<Locale, Compiled>()

/** A job says thousands of sentences: only where they are being written are they read anew. */
function messagesOf(locale: Locale): Compiled {
  const kept = process.env.NODE_ENV === 'development' ? undefined : cache.get(locale)
  const messages = kept ?? compiledMessages(locale)
  cache.set(locale, messages)
  return messages
}

/** A sentence outside any page, as a letter or a job says it. Throws where the key has none. Server side only. */
export function say(locale: Locale, key: string, values: FormatValues<never> = {}): string {
  const message = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messagesOf(locale))
  if (message === undefined) throw new Error(`no message ${key}`)
  return String(format(message as Parameters<typeof format>[0], locale, values, { formatters, timeZone }))
}
