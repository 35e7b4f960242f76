import { DrizzleQueryError } from 'drizzle-orm'

type Told = Error & { detail?: string; where?: string; internalQuery?: string; code?: string }

/** What Postgres says of a value that does not fit: `invalid input syntax for type integer: "0900000234"`. */
const quoted = /(: )?".*"/s

/**
 * An error of the database as it may stand in a log: what was asked and what went wrong, none of the values that came with it, which
 * are names and numbers of people. Changes the error itself, whoever wraps or prints it later.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const told = error as Told
  if (error instanceof DrizzleQueryError) {
    error.params = []
    rename(error, `Failed query: ${error.query}`)
  }
  for (const key of ['detail', 'where', 'internalQuery'] as const) if (told[key] !== undefined) told[key] = undefined
  // Class 22: a value that does not fit, quoted.
  if (told.code?.startsWith('22')) rename(error, error.message.replace(quoted, ''))
  if (error.cause !== undefined && error.cause !== error) withoutValues(error.cause)
  return error
}

/** Another message, in the stack as well, which begins with it. */
function rename(error: Error, message: string): void {
  const at = error.stack?.indexOf(error.message) ?? -1
  const frames = at < 0 ? '' : error.stack?.slice(at + error.message.length)
  error.message = message
  error.stack = `${error.name}: ${message}${frames}`
}
