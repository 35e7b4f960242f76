'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { BareCheckbox, Checkbox } from '@/components/ui/checkbox'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { StateBadge } from '@/components/ui/state-badge'
import { useToast } from '@/components/ui/toast'
import { type LateDecision, lateDecisions } from '@/db/enums'
import { parsePeriod } from '@/server/calendar/rules'
import type { Late, LateReport, Reorganisation } from './outputs'

/** Reports of months that the resolution reaches back into: of each a person says what becomes of it. */
export function LatePanel({ event, late }: { event: Reorganisation; late: Late }) {
  const t = useTranslations('reorganisations.late')
  const tDecisions = useTranslations('enums.lateDecisions')
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const decide = useCommand(useTRPC().reorganisations.decide)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set())
  const { reports, can } = late
  const decided = reports.filter((report) => report.decision !== null).length
  const picked = reports.filter((report) => chosen.has(report.reportId))
  const all = reports.length > 0 && chosen.size === reports.length
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  async function send(reportIds: string[], decision: LateDecision) {
    const done = await decide.run({ id: event.id, version: event.version, reportIds, decision })
    if (done) {
      toast({ message: t('done', { count: reportIds.length }) })
      setChosen(new Set())
    }
    router.refresh()
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-3xl text-sm">{t('what', { date: format.date(event.effectiveOn) })}</p>
      <div className="max-w-md">
        <Progress label={t('decided')} value={decided} max={reports.length} />
      </div>
      {decide.errorText ? (
        <Notice tone="danger" role="alert">
          {decide.errorText}
        </Notice>
      ) : null}
      {can.decide ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Checkbox
            label={t('all', { count: reports.length })}
            checked={all}
            onChange={() => setChosen(all ? new Set() : new Set(reports.map((report) => report.reportId)))}
          />
          {lateDecisions
            .filter((decision) => reports.some((report) => fits([report], decision)))
            .map((decision) => (
              <Button
                key={decision}
                size="sm"
                disabled={!fits(picked, decision)}
                pending={decide.pending}
                onClick={() => void send([...chosen], decision)}
              >
                {t('decideChosen', { decision: tDecisions(decision), count: chosen.size })}
              </Button>
            ))}
        </div>
      ) : null}
      <ul className="divide-y divide-line border-line border-y">
        {reports.map((report) => (
          <li key={report.reportId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2 text-sm">
            {can.decide ? (
              <BareCheckbox
                label={t('choose', { unit: report.unitName })}
                checked={chosen.has(report.reportId)}
                onChange={() => toggle(report.reportId)}
              />
            ) : null}
            <ReportWords report={report} />
            {can.decide ? (
              <span className="flex flex-wrap gap-2">
                {report.decisions.map((decision) => (
                  <Button
                    key={decision}
                    size="sm"
                    variant={report.decision === decision ? 'secondary' : 'quiet'}
                    aria-pressed={report.decision === decision}
                    onClick={() => void send([report.reportId], decision)}
                  >
                    {tDecisions(decision)}
                    <span className="sr-only"> {report.unitName}</span>
                  </Button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Whether this may be decided of all of them. */
const fits = (reports: readonly LateReport[], decision: LateDecision): boolean =>
  reports.length > 0 && reports.every((report) => report.decisions.includes(decision))

function ReportWords({ report }: { report: LateReport }) {
  const t = useTranslations('reorganisations.late')
  const tDecisions = useTranslations('enums.lateDecisions')
  const format = useFormat()
  const period = parsePeriod(report.period)
  return (
    <span className="grid min-w-0 flex-1 basis-64 gap-0.5">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/reports/${report.unitId}/${report.period}`} className="link font-medium">
          {report.unitName}
        </Link>
        <span>{period ? format.periodInline(period) : report.period}</span>
        <StateBadge state={report.status} />
        {report.heir ? <span className="text-muted">{t('heir')}</span> : null}
        {report.decision ? (
          <Badge tone="ok">{tDecisions(report.decision)}</Badge>
        ) : (
          <Badge tone="warn">{t('open')}</Badge>
        )}
      </span>
      {report.sentAt ? <span className="text-muted">{t('sent', { at: format.dateTime(report.sentAt) })}</span> : null}
    </span>
  )
}
