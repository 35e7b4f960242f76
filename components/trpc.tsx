'use client'

import { QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClientErrorLike } from '@trpc/client'
import { createTRPCContext, type DecorateMutationProcedure } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import superjson from 'superjson'
import { type ErrorData, useErrorText } from '@/components/frame/use-error-text'
import type { AppRouter } from '@/server/router'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useErrorText, useTRPC, useTRPCClient }

const PageAssignment = createContext('')

/** The assignment this page was rendered under; every request of the page names it. */
export const usePageAssignment = () => useContext(PageAssignment)

export interface ApiProviderProps {
  /** `assignmentId` of `people.me`, as the server rendered the page. */
  assignment: string
  children: ReactNode
}

/**
 * The browser's way to the router. A page fetches on the server by `(await api()).noun.proc()` and hands plain props
 * down; here are commands, and reads that follow what somebody does. Another assignment is another client and cache.
 */
export function ApiProvider({ assignment, children }: ApiProviderProps) {
  return (
    <ApiClient key={assignment} assignment={assignment}>
      {children}
    </ApiClient>
  )
}

function ApiClient({ assignment, children }: ApiProviderProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 2, refetchOnWindowFocus: false } } }),
  )
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: '/api/trpc',
          transformer: superjson,
          headers: { 'x-assignment': assignment },
          maxURLLength: 2000,
        }),
      ],
    }),
  )
  return (
    <PageAssignment value={assignment}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          {children}
        </TRPCProvider>
      </QueryClientProvider>
    </PageAssignment>
  )
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
export type CommandError = TRPCClientErrorLike<AppRouter>

/** No answer of ours came back: whether the command was done is not known, and asking again with its id is safe. */
export const isLost = (error: unknown): boolean => error instanceof TRPCClientError && !error.data

type Definition = {
  input: { requestId: string }
  output: unknown
  transformer: boolean
  errorShape: CommandError['shape']
  featureFlags: { keyPrefix: false }
}

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

/** Lost answers are asked for again after 0.5, 1, 2 and 4 seconds. */
const retries = 4

/** Any command of the router: what TypeScript needs to read its input and output from it. */
type AnyMutation = { '~types': { input: unknown; output: unknown }; mutationKey: () => unknown }

type WithoutId<Input> = Input extends unknown ? Omit<Input, 'requestId'> : never

/**
 * A command of the router: `const send = useCommand(trpc.reports.submit)`, then `send.run({ … })`. One id per intention:
 * a lost answer is asked for again with the same id, also when the person presses again with the same input.
 */
export function useCommand<Procedure extends AnyMutation>(
  procedure: Procedure,
): Command<WithoutId<Procedure['~types']['input']>, Procedure['~types']['output']> {
  type Input = WithoutId<Procedure['~types']['input']>
  type Output = Procedure['~types']['output']
  const toText = useErrorText()
  const lost = useRef<{ input: string; requestId: string } | null>(null)
  const options = (procedure as unknown as DecorateMutationProcedure<Definition>).mutationOptions({
    // Asked even when the browser thinks that it is offline: it is often wrong about it.
    networkMode: 'always',
    retry: (count, error) => count < retries && isLost(error),
    retryDelay: (count) => 500 * 2 ** count,
  })
  const mutation = useMutation(options)
  const { mutateAsync } = mutation

  const run = useCallback(
    async (input: Input): Promise<Output | undefined> => {
      const key = JSON.stringify(input)
      const requestId = lost.current?.input === key ? lost.current.requestId : newRequestId()
      try {
        const output = await mutateAsync({ ...(input as object), requestId })
        lost.current = null
        return output as Output
      } catch (error) {
        lost.current = isLost(error) ? { input: key, requestId } : null
        return undefined
      }
    },
    [mutateAsync],
  )
  const error = (mutation.error as CommandError | null) ?? null
  return {
    run,
    pending: mutation.isPending,
    retrying: mutation.isPending && mutation.failureCount > 0,
    error,
    errorText: error ? toText(error.data as ErrorData | undefined) : '',
    reset: mutation.reset,
  }
}
