import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { Notice } from '@/components/ui/notice'
import { Successors } from './successors'
import { UnitOrigins } from './unit-origins'
import type { UnitDetail } from './unit-outputs'

/** Under the name: what it is, its code, its flags; what it was before. */
export function UnitLead({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.page')
  const enums = useTranslations('enums')
  return (
    <div className="grid gap-1">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>{enums(`unitLevels.${unit.level}`)}</span>
        {unit.code ? <span className="tabular-nums">{t('code', { code: unit.code })}</span> : null}
        {unit.aliases.length > 0 ? <span>{t('aliases', { names: unit.aliases.join(', ') })}</span> : null}
        {unit.flags.map((flag) => (
          <Badge key={flag.flag} icon={null}>
            {enums(`unitFlags.${flag.flag}`)}
          </Badge>
        ))}
      </span>
      <UnitOrigins unit={unit} />
    </div>
  )
}

/** Says when the unit does not stand on the day, and what became of it; or that another day than today is shown. */
export function UnitNotices({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.page')
  const format = useFormat()
  if (unit.standing && unit.on === unit.today) return null
  if (unit.standing) return <Notice tone="info">{t('asOf', { date: format.date(unit.on) })}</Notice>
  const notYet = unit.on < unit.shownOn
  return (
    <Notice tone="warn" title={t(notYet ? 'notYet' : 'ended', { date: format.date(unit.shownOn) })}>
      {notYet || unit.present.length === 0 ? (
        t('shownOn', { date: format.date(unit.shownOn) })
      ) : (
        <span>
          {t('nowIn')} <Successors unitId={unit.id} units={unit.present} unknown={unit.lineageUnknown.length} />
          {'. '}
          {t('shownOn', { date: format.date(unit.shownOn) })}
        </span>
      )}
    </Notice>
  )
}
