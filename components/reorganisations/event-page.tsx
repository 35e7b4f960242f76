import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DownloadFile } from '@/components/files/download-file'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { LinkTabs } from '@/components/ui/tabs'
import { documentKind } from '@/server/reorganisations/rules'
import { listHref, reorganisationHref, type Tab, tabs } from './address'
import { EventActions } from './event-actions'
import { EventState } from './event-state'
import type { Late, Reorganisation, Waits } from './outputs'

export interface EventPageProps {
  event: Reorganisation
  tab: Tab
  shown: Readonly<Record<Tab, boolean>>
  late: Late | null
  waits: Waits | null
  children: ReactNode
}

/** The page of a resolution: what it is, how it stands and what happens next, then one of its sides. */
export function EventPage({ event, tab, shown, late, waits, children }: EventPageProps) {
  const t = useTranslations('reorganisations')
  const format = useFormat()
  const undecided = late?.reports.filter((report) => report.decision === null).length ?? 0
  const count: Partial<Record<Tab, string>> = {
    content: event.recorded ? undefined : format.number(event.lines.total),
    late: late ? format.fraction(late.reports.length - undecided, late.reports.length) : undefined,
    waits: format.fraction((waits?.waits.length ?? 0) - (waits?.open ?? 0), waits?.waits.length ?? 0),
  }
  return (
    <Page
      title={t('page.title', { kind: documentKind(event.resolutionNumber), number: event.resolutionNumber })}
      lead={t(event.recorded ? 'page.leadRecorded' : 'page.lead', {
        issuer: event.issuer,
        date: format.date(event.effectiveOn),
        unit: inSentence(event.unit.fullName),
      })}
      actions={<EventActions event={event} undecided={undecided} waiting={waits?.open ?? 0} />}
      context={{
        where: (
          <UnitBreadcrumb items={[{ label: t('list.title'), href: listHref() }, { label: event.resolutionNumber }]} />
        ),
      }}
    >
      <div className="grid gap-3">
        <EventState event={event} undecided={undecided} />
        {event.note ? <p className="max-w-3xl whitespace-pre-line break-words text-sm">{event.note}</p> : null}
        {event.fileId ? (
          <DownloadFile fileId={event.fileId} label={t('page.download')} missingText={t('page.noFile')} />
        ) : null}
      </div>
      <LinkTabs
        label={t('page.tabs')}
        tabs={tabs
          .filter((each) => shown[each])
          .map((each) => ({
            href: reorganisationHref(event.id, each),
            label: count[each] ? `${t(`tabs.${each}`)} (${count[each]})` : t(`tabs.${each}`),
            current: each === tab,
          }))}
      />
      {children}
    </Page>
  )
}
