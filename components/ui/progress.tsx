import { useFormat } from '@/components/format/use-format'
import { cn } from './cn'

export interface ProgressProps {
  value: number
  max: number
  /** What is going on; read out and shown above the bar. */
  label: string
  /** Instead of "37/98". */
  valueText?: string
}

/** Long work under way. */
export function Progress({ value, max, label, valueText }: ProgressProps) {
  const format = useFormat()
  const text = valueText ?? format.fraction(value, max)
  return (
    <div className="grid gap-1 text-sm">
      <div className="flex justify-between gap-4">
        <span className="text-ink">{label}</span>
        <span className="text-muted">{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div className="h-full bg-accent" style={{ width: `${max > 0 ? Math.min(100, (value / max) * 100) : 0}%` }} />
      </div>
    </div>
  )
}

export interface RatioProps {
  num: number | null
  den: number | null
  digits?: number
  /** A thin bar under the words, of one width in every row, so that rows compare; the words say the same. */
  bar?: boolean
  className?: string
}

/** "92,9% (1.260/1.356)": in a narrow place the fraction goes to a line of its own and is never broken. */
export function Ratio({ num, den, digits, bar, className }: RatioProps) {
  const format = useFormat()
  const text = format.ratio(num, den, digits)
  const cut = text.indexOf(' (')
  const share = num !== null && den ? Math.min(100, (num / den) * 100) : 0
  return (
    <span className={cn('inline-grid gap-1 whitespace-nowrap', className)}>
      {cut < 0 ? (
        <span>{text}</span>
      ) : (
        <span>
          <span className="whitespace-nowrap">{text.slice(0, cut)}</span>{' '}
          <span className="whitespace-nowrap max-sm:text-xs">{text.slice(cut + 1)}</span>
        </span>
      )}
      {bar ? (
        <span
          aria-hidden
          className="block h-1 w-20 justify-self-end overflow-hidden rounded-full bg-sunken print:hidden"
        >
          <span className="block h-full bg-accent" style={{ width: `${share}%` }} />
        </span>
      ) : null}
    </span>
  )
}
