import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from './locales'

export interface MessageTree {
  [key: string]: string | MessageTree
}

const cache = new Map<Locale, MessageTree>()

/**
 * All messages of a language: one namespace per file of messages/<locale>, named as the file. Server side only.
 * Read once per process; in development at each call, so that a new sentence shows without a restart.
 */
export function loadMessages(locale: Locale): MessageTree {
  const kept = process.env.NODE_ENV === 'production' ? cache.get(locale) : undefined
  if (kept) return kept
  const folder = join(process.cwd(), 'messages', locale)
  const messages: MessageTree = {}
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue
    messages[file.slice(0, -'.json'.length)] = JSON.parse(readFileSync(join(folder, file), 'utf8')) as MessageTree
  }
  cache.set(locale, messages)
  return messages
}
