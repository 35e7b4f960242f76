import { useTranslations } from 'next-intl'
import { formatChange } from '@/components/format/number'
import { useFormat } from '@/components/format/use-format'
import { type FormRow, hasSource, isEntered, rowsBySection } from '@/server/forms/rules'
import { byWeight, isAnomaly } from '@/server/reports/anomalies/rules'
import {
  type Explanation,
  figureOfRow,
  findingParams,
  numberOf,
  type ReportValues,
  unusual,
} from '@/server/reports/rules'
import type { ReviewLine, ReviewQueue, ReviewReport } from './review-data'

/** Short name and unit of a row in the language of the page. */
export function useRowWords() {
  const { locale } = useFormat()
  return (row: FormRow) =>
    locale === 'vi' ? { name: row.shortVi, unit: row.unitVi } : { name: row.shortEn, unit: row.unitEn }
}

/** What is unusual in the figures that were filed, the strangest first; nothing for what was never sent. */
export function unusualOf(report: ReviewReport, queue: Pick<ReviewQueue, 'rows'>): Explanation[] {
  if (!report.filed) return []
  // What is usual for the unit and its peers is known to the queue.
  const odd = queue.rows.find(({ unitId }) => unitId === report.unit.id)?.unusual ?? []
  const found = unusual(report.form, report.filed.values, {
    details: report.filed.details,
    previous: report.history.previous,
    lastYear: report.history.lastYear,
    denominators: report.denominators,
    nil: report.nil,
    month: report.period.month,
    unitChanged: report.unitChanged,
  })
  return byWeight([...found, ...odd.filter(({ message }) => isAnomaly(message))])
}

/** The sentence of something unusual. */
export function useUnusualText(report: ReviewReport) {
  const t = useTranslations()
  const { locale } = useFormat()
  const words = useRowWords()
  const nameOf = (code: string) => {
    const row = report.form.rows.find((each) => each.code === code)
    return row ? words(row).name : code
  }
  return (each: Explanation) => t(each.message, findingParams(each, nameOf, locale))
}

/** The numeric rows of a report in the order of the form, each with last month, last year and what was written beside it. */
export function useReviewLines(
  report: ReviewReport,
  found: readonly Explanation[],
  asked: Record<string, string>,
): ReviewLine[] {
  const t = useTranslations('review')
  const tSections = useTranslations('enums.formSections')
  const format = useFormat()
  const words = useRowWords()
  const sentence = useUnusualText(report)
  const values = report.filed?.values ?? {}
  const details = report.filed?.details ?? {}
  const say = (of: ReportValues | null | undefined, row: FormRow) => figureOfRow(row, of, format.locale) || '–'

  function beside(row: FormRow): string[] {
    const detail = details[row.code]
    const lines: string[] = []
    if (!isEntered(row)) lines.push(t('figures.fromSystem'))
    if (detail?.noData) lines.push(t('figures.noData'))
    if (detail?.numerator !== undefined) lines.push(t('figures.numerator', { value: format.number(detail.numerator) }))
    if (detail?.source) {
      const { source } = detail
      const name = source === 'police' || source === 'bank' ? t(`figures.sources.${source}`) : source
      lines.push(
        detail.on
          ? t('figures.sourceOn', { source: name, date: format.date(detail.on) })
          : t('figures.source', { source: name }),
      )
    }
    if (detail?.reason) lines.push(t('figures.reason', { reason: detail.reason }))
    const request = asked[row.code]
    if (request) lines.push(`${t('changes.asked')}: ${request}`)
    return lines
  }

  function lineOf(row: FormRow, heading: string | null): ReviewLine {
    const before = report.history.previous[0]
    const [now, then] = [numberOf(values, row), numberOf(before, row)]
    const own = found.filter((each) => each.codes.includes(row.code))
    const digits = row.valueType === 'percent' ? 1 : 0
    return {
      code: row.code,
      ...words(row),
      heading,
      value: say(values, row),
      previous: say(before, row),
      lastYear: say(report.history.lastYear, row),
      change: now === null || then === null ? '–' : formatChange(now - then, format.locale, digits),
      notes: own.map(sentence),
      beside: beside(row),
      unusual: own.length > 0,
      entered: isEntered(row),
    }
  }

  return rowsBySection(report.form).flatMap(({ section, rows }) =>
    rows
      // What has no source yet is blank in every report: nothing to review.
      .filter((row) => row.valueType !== 'text' && hasSource(row))
      .map((row, index) => lineOf(row, index === 0 ? tSections(section) : null)),
  )
}
