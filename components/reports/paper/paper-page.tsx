import { useTranslations } from 'next-intl'
import { OfficialPaper } from '@/components/documents/official-paper'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { PeriodLabel } from '@/components/frame/period-label'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { OfficialDocument } from '@/server/documents/model/rules'
import type { PaperChoice } from '@/server/reports/paper/rules'
import type { PaperAnswer } from './outputs'
import { PaperActions } from './paper-actions'
import { choiceQuery } from './paper-address'
import { PaperChoices } from './paper-choices'

interface PaperPageProps {
  answer: PaperAnswer
  document: OfficialDocument
  choice: PaperChoice
  /** The page that the figures are on. */
  back: string
}

/** The official document of a month as it will come out of the printer, with its files. */
export function PaperPage({ answer, document, choice, back }: PaperPageProps) {
  const t = useTranslations('reports.paper')
  const format = useFormat()
  const { paper, report, fullName, provinceName, freeze } = answer
  const { level, unitId, period, standing } = paper
  return (
    <Page
      title={<span className="official-hide">{t('page', { month: format.periodInline(period) })}</span>}
      lead={
        <span className="official-hide">
          {report ? t('lead') : t('leadTotals')}{' '}
          <Link className="link" href={back}>
            {t(report ? 'back' : 'backTotals')}
          </Link>
        </span>
      }
      context={{
        where: <UnitBreadcrumb items={[...(provinceName ? [{ label: provinceName }] : []), { label: fullName }]} />,
        when: <PeriodLabel period={period} />,
      }}
    >
      <div className="official-hide grid gap-4">
        <PaperActions
          unitId={unitId}
          period={period.code}
          choice={choice}
          notes={report?.notes ?? false}
          translated={format.locale !== 'vi'}
        />
        <PaperChoices choice={choice} signer={level} />
        {report ? <Standing report={report} /> : null}
        {freeze ? <WhichFigures freeze={freeze} shown={paper.frozen !== null} choice={choice} /> : null}
        {standing && !paper.frozen ? (
          <Notice tone="info">
            {t('provisional', {
              received: format.number(standing.received),
              required: format.number(standing.required),
            })}
          </Notice>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="official-box" aria-label={t('sheet')} tabIndex={0}>
        <OfficialPaper document={document} />
      </section>
    </Page>
  )
}

/** Of a month that was frozen: which figures these are, and the way to the others. */
function WhichFigures({
  freeze,
  shown,
  choice,
}: {
  freeze: NonNullable<PaperAnswer['freeze']>
  shown: boolean
  choice: PaperChoice
}) {
  const t = useTranslations('frozen.paper')
  const format = useFormat()
  const { figures: _, ...frozen } = choice
  return (
    <Notice tone={shown ? 'ok' : 'warn'}>
      {t(shown ? 'frozen' : 'now', { date: format.date(freeze.at), revision: freeze.revision })}{' '}
      <Link className="link" href={choiceQuery(shown ? { ...choice, figures: 'now' } : frozen) || '?'}>
        {t(shown ? 'toNow' : 'toFrozen')}
      </Link>
    </Notice>
  )
}

/** Whether the figures were sent, and whether they moved since they went onto paper (domain.md 22.8). */
function Standing({ report }: { report: NonNullable<PaperAnswer['report']> }) {
  const t = useTranslations('reports.paper')
  const format = useFormat()
  const { status, submissionNo, printedAt, draftAt } = report
  const sent = ['submitted', 'accepted', 'locked'].includes(status)
  if (sent) return <p className="text-muted text-sm">{t('sent', { nth: submissionNo })}</p>
  return (
    <>
      {printedAt && draftAt && draftAt > printedAt ? (
        <Notice tone="warn">{t('changed', { at: format.dateTime(printedAt) })}</Notice>
      ) : null}
      <p className="text-muted text-sm">
        {t('draft')} {printedAt ? t('printed', { at: format.dateTime(printedAt) }) : null}
      </p>
    </>
  )
}
