import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlHeight, controlStyles } from './control'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(controlStyles, 'pr-3', controlHeight, className)} {...rest} />
}

/** Digits only, right-aligned; `inputMode` brings the number pad on a phone. What was typed is read by the form's schema. */
export function NumberInput({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      inputMode="numeric"
      autoComplete="off"
      className={cn(controlStyles, 'pr-3', controlHeight, 'text-right tabular-nums', className)}
      {...rest}
    />
  )
}
