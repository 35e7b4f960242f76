import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { Link } from '@/components/ui/link'
import { originsOf } from '@/server/units/lineage/rules'
import { unitHref } from './unit-links'
import type { UnitDetail } from './unit-outputs'

type Origin = Pick<
  UnitDetail['lineage'][number],
  'id' | 'fullName' | 'district' | 'province' | 'kind' | 'share' | 'confirmed'
>

interface OriginUnitsProps {
  /** The unit into which they came: its history tells the rest. */
  unitId: number
  units: readonly Origin[]
  /** How many are named. */
  limit: number
  /** Whether their district and province are named too. */
  places: boolean
}

/** What came into a unit: "xã A, xã B (huyện C, tỉnh D) và một phần xã E · chưa xác nhận". */
export function OriginUnits({ unitId, units: from, limit, places }: OriginUnitsProps) {
  const t = useTranslations('units.origins')
  const { groups, rest, confirmed } = originsOf(from, limit)
  const joint = (at: number, of: number) => (at === 0 ? '' : at === of - 1 && rest === 0 ? ` ${t('and')} ` : ', ')
  const all = groups.flatMap((group) => group.units).length
  let told = 0
  return (
    <>
      {groups.map(({ units, place }) => (
        <span key={`${units[0]?.unit.id}`}>
          {units.map(({ unit: old, partly }) => {
            const before = joint(told++, all)
            const link = (
              <Link href={unitHref(old.id)} className="link">
                {inSentence(old.fullName)}
              </Link>
            )
            return (
              <span key={old.id}>
                {before}
                {partly ? t.rich('partOf', { unit: () => link }) : link}
              </span>
            )
          })}
          {places && place.length > 0 ? ` (${place.map(inSentence).join(', ')})` : ''}
        </span>
      ))}
      {rest > 0 ? (
        <>
          {` ${t('and')} `}
          <Link href={unitHref(unitId, null, { tab: 'history' })} className="link">
            {t('others', { count: rest })}
          </Link>
        </>
      ) : null}
      {confirmed === 'all' ? '' : ` · ${t(confirmed === 'none' ? 'unconfirmed' : 'partlyUnconfirmed')}`}
    </>
  )
}
