import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { ContactsPanel } from '@/components/contacts/contacts-panel'
import { DecisionsList } from '@/components/decisions/decisions-list'
import { atStart, inSentence } from '@/components/format/in-sentence'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { type Tree, TreeSwitch } from '@/components/frame/tree-switch'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { RequestsPanel } from '@/components/persons/requests-panel'
import { AddMember } from '@/components/rosters/add-member-button'
import { AlertsList } from '@/components/rosters/alerts-list'
import { CompositionView } from '@/components/rosters/composition-view'
import { CountsTable } from '@/components/rosters/counts-table'
import { DuplicatesPanel } from '@/components/rosters/duplicates-panel'
import { OpenNames } from '@/components/rosters/open-names'
import { RosterTable } from '@/components/rosters/roster-table'
import { SettingsPanel } from '@/components/rosters/settings-panel'
import { CoverageTable } from '@/components/teams/coverage-table'
import { teamsExportHref, teamsHref } from '@/components/teams/team-links'
import { TeamPanel } from '@/components/teams/team-panel'
import { TeamsPanel } from '@/components/teams/teams-panel'
import { buttonStyles } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { LinkTabs } from '@/components/ui/tabs'
import { DayPicker } from '@/components/units/day-picker'
import { unitHref } from '@/components/units/unit-links'
import type { UnitDetail } from '@/components/units/unit-outputs'
import { orNotFound, type SearchParams, unitIdOf, unitParams } from '../../units/params'
import { treeOf } from './tree'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }
type Tab = 'teams' | 'members' | 'composition' | 'decisions' | 'contacts' | 'requests' | 'settings'

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const unit = await orNotFound((await api()).units.get({ id: unitIdOf((await params).id) }))
  const t = await getTranslations('teams')
  return { title: unit.level === 'team' ? unit.fullName : t('titleOf', { unit: inSentence(unit.fullName) }) }
}

const tabsOf: Partial<Record<UnitDetail['level'], readonly Tab[]>> = {
  commune: ['teams', 'members', 'composition', 'decisions', 'contacts', 'requests'],
  province: ['teams', 'composition', 'contacts', 'settings'],
  district: ['teams', 'composition'],
  nation: ['teams', 'composition', 'contacts'],
}

/** The teams of a unit, or one team, as of a day (`?on=`), one side at a time (`?tab=`). */
export default async function UnitTeamsPage({ params, searchParams }: Props) {
  const id = unitIdOf((await params).id)
  const search = await searchParams
  const { on, tab: wanted } = unitParams(search)
  const tree = treeOf(search)
  const t = await getTranslations('teams')
  const unit = await orNotFound((await api()).units.get({ id, on: on ?? undefined }))
  if (unit.level === 'village') notFound()
  const day = on === unit.today ? null : on
  const tabs = (unit.can.seeInside && tabsOf[unit.level]) || []
  const tab = tabs.find((each) => each === wanted) ?? tabs[0]
  const counts = tab === 'composition' || (tab === 'teams' && unit.level !== 'commune')
  return (
    <ClientMessages namespaces={['teams', 'rosters', 'decisions', 'teamCounts', 'persons', 'contacts', 'units']}>
      <Page
        title={unit.level === 'team' ? unit.fullName : t('titleOf', { unit: inSentence(unit.fullName) })}
        context={{
          where: (
            <UnitBreadcrumb
              items={unit.breadcrumb.map((step) => ({
                label: step.fullName,
                href:
                  step.level === 'commune' || step.level === 'province'
                    ? teamsHref(step.id, day)
                    : unitHref(step.id, day),
              }))}
            />
          ),
          when: <DayPicker on={unit.on} today={unit.today} />,
          tree: counts ? <TreeSwitch value={tree} /> : undefined,
        }}
      >
        {tabs.length > 1 ? (
          <LinkTabs
            label={t('tabsLabel')}
            tabs={tabs.map((each) => ({
              href: teamsHref(unit.id, day, { tab: each === 'teams' ? undefined : each }),
              label: t(`tabs.${each}`),
              current: each === tab,
            }))}
          />
        ) : null}
        {unit.can.seeInside ? null : <EmptyState title={t('hidden')} />}
        {unit.level === 'team' ? <Team unit={unit} on={day} /> : null}
        {unit.level === 'commune' && tab === 'teams' ? <Commune unit={unit} on={day} /> : null}
        {unit.level === 'commune' && tab === 'members' ? <Members unit={unit} /> : null}
        {tab === 'contacts' ? <Contacts unit={unit} /> : null}
        {unit.level === 'commune' && tab === 'requests' ? <Requests unit={unit} /> : null}
        {unit.level === 'commune' && tab === 'decisions' ? <Decisions unit={unit} /> : null}
        {unit.level === 'province' && tab === 'teams' && tree === 'then' ? <Province unit={unit} on={day} /> : null}
        {tab === 'teams' && counts && (unit.level !== 'province' || tree === 'now') ? (
          <Counts unit={unit} on={day} tree={tree} />
        ) : null}
        {tab === 'composition' ? <Made unit={unit} on={day} tree={tree} /> : null}
        {unit.level === 'province' && tab === 'settings' ? <Settings unit={unit} /> : null}
      </Page>
    </ClientMessages>
  )
}

type Side = { unit: UnitDetail; on: string | null }

async function Team({ unit, on }: Side) {
  const router = await api()
  const team = await router.teams.get({ id: unit.id, on: unit.on })
  if (!team) return <EmptyState title={(await getTranslations('teams'))('hidden')} />
  return (
    <>
      <TeamPanel team={team} on={on} />
      <Roster unit={unit} name={team.name} on={team.on} />
      <TeamDecisions unit={unit} />
    </>
  )
}

async function Roster({ unit, name, on }: { unit: UnitDetail; name: string; on: string }) {
  const router = await api()
  const t = await getTranslations('rosters')
  const roster = await router.rosters.list({ unitId: unit.id, on })
  return (
    <Section title={t('membersOf')}>
      {roster ? (
        <RosterTable
          caption={t('captionTeam', { name: atStart(name) })}
          roster={roster}
          toolbar={<AddMember teams={[{ id: unit.id, name }]} roster={roster} today={unit.today} />}
        />
      ) : (
        <Names unit={unit} on={on} />
      )}
    </Section>
  )
}

async function TeamDecisions({ unit }: { unit: UnitDetail }) {
  const decisions = await (await api()).decisions.list({ unitId: unit.id })
  const t = await getTranslations('decisions')
  if (!decisions || decisions.rows.length === 0) return null
  return (
    <Section title={t('title')}>
      <DecisionsList communeId={unit.id} decisions={decisions} />
    </Section>
  )
}

/** Names above the commune: for a reason, or not at all. */
async function Names({ unit, on }: { unit: UnitDetail; on: string }) {
  const router = await api()
  const t = await getTranslations('rosters')
  if ((await router.rosters.access({ unitId: unit.id })) !== 'open') return <EmptyState title={t('hidden')} />
  return <OpenNames unitId={unit.id} on={on} components={await router.rosters.components({ unitId: unit.id })} />
}

async function Commune({ unit, on }: Side) {
  const router = await api()
  const [teams, states] = await Promise.all([
    router.teams.list({ communeId: unit.id, on: unit.shownOn }),
    router.rosters.states({ communeId: unit.id, on: unit.shownOn }),
  ])
  if (!teams || !states) return <EmptyState title={(await getTranslations('teams'))('hidden')} />
  return (
    <>
      <AlertsList states={states} />
      <TeamsPanel commune={unit} teams={teams} states={states} on={on} />
    </>
  )
}

async function Members({ unit }: { unit: UnitDetail }) {
  const router = await api()
  const t = await getTranslations('rosters')
  const roster = await router.rosters.list({ unitId: unit.id, on: unit.shownOn })
  if (!roster) return <Names unit={unit} on={unit.shownOn} />
  const [pairs, teams] = await Promise.all([
    router.rosters.duplicates({ communeId: unit.id }),
    router.teams.list({ communeId: unit.id, on: unit.today }),
  ])
  const active = teams?.teams.filter((team) => team.state === 'active') ?? []
  return (
    <>
      <DuplicatesPanel pairs={pairs ?? []} />
      <RosterTable
        caption={t('caption', { place: inSentence(unit.fullName) })}
        roster={roster}
        teams
        toolbar={
          roster.can.keep ? (
            <>
              <LinkButton href="/teams/import">{t('files')}</LinkButton>
              <AddMember teams={active} roster={roster} today={unit.today} />
            </>
          ) : null
        }
      />
    </>
  )
}

async function Province({ unit, on }: Side) {
  const router = await api()
  const [communes, coverage, states] = await Promise.all([
    router.units.list({ provinceId: unit.id, on: unit.shownOn }),
    router.teams.coverage({ unitId: unit.id, on: unit.shownOn }),
    router.rosters.states({ communeId: unit.id, on: unit.shownOn }),
  ])
  const { can } = await router.rosters.settings({ unitId: unit.id })
  const t = await getTranslations('rosters')
  if (!coverage) return <EmptyState title={(await getTranslations('teams'))('hidden')} />
  return (
    <CoverageTable
      province={unit.fullName}
      communes={communes}
      coverage={coverage}
      states={states ?? []}
      on={on}
      toolbar={
        <>
          {can.bringIn ? <LinkButton href="/teams/import">{t('files')}</LinkButton> : null}
          <Export unit={unit} on={on} tree="then" />
        </>
      }
    />
  )
}

type Counted = Side & { tree: Tree }

async function Counts({ unit, on, tree }: Counted) {
  const counted = await (await api()).rosters.counts({ unitId: unit.id, on: unit.shownOn, tree })
  return counted ? (
    <CountsTable unit={unit.fullName} counted={counted} on={on} toolbar={<Export unit={unit} on={on} tree={tree} />} />
  ) : null
}

async function Made({ unit, on, tree }: Counted) {
  const router = await api()
  const composition = await router.rosters.composition({ unitId: unit.id, on: unit.shownOn, tree })
  if (!composition) return <EmptyState title={(await getTranslations('teamCounts'))('hidden')} />
  return (
    <CompositionView
      composition={composition}
      components={await router.rosters.components({ unitId: unit.id })}
      actions={<Export unit={unit} on={on} tree={tree} />}
    />
  )
}

async function Export({ unit, on, tree }: Counted) {
  const t = await getTranslations('teamCounts')
  return (
    <a href={teamsExportHref(unit.id, on, tree)} download className={buttonStyles({ size: 'md' })}>
      {t('export')}
    </a>
  )
}

async function Decisions({ unit }: { unit: UnitDetail }) {
  const decisions = await (await api()).decisions.list({ unitId: unit.id })
  return decisions ? <DecisionsList communeId={unit.id} decisions={decisions} /> : null
}

async function Contacts({ unit }: { unit: UnitDetail }) {
  return <ContactsPanel unit={unit} contacts={await (await api()).contacts.list({ unitId: unit.id })} />
}

async function Requests({ unit }: { unit: UnitDetail }) {
  const requests = await (await api()).persons.requests({ communeId: unit.id })
  return requests ? (
    <RequestsPanel requests={requests} />
  ) : (
    <EmptyState title={(await getTranslations('rosters'))('hidden')} />
  )
}

async function Settings({ unit }: { unit: UnitDetail }) {
  return <SettingsPanel settings={await (await api()).rosters.settings({ unitId: unit.id })} today={unit.today} />
}
