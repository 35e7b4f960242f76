import { z } from 'zod'
import { type TrainingAddress, trainingTabs } from '@/components/training/address'
import { boardInput, listSessionsInput } from '@/server/training/schema'

export type SearchParams = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** What an address of the training page may say; what it cannot is left out, so that an old link still opens. */
export function trainingParams(params: SearchParams): TrainingAddress {
  const { year, state, scope } = listSessionsInput.shape
  const number = (key: string) => (first(params[key]) ? Number(first(params[key])) : undefined)
  return {
    tab: z.enum(trainingTabs).safeParse(first(params.tab)).data ?? 'sessions',
    scope: scope.safeParse(first(params.scope)).data ?? 'own',
    year: year.safeParse(number('year')).data,
    state: state.safeParse(first(params.state)).data,
    page: listSessionsInput.shape.page.safeParse(number('page')).data ?? 1,
    unit: boardInput.shape.unitId.safeParse(number('unit')).data,
    course: boardInput.shape.courseId.safeParse(first(params.course)).data,
  }
}
