import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { PeriodPicker } from '@/components/frame/period-picker'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import type { ProvinceHome as Data } from './home-data'
import { LateList } from './late-list'
import { OwnReports } from './own-reports'
import { type BarState, barStates, StateBar, StateMark } from './state-bar'

/** The filter of the queue behind a share of the bar. */
const filterOf: Record<BarState, string> = {
  accepted: 'accepted',
  awaiting: 'submitted',
  returned: 'returned',
  overdue: 'overdue',
  unsent: 'unsent',
  exempt: 'exempt',
}

export function ProvinceHome({ home, official }: { home: Data; official: boolean }) {
  const { own, counts, running } = home
  // One that has just joined receives already what its communes are entering.
  const alone = own.length > 0 && counts.required === 0 && counts.exempt === 0 && !running?.counts.required
  return alone ? <TotalsHome home={home} /> : <ReceiverHome home={home} official={official} />
}

/** A province that has not joined has no reports to receive: what it owes itself is all there is (domain.md 22.17). */
function TotalsHome({ home }: { home: Data }) {
  const t = useTranslations('overview')
  return (
    <Page
      title={t('province.own')}
      lead={t('province.ownLead')}
      context={{ where: <UnitBreadcrumb items={[{ label: home.unit.fullName }]} /> }}
    >
      <OwnReports reports={home.own} />
    </Page>
  )
}

function Periods({ home }: { home: Data }) {
  return (
    <PeriodPicker
      value={home.period.code}
      periods={home.periods.map(({ code, year, month }) => ({ value: code, year, month }))}
    />
  )
}

/** What has come in of the month that is due, who is late, what looks unusual; beside it the month being entered. */
function ReceiverHome({ home, official }: { home: Data; official: boolean }) {
  const t = useTranslations('overview')
  const tFigure = useTranslations('common.figure')
  const format = useFormat()
  const { counts, period, previous, running } = home
  const queue = (filter?: string) => `/reports?period=${period.code}${filter ? `&state=${filter}` : ''}`
  const values: Record<BarState, number> = {
    accepted: counts.accepted,
    awaiting: counts.awaiting,
    returned: counts.returned,
    overdue: counts.overdue,
    unsent: Math.max(0, counts.required - counts.received - counts.returned - counts.overdue),
    exempt: counts.exempt,
  }
  const numbers = { num: format.number(counts.received), den: format.number(counts.required) }
  return (
    <Page
      title={t('province.title', { period: format.periodInline(period), ...numbers })}
      lead={
        <>
          {t('province.lead', {
            ...numbers,
            accepted: format.number(counts.accepted),
            official: official ? 'yes' : 'no',
          })}{' '}
          {t('province.due', { due: format.due(period.communeDueAt) })}
        </>
      }
      actions={
        <LinkButton href={queue()} variant="primary">
          {home.can.accept ? t('province.review', { count: counts.awaiting }) : t('province.queue')}
        </LinkButton>
      }
      context={{ where: <UnitBreadcrumb items={[{ label: home.unit.fullName }]} />, when: <Periods home={home} /> }}
    >
      <section aria-label={t('counts.bar', { period: format.periodInline(period) })} className="grid gap-3">
        <StateBar values={values} />
        <ul className="flex flex-wrap gap-x-8 gap-y-1">
          {barStates.map((state) =>
            values[state] > 0 || state === 'overdue' ? (
              <li key={state}>
                <Link href={queue(filterOf[state])} className="flex min-h-9 items-center gap-2 text-sm hover:underline">
                  <StateMark state={state} />
                  <span>{t(`counts.${state}`)}</span>
                  <strong className="font-semibold">{format.number(values[state])}</strong>
                </Link>
              </li>
            ) : null,
          )}
        </ul>
      </section>
      <dl className="flex flex-wrap gap-x-12 gap-y-4 border-line border-t pt-5">
        <Figure
          label={t('counts.accepted')}
          value={format.ratio(counts.accepted, counts.required)}
          note={official ? tFigure('official') : tFigure('provisional')}
        />
        <Figure
          label={t('province.onTime')}
          value={format.ratio(counts.onTime, counts.required)}
          note={
            previous
              ? t('province.onTimeNote', { ratio: format.ratio(previous.counts.onTime, previous.counts.required) })
              : t('province.onTimeFirst')
          }
        />
        <Figure
          label={t('province.sentLate')}
          value={format.number(counts.sentLate)}
          note={t('province.sentLateNote')}
        />
      </dl>
      {home.unusual > 0 || home.mine > 0 ? (
        <ul className="flex flex-wrap gap-x-8 gap-y-2">
          {home.unusual > 0 ? (
            <li>
              <Link href={queue('unusual')} className="link">
                {t('province.unusual', { count: home.unusual })}
              </Link>
            </li>
          ) : null}
          {home.mine > 0 ? (
            <li>
              <Link href={`${queue()}&mine=1`} className="link">
                {t('province.mine')} ({format.number(home.mine)})
              </Link>
            </li>
          ) : null}
        </ul>
      ) : null}
      <LateList late={home.late} total={counts.overdue} href={queue('overdue')} period={period.code} />
      {running ? (
        <Section title={t('province.running.title', { period: format.period(running.period) })}>
          <p className="text-ink text-sm">
            {t('province.running.body', {
              begun: format.number(running.counts.begun),
              den: format.number(running.counts.required),
              received: format.number(running.counts.received),
              due: format.due(running.period.communeDueAt),
            })}{' '}
            <Link href={`/reports?period=${running.period.code}`} className="link">
              {t('province.queue')}
            </Link>
          </p>
        </Section>
      ) : null}
      {home.own.length > 0 ? (
        <Section title={t('province.own')}>
          <OwnReports reports={home.own} />
        </Section>
      ) : null}
    </Page>
  )
}
