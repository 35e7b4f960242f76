'use client'

import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from '@trpc/client'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { type ErrorData, useErrorText } from '@/components/frame/use-error-text'
import { reachingFetch } from '@/components/ui/reach'
import type { AppRouter } from '@/server/router'
import { wire } from '@/server/wire'

export { useErrorText }

export type Client = TRPCClient<AppRouter>

const ClientContext = createContext<Client | null>(null)

export interface ApiProviderProps {
  /** `assignmentId` of `people.me`, as the server rendered the page: every request of the page names it. */
  assignment: string
  children: ReactNode
}

/** The router as a post asks it, outside the pages of the frame. */
export const clientOf = (assignment: string): Client =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: '/api/trpc',
        transformer: wire,
        fetch: (url, options) => reachingFetch(url, options as RequestInit),
        methodOverride: 'POST',
        headers: { 'x-assignment': assignment },
      }),
    ],
  })

/**
 * The browser's way to the router. A page fetches on the server by `(await api()).noun.proc()` and hands plain props
 * down; here are commands, and reads that follow what somebody does.
 */
export function ApiProvider({ assignment, children }: ApiProviderProps) {
  const client = useMemo(() => clientOf(assignment), [assignment])
  return <ClientContext value={client}>{children}</ClientContext>
}

/** The router as the browser sees it: `useTRPC().reports.save.mutate({ … })`. */
export function useTRPC(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useTRPC needs ApiProvider above it')
  return client
}

/** A random id of a command. `crypto.randomUUID` exists on https and localhost only; offices also open plain http. */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What the server says of a refusal: `data.reason` is a key under `errors`, `detail` what stands now (a conflict). */
export type CommandError = TRPCClientError<AppRouter>

/** No answer of ours came back: whether the command was done is not known, and asking again with its id is safe. */
export const isLost = (error: unknown): boolean => !(error instanceof TRPCClientError) || !error.data

/** Nothing was done, because too many asked at once; the same may be asked again. */
const isBusy = (error: unknown): boolean =>
  error instanceof TRPCClientError && (error.data as ErrorData | undefined)?.reason === 'common.busy'

const asCommandError = (error: unknown): CommandError =>
  error instanceof TRPCClientError ? error : TRPCClientError.from(error as Error)

/** Lost and turned-away questions are asked again after 0.5, 1, 2 and 4 seconds. */
const retries = 4
const pauseBefore = (attempt: number) => new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))

export interface Command<Input, Output> {
  /** Resolves with the answer, or with undefined when it was refused or lost; then `error` says why. */
  run: (input: Input) => Promise<Output | undefined>
  pending: boolean
  /** Waiting to ask again after a lost answer. */
  retrying: boolean
  error: CommandError | null
  /** `error` as a sentence; '' when there is none. */
  errorText: string
  reset: () => void
}

type WithoutId<Input> = Input extends unknown ? Omit<Input, 'requestId'> : never

const idle = { pending: false, retrying: false, error: null as CommandError | null }

/**
 * A command of the router: `const send = useCommand(trpc.reports.submit)`, then `send.run({ … })`. One id per intention:
 * a lost answer is asked for again with the same id, also when the person presses again with the same input.
 */
export function useCommand<Input extends { requestId: string }, Output>(procedure: {
  mutate: (input: Input) => Promise<Output>
}): Command<WithoutId<Input>, Output> {
  const toText = useErrorText()
  const [state, setState] = useState(idle)
  const lost = useRef<{ input: string; requestId: string } | null>(null)
  const { mutate } = procedure
  const asked = useRef(mutate)
  useEffect(() => {
    asked.current = mutate
  }, [mutate])

  const run = useCallback(async (input: WithoutId<Input>): Promise<Output | undefined> => {
    const key = JSON.stringify(input)
    const requestId = lost.current?.input === key ? lost.current.requestId : newRequestId()
    setState({ ...idle, pending: true })
    for (let attempt = 0; ; attempt++) {
      try {
        // Sent also when the browser thinks that it is offline: it is often wrong about it.
        const output = await asked.current({ ...input, requestId } as unknown as Input)
        lost.current = null
        setState(idle)
        return output
      } catch (error) {
        if (attempt < retries && (isLost(error) || isBusy(error))) {
          setState({ ...idle, pending: true, retrying: true })
          await pauseBefore(attempt)
          continue
        }
        lost.current = isLost(error) ? { input: key, requestId } : null
        setState({ ...idle, error: asCommandError(error) })
        return undefined
      }
    }
  }, [])
  const reset = useCallback(() => setState(idle), [])
  return { run, ...state, errorText: state.error ? toText(state.error.data as ErrorData | undefined) : '', reset }
}

export interface Answer<Output> {
  /** What was answered last; it stays while the next question is under way. */
  data: Output | undefined
  error: CommandError | null
  /** A question is under way. */
  asking: boolean
}

/** A read that follows what somebody does: asked when `question` changes, an outdated answer is dropped. null asks nothing. */
export function useAnswer<Output>(
  question: string | null,
  ask: (signal: AbortSignal) => Promise<Output>,
  first?: Output,
): Answer<Output> {
  const [state, setState] = useState<Answer<Output> & { question: string | null }>({
    data: first,
    error: null,
    asking: false,
    question: first === undefined ? null : question,
  })
  const asked = useRef(ask)
  useEffect(() => {
    asked.current = ask
  })
  const answered = state.question
  useEffect(() => {
    if (question === null || question === answered) return
    const controller = new AbortController()
    async function follow(question: string) {
      for (let attempt = 0; !controller.signal.aborted; attempt++) {
        try {
          const data = await asked.current(controller.signal)
          if (!controller.signal.aborted) setState({ data, error: null, asking: false, question })
          return
        } catch (error) {
          if (controller.signal.aborted) return
          if (attempt < 2 && (isLost(error) || isBusy(error))) {
            await pauseBefore(attempt)
            continue
          }
          setState((before) => ({ ...before, error: asCommandError(error), asking: false, question }))
          return
        }
      }
    }
    setState((before) => ({ ...before, error: null, asking: true }))
    void follow(question)
    return () => controller.abort()
  }, [question, answered])
  return state
}
