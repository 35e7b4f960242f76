import { createHash, createHmac, randomInt } from 'node:crypto'
import { readEnv } from '@/db/env'
import { codeAlphabet, codeLength } from './rules'

/** What is kept of a code. */
export const codeHash = (code: string): string => createHash('sha256').update(code).digest('hex')

/** A code nobody can foresee, for a process that prints it at once. */
export const randomCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')

/**
 * The code that a command gives a person. It follows from the request and the server's secret, so that a retry after a
 * lost answer shows the same code, although neither the code nor the answer with it is kept anywhere.
 */
export function codeOfRequest(requestId: string, personId: string, secret = readEnv().NEXTAUTH_SECRET): string {
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set')
  let code = ''
  for (let round = 0; code.length < codeLength; round++) {
    const bytes = createHmac('sha256', secret).update(`activation/${requestId}/${personId}/${round}`).digest()
    // Bytes past the last whole alphabet are skipped, so that every sign is as likely as any other.
    const fair = 256 - (256 % codeAlphabet.length)
    for (const byte of bytes)
      if (byte < fair && code.length < codeLength) code += codeAlphabet[byte % codeAlphabet.length]
  }
  return code
}
