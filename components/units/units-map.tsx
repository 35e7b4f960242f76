import { useTranslations } from 'next-intl'
import { ArchipelagoNames, mapBox, mapCredits, ProvinceShapes, reform } from '@/components/comparisons/province-shapes'
import { useFormat } from '@/components/format/use-format'
import { shapesByProvince } from '@/server/comparisons/map/rules'
import { unitsHref } from './unit-links'
import type { ChildUnit } from './unit-outputs'

const fill = 'var(--scale-2)'

interface UnitsMapProps {
  /** The provinces of the day; the table beside lists the same. */
  provinces: readonly ChildUnit[]
  /** The day looked at, and the one that links carry on (null: today). */
  shownOn: string
  on: string | null
}

/** The provinces as they were on a day, each a way to its communes. */
export function UnitsMap({ provinces, shownOn, on }: UnitsMapProps) {
  const t = useTranslations('units.map')
  const format = useFormat()
  const shapes = shapesByProvince(shownOn < reform ? 'then' : 'now')
  const date = format.date(shownOn)
  const title = t('title', { date })
  return (
    <figure className="grid max-w-lg grid-cols-1 gap-2">
      <figcaption className="grid gap-1">
        <span className="font-semibold text-sm">{title}</span>
        <span className="text-muted text-sm">{t('hint')}</span>
      </figcaption>
      <svg
        viewBox={mapBox}
        className="max-h-[70vh] w-full border border-line bg-surface"
        aria-label={t('alt', { count: provinces.length, date })}
      >
        <title>{title}</title>
        {provinces.map((province) => (
          <a key={province.id} href={unitsHref(province.id, on)} aria-label={province.fullName} className="group">
            <title>{province.fullName}</title>
            <ProvinceShapes shapes={shapes.get(province.code ?? '') ?? []} fill={fill} seal={fill} islandFill={fill} />
          </a>
        ))}
        <ArchipelagoNames />
      </svg>
      <p className="text-muted text-xs">{t.rich('attribution', mapCredits)}</p>
    </figure>
  )
}
