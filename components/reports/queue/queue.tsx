import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { PeriodPicker } from '@/components/frame/period-picker'
import { TreeSwitch } from '@/components/frame/tree-switch'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { StateBar } from '@/components/overview/state-bar'
import { FrozenState } from '@/components/reports/frozen/frozen-state'
import { type Freezes, natureOf } from '@/components/reports/frozen/outputs'
import { paperHref } from '@/components/reports/paper/paper-href'
import { LinkButton } from '@/components/ui/link-button'
import { asksForReason, tallyQueue } from '@/server/reports/queue/rules'
import { findingParams } from '@/server/reports/rules'
import { QueueBoard } from './queue-board'
import type { Queue as Data, QueueLine } from './queue-data'

export interface QueueProps {
  queue: Data
  /** The reader sits above the provinces: the way back to all of them. */
  fromNation: boolean
  /** What was frozen of the month. */
  freezes: Freezes
}

/** What the units of a province have sent for a month, for whoever receives it or looks on. */
export function Queue({ queue, fromNation, freezes }: QueueProps) {
  const t = useTranslations('queue')
  const format = useFormat()
  const lines = useLines(queue)
  const tally = tallyQueue(queue.rows)
  const { period, province } = queue
  // A province that has not joined owes its totals itself, and nobody under it owes anything.
  const own = queue.rows.find((row) => row.unitId === province.id)
  return (
    <Page
      title={t('title', { period: format.periodInline(period) })}
      lead={
        own ? (
          `${t('leadOwn')} ${t('dueOwn', { due: format.due(own.dueAt) })}`
        ) : (
          <>
            {t('lead', {
              num: format.number(tally.received),
              den: format.number(tally.required),
              accepted: format.number(tally.accepted),
              official: natureOf(freezes),
            })}{' '}
            {t('due', { due: format.due(period.communeDueAt) })}
          </>
        )
      }
      actions={
        <>
          <LinkButton href="/reports/measures">{t('measures')}</LinkButton>
          {tally.required > 0 ? (
            <LinkButton icon={<FileText aria-hidden />} href={paperHref(province.id, period.code)}>
              {t('paper')}
            </LinkButton>
          ) : null}
        </>
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              ...(fromNation
                ? [{ label: t('nation'), href: `/reports?period=${period.code}&tree=${queue.tree}` }]
                : []),
              { label: province.fullName },
            ]}
          />
        ),
        when: (
          <PeriodPicker
            value={period.code}
            periods={queue.periods.map(({ code, year, month }) => ({ value: code, year, month }))}
          />
        ),
        tree: fromNation ? <TreeSwitch value={queue.tree} /> : undefined,
      }}
    >
      {tally.required > 0 || freezes.revisions.length > 0 ? <FrozenState freezes={freezes} /> : null}
      <StateBar
        values={{
          accepted: tally.accepted,
          awaiting: tally.submitted,
          returned: tally.returned,
          overdue: tally.overdue,
          unsent: tally.unsent,
          exempt: tally.exempt,
        }}
      />
      <ClientMessages namespaces={['queue']}>
        <QueueBoard
          key={`${province.id}/${period.code}/${queue.tree}`}
          lines={lines}
          province={province}
          period={{
            code: period.code,
            year: period.year,
            month: period.month,
            communeDueAt: period.communeDueAt,
          }}
          now={queue.now}
          can={queue.can}
        />
      </ClientMessages>
    </Page>
  )
}

/** Explanations become sentences here, so that neither the form nor its rules travel to the browser. */
function useLines(queue: Data): QueueLine[] {
  const t = useTranslations()
  const { locale } = useFormat()
  const nameOf = (code: string) => queue.names[code]?.[locale] ?? code
  return queue.rows.map(({ unusual, ...row }) => ({
    ...row,
    unusual: unusual.map(({ weight }) => ({ weight })),
    notes: unusual.map((each) => ({
      text: t(each.message, findingParams(each, nameOf, locale)),
      reason: each.reason,
      asked: asksForReason(each.message),
    })),
  }))
}
