import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export interface RadioOption {
  value: string
  label: ReactNode
  help?: ReactNode
  disabled?: boolean
}

export interface RadioGroupProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'defaultValue' | 'name'> {
  legend: ReactNode
  name: string
  options: readonly RadioOption[]
  value?: string
  defaultValue?: string
  error?: ReactNode
  inline?: boolean
}

export function RadioGroup(props: RadioGroupProps) {
  const { legend, name, options, value, defaultValue, error, inline, className, ...rest } = props
  const id = useId()
  return (
    <fieldset className={className} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium text-ink text-sm">{legend}</legend>
      {error ? (
        <p id={`${id}-error`} className="mb-1 text-danger text-sm">
          {error}
        </p>
      ) : null}
      <div className={cn('grid gap-2', inline && 'sm:flex sm:flex-wrap sm:gap-6')}>
        {options.map((option) => {
          const own = `${id}-${option.value}`
          return (
            <div key={option.value} className="flex items-start gap-3 sm:gap-2">
              <input
                type="radio"
                id={own}
                name={name}
                value={option.value}
                disabled={option.disabled}
                aria-describedby={option.help ? `${own}-help` : undefined}
                className="mt-0.5 size-5 shrink-0 accent-accent sm:size-4"
                {...(value === undefined
                  ? { defaultChecked: defaultValue === option.value }
                  : { checked: value === option.value })}
                {...rest}
              />
              <div className="grid gap-0.5">
                <label htmlFor={own} className="text-base text-ink sm:text-sm">
                  {option.label}
                </label>
                {option.help ? (
                  <p id={`${own}-help`} className="text-muted text-sm">
                    {option.help}
                  </p>
                ) : null}
              </div>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
