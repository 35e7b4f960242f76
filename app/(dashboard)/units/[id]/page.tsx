import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { teamsHref } from '@/components/teams/team-links'
import { LinkTabs } from '@/components/ui/tabs'
import { AgenciesPanel } from '@/components/units/agencies-panel'
import { ChildrenPanel } from '@/components/units/children-panel'
import { CommitteesPanel } from '@/components/units/committees-panel'
import { DateSlider } from '@/components/units/date-slider'
import { DayPicker } from '@/components/units/day-picker'
import { DenominatorsPanel } from '@/components/units/denominators-panel'
import { FlagsPanel } from '@/components/units/flags-panel'
import { HistoryPanel } from '@/components/units/history-panel'
import { LineagePicture } from '@/components/units/lineage-picture'
import { RolloutPanel } from '@/components/units/rollout-panel'
import { SuccessionsPanel } from '@/components/units/successions-panel'
import { UnitLead, UnitNotices } from '@/components/units/unit-heading'
import { unitHref, unitsHref } from '@/components/units/unit-links'
import type { UnitDetail } from '@/components/units/unit-outputs'
import { UnitTimeline } from '@/components/units/unit-timeline'
import { orNotFound, type SearchParams, unitIdOf, unitParams } from '../params'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const unit = await orNotFound((await api()).units.get({ id: unitIdOf((await params).id) }))
  return { title: unit.fullName }
}

/** What a unit of that level has to show to this reader, in the order of the tabs. */
function tabsOf(unit: UnitDetail): Tab[] {
  const commune = unit.level === 'commune'
  const province = unit.level === 'province'
  const tabs: [Tab, boolean][] = [
    ['children', unit.level !== 'village' && unit.level !== 'team'],
    ['denominators', commune && unit.denominators !== null],
    ['flags', commune || unit.level === 'village'],
    ['rollout', province],
    ['agencies', commune || province || unit.level === 'nation'],
    ['successions', province && unit.versions.at(-1)?.validTo === null],
    ['committees', unit.committees !== null && (commune || province || unit.level === 'nation')],
    ['history', true],
  ]
  return tabs.flatMap(([tab, shown]) => (shown ? [tab] : []))
}
type Tab = 'children' | 'denominators' | 'flags' | 'rollout' | 'agencies' | 'successions' | 'committees' | 'history'

/** Units whose teams have a page of their own. */
const hasTeams: readonly UnitDetail['level'][] = ['province', 'commune', 'team']

/** A unit as of a day (`?on=`), one of its sides at a time (`?tab=`). */
export default async function UnitPage({ params, searchParams }: Props) {
  const id = unitIdOf((await params).id)
  const asked = unitParams(await searchParams)
  const { on, tab: wanted, page } = asked
  const t = await getTranslations('units')
  const router = await api()
  const [unit, days] = await Promise.all([
    orNotFound(router.units.get({ id, on: on ?? undefined, page: wanted === 'successions' ? 1 : page })),
    orNotFound(router.units.changeDays({ unitId: id })),
  ])
  const day = on === unit.today ? null : on
  const tabs = tabsOf(unit)
  const tab = tabs.find((each) => each === wanted) ?? tabs[0] ?? 'history'
  return (
    <ClientMessages namespaces={['units']}>
      <Page
        title={unit.fullName}
        lead={<UnitLead unit={unit} />}
        context={{
          where: (
            <UnitBreadcrumb
              items={unit.breadcrumb.map((step) => ({
                label: step.fullName,
                href: step.level === 'nation' ? unitsHref(null, day) : unitHref(step.id, day),
              }))}
            />
          ),
          when: <DayPicker on={unit.on} today={unit.today} />,
        }}
      >
        <DateSlider days={days} on={unit.on} today={unit.today} />
        <UnitNotices unit={unit} />
        <LinkTabs
          label={t('page.tabs')}
          tabs={[
            ...tabs.map((each) => ({
              href: unitHref(unit.id, day, { tab: each }),
              label: t(`tabs.${each === 'children' && unit.level === 'commune' ? 'villages' : each}`),
              current: each === tab,
            })),
            ...(unit.can.seeInside && hasTeams.includes(unit.level)
              ? [
                  {
                    href: teamsHref(unit.id, day),
                    label: t(unit.level === 'team' ? 'tabs.team' : 'tabs.teams'),
                    current: false,
                  },
                ]
              : []),
          ]}
        />
        {tab === 'children' ? <ChildrenPanel unit={unit} on={day} /> : null}
        {tab === 'denominators' ? <DenominatorsPanel unit={unit} /> : null}
        {tab === 'flags' ? <FlagsPanel unit={unit} /> : null}
        {tab === 'rollout' ? <RolloutPanel unit={unit} /> : null}
        {tab === 'agencies' ? <Agencies unit={unit} /> : null}
        {tab === 'successions' ? <Successions unit={unit} asked={asked} /> : null}
        {tab === 'committees' ? <CommitteesPanel unit={unit} /> : null}
        {tab === 'history' ? <History unit={unit} /> : null}
      </Page>
    </ClientMessages>
  )
}

async function History({ unit }: { unit: UnitDetail }) {
  const family = await (await api()).units.lineage({ id: unit.id })
  return (
    <div className="grid grid-cols-1 gap-8">
      <UnitTimeline unit={unit} />
      <LineagePicture family={family} />
      <HistoryPanel unit={unit} />
    </div>
  )
}

async function Agencies({ unit }: { unit: UnitDetail }) {
  return <AgenciesPanel unit={unit} listed={await (await api()).agencies.list({ unitId: unit.id })} />
}

async function Successions({ unit, asked }: { unit: UnitDetail; asked: ReturnType<typeof unitParams> }) {
  const { filter, page, q } = asked
  const list = await (await api()).units.edges({ provinceId: unit.id, filter, search: q.slice(0, 100), page })
  return <SuccessionsPanel key={`${filter} ${page} ${q}`} unit={unit} list={list} filter={filter} search={q} />
}
