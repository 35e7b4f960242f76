import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlHeight, controlStyles } from './control'

/** The browser's own list: works with a thumb, a keyboard, and on the oldest PC. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-flex w-full', className)}>
      <select className={cn(controlStyles, controlHeight, 'appearance-none truncate pr-9')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted print:hidden"
      />
    </span>
  )
}

/** The options of a closed list, in its words. */
export function Options<Value extends string>(props: { values: readonly Value[]; words: (value: Value) => string }) {
  return props.values.map((value) => (
    <option key={value} value={value}>
      {props.words(value)}
    </option>
  ))
}
