import type { SessionState } from '@/db/training-enums'

export const trainingTabs = ['sessions', 'courses', 'board'] as const
export type TrainingTab = (typeof trainingTabs)[number]

/** What the address of the training page says. */
export type TrainingAddress = {
  tab: TrainingTab
  scope: 'own' | 'below'
  year?: number
  state?: SessionState
  page: number
  unit?: number
  course?: string
}

function query(at: Partial<TrainingAddress>): string {
  const params = new URLSearchParams()
  if (at.tab && at.tab !== 'sessions') params.set('tab', at.tab)
  if (at.scope === 'below') params.set('scope', 'below')
  for (const key of ['year', 'state', 'unit', 'course'] as const) if (at[key]) params.set(key, String(at[key]))
  if (at.page && at.page > 1) params.set('page', String(at.page))
  const text = params.toString()
  return text ? `?${text}` : ''
}

export const trainingHref = (at: Partial<TrainingAddress> = {}): string => `/training${query(at)}`
export const trainingExportHref = (at: Partial<TrainingAddress>): string => `/training/export${query(at)}`
export const sessionHref = (id: string): string => `/training/sessions/${id}`
export const courseHref = (id: string): string => `/training/courses/${id}`
