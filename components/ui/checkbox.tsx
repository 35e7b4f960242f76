import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

const box = 'size-5 shrink-0 accent-accent disabled:cursor-not-allowed sm:size-4'

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  help?: ReactNode
}

export function Checkbox({ label, help, className, id, ...rest }: CheckboxProps) {
  const made = useId()
  const own = id ?? made
  return (
    <div className={cn('flex items-start gap-3 sm:gap-2', className)}>
      <input
        type="checkbox"
        id={own}
        className={cn(box, 'mt-0.5')}
        aria-describedby={help ? `${own}-help` : undefined}
        {...rest}
      />
      <div className="grid gap-0.5">
        <label htmlFor={own} className="text-base text-ink sm:text-sm">
          {label}
        </label>
        {help ? (
          <p id={`${own}-help`} className="text-muted text-sm">
            {help}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** A box whose name is said but not shown, for rows of a table. */
export function BareCheckbox({ label, className, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: string }) {
  return <input type="checkbox" aria-label={label} className={cn(box, 'print:hidden', className)} {...rest} />
}
