import type { ComponentProps, ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { type ButtonLook, buttonStyles } from './button'
import { cn } from './cn'

export interface LinkButtonProps extends ComponentProps<typeof Link>, ButtonLook {
  icon?: ReactNode
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={cn(buttonStyles({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  )
}
