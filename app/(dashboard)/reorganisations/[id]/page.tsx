import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { type Params, reorganisationAddress, type Tab } from '@/components/reorganisations/address'
import { ChecksPanel } from '@/components/reorganisations/checks-panel'
import { DryRunPanel } from '@/components/reorganisations/dry-run-panel'
import { EventPage } from '@/components/reorganisations/event-page'
import { LatePanel } from '@/components/reorganisations/late-panel'
import { LinesPanel } from '@/components/reorganisations/lines-panel'
import { RunsPanel } from '@/components/reorganisations/runs-panel'
import { WaitsPanel } from '@/components/reorganisations/waits-panel'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reorganisations.page'))('metaTitle') }
}

const plannedAtOnce = 2000

/** One resolution, one of its sides at a time (`?tab=`). */
export default async function ReorganisationPage({ params, searchParams }: Props) {
  const { id } = await params
  const { tab: wanted, page } = reorganisationAddress(await searchParams)
  const { reorganisations } = await api()
  const event = await answer(reorganisations.get({ id, page }))
  const inForce = event.state === 'applied' && !event.recorded
  const mayBeLate = event.state === 'draft' && event.over
  const [late, waits] = [
    // Every line is planned for it: a resolution of the whole country answers where it is asked.
    mayBeLate && (wanted === 'late' || event.lines.total <= plannedAtOnce)
      ? await answer(reorganisations.late({ id }))
      : null,
    inForce ? await answer(reorganisations.waits({ reorganisationId: id })) : null,
  ]
  const shown: Record<Tab, boolean> = {
    content: true,
    dryRun: event.can.edit || (event.state === 'scheduled' && !event.due),
    late: late ? late.reports.length > 0 : mayBeLate,
    waits: (waits?.waits.length ?? 0) > 0,
    checks: inForce,
    history: event.runs.length > 0,
  }
  const tab = shown[wanted] ? wanted : 'content'
  const dryRun = tab === 'dryRun' ? await answer(reorganisations.foresee({ id })) : null
  const checks = tab === 'checks' ? await answer(reorganisations.checks({ id })) : null
  return (
    <ClientMessages namespaces={['reorganisations', 'units']}>
      <EventPage event={event} tab={tab} shown={shown} late={late} waits={waits}>
        {tab === 'content' ? <LinesPanel event={event} /> : null}
        {dryRun ? <DryRunPanel event={event} dryRun={dryRun} /> : null}
        {tab === 'late' && late ? <LatePanel event={event} late={late} /> : null}
        {tab === 'waits' && waits ? <WaitsPanel waits={waits} /> : null}
        {checks ? <ChecksPanel id={id} list={checks} /> : null}
        {tab === 'history' ? <RunsPanel runs={event.runs} /> : null}
      </EventPage>
    </ClientMessages>
  )
}
