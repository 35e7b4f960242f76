import type { ChangesAddress } from '@/components/units/unit-links'
import { addDays } from '@/server/calendar/rules'
import { changeKinds, changeLevels } from '@/server/units/changes/rules'
import { twoTiersSince } from '@/server/units/rules'
import { type SearchParams, unitParams } from '../params'

const oneOf = <Word extends string>(words: readonly Word[], text: string | string[] | undefined): Word | null =>
  words.find((word) => word === text) ?? null

/**
 * What an address of the page of changes says; what it cannot say is left out. Without days it is from the last day of
 * three tiers to today; the earlier day is always the first.
 */
export function changesParams(params: SearchParams, today: string) {
  const dayOf = (text: string | string[] | undefined) => unitParams({ on: text }).on
  const from = dayOf(params.from) ?? addDays(twoTiersSince, -1)
  const to = dayOf(params.to) ?? today
  const { q, page } = unitParams(params)
  const [first, last] = from <= to ? [from, to] : [to, from]
  return {
    province: unitParams({ unit: params.province }).unit,
    from: first,
    to: last,
    swapped: from > to,
    kind: oneOf(changeKinds, params.kind),
    level: oneOf(changeLevels, params.level),
    q,
    page,
  } satisfies ChangesAddress & { swapped: boolean; page: number }
}

/** The same, as the router asks for it. */
export const changesInput = ({ province, from, to, kind, level, q }: ReturnType<typeof changesParams>) => ({
  ...{ provinceId: province, from, to, kind, level, search: q },
})
