'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { Locale } from '@/messages/locales'
import { diffValues, formatFigure } from '@/server/reports/rules'
import { cellId, type FiledVersion, type FilingReport, type ReportEvent, wordsOf } from './filing-report'

/** Who did what, when and why; and what changed between the versions that were filed. */
export default function ReportHistory({ report }: { report: FilingReport }) {
  const t = useTranslations('reports.history')
  const client = useTRPC()
  const [versions, setVersions] = useState<FiledVersion[] | null>(null)
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const id = report.report?.id
  if (!id || report.events.length === 0) return null

  async function compare() {
    if (!id) return
    setState('loading')
    try {
      setVersions(await client.reports.versions.query({ reportId: id }))
      setState('idle')
    } catch {
      setState('failed')
    }
  }

  return (
    <Section
      title={t('title')}
      actions={
        (report.report?.submissionNo ?? 0) > 1 && !versions ? (
          <Button size="sm" pending={state === 'loading'} onClick={() => void compare()}>
            {t('compare')}
          </Button>
        ) : null
      }
    >
      {state === 'failed' ? <p className="text-danger">{t('failed')}</p> : null}
      {versions ? <Versions report={report} versions={versions} /> : null}
      <ol className="grid gap-2 border-line border-l pl-4">
        {[...report.events].reverse().map((event) => (
          <EventLine key={event.id} event={event} report={report} />
        ))}
      </ol>
    </Section>
  )
}

function EventLine({ event, report }: { event: ReportEvent; report: FilingReport }) {
  const t = useTranslations('reports.history')
  const tVerbs = useTranslations('enums.reportVerbs')
  const tRoles = useTranslations('enums.roles')
  const format = useFormat()
  const post = event.title ?? (event.role ? tRoles(event.role) : null)
  const who = event.name && post ? `${event.name}, ${post}` : (event.name ?? post ?? t('system'))
  return (
    <li className="grid gap-0.5 text-sm">
      <p className="text-ink">
        <span className="text-muted">{format.dateTime(event.at)} · </span>
        <strong className="font-semibold">{tVerbs(event.verb)}</strong>
        {event.verb === 'submit' && event.submissionNo > 1 ? ` (${t('nth', { nth: event.submissionNo })})` : null}
        <span className="text-muted"> · {who}</span>
        {event.delegated ? <span className="text-muted"> ({t('delegated')})</span> : null}
      </p>
      {event.reason ? <p className="text-ink">{t('reason', { reason: event.reason })}</p> : null}
      {event.cells ? (
        <ul className="grid gap-0.5">
          {Object.entries(event.cells).map(([code, reason]) => {
            const row = report.form.rows.find((each) => each.code === code)
            return (
              <li key={code} className="text-muted">
                <a href={`#${cellId(code)}`} className="link">
                  {row ? wordsOf(row, format.locale).short : code}
                </a>
                : {reason}
              </li>
            )
          })}
        </ul>
      ) : null}
    </li>
  )
}

/** Each filed version beside the one before it: only what differs. */
function Versions({ report, versions }: { report: FilingReport; versions: readonly FiledVersion[] }) {
  const t = useTranslations('reports.history')
  const tReceipt = useTranslations('reports.receipt')
  const format = useFormat()
  const locale = useLocale() as Locale
  return (
    <div className="grid gap-4">
      {versions.slice(0, -1).map((version, i) => {
        const before = versions[i + 1]
        const differences = before ? diffValues(report.form, before.values, version.values) : []
        return (
          <section key={version.submissionNo} className="grid gap-1 border border-line bg-surface p-4">
            <h3 className="font-semibold text-ink text-sm">
              {t('between', {
                from: before?.submissionNo ?? 0,
                to: version.submissionNo,
                at: format.dateTime(version.submittedAt),
              })}
            </h3>
            {version.signedNumber && version.signedOn ? (
              <p className="text-sm">
                {tReceipt('signed', {
                  number: version.signedNumber,
                  on: format.date(version.signedOn),
                  by: version.signedBy ?? '',
                })}
              </p>
            ) : null}
            {differences.length === 0 ? <p className="text-muted text-sm">{t('same')}</p> : null}
            <ul className="grid gap-1 text-sm">
              {differences.map((difference) => {
                const row = report.form.rows.find((each) => each.code === difference.code)
                if (!row) return null
                const say = (value: number | string | null) => formatFigure(value, row.valueType, locale) || t('blank')
                return (
                  <li key={difference.code} className="text-ink">
                    {t('difference', {
                      name: wordsOf(row, locale).short,
                      before: say(difference.before),
                      after: say(difference.after),
                    })}
                  </li>
                )
              })}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
