import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { lastDay } from '@/server/units/rules'
import { cameInto } from '@/server/units/versions/rules'
import { OriginUnits } from './origin-units'
import { Successors } from './successors'
import type { UnitDetail } from './unit-outputs'

/** How many units the sentence names: on a phone, and beside a mouse. Two lines either way. */
const named = { narrow: 1, wide: 4 } as const

/**
 * "Xã này trước đây là xã A, xã B (huyện C, tỉnh D) và một phần xã E"; what it received later; what it was called before; and,
 * of one that has ended and is looked at on a day it still stood, "nay thuộc …".
 */
export function UnitOrigins({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.origins')
  const format = useFormat()
  const former = unit.versions.filter(
    (version, at) => version.fullName !== unit.versions[at + 1]?.fullName && unit.versions[at + 1],
  )
  const { formerly, received } = cameInto(
    unit.versions,
    unit.lineage.filter((step) => step.direction === 'from'),
  )
  const ended = unit.standing && unit.present.length > 0
  if (former.length + formerly.length + received.length === 0 && !ended) return null
  return (
    <div className="grid max-w-xl gap-1 text-muted text-sm">
      <Came unit={unit} steps={formerly} says="was" />
      <Came unit={unit} steps={received} says="received" />
      {former.length > 0 ? (
        <p>
          {former
            .map(({ validTo, fullName }) =>
              t('called', { date: format.date(lastDay(validTo ?? unit.today)), name: inSentence(fullName) }),
            )
            .join(' ')}
        </p>
      ) : null}
      {ended ? (
        <p>
          {t('nowIn')} <Successors unitId={unit.id} units={unit.present} unknown={unit.lineageUnknown.length} />
        </p>
      ) : null}
    </div>
  )
}

interface CameProps {
  unit: UnitDetail
  steps: UnitDetail['lineage']
  says: 'was' | 'received'
}

function Came({ unit, steps, says }: CameProps) {
  const t = useTranslations('units.origins')
  const enums = useTranslations('enums.unitTypes')
  if (steps.length === 0) return null
  const sentence = (limit: number, places: boolean) => (
    <>
      {t(says, { type: enums(unit.type) })} <OriginUnits unitId={unit.id} units={steps} limit={limit} places={places} />
    </>
  )
  return (
    <>
      {/* On a phone the place would be the third line. */}
      <p className="sm:hidden">{sentence(named.narrow, steps.length <= named.narrow)}</p>
      <p className="hidden sm:block">{sentence(named.wide, true)}</p>
    </>
  )
}
