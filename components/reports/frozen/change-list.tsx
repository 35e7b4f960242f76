import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Disclosure } from '@/components/ui/disclosure'
import { PlainTable } from '@/components/ui/plain-table'
import { toldTotal } from '@/server/reports/frozen/rules'
import { formatFigure } from '@/server/reports/rules'
import type { FrozenChanges } from './outputs'
import { useRowName } from './use-row-name'
import './change-list.css'

interface ChangeListProps {
  changes: FrozenChanges
  /** Words over the older and the newer figures. */
  heads: { was: string; now: string }
}

/** What differs between two states of a month: the totals, then unit by unit, each figure as it was and as it is. */
export function ChangeList({ changes, heads }: ChangeListProps) {
  const t = useTranslations('frozen.changes')
  const format = useFormat()
  const { units, totals, rows, place } = changes
  const nameOf = useRowName(rows)
  const said = (code: string, value: number | string | null) =>
    value === null ? t('blank') : formatFigure(value, rows[code]?.valueType ?? 'count', format.locale)
  // Under one another on a phone, so that both are seen at once.
  const move = (was: ReactNode, now: ReactNode) => (
    <span className="inline-grid sm:inline">
      <span className="text-muted">{was}</span> <strong className="whitespace-nowrap font-semibold">→ {now}</strong>
    </span>
  )
  const columns = <Row extends { code: string }>(name: (row: Row) => ReactNode, moved: (row: Row) => ReactNode) => [
    { id: 'row', header: t('row'), cell: name },
    { id: 'move', header: t('move', heads), number: true, cell: moved },
  ]
  const totalsOf = (unitId: number, unit: string) => {
    const list = totals.filter((each) => each.unitId === unitId)
    return list.length > 0 ? (
      <PlainTable
        caption={t('caption', { unit })}
        rows={list}
        rowId={({ code }) => code}
        columns={columns<(typeof list)[number]>(
          ({ code }) => nameOf(code),
          ({ code, was, now }) => (
            <>
              {move(said(code, was && toldTotal(was)), said(code, now && toldTotal(now)))}
              {code !== 'R00' && was?.n !== now?.n ? (
                <span className="block text-muted text-xs">
                  {t('givers', { was: format.number(was?.n ?? 0), now: format.number(now?.n ?? 0) })}
                </span>
              ) : null}
            </>
          ),
        )}
      />
    ) : null
  }
  if (units.length === 0 && totals.length === 0) return <p className="text-muted text-sm">{t('none')}</p>
  const country = place.level === 'nation'
  // A province of which only totals moved has no line of its own.
  const alone = country ? totals.filter(({ unitId }) => !units.some((unit) => unit.unitId === unitId)) : []
  const listed = [
    ...units,
    ...[...new Map(alone.map((each) => [each.unitId, each])).values()].map(({ unitId, name }) => ({
      ...{ unitId, name, kind: 'changed' as const, rows: [] },
      ...{ was: { required: 0, accepted: 0 }, now: { required: 0, accepted: 0 } },
    })),
  ]
  return (
    <div className="frozen-changes grid grid-cols-1 gap-4">
      {country ? null : (
        <>
          <h3 className="font-semibold text-sm">{t('totals')}</h3>
          {totalsOf(place.id, place.fullName) ?? <p className="text-muted text-sm">{t('none')}</p>}
          <h3 className="font-semibold text-sm">{t('units')}</h3>
        </>
      )}
      {listed.map((unit) => {
        const counts = format.fraction(unit.was.accepted, unit.was.required)
        const after = format.fraction(unit.now.accepted, unit.now.required)
        return (
          <Disclosure
            key={unit.unitId}
            open={listed.length <= 5 && units.every(({ rows }) => rows.length <= 20) && !country}
            summary={
              <span>
                {unit.name}:{' '}
                <span className="font-normal text-muted">
                  {country
                    ? counts === after
                      ? t('kind.changed')
                      : t('counted', { was: counts, now: after })
                    : t(`kind.${unit.kind}`)}
                </span>
              </span>
            }
          >
            {country ? (
              totalsOf(unit.unitId, unit.name)
            ) : unit.rows.length > 0 ? (
              <PlainTable
                caption={t('caption', { unit: unit.name })}
                rows={unit.rows}
                rowId={({ code, part }) => `${code} ${part}`}
                columns={columns<(typeof unit.rows)[number]>(
                  ({ code, part }) => (part === 'value' ? nameOf(code) : t('numerator', { name: nameOf(code) })),
                  ({ code, part, was, now }) => {
                    const of = part === 'value' ? code : ''
                    return move(said(of, was), said(of, now))
                  },
                )}
              />
            ) : (
              <p className="text-muted text-sm">{t('counted', { was: counts, now: after })}</p>
            )}
          </Disclosure>
        )
      })}
    </div>
  )
}
