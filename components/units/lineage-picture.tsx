import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Section } from '@/components/ui/section'
import {
  box,
  type EdgeMark,
  type Family,
  type PlacedEdge,
  type PlacedUnit,
  pictureOf,
} from '@/server/units/lineage/rules'
import { LineageList } from './lineage-list'
import { useLineageWords } from './lineage-words'
import { resolutionHref } from './resolution-link'
import { unitHref } from './unit-links'

/** Lines tell how much went which way; the word stands beside each, and in the legend. */
const dashes: Record<EdgeMark, string | undefined> = {
  whole: undefined,
  part: '9 5',
  shareUnknown: '9 5',
  unconfirmed: '2 5',
}
const legend = ['whole', 'part', 'unconfirmed'] as const satisfies readonly EdgeMark[]
/** The straight piece of a line that carries its words; the rest of the gap bends. */
const straight = 172
/** Letters that fit: names, places and dates in a box, a resolution on a line. */
const fits = { name: 26, small: 36, basis: 25 } as const

const cut = (text: string, letters: number) =>
  text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text
/** The table of the same steps further down the page. */
const tableOf = (column: number) => (column < 0 ? '#predecessors' : '#successors')

/** What came from what: earlier units to the left, later ones to the right; on a phone and on paper a list. */
export function LineagePicture({ family }: { family: Family }) {
  const t = useTranslations('units.lineage')
  const common = useTranslations('common.table')
  const picture = pictureOf(family)
  if (!picture) return null
  const count = (before: boolean) =>
    [
      ...picture.units.filter(({ column }) => (before ? column < 0 : column > 0)).map(() => 1),
      ...picture.rests.filter(({ column }) => (before ? column < 0 : column > 0)).map((rest) => rest.count),
    ].reduce((sum, each) => sum + each, 0)
  const summary = t('summary', { from: count(true), to: count(false) })
  return (
    <Section title={t('title')} description={summary}>
      <div className="lg:hidden print:block">
        <LineageList family={family} />
      </div>
      <figure className="hidden grid-cols-1 gap-3 lg:grid print:hidden">
        <section
          aria-label={`${t('title')}. ${common('scrollHint')}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
          tabIndex={0}
          className="overflow-x-auto border border-line bg-surface p-4"
        >
          <svg
            width={picture.width + 2}
            height={picture.height + 2}
            viewBox={`-1 -1 ${picture.width + 2} ${picture.height + 2}`}
            aria-label={summary}
          >
            <title>{summary}</title>
            {picture.edges.map((edge) => (
              <Edge key={`${edge.edge.predecessorId} ${edge.edge.successorId} ${edge.edge.effectiveOn}`} {...edge} />
            ))}
            {picture.units.map((placed) => (
              <Unit key={placed.unit.id} {...placed} />
            ))}
            {picture.rests.map(({ column, count: rest, x, y }) => (
              <a key={column} href={tableOf(column)} className="group">
                <rect
                  {...{ x, y, width: box.width, height: box.height, rx: 4 }}
                  strokeDasharray="4 4"
                  className="fill-surface stroke-line-strong group-hover:fill-sunken"
                />
                <text
                  x={x + box.width / 2}
                  y={y + box.height / 2 + 5}
                  textAnchor="middle"
                  className="fill-accent text-sm underline"
                >
                  {t('rest', { count: rest })}
                </text>
              </a>
            ))}
          </svg>
        </section>
        <figcaption>
          <ul className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-xs" aria-label={t('legend')}>
            {legend.map((mark) => (
              <li key={mark} className="flex items-center gap-2">
                <svg width="40" height="4" aria-hidden>
                  <path d="M0 2h40" strokeDasharray={dashes[mark]} className="fill-none stroke-2 stroke-muted" />
                </svg>
                {t(`legendOf.${mark}`)}
              </li>
            ))}
          </ul>
        </figcaption>
      </figure>
    </Section>
  )
}

function Unit({ unit, column, x, y }: PlacedUnit) {
  const words = useLineageWords()
  const [place, life] = [words.place(unit), words.life(unit)]
  const here = column === 0
  const lines = [place, life].filter((line) => line !== '')
  const drawing = (
    <>
      <title>{[unit.fullName, ...lines].join('; ')}</title>
      <rect
        {...{ x, y, width: box.width, height: box.height, rx: 4 }}
        className={cn(
          here ? 'fill-accent-soft stroke-2 stroke-accent' : 'fill-surface stroke-line-strong group-hover:fill-sunken',
        )}
      />
      <text x={x + 10} y={y + 24} className={cn('font-semibold text-sm', here ? 'fill-ink' : 'fill-accent underline')}>
        {cut(unit.fullName, fits.name)}
      </text>
      {lines.map((line, at) => (
        <text key={line} x={x + 10} y={y + 44 + at * 18} className="fill-muted text-xs">
          {cut(line, fits.small)}
        </text>
      ))}
    </>
  )
  if (here) return <g>{drawing}</g>
  return (
    <a href={unitHref(unit.id)} aria-label={[unit.fullName, ...lines].join('; ')} className="group">
      {drawing}
    </a>
  )
}

function Edge({ edge, mark, outer, x1, y1, x2, y2 }: PlacedEdge) {
  const words = useLineageWords()
  const bend = outer === 'start' ? x1 + straight : x2 - straight
  const curve = (a: number, from: number, b: number, to: number) =>
    `C${(a + b) / 2} ${from} ${(a + b) / 2} ${to} ${b} ${to}`
  const path =
    outer === 'start'
      ? `M${x1} ${y1}H${bend}${curve(bend, y1, x2, y2)}`
      : `M${x1} ${y1}${curve(x1, y1, bend, y2)}H${x2}`
  const [x, y] = outer === 'start' ? [x1 + 8, y1] : [bend + 4, y2]
  const basis = edge.resolution ? (
    <text
      x={x}
      y={y + 16}
      className={cn('text-xs', edge.reorganisationId ? 'fill-accent underline group-hover:fill-ink' : 'fill-muted')}
    >
      <title>{edge.resolution}</title>
      {cut(edge.resolution, fits.basis)}
    </text>
  ) : null
  return (
    <g>
      <path d={path} strokeDasharray={dashes[mark]} className="fill-none stroke-2 stroke-muted" />
      <text x={x} y={y - 6} className="fill-ink text-xs">
        {words.mark(edge)}
      </text>
      {edge.resolution && edge.reorganisationId ? (
        <a href={resolutionHref(edge.reorganisationId)} aria-label={edge.resolution} className="group">
          {basis}
        </a>
      ) : (
        basis
      )}
    </g>
  )
}
