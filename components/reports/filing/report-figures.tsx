'use client'

import { useTranslations } from 'next-intl'
import { Kbd } from '@/components/ui/kbd'
import { isEntered } from '@/server/forms/rules'
import { screenRows } from './draft'
import { FigureSection, FirstFigures } from './figure-section'
import { useFiling } from './filing-provider'
import { FindingsSummary } from './findings-summary'
import { NilReport } from './nil-report'
import { PasteProvider } from './paste-dialog'
import { ReadFigures } from './read-figures'
import { TeamsLine } from './teams-line'

/** The figures of the report: the sheet one types into, or the same to be read. */
export function ReportFigures({ mode }: { mode: 'edit' | 'read' }) {
  const t = useTranslations('reports.figures')
  const tFigure = useTranslations('common.figure')
  const { report } = useFiling()
  if (mode === 'read') return <ReadFigures report={report} />
  const { first, sections } = screenRows(report.form)
  return (
    <PasteProvider>
      <div className="grid grid-cols-1 gap-4">
        <FindingsSummary />
        <TeamsLine report={report} />
        <p className="text-muted text-sm">
          {tFigure('blankHint')}{' '}
          <span className="hidden lg:inline">{t.rich('keys', { k: (chunks) => <Kbd>{chunks}</Kbd> })}</span>
        </p>
        <FirstFigures rows={first} actions={first.some(isEntered) ? <NilReport /> : null} />
        {sections.map(({ section, rows }) => (
          <FigureSection key={section} section={section} rows={rows} />
        ))}
      </div>
    </PasteProvider>
  )
}
