import type { PaperChoice } from '@/server/reports/paper/rules'

/**
 * What a copy was asked to be, from the address: `to` adds the receiver above, `sign=deputy` signs for the head, `figures=now` tells
 * what stands now of a month that was frozen.
 */
export const choiceOf = (params: { to?: unknown; sign?: unknown; figures?: unknown }): PaperChoice => ({
  addressed: params.to === '1',
  signs: params.sign === 'deputy' ? 'deputy' : 'head',
  ...(params.figures === 'now' && { figures: 'now' as const }),
})

/** The same as the end of an address: "?to=1&sign=deputy", or nothing. */
export function choiceQuery({ addressed, signs, figures }: PaperChoice, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(addressed && { to: '1' }),
    ...(signs === 'deputy' && { sign: 'deputy' }),
    ...(figures && { figures }),
    ...more,
  })
  return query.size > 0 ? `?${query}` : ''
}
