import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** 44 px high under a thumb, 36 px beside a mouse. */
export const buttonStyles = cva(
  'inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-sm border font-medium transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed print:hidden [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-on-accent hover:bg-accent-hover disabled:bg-sunken disabled:text-muted',
        secondary:
          'border-line-strong bg-surface text-ink hover:bg-sunken disabled:border-line disabled:bg-sunken disabled:text-muted',
        quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft disabled:text-muted',
        danger:
          'border-transparent bg-danger text-on-danger hover:bg-danger-hover disabled:bg-sunken disabled:text-muted',
      },
      size: {
        md: 'min-h-11 px-4 text-base sm:min-h-9 sm:text-sm',
        sm: 'min-h-9 px-3 text-sm sm:min-h-7 sm:px-2',
        icon: 'size-11 p-0 sm:size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonLook = VariantProps<typeof buttonStyles>

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  icon?: ReactNode
  /** Keeps focus and label while the answer is awaited; a second press does nothing. */
  pending?: boolean
}

export function Button({ variant, size, icon, pending, className, children, onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={cn(buttonStyles({ variant, size }), className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  )
}
