import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { buttonStyles } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { type ChangeKind, changeKinds, groupOf } from '@/server/units/changes/rules'
import { ChangesFilters } from './changes-filters'
import { ChangesSummary } from './changes-summary'
import { ChangesTable } from './changes-table'
import { type ChangesAddress, changesExportHref, changesHref, unitsHref } from './unit-links'
import type { ChildUnit, UnitChanges } from './unit-outputs'

export type ChangesAt = ChangesAddress & { kind: ChangeKind | null; swapped: boolean }

interface ChangesPageProps {
  at: ChangesAt
  changes: UnitChanges
  /** Those of today, to choose from. */
  provinces: readonly ChildUnit[]
}

/** How many units there were and are, and what happened to which: first the counts, then the changes by kind. */
export function ChangesPage({ at, changes, provinces }: ChangesPageProps) {
  const t = useTranslations('changes')
  const format = useFormat()
  const { province, from, to, rows, total, page, pageSize } = changes
  const days = { from: format.date(from), to: format.date(to) }
  const filtered = at.kind !== null || at.level !== null || at.q !== ''
  const groups = changeKinds.flatMap((kind) => {
    const own = rows.filter((row) => groupOf(row, at.kind) === kind)
    return own.length > 0 ? [{ kind, rows: own }] : []
  })
  return (
    <Page
      title={province ? t('titleProvince', { province: inSentence(province.fullName) }) : t('title')}
      lead={
        <>
          {t('lead', days)} {province ? t('scopeNote', { province: inSentence(province.fullName) }) : null}
        </>
      }
      actions={
        total > 0 ? (
          <a href={changesExportHref(at)} download className={buttonStyles()}>
            <Download aria-hidden />
            {t('export.do')}
          </a>
        ) : undefined
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={[
              { label: t('units'), href: unitsHref(province?.id) },
              { label: province ? province.fullName : t('nation') },
            ]}
          />
        ),
      }}
    >
      <ChangesFilters at={at} kinds={changes.kinds} provinces={provinces} />
      {at.swapped ? <Notice tone="info">{t('swapped')}</Notice> : null}
      <Section title={t('summary.caption')}>
        <ChangesSummary levels={changes.levels} days={days} />
      </Section>
      {groups.map(({ kind, rows: own }) => (
        <Section
          key={kind}
          title={t('groupAll', { name: t(`kinds.${kind}`), count: format.number(changes.groups[kind]) })}
        >
          <ChangesTable kind={kind} rows={own} />
        </Section>
      ))}
      {total === 0 ? (
        <EmptyState title={t(filtered ? 'noneFound' : 'none')}>{t(filtered ? 'noneFoundWhy' : 'noneWhy')}</EmptyState>
      ) : null}
      <Pagination page={page} pageSize={pageSize} total={total} href={(next) => changesHref(at, next)} />
    </Page>
  )
}
