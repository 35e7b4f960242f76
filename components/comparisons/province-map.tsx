'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { blank } from '@/components/format/number'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { cellOf } from '@/server/comparisons/cells/rules'
import { classOf, eraOf, quantiles, shapesByProvince } from '@/server/comparisons/map/rules'
import { type CompareAddress, compareHref } from './address'
import { BesideNote } from './beside-note'
import { rowHref } from './compare-table'
import { FigureTable } from './figure-table'
import { NoFigures } from './no-figures'
import type { Comparison } from './outputs'
import { ArchipelagoNames, mapBox, mapCredits, ProvinceShapes } from './province-shapes'
import { useWords } from './words'

const classes = 5

/**
 * The provinces coloured by a figure, in classes of about as many provinces each. Shapes of one province are joined by a
 * stroke of its own colour; both archipelagos are always there and named. The ranking is its table.
 */
export function ProvinceMap({ table, at, when }: { table: Comparison; at: CompareAddress; when: string }) {
  const t = useTranslations('compare')
  const words = useWords(at.per)
  const [pointed, setPointed] = useState<number | null>(null)
  const column = table.columns.find((each) => each.code === at.code)
  if (!column || column.absence) return <NoFigures column={column} table={table} at={at} />

  const era = eraOf(at.tree, table.periods)
  if (era === 'mixed')
    return (
      <EmptyState
        title={t('map.mixed')}
        action={
          <LinkButton variant="primary" href={compareHref(at, { tree: 'now' })}>
            {t('map.mixedNow')}
          </LinkButton>
        }
      >
        {t('map.mixedWhy')}
      </EmptyState>
    )
  const shapes = shapesByProvince(era)
  const measured = { id: column.code, column, measure: 'value' as const }
  const places = table.rows.map((row) => ({
    row,
    value: cellOf(row, measured, { per: at.per, sameSet: false }).value,
    shapes: shapes.get(row.code ?? '') ?? [],
  }))
  const figures = places.flatMap((place) => place.value ?? [])
  const bounds = quantiles(figures, classes)
  const shade = (value: number | null) => {
    const at = classOf(value, bounds)
    if (at === null) return null
    // Fewer classes than shades: spread over the scale, the highest always darkest.
    return bounds.length === 1 ? 3 : 1 + Math.round((at * (classes - 1)) / (bounds.length - 1))
  }
  const doubtful = (row: (typeof places)[number]['row']) => row.notComparable !== null
  const write = ({ row, value }: Pick<(typeof places)[number], 'row' | 'value'>) =>
    value !== null
      ? `${words.figure(column, value)} ${words.unit(column)}`
      : t(doubtful(row) ? 'map.doubtful' : 'map.noData')
  const shown = places.find((place) => place.row.unitId === pointed)
  const title = t('map.title', { indicator: words.name(column), when })
  const lowest = figures.length > 0 ? Math.min(...figures) : null
  return (
    <figure className="grid grid-cols-1 gap-3">
      <figcaption className="grid gap-1">
        <span className="font-semibold text-base">{title}</span>
        <span className="text-muted text-sm">{t('chart.unit', { unit: words.unit(column) })}</span>
        <BesideNote table={table} column={column} per={at.per} />
      </figcaption>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <svg
          viewBox={mapBox}
          className="max-h-[80vh] w-full border border-line bg-surface"
          aria-label={t('map.alt', { all: shapes.size, count: figures.length })}
        >
          <title>{title}</title>
          <defs>
            <pattern id="map-blank" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill="var(--surface)" />
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--hatch)" strokeWidth="2" />
            </pattern>
            <pattern id="map-doubtful" width="7" height="7" patternUnits="userSpaceOnUse">
              <rect width="7" height="7" fill="var(--surface)" />
              <circle cx="3.5" cy="3.5" r="1.5" fill="var(--hatch)" />
            </pattern>
          </defs>
          {places.map(({ row, value, shapes: own }) => {
            const level = shade(value)
            const empty = doubtful(row) ? 'url(#map-doubtful)' : 'url(#map-blank)'
            const fill = level === null ? empty : `var(--scale-${level})`
            const href = rowHref(row, table, at)
            const drawing = (
              <ProvinceShapes
                key={row.unitId}
                shapes={own}
                fill={fill}
                seal={level === null ? 'none' : fill}
                islandFill={level === null ? 'var(--hatch)' : fill}
              />
            )
            const events = {
              onPointerEnter: () => setPointed(row.unitId),
              onPointerLeave: () => setPointed(null),
              onFocus: () => setPointed(row.unitId),
              onBlur: () => setPointed(null),
            }
            const name = t('map.place', { name: row.name, value: write({ row, value }) })
            return href ? (
              <a key={row.unitId} href={href} aria-label={name} className="group" {...events}>
                <title>{name}</title>
                {drawing}
              </a>
            ) : (
              <g key={row.unitId} className="group" {...events}>
                <title>{name}</title>
                {drawing}
              </g>
            )
          })}
          <ArchipelagoNames />
        </svg>
        <div className="grid content-start gap-4">
          <div className="min-h-16 text-sm" aria-live="polite">
            {shown ? (
              <>
                <p className="font-semibold">{shown.row.name}</p>
                <p>{write(shown)}</p>
                <p className="text-muted">
                  {shown.row.required > 0
                    ? `${t('columns.reports')}: ${t('columns.ratio', { num: shown.row.received, den: shown.row.required })}`
                    : blank}
                </p>
              </>
            ) : (
              <p className="text-muted">{t('map.hint')}</p>
            )}
          </div>
          <div className="grid gap-2">
            <p className="font-medium text-sm">{t('map.legend')}</p>
            <ul className="grid gap-1 text-sm">
              {bounds.map((bound, index) => {
                const from =
                  index === 0 ? lowest : Math.min(...figures.filter((each) => each > (bounds[index - 1] ?? 0)))
                return (
                  <li key={bound} className="flex items-center gap-2">
                    <span
                      aria-hidden
                      className="h-4 w-8 border border-line"
                      style={{ background: `var(--scale-${shade(bound)})` }}
                    />
                    {from === bound
                      ? words.figure(column, bound)
                      : t('map.class', { from: words.figure(column, from), to: words.figure(column, bound) })}
                  </li>
                )
              })}
              <li className="flex items-center gap-2">
                <span aria-hidden className="hatch h-4 w-8 border border-line" />
                {t('map.noData')}
              </li>
              {places.some(({ row, value }) => value === null && doubtful(row)) ? (
                <li className="flex items-center gap-2">
                  <svg aria-hidden width="32" height="16" className="border border-line">
                    <rect width="32" height="16" fill="url(#map-doubtful)" />
                  </svg>
                  {t('map.doubtful')}
                </li>
              ) : null}
            </ul>
          </div>
          <p className="text-muted text-xs">{t.rich('map.attribution', { all: shapes.size, ...mapCredits })}</p>
        </div>
      </div>
      <FigureTable
        title={title}
        level={table.level}
        column={column}
        per={at.per}
        rows={places
          .map(({ row, value }) => ({ id: row.unitId, name: row.name, value, doubtful: doubtful(row) }))
          .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))}
      />
    </figure>
  )
}
