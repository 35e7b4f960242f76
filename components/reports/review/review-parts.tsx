import { MessageSquareWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { asksForReason } from '@/server/reports/queue/rules'
import { diffValues, type Explanation, formatFigure } from '@/server/reports/rules'
import type { ReviewReport, ReviewVersion } from './review-data'
import { useRowWords, useUnusualText } from './review-lines'

const sent: readonly string[] = ['submitted', 'accepted', 'locked']

/** Why there are no figures, or why those shown count in no total. */
export function ReviewNotices({ report }: { report: ReviewReport }) {
  const t = useTranslations('review')
  const format = useFormat()
  const { due } = report
  if (report.final && report.filed && sent.includes(report.status)) return <Notice tone="info">{t('final')}</Notice>
  if (report.filed) {
    const asked = report.events.findLast((event) => event.verb === 'return' || event.verb === 'reopen')
    const by = report.report?.resendDueAt
    if (sent.includes(report.status) || !asked) return null
    return (
      <Notice tone="warn" title={t('returned.title')}>
        <p>{t('returned.body', { due: by ? format.due(by) : '–', reason: asked.reason ?? '' })}</p>
        <p>{t('returned.figures')}</p>
      </Notice>
    )
  }
  if (due.state === 'exempt') {
    const reason = due.exemptReason === 'first_period' ? t('notSent.firstPeriod') : (due.exemptReason ?? '')
    return <Notice tone="info">{t('notSent.exempt', { reason })}</Notice>
  }
  const at = format.due(due.at)
  return (
    <Notice tone={due.lateness.late ? 'danger' : 'info'} title={t('notSent.title')}>
      <p>
        {due.lateness.late
          ? t('notSent.overdue', { due: at, days: due.lateness.workingDays })
          : t('notSent.due', { due: at, days: due.remaining })}
      </p>
      <p>{t('notSent.body')}</p>
    </Notice>
  )
}

/** As many as one takes in at a glance; the rest is one press away. */
const atFirst = 5

/** What is unusual, the strangest first, each with what the unit wrote to it. */
export function UnusualList({ report, found }: { report: ReviewReport; found: readonly Explanation[] }) {
  const t = useTranslations('review.unusual')
  const rest = found.slice(atFirst)
  return (
    <Section title={t('title', { count: found.length })}>
      {found.length === 0 ? <p className="text-muted text-sm">{t('none')}</p> : null}
      <UnusualItems report={report} found={found.slice(0, atFirst)} />
      {rest.length > 0 ? (
        <Disclosure summary={t('more', { count: rest.length })}>
          <UnusualItems report={report} found={rest} />
        </Disclosure>
      ) : null}
    </Section>
  )
}

function UnusualItems({ report, found }: { report: ReviewReport; found: readonly Explanation[] }) {
  const t = useTranslations('review.unusual')
  const sentence = useUnusualText(report)
  if (found.length === 0) return null
  return (
    <ul className="grid gap-2">
      {found.map((each) => (
        <li key={`${each.message}${each.codes.join()}`} className="flex gap-2 text-sm">
          <MessageSquareWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="grid gap-0.5">
            <span className="text-ink">{sentence(each)}.</span>
            {each.reason ? <span className="text-muted">{t('explained', { reason: each.reason })}</span> : null}
            {!each.reason && asksForReason(each.message) ? <span className="text-warn">{t('unexplained')}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What differs between the last two versions that were filed, beside what had been asked for. */
export function Changes({
  report,
  versions,
  asked,
}: {
  report: ReviewReport
  versions: readonly ReviewVersion[]
  asked: Record<string, string>
}) {
  const t = useTranslations('review.changes')
  const { locale } = useFormat()
  const words = useRowWords()
  const [now, before] = versions
  if (!now || !before) return null
  const rowOf = (code: string) => report.form.rows.find((row) => row.code === code)
  // Derived rows follow from the others and were changed by nobody.
  const changes = diffValues(report.form, before.values, now.values).filter(
    ({ code }) => rowOf(code)?.kind !== 'derived',
  )
  const nameOf = (code: string) => {
    const row = rowOf(code)
    return row ? words(row).name : code
  }
  const say = (value: number | string | null, code: string) => {
    const row = rowOf(code)
    return (row && formatFigure(value, row.valueType, locale)) || '–'
  }
  const untouched = Object.keys(asked).filter((code) => !changes.some((change) => change.code === code))
  return (
    <Section title={t('title', { count: changes.length })}>
      {changes.length > 0 ? (
        <PlainTable
          caption={t('title', { count: changes.length })}
          rows={changes}
          rowId={(change) => change.code}
          columns={[
            { id: 'figure', header: t('figure'), cell: ({ code }) => nameOf(code) },
            {
              id: 'before',
              header: t('before', { count: before.submissionNo }),
              number: true,
              className: 'text-muted',
              cell: (change) => say(change.before, change.code),
            },
            {
              id: 'after',
              header: t('after'),
              number: true,
              className: 'font-semibold',
              cell: (change) => say(change.after, change.code),
            },
            { id: 'asked', header: t('asked'), cell: ({ code }) => asked[code] },
          ]}
        />
      ) : null}
      {untouched.length > 0 ? (
        <p className="text-sm text-warn">{t('notChanged', { names: untouched.map(nameOf).join(', ') })}</p>
      ) : null}
    </Section>
  )
}

/** What the unit wrote: results, difficulties, proposals. */
export function Texts({ report }: { report: ReviewReport }) {
  const t = useTranslations('review.figures')
  const { locale } = useFormat()
  const rows = report.form.rows.filter((row) => row.valueType === 'text')
  if (rows.length === 0 || !report.filed) return null
  const { values } = report.filed
  return (
    <Section title={t('texts')}>
      <dl className="grid max-w-xl gap-3">
        {rows.map((row) => (
          <div key={row.code} className="grid gap-0.5">
            <dt className="font-medium text-sm">{locale === 'vi' ? row.nameVi : row.nameEn}</dt>
            <dd className={values[row.code] ? 'whitespace-pre-line text-ink text-sm' : 'text-muted text-sm'}>
              {values[row.code] ? String(values[row.code]) : t('noText')}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Who did what, when and why; the newest first. */
export function History({ report }: { report: ReviewReport }) {
  const t = useTranslations('review.history')
  const tVerbs = useTranslations('enums.reportVerbs')
  const tRoles = useTranslations('enums.roles')
  const format = useFormat()
  const words = useRowWords()
  if (report.events.length === 0) return null
  const nameOf = (code: string) => {
    const row = report.form.rows.find((each) => each.code === code)
    return row ? words(row).name : code
  }
  return (
    <Section title={t('title')}>
      <ol className="grid gap-3 border-line border-l pl-4 text-sm">
        {[...report.events].reverse().map((event) => {
          const post = event.title ?? (event.role ? tRoles(event.role) : null)
          const who = [event.name, post].filter(Boolean).join(', ') || t('system')
          return (
            <li key={event.id} className="grid gap-0.5">
              <p>
                <span className="text-muted">{format.dateTime(event.at)} · </span>
                <strong className="font-semibold">{tVerbs(event.verb)}</strong>
                <span className="text-muted">
                  {' '}
                  · {who}
                  {event.delegated ? ` (${t('delegated')})` : ''}
                </span>
              </p>
              {event.reason ? <p>{t('reason', { reason: event.reason })}</p> : null}
              {Object.entries(event.cells ?? {}).map(([code, reason]) => (
                <p key={code} className="text-muted">
                  {nameOf(code)}: {reason}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
