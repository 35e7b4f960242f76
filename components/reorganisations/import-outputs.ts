import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Reorganisations = inferRouterOutputs<AppRouter>['reorganisations']
/** The dry run of an import: what the files were taken for, a verdict for each row, what follows and what stands against it. */
export type ImportCheck = Reorganisations['checkImport']
export type ImportTable = ImportCheck['tables'][number]
export type ImportRow = ImportCheck['rows'][number]
export type Verdict = ImportRow['verdict']
/** A draft as the page of the import knows it. */
export type ImportDraft = Pick<
  Reorganisations['get'],
  'id' | 'version' | 'resolutionNumber' | 'effectiveOn' | 'unit' | 'can'
> & { lines: number }
/** Files as they are sent. */
export type SentFiles = { name: string; content: string }[]
