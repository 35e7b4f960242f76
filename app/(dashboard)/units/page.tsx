import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Disclosure } from '@/components/ui/disclosure'
import { LinkButton } from '@/components/ui/link-button'
import { DateSlider } from '@/components/units/date-slider'
import { DayPicker } from '@/components/units/day-picker'
import { UnitNotices } from '@/components/units/unit-heading'
import { changesHref, unitHref, unitsHref } from '@/components/units/unit-links'
import { UnitSearch } from '@/components/units/unit-search'
import { CommunesTable, ProvincesTable } from '@/components/units/unit-tables'
import { UnitTree } from '@/components/units/unit-tree'
import { UnitsMap } from '@/components/units/units-map'
import { orNotFound, type SearchParams, unitParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('units'))('title') }
}

/** The browser of units: search, the country as a tree, and the table of a province (`?unit=`) as of a day (`?on=`). */
export default async function UnitsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { on, unit, type, q } = unitParams(await searchParams)
  const t = await getTranslations('units')
  const router = await api()
  const at = on ?? undefined
  const [roots, found, province, days] = await Promise.all([
    router.units.tree({ on: at }),
    q ? router.units.search({ text: q }) : [],
    unit ? orNotFound(router.units.get({ id: unit, on: at })) : router.units.get({ id: 1, on: at }),
    orNotFound(router.units.changeDays({ unitId: unit })),
  ])
  const chosen = province.level === 'province' ? province : null
  const [communes, coverage] = chosen
    ? await Promise.all([
        router.units.list({ provinceId: chosen.id, on: at }),
        router.teams.coverage({ unitId: chosen.id, on: at }),
      ])
    : [[], null]
  const types = [...new Set(communes.map((commune) => commune.type))]
  const day = on === province.today ? null : on
  return (
    <ClientMessages namespaces={['units', 'teams']}>
      <Page
        title={chosen ? chosen.fullName : t('title')}
        lead={t(chosen ? 'provinceLead' : 'lead', { provinces: roots.length, communes: communes.length })}
        actions={
          <>
            <LinkButton href={changesHref({ province: chosen?.id })}>{t('changesLink')}</LinkButton>
            {chosen ? <LinkButton href={unitHref(chosen.id, day)}>{t('openUnit')}</LinkButton> : null}
          </>
        }
        context={{
          where: (
            <UnitBreadcrumb
              items={[
                { label: t('nation'), href: unitsHref(null, day) },
                ...(chosen ? [{ label: chosen.fullName }] : []),
              ]}
            />
          ),
          when: <DayPicker on={on ?? province.today} today={province.today} />,
        }}
      >
        <DateSlider days={days} on={province.on} today={province.today} />
        <UnitNotices unit={province} />
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <aside className="min-w-0 lg:max-h-[80vh] lg:overflow-y-auto lg:border-line lg:border-r lg:pr-4 print:hidden">
            <div className="hidden lg:block">
              <UnitTree key={on} roots={roots} on={day} current={chosen?.id ?? null} />
            </div>
            <Disclosure summary={t('tree.label')} className="lg:hidden">
              <UnitTree key={on} roots={roots} on={day} current={chosen?.id ?? null} />
            </Disclosure>
          </aside>
          <div className="grid min-w-0 grid-cols-1 content-start gap-6">
            <UnitSearch initial={q} found={found} />
            {chosen ? (
              <CommunesTable
                province={chosen.fullName}
                rows={type ? communes.filter((commune) => commune.type === type) : communes}
                coverage={coverage}
                type={type}
                types={types}
                on={day}
              />
            ) : (
              <>
                <Disclosure summary={t('map.open', { count: roots.length })}>
                  <UnitsMap provinces={roots} shownOn={province.on} on={day} />
                </Disclosure>
                <ProvincesTable rows={roots} on={day} />
              </>
            )}
          </div>
        </div>
      </Page>
    </ClientMessages>
  )
}
