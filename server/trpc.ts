import { createHash } from 'node:crypto'
import { initTRPC, TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asUser, type Identity, IdentityRefused, type Mode } from '@/db/session'
import type { Ctx } from './context'
import { Conflict, DomainError, type ErrorKind, NotNow } from './errors'
import { wire } from './wire'

/** What a request brings: the token's identity with the page's assignment, or nobody; and the clock of the request. */
export type RequestContext = {
  identity: Identity | null
  now: Date
  /** Called after the rollback of a refused command, the client already released. */
  onRefused?: (refusal: { procedure: string; reason: string }) => Promise<void>
}

const codes: Record<ErrorKind, TRPCError['code']> = {
  NotFound: 'NOT_FOUND',
  Forbidden: 'FORBIDDEN',
  Conflict: 'CONFLICT',
  Invalid: 'BAD_REQUEST',
  NotNow: 'PRECONDITION_FAILED',
}

/** Postgres's codes become ours once, here. Null: nothing the caller can do about. */
export function domainErrorOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error
  const { cause, code, message } = (error ?? {}) as { cause?: unknown; code?: string; message?: string }
  // The pool's own words, which come without a code: every connection was taken for too long, and nothing has happened.
  if (message === 'timeout exceeded when trying to connect') return new DomainError('NotNow', 'common.busy')
  switch (code) {
    case '42501':
      return new DomainError('Forbidden', 'common.forbidden')
    case '23505':
    case '23P01':
      return new DomainError('Conflict', 'common.alreadyThere')
    case '55P03':
      if (message === 'reorganisations.underWay') return new DomainError('NotNow', message)
      return new DomainError('NotNow', 'common.busy')
    case '57014':
    case '40001':
    case '40P01':
      return new DomainError('NotNow', 'common.busy')
    case '22P02':
    case '22P05':
    case '22007':
    case '22008':
    case '22021':
    case '23514':
    case '22003':
      return new DomainError('Invalid', 'common.invalid')
  }
  return cause && cause !== error ? domainErrorOf(cause) : null
}

/** A serialisation failure or a deadlock: nothing happened, the same thing may be tried again. */
function retryable(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown }
  if (code === '40001' || code === '40P01') return true
  return cause !== undefined && cause !== error && retryable(cause)
}

const t = initTRPC.context<RequestContext>().create({
  transformer: wire,
  errorFormatter({ shape, error }) {
    const domain = domainErrorOf(error.cause) ?? domainErrorOf(error)
    const invalid = error.cause instanceof z.ZodError ? error.cause.issues.slice(0, 20) : undefined
    return {
      ...shape,
      // No stack, no driver's words: a code that the messages know.
      message: domain?.reason ?? (invalid ? 'common.invalid' : `common.${error.code}`),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        reason: domain?.reason ?? (invalid ? 'common.invalid' : `common.${error.code}`),
        params: domain?.params ?? {},
        detail: domain?.data,
        issues: invalid?.map((issue) => ({ path: issue.path.map(String), message: issue.message })),
      },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.identity) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { ...ctx, identity: ctx.identity } })
})

/**
 * One transaction round a procedure. `next()` does not throw: a failed result must be thrown, or it would commit. `kept`: a write
 * is done once for each requestId, and its answer is kept for a retry.
 */
const inTransaction = (mode: Mode, kept = mode !== 'read') =>
  t.middleware(async ({ ctx, next, path, getRawInput }) => {
    const identity = ctx.identity as Identity
    const input = kept ? await getRawInput() : undefined
    for (let attempt = 0; ; attempt++) {
      try {
        return await asUser(identity, mode, ctx.now, async (db, actor, stamps) => {
          const inner: Ctx = { db, actor, now: ctx.now, stamps }
          // A first password is somebody else's: until it is changed nothing is shown but who one is.
          if (actor.mustChange && path !== 'people.me') throw new NotNow('auth.mustChange')
          const earlier = kept ? await beginRequest(inner, path, input) : null
          if (earlier) return answerOf(earlier.response)
          const result = await next({ ctx: { ...ctx, ...inner } })
          if (!result.ok) throw result.error
          if (kept) await endRequest(inner, input, result.data)
          return result
        })
      } catch (error) {
        if (retryable(error) && attempt < 3) {
          await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * (1 + Math.random())))
          continue
        }
        throw await refusal(error, ctx, path)
      }
    }
  })

/** The result of a middleware that did not ask the procedure: the answer given the first time. `never`: it adds no context. */
const answerOf = (data: unknown) => ({ ok: true, data, marker: 'middlewareMarker' }) as never

async function refusal(error: unknown, ctx: RequestContext, procedure: string): Promise<TRPCError> {
  if (error instanceof IdentityRefused) return new TRPCError({ code: 'UNAUTHORIZED', cause: error })
  const domain = domainErrorOf(error) ?? domainErrorOf((error as { cause?: unknown } | null)?.cause)
  if (domain) {
    if (domain.kind === 'Forbidden') await ctx.onRefused?.({ procedure, reason: domain.reason }).catch(() => {})
    return new TRPCError({ code: codes[domain.kind], cause: domain, message: domain.reason })
  }
  if (error instanceof z.ZodError) return new TRPCError({ code: 'BAD_REQUEST', cause: error })
  return error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
}

/** Every command's input carries `requestId`, made by the client: a retry after a lost answer gets the first answer. */
export const requestIdInput = z.object({ requestId: z.uuid() })

const requestIdOf = (input: unknown) => requestIdInput.parse(input).requestId

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value instanceof Date) return value.toISOString()
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, canonical(each)]),
    )
  }
  return value
}

const hashOf = (input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('hex')

/** Takes the id, waiting for whoever holds it. Returns the first answer when the same input came before. */
async function beginRequest(ctx: Ctx, procedure: string, input: unknown): Promise<{ response: unknown } | null> {
  const id = requestIdOf(input)
  const hash = hashOf(input)
  const { actor } = ctx
  const taken = await ctx.db.execute(sql`
    insert into requests (id, person_id, unit_id, path, procedure, input_hash, at)
    values (${id}, ${actor.personId}, ${actor.unitId}, ${actor.path}, ${procedure}, ${hash}, ${ctx.now.toISOString()})
    on conflict (id) do nothing returning id`)
  if (taken.rows.length > 0) return null
  const { rows } = await ctx.db.execute<{ procedure: string; input_hash: string; response: { json: unknown } | null }>(
    sql`select procedure, input_hash, response from requests where id = ${id}`,
  )
  const first = rows[0]
  if (!first || first.procedure !== procedure || first.input_hash !== hash) throw new Conflict('common.requestReused')
  return { response: first.response ? wire.deserialize(first.response) : undefined }
}

async function endRequest(ctx: Ctx, input: unknown, data: unknown): Promise<void> {
  const response = JSON.stringify(wire.serialize(data))
  await ctx.db.execute(sql`update requests set response = ${response}::jsonb where id = ${requestIdOf(input)}`)
}

/** For everybody, signed in or not. Has no transaction of its own. */
export const publicProcedure = t.procedure
/** A read, in a READ ONLY transaction under the caller's identity. */
export const protectedProcedure = t.procedure.use(signedIn).use(inTransaction('read'))
/** A write: one transaction, once per requestId. */
export const commandProcedure = t.procedure.use(signedIn).use(inTransaction('write')).input(requestIdInput)
/**
 * A reading of personal data, written down in the transaction that gives it. Its answer is kept nowhere: asked again it is read,
 * and written down, again.
 */
export const readingProcedure = t.procedure.use(signedIn).use(inTransaction('write', false)).input(requestIdInput)
/** A write that a province leader may do as well, because it is a signature. */
export const signingProcedure = t.procedure.use(signedIn).use(inTransaction('sign')).input(requestIdInput)
