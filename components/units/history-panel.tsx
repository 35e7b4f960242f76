'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { TableScroll } from '@/components/ui/table'
import { unitHref } from './unit-links'
import type { UnitDetail } from './unit-outputs'

/** Every name, type, code and parent a unit has had, and what it came from and became. */
export function HistoryPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.history')
  const format = useFormat()
  const from = unit.lineage.filter((step) => step.direction === 'from')
  const to = unit.lineage.filter((step) => step.direction === 'to')
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section title={t('names')}>
        <TableScroll label={t('names')}>
          <table className="dt">
            <caption className="sr-only">{t('names')}</caption>
            <thead>
              <tr>
                <th scope="col" data-first>
                  {t('name')}
                </th>
                <th scope="col">{t('code')}</th>
                <th scope="col">{t('parent')}</th>
                <th scope="col">{t('from')}</th>
                <th scope="col">{t('until')}</th>
                <th scope="col">{t('note')}</th>
              </tr>
            </thead>
            <tbody>
              {unit.versions.toReversed().map((version) => (
                <tr key={version.validFrom}>
                  <th scope="row" data-first>
                    {version.fullName}
                  </th>
                  <td className="tabular-nums">{version.code}</td>
                  <td>
                    {version.parentId && version.parentName ? (
                      <Link href={unitHref(version.parentId)} className="link">
                        {version.parentName}
                      </Link>
                    ) : null}
                  </td>
                  <td>{format.date(version.validFrom)}</td>
                  <td>{version.validTo ? format.date(dayBefore(version.validTo)) : t('now')}</td>
                  <td>{version.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </Section>
      <Lineage title={t('predecessors')} none={t('noPredecessors')} steps={from} />
      <Lineage title={t('successors')} none={t('noSuccessors')} steps={to} />
    </div>
  )
}

/** Validity is half-open; people read the last day. */
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

function Lineage({ title, none, steps }: { title: string; none: string; steps: UnitDetail['lineage'] }) {
  const t = useTranslations('units.history')
  const enums = useTranslations('enums.successionKinds')
  const format = useFormat()
  return (
    <Section title={title}>
      {steps.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <TableScroll label={title}>
          <table className="dt">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col" data-first>
                  {t('unit')}
                </th>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('on')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col">{t('share')}</th>
                <th scope="col">{t('basis')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={`${step.id}${step.effectiveOn}`}>
                  <th scope="row" data-first>
                    <Link href={unitHref(step.id)} className="link">
                      {step.fullName}
                    </Link>
                    {step.code ? <span className="ml-2 font-normal text-muted tabular-nums">{step.code}</span> : null}
                  </th>
                  <td>{[step.district, step.province].filter(Boolean).join(', ')}</td>
                  <td>{format.date(step.effectiveOn)}</td>
                  <td>{enums(step.kind)}</td>
                  <td>{step.share === null ? t('shareUnknown') : format.percent(step.share * 100)}</td>
                  <td>
                    <span className="flex flex-wrap items-center gap-2">
                      {step.confirmed ? (
                        <Badge tone="ok">{t('confirmed')}</Badge>
                      ) : (
                        <Badge tone="warn">{t('unconfirmed')}</Badge>
                      )}
                      {step.resolution}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Section>
  )
}
