import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { Phone } from '@/components/ui/phone'
import { Section } from '@/components/ui/section'
import type { ProvinceHome } from './home-data'
import { LateRow } from './late-row'

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
              <LateRow
                key={unit.unitId}
                href={`/reports/${unit.unitId}/${period}/review?state=overdue`}
                name={unit.unitName}
                late={t('workingDays', { days: unit.lateDays })}
              >
                {unit.contact ? (
                  <span className="flex flex-wrap gap-x-3">
                    <span>{unit.contact.name}</span>
                    <Phone number={unit.contact.phone} />
                  </span>
                ) : (
                  <span className="text-muted">{t('noContact')}</span>
                )}
              </LateRow>
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
