import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export interface FilterProps {
  label: string
  className?: string
  children: (control: { id: string }) => ReactNode
}

/** A control that narrows a list, under its own name: nothing of it must be filled. */
export function Filter({ label, className, children }: FilterProps) {
  const id = useId()
  return (
    <div className={cn('grid gap-1', className)}>
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children({ id })}
    </div>
  )
}
