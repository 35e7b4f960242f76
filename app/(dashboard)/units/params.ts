import { TRPCError } from '@trpc/server'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { dayInput } from '@/server/calendar/schema'
import { listEdgesInput, listUnitsInput } from '@/server/units/schema'

export type SearchParams = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const id = z.coerce.number().int().positive().max(2_147_483_647)

/** What an address of the units pages may say; what it cannot is left out, so that an old link still opens. */
export function unitParams(params: SearchParams) {
  return {
    on: dayInput.safeParse(first(params.on)).data ?? null,
    unit: id.safeParse(first(params.unit)).data ?? null,
    type: listUnitsInput.shape.type.safeParse(first(params.type)).data ?? null,
    q: (first(params.q) ?? '').slice(0, 200).trim(),
    tab: first(params.tab) ?? null,
    filter: listEdgesInput.shape.filter.safeParse(first(params.filter)).data ?? 'open',
    page: z.coerce.number().int().min(1).max(1000).safeParse(first(params.page)).data ?? 1,
  }
}

export const unitIdOf = (text: string): number => id.safeParse(text).data ?? notFound()

/** The answer, or the page that says there is no such unit. */
export async function orNotFound<Output>(answer: Promise<Output>): Promise<Output> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound()
    throw error
  }
}
