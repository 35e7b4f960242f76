import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { periodOfDay } from '@/server/calendar/rules'
import type { FormRow } from '@/server/forms/rules'
import { trainingCodes } from '@/server/reports/registers/rules'
import type { FilingReport } from './filing-report'

/** Villages are kept with the unit, teams and members with its teams, classes with training; the rest is what its teams report. */
function placeOf({ code, enteredBy }: FormRow, { unit, period }: FromSystemProps['report']): string {
  const unitId = unit.id
  if (trainingCodes.includes(code)) return '/training'
  if (enteredBy === 'village') return `/reports/teams?commune=${unitId}&period=${period.code}`
  return code === 'A01' ? `/units/${unitId}` : `/teams/${unitId}`
}

type FromSystemProps = {
  row: FormRow
  report: Pick<FilingReport, 'unit' | 'form' | 'period'>
  /** The register does not hold enough for a figure; its page says what is missing. */
  blank?: boolean
}

/** Where the system takes a figure from, and since which month it does, where it has not always done so (domain.md 22.14). */
export function FromSystem({ row, report, blank = false }: FromSystemProps) {
  const t = useTranslations('reports.figures')
  const format = useFormat()
  const since = report.form.filledSince[row.code]
  return (
    <Link href={placeOf(row, report)} className="link">
      {since ? t('fromSystemSince', { period: format.periodInline(periodOfDay(since)) }) : t('fromSystem')}
      {blank ? t('fromSystemBlank') : null}
    </Link>
  )
}
