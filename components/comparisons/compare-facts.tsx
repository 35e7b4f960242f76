import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { parsePeriod } from '@/server/calendar/rules'
import { rowsWithFigures, totalRow, unallocatedNow } from '@/server/comparisons/rules'
import { type CompareAddress, compareHref, ownReports, publishedNote, successionsHref } from './address'
import type { CompareOptions, Comparison } from './outputs'
import { useWords } from './words'

/** What the figures are: of when, from how many reports, on which basis, by which tree. */
export function CompareFacts({ table, at }: { table: Comparison; at: CompareAddress }) {
  const t = useTranslations('compare.facts')
  const format = useFormat()
  const words = useWords('none')
  const { from, to, months } = table.periods
  const total = totalRow(table.rows, table)
  const own = table.peer && table.rows.length === 1 ? table.rows[0] : undefined
  const sent = own ? ownReports(own, at) : null
  const ofThen = table.province?.ofThen ?? []
  const ratio = format.ratio(total.received, total.required)
  const stocks = table.columns.some((column) => column.kind === 'stock' && !column.absence)
  const withFigures = rowsWithFigures(table.rows)
  const totalsOnly = withFigures.filter((row) => row.totalsOnly).length
  const count = { received: withFigures.length, all: table.rows.length }
  const sentences = [
    months === 1
      ? t('period', { name: format.periodName(to), from: format.date(to.startsOn), to: format.date(to.endsOn) })
      : t('range', {
          ...{ from: format.periodInline(from), to: format.periodInline(to) },
          ...{ start: format.date(from.startsOn), end: format.date(to.endsOn) },
        }),
    stocks ? t('stock', { date: format.date(to.endsOn) }) : '',
    at.per === 'none' ? '' : t('rateNote'),
    at.same ? t('sameSet') + (table.publishedOnly ? ` ${t('sameSetOther')}` : '') : '',
  ]
  const reports = [
    table.level === 'provinces' && withFigures.length > 0
      ? t(totalsOnly > 0 ? 'totalsOnly' : 'provinces', totalsOnly > 0 ? { ...count, count: totalsOnly } : count)
      : '',
    own && sent ? t(sent.word, { unit: own.name, fraction: format.fraction(sent.received, sent.required) }) : '',
    !own && total.required > 0 && at.basis === 'submitted'
      ? t('submitted', { ratio, accepted: format.number(total.accepted) })
      : '',
    !own && total.required > 0 && at.basis === 'accepted' ? t('accepted', { ratio }) : '',
    table.peer ? t('average', { count: format.number(table.peer.received) }) : '',
    t('blank'),
  ]
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={table.standing === 'official' ? 'ok' : 'info'}>{t(table.standing)}</Badge>
        <span>{t(`tree.${at.tree}`)}</span>
      </p>
      {ofThen.length > 0 ? (
        <p>
          {t('ofThen', {
            provinces: ofThen
              .map(({ name, partly }) =>
                partly ? t('ofThenPart', { province: words.within(name) }) : words.within(name),
              )
              .join(', '),
          })}
        </p>
      ) : null}
      <p>{sentences.filter(Boolean).join(' ')}</p>
      <p>{reports.filter(Boolean).join(' ')}</p>
    </div>
  )
}

/** What the reader must know before comparing: other provinces are published figures, units without successors, changed meanings. */
export function CompareNotices({
  table,
  at,
  options,
}: {
  table: Comparison
  at: CompareAddress
  options: CompareOptions
}) {
  const t = useTranslations('compare')
  const format = useFormat()
  const words = useWords('none')
  const unallocated = unallocatedNow(table)
  // Figures of the range, and none to put beside them.
  const pastOnly = table.rows.filter(
    (row) =>
      row.notComparable === null &&
      row.comparableFrom !== null &&
      (table.compared.lastYear
        ? row.comparableFrom > yearBefore(table.periods.from.endsOn)
        : table.compared.before && row.comparableFrom > table.periods.from.startsOn),
  ).length
  const closed = options.periods.find((period) => period.state === 'closed')
  const changed = table.columns.filter(
    (column) =>
      column.since !== null &&
      !column.absence &&
      table.compared.lastYear &&
      yearBefore(table.periods.to.endsOn) < column.since,
  )
  return (
    <>
      {at.absent.length > 0 ? (
        <Notice tone="warn">
          {t('facts.absent', {
            asked: at.absent
              .flatMap((code) => parsePeriod(code) ?? [])
              .map(format.periodInline)
              .join(', '),
            shown: [...new Set([table.periods.from, table.periods.to].map(format.periodInline))].join(' – '),
          })}
        </Notice>
      ) : null}
      {table.publishedOnly ? (
        <Notice
          actions={
            closed && closed.code < at.to ? (
              <LinkButton size="sm" href={compareHref(at, { from: closed.code, to: closed.code })}>
                {t('facts.publishedLatest', { period: format.periodInline(closed) })}
              </LinkButton>
            ) : undefined
          }
        >
          {t(`facts.${publishedNote(options.own.level)}`)}
        </Notice>
      ) : null}
      {unallocated ? (
        <Notice
          tone="warn"
          actions={
            <>
              {table.province && table.peer === null ? (
                <LinkButton size="sm" href={successionsHref(table.province.id)}>
                  {t('facts.unallocatedConfirm')}
                </LinkButton>
              ) : null}
              <LinkButton size="sm" href={compareHref(at, { tree: 'then' })}>
                {t('facts.unallocatedThen')}
              </LinkButton>
            </>
          }
        >
          {t('facts.unallocated', { count: unallocated.units })}
        </Notice>
      ) : null}
      {pastOnly > 0 ? <Notice>{t('facts.pastNotComparable', { count: pastOnly })}</Notice> : null}
      {changed.map((column) => (
        <Notice key={column.code}>
          {t('since', { indicator: words.name(column), date: format.date(column.since ?? '') })}
        </Notice>
      ))}
    </>
  )
}

const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
