import { useTranslations } from 'next-intl'
import { archipelagos } from '@/server/comparisons/map/rules'

/** Where today's shapes begin to stand for provinces (Nghị quyết 202/2025/QH15). */
export const reform = '2025-07-01'
/** The whole drawing, the archipelagos within its frame. */
export const mapBox = '-8 -8 828 889'
const shapesFile = '/api/map'
/** Captions of the archipelagos in the units of the drawing: the foot of their second line, above the islands they name. */
const captions = [
  { key: 'hoangsa', x: 585, y: 362 },
  { key: 'truongsa', x: 640, y: 632 },
] as const

interface ProvinceShapesProps {
  shapes: readonly string[]
  fill: string
  /** A line in the colour of the land, so that shapes of one province are one; none where there is a pattern. */
  seal: string
  /** What the small islands are filled with. */
  islandFill: string
}

/** One province as the shapes that belong to it. The group around it is called `group`. */
export function ProvinceShapes({ shapes, fill, seal, islandFill }: ProvinceShapesProps) {
  const land = shapes.filter((id) => !archipelagos.includes(id))
  const islands = shapes.filter((id) => archipelagos.includes(id))
  return (
    <>
      {/* The border below, a seal of the own colour above: lines stand only between provinces. */}
      {land.map((id) => (
        <use
          key={id}
          href={`${shapesFile}#${id}`}
          className="fill-none stroke-2 stroke-surface group-hover:stroke-ink group-focus:stroke-ink"
        />
      ))}
      {land.map((id) => (
        <use key={id} href={`${shapesFile}#${id}`} fill={fill} stroke={seal} strokeWidth={0.7} />
      ))}
      {islands.map((id) => (
        <use key={id} href={`${shapesFile}#${id}`} fill={islandFill} stroke="var(--line-strong)" strokeWidth={1.6} />
      ))}
    </>
  )
}

/** Hoàng Sa and Trường Sa, always there and named. */
export function ArchipelagoNames() {
  const t = useTranslations('compare.map')
  return captions.map(({ key, x, y }) => (
    <text key={key} x={x} y={y} textAnchor="middle" className="fill-ink text-[30px] sm:text-[17px]">
      <tspan x={x} dy="-1.2em">
        {t(key)}
      </tspan>
      <tspan x={x} dy="1.2em" className="fill-muted">
        {t(`${key}Of`)}
      </tspan>
    </text>
  ))
}

/** Whose drawing it is, in the words of the caller. */
export const mapCredits = {
  link: () => (
    <a className="link" href="https://github.com/VictorCazanave/svg-maps/tree/master/packages/vietnam">
      {'@svg-maps/vietnam'}
    </a>
  ),
  license: () => (
    <a className="link" href="https://creativecommons.org/licenses/by/4.0/">
      {'CC BY 4.0'}
    </a>
  ),
}
