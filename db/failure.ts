import en from '@/messages/en/process.json'
import vi from '@/messages/vi/process.json'

/** The sentences of the processes themselves (start, migrate, init), before any page or session exists. */
const sentences = { vi, en }
type Sentences = typeof vi
export type SentenceKey = { [A in keyof Sentences]: `${A}.${keyof Sentences[A] & string}` }[keyof Sentences]
export type Params = Record<string, string | number>

/** Language of the process: LOCALE, else an English LANG, else Vietnamese. */
export function processLocale(source: Record<string, string | undefined> = process.env): 'vi' | 'en' {
  const asked = source.LOCALE || source.LANG || ''
  return asked.toLowerCase().startsWith('en') ? 'en' : 'vi'
}

/** One sentence in the language of the process. `{name}` in the message is replaced by `params.name`. */
export function say(key: SentenceKey, params: Params = {}, locale = processLocale()): string {
  const [area, name] = key.split('.') as [string, string]
  const message = (sentences[locale] as Record<string, Record<string, string>>)[area]?.[name] ?? key
  return message.replace(/\{(\w+)\}/g, (whole, param: string) => String(params[param] ?? whole))
}

/** Something the person who starts the process can mend: one sentence, no stack. */
export class Failure extends Error {
  override readonly name = 'Failure'
  constructor(
    readonly key: SentenceKey,
    readonly params: Params = {},
    options?: { cause?: unknown },
  ) {
    super(say(key, params), options)
  }
}

/** The sentence for anything thrown; what nobody foresaw keeps its own message, on one line. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  const code = (error as { code?: string } | null)?.code
  if (code === 'ENOSPC') return say('folder.full', { folder: (error as { path?: string }).path ?? process.cwd() })
  const reason = error instanceof Error ? error.message || code || error.name : String(error)
  return say('start.unexpected', { reason: reason.trim().replace(/\s+/g, ' ') })
}

/** Runs a command-line entry: on failure prints one sentence and leaves with code 1. */
export async function runEntry(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(sentenceOf(error))
    if (process.env.DEBUG && !(error instanceof Failure)) console.error(error)
    process.exitCode = 1
  }
}
