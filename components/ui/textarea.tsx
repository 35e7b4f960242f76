import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlStyles } from './control'

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cn(controlStyles, 'pr-3', 'resize-y py-2', className)} {...rest} />
}
