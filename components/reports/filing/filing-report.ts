import type { inferRouterOutputs } from '@trpc/server'
import { inSentence } from '@/components/format/in-sentence'
import type { FormRow } from '@/server/forms/rules'
import type { AppRouter } from '@/server/router'

export { inSentence }

type Outputs = inferRouterOutputs<AppRouter>['reports']

/** One report as the page receives it, with what its reader may do (`can`). */
export type FilingReport = Outputs['get']
export type ReportEvent = FilingReport['events'][number]
export type FiledVersion = Outputs['versions'][number]

/** The words of a row in the language of the page. */
export function wordsOf(row: FormRow, locale: string) {
  return locale === 'vi'
    ? { name: row.nameVi, short: row.shortVi, unit: row.unitVi, definition: row.definitionVi }
    : { name: row.nameEn, short: row.shortEn, unit: row.unitEn, definition: row.definitionEn }
}

/** Whether a province files the totals of its month itself (domain.md 22.17). */
export const isSummary = (report: Pick<FilingReport, 'unit' | 'province'>) => report.unit.id === report.province.id

/** The id of a row's input, which links and error lists point to. */
export const cellId = (code: string): string => `cell-${code}`
