import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { Phone } from '@/components/ui/phone'
import { Section } from '@/components/ui/section'
import type { ProvinceHome } from './home-data'

export interface LateListProps {
  late: ProvinceHome['late']
  total: number
  /** The whole list. */
  href: string
  period: string
}

/** Who has not sent, the longest overdue first, with whom to call. */
export function LateList({ late, total, href, period }: LateListProps) {
  const t = useTranslations('overview.province.late')
  return (
    <Section title={t('title')}>
      {late.length === 0 ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : (
        <>
          <ul className="border-line border-t">
            {late.map((unit) => (
              <li
                key={unit.unitId}
                className="grid gap-x-6 gap-y-1 border-line border-b py-2 text-sm sm:grid-cols-[minmax(0,1fr)_13rem_minmax(0,1fr)] sm:items-center"
              >
                <Link
                  href={`/reports/${unit.unitId}/${period}/review?state=overdue`}
                  className="link no-underline hover:underline"
                >
                  {unit.unitName}
                </Link>
                <span className="font-medium text-danger">{t('workingDays', { days: unit.lateDays })}</span>
                {unit.contact ? (
                  <span className="flex flex-wrap gap-x-3">
                    <span>{unit.contact.name}</span>
                    <Phone number={unit.contact.phone} />
                  </span>
                ) : (
                  <span className="text-muted">{t('noContact')}</span>
                )}
              </li>
            ))}
          </ul>
          {total > late.length ? (
            <p>
              <Link href={href} className="link">
                {t('all', { count: total })}
              </Link>
            </p>
          ) : null}
        </>
      )}
    </Section>
  )
}
