import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { Link } from '@/components/ui/link'
import { unitHref } from './unit-links'

export interface SuccessorsProps {
  /** The unit that has ended: its history tells the rest. */
  unitId: number
  units: readonly { id: number; fullName: string; province: string | null; confirmed: boolean }[]
  /** How many units that lay in it went nobody knows where. */
  unknown: number
}

/** What a unit became, kept to a line: "phường A, phường B và 3 đơn vị khác (tỉnh C) · chưa xác nhận". */
export function Successors({ unitId, units, unknown }: SuccessorsProps) {
  const t = useTranslations('units.successors')
  const shown = units.length > 3 ? units.slice(0, 2) : units
  const one = new Set(units.map((unit) => unit.province)).size === 1
  const unconfirmed = units.filter((unit) => !unit.confirmed).length
  return (
    <>
      {shown.map((unit, index) => (
        <span key={unit.id}>
          {index > 0 ? ', ' : ''}
          <Link href={unitHref(unit.id)} className="link">
            {inSentence(unit.fullName)}
          </Link>
          {one && index < units.length - 1 ? '' : placeOf(unit)}
        </span>
      ))}
      {shown.length < units.length ? (
        <>
          {` ${t('and')} `}
          <Link href={unitHref(unitId, null, { tab: 'history' })} className="link">
            {t('others', { count: units.length - shown.length })}
          </Link>
          {one && units[0] ? placeOf(units[0]) : ''}
        </>
      ) : null}
      {unconfirmed > 0 ? ` · ${t(unconfirmed === units.length ? 'unconfirmed' : 'partlyUnconfirmed')}` : ''}
      {unknown > 0 ? ` · ${t('unknown', { count: unknown })}` : ''}
    </>
  )
}

const placeOf = ({ fullName, province }: SuccessorsProps['units'][number]) =>
  province && province !== fullName ? ` (${inSentence(province)})` : ''
