import compile from 'icu-minify/compile'
import { loadMessages, type MessageTree } from './load'
import type { Locale } from './locales'

const cache = new Map<Locale, MessageTree>()

const compileAll = (tree: MessageTree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compileAll(value)]),
  )

/**
 * The messages as the pages use them: ICU syntax is read here, once per process, so that no browser has to carry its parser
 * (next.config.ts puts messages/format.ts in its place). In development read anew at each call.
 */
export function compiledMessages(locale: Locale): MessageTree {
  const kept = process.env.NODE_ENV === 'production' ? cache.get(locale) : undefined
  if (kept) return kept
  // Through JSON: a page hands on plain objects only.
  const messages = JSON.parse(JSON.stringify(compileAll(loadMessages(locale)))) as MessageTree
  cache.set(locale, messages)
  return messages
}
