import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { ContextSelect } from '@/components/frame/context-select'
import { Page } from '@/components/frame/page'
import { TreeSwitch } from '@/components/frame/tree-switch'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { LinkButton } from '@/components/ui/link-button'
import { type CompareAddress, drillHref } from './address'
import { BarView } from './bar-view'
import { CompareControls } from './compare-controls'
import { CompareFacts, CompareNotices } from './compare-facts'
import { CompareTable } from './compare-table'
import { FocusSelect } from './focus-select'
import { HeadlinesPanel } from './headlines-panel'
import { LineView } from './line-view'
import type { CompareOptions, Comparison, Headlines, Series } from './outputs'
import { ProvinceMap } from './province-map'
import { ViewTabs } from './view-tabs'
import { useWords } from './words'

interface ComparePageProps {
  at: CompareAddress
  options: CompareOptions
  table: Comparison
  /** Asked for by the chart over months alone. */
  series: Series | null
  headlines: Headlines
  /** Whether the month was frozen, and has moved since. */
  note: ReactNode
}

/** Units side by side: whose and when above, what and how below it, then the table or one of its pictures. */
export function ComparePage({ at, options, table, series, headlines, note }: ComparePageProps) {
  const t = useTranslations('compare')
  const format = useFormat()
  const words = useWords('none')
  const { own } = options
  const { from, to, months } = table.periods
  const named = format.periodInline
  const when = months === 1 ? named(to) : `${named(from)} – ${named(to)}`
  const title = table.peer
    ? t('titleOwn', { unit: own.unitName })
    : table.province
      ? t('titleCommunes', { province: words.within(table.province.name) })
      : t('titleProvinces')
  const key = [at.province, at.from, at.to, at.codes.join(), at.tree].join()
  return (
    <Page
      title={title}
      lead={<CompareFacts table={table} at={at} />}
      actions={
        own.provinceId === null ? undefined : at.province === null ? (
          <LinkButton href={drillHref(at, own.provinceId)}>
            {own.level === 'commune' ? own.unitName : t('choose.ownCommunes')}
          </LinkButton>
        ) : (
          <LinkButton href={drillHref(at, null)}>{t('choose.otherProvinces')}</LinkButton>
        )
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              { label: t('nation'), href: drillHref(at, null) },
              ...(table.province ? [{ label: table.province.name }] : []),
            ]}
          />
        ),
        when: (
          <ContextSelect
            label={t('choose.when')}
            param="to"
            hideLabel
            value={at.to}
            options={options.periods.map((period) => ({ value: period.code, label: format.period(period) }))}
          />
        ),
        tree: <TreeSwitch value={at.tree} />,
      }}
    >
      {note}
      <CompareNotices table={table} at={at} options={options} />
      <CompareControls key={at.codes.join()} at={at} options={options} />
      <div className="grid grid-cols-1 gap-4">
        <ViewTabs view={at.view} map={table.level === 'provinces'} />
        {at.view === 'bar' || at.view === 'map' ? <FocusSelect at={at} columns={table.columns} /> : null}
        {at.view === 'table' ? <CompareTable key={key} table={table} at={at} /> : null}
        {at.view === 'bar' ? <BarView table={table} at={at} when={when} /> : null}
        {at.view === 'map' ? <ProvinceMap table={table} at={at} when={when} /> : null}
        {at.view === 'line' && series ? (
          <LineView
            table={table}
            series={series}
            at={at}
            when={named(to)}
            whole={{
              name: table.peer ? t('averageShort') : own.provinceId === null ? t('nation') : own.unitName,
              average: table.peer !== null,
            }}
          />
        ) : null}
      </div>
      <HeadlinesPanel headlines={headlines} />
    </Page>
  )
}
