import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'

/** What a control takes over from its field, so that label, help and error are read with it. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

export interface FieldProps {
  label: ReactNode
  help?: ReactNode
  error?: ReactNode
  /** Fields must be filled unless they say otherwise: only the optional ones are marked. */
  optional?: boolean
  /** Give it when the error summary links here. */
  id?: string
  className?: string
  children: (control: FieldControl) => ReactNode
}

export function Field({ label, help, error, optional, id, className, children }: FieldProps) {
  const t = useTranslations('common.form')
  const made = useId()
  const own = id ?? made
  const described = [help ? `${own}-help` : '', error ? `${own}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={cn('grid content-start gap-1', className)}>
      <label htmlFor={own} className="font-medium text-ink text-sm">
        {label}
        {optional ? <span className="font-normal text-muted"> ({t('optional')})</span> : null}
      </label>
      {help ? (
        <p id={`${own}-help`} className="text-muted text-sm">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${own}-error`} className="flex items-start gap-1 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <span className="sr-only">{t('errorPrefix')} </span>
            {error}
          </span>
        </p>
      ) : null}
      {children({
        id: own,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
    </div>
  )
}
