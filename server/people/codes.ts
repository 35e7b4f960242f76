import { codeOfRequest } from '../auth/codes'
import { codeText } from '../auth/rules'
import { commandProcedure, publicProcedure, requestIdInput } from '../trpc'
import type { Appointed } from './imports/commands'

type Coded = { personId: string; code: string | null; known?: boolean }

const isCoded = (value: unknown): value is Coded =>
  typeof value === 'object' && value !== null && 'personId' in value && 'code' in value

/** The answer with the codes of the people it names. Whoever was known already has none. */
function withCodes(data: unknown, requestId: string): unknown {
  const fill = (each: Coded): Coded =>
    each.known ? each : { ...each, code: codeText(codeOfRequest(requestId, each.personId)) }
  if (isCoded(data)) return fill(data)
  const list = (data as { appointed?: Appointed[] } | null)?.appointed
  return list ? { ...(data as object), appointed: list.map(fill) } : data
}

/**
 * A command whose answer holds one-time codes. They are put in outside the transaction that keeps the answer for a
 * retry, so that no code is ever stored; a retry after a lost answer computes the same ones.
 */
export const codeProcedure = publicProcedure
  .use(async ({ next, getRawInput }) => {
    const result = await next()
    if (!result.ok) return result
    return { ...result, data: withCodes(result.data, requestIdInput.parse(await getRawInput()).requestId) }
  })
  .concat(commandProcedure)
