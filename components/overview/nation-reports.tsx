import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { PeriodPicker } from '@/components/frame/period-picker'
import { TreeSwitch } from '@/components/frame/tree-switch'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { FrozenState } from '@/components/reports/frozen/frozen-state'
import { type Freezes, isOfficial, natureOf } from '@/components/reports/frozen/outputs'
import { paperHref } from '@/components/reports/paper/paper-href'
import { LinkButton } from '@/components/ui/link-button'
import type { NationHome } from './home-data'
import { ProvinceTable } from './province-table'

/** The reports of a month by province: a row each, leading to the province's own list. */
export function NationReports({ home, freezes }: { home: NationHome; freezes: Freezes }) {
  const t = useTranslations('overview')
  const format = useFormat()
  const { counts, period } = home
  return (
    <Page
      title={t('nation.caption', { period: format.periodInline(period) })}
      lead={`${t('nation.lead', {
        num: format.number(counts.received),
        den: format.number(counts.required),
        accepted: format.number(counts.accepted),
        official: natureOf(freezes),
      })} ${t('province.due', { due: format.due(period.communeDueAt) })}`}
      actions={
        counts.required > 0 ? (
          <LinkButton icon={<FileText aria-hidden />} href={paperHref(home.unit.id, period.code)}>
            {t('nation.paper')}
          </LinkButton>
        ) : null
      }
      context={{
        where: <UnitBreadcrumb items={[{ label: home.unit.fullName }]} />,
        when: (
          <PeriodPicker
            value={period.code}
            periods={home.periods.map(({ code, year, month }) => ({ value: code, year, month }))}
          />
        ),
        tree: <TreeSwitch value={home.tree} />,
      }}
    >
      {counts.required > 0 || freezes.revisions.length > 0 ? <FrozenState freezes={freezes} /> : null}
      <ClientMessages namespaces={['overview']}>
        <ProvinceTable
          tree={home.tree}
          rows={home.rows}
          unplaced={home.unplaced}
          counts={counts}
          period={period}
          official={isOfficial(freezes)}
        />
      </ClientMessages>
    </Page>
  )
}
