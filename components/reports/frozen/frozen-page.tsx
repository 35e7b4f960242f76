import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { PeriodLabel } from '@/components/frame/period-label'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { ChangeList } from './change-list'
import { FrozenState } from './frozen-state'
import { type Freezes, type FrozenChanges, frozenHref } from './outputs'

interface FrozenPageProps {
  freezes: Freezes
  /** Since the newest revision; null while there is none. */
  since: FrozenChanges | null
  /** Of the revision that was asked for, against the one before it. */
  between: FrozenChanges | null
}

/** The revisions of a month: what moved since the newest one, who froze which and why, and how each differs from the one before. */
export function FrozenPage({ freezes, since, between }: FrozenPageProps) {
  const t = useTranslations('frozen')
  const tRoles = useTranslations('enums.roles')
  const format = useFormat()
  const { place, period, revisions } = freezes
  const href = frozenHref(place.id, period.code)
  return (
    <Page
      title={t('page', { month: format.periodInline(period) })}
      lead={t('lead')}
      context={{
        where: <UnitBreadcrumb items={[{ label: place.fullName }]} />,
        when: <PeriodLabel period={period} />,
      }}
    >
      <FrozenState freezes={freezes} here />
      {since ? (
        <Section title={t('changes.since', { revision: since.revision.revision })}>
          <ChangeList changes={since} heads={{ was: t('changes.frozen'), now: t('changes.now') }} />
        </Section>
      ) : null}
      <Section title={t('revisions.title')}>
        {revisions.length === 0 ? <p className="text-muted text-sm">{t('revisions.none')}</p> : null}
        <ul className="grid gap-4">
          {revisions.map((each) => (
            <li key={each.revision} className="grid gap-1 border-line border-l-2 pl-3 text-sm">
              <h3 className="font-semibold">
                {t('revisions.name', { revision: each.revision, at: format.dateTime(each.at) })}
              </h3>
              <p>
                {each.by.role ? `${[each.by.name, tRoles(each.by.role)].filter(Boolean).join(', ')}. ` : null}
                {t('revisions.counts', {
                  accepted: format.number(each.accepted),
                  required: format.number(each.required),
                })}
              </p>
              {each.reason ? <p className="wrap-anywhere">{t('revisions.reason', { reason: each.reason })}</p> : null}
              <p className="flex flex-wrap gap-x-4 gap-y-1">
                {each.revision > 1 ? (
                  <Link className="link" href={`${href}?revision=${each.revision}`}>
                    {t('revisions.differs', { before: each.revision - 1 })}
                  </Link>
                ) : null}
                <a className="link" href={`${href}/export?revision=${each.revision}`} download>
                  {t('revisions.file', { revision: each.revision })}
                </a>
              </p>
            </li>
          ))}
        </ul>
      </Section>
      {between?.before ? (
        <Section title={t('changes.between', { revision: between.revision.revision, before: between.before.revision })}>
          <ChangeList
            changes={between}
            heads={{
              was: t('changes.was', { revision: between.before.revision }),
              now: t('changes.was', { revision: between.revision.revision }),
            }}
          />
        </Section>
      ) : null}
    </Page>
  )
}
