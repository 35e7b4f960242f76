import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/components/ui/cn'

interface ChoiceChipsProps<Value extends string | number> {
  legend: ReactNode
  help?: ReactNode
  error?: ReactNode
  values: readonly Value[]
  words: (value: Value) => ReactNode
  /** What is chosen. */
  chosen: readonly Value[]
  onToggle: (value: Value) => void
  /** Several at once. */
  many?: boolean
  id?: string
}

/** A closed list under the thumb: every word a place to press, 44 px high. To the keyboard they are radios or boxes. */
export function ChoiceChips<Value extends string | number>(props: ChoiceChipsProps<Value>) {
  const { legend, help, error, values, words, chosen, onToggle, many } = props
  const made = useId()
  const id = props.id ?? made
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={described || undefined} className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-ink text-sm">{legend}</legend>
      {help ? (
        <p id={`${id}-help`} className="text-muted text-sm">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {values.map((value) => {
          const on = chosen.includes(value)
          return (
            <label
              key={value}
              className={cn(
                'relative inline-flex min-h-11 max-w-full cursor-pointer items-center rounded-sm border px-3 py-1 text-base has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 sm:min-h-9 sm:text-sm',
                on
                  ? 'border-accent bg-accent-soft font-semibold text-accent'
                  : 'border-line-strong bg-surface text-ink hover:bg-sunken',
              )}
            >
              <input
                type={many ? 'checkbox' : 'radio'}
                name={id}
                checked={on}
                onChange={() => onToggle(value)}
                className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
              />
              {words(value)}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** The list with the value put in or taken out, in the order of `all`. */
export const toggled = <Value,>(list: readonly Value[], value: Value, all: readonly Value[]): Value[] =>
  all.filter((each) => (each === value ? !list.includes(value) : list.includes(each)))
