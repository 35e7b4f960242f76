'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type MouseEvent, useEffect, useRef } from 'react'

export interface FormError {
  /** The id of the control at fault; without it the line is plain text. */
  fieldId?: string
  message: string
}

export interface FormErrorsProps {
  errors: readonly FormError[]
  title?: string
  /** False where the list follows the typing: the form then moves the focus itself, when it was sent. */
  takeFocus?: boolean
}

/** All errors of a form at its top, each a link to its place. Takes the focus when it appears. */
export function FormErrors({ errors, title, takeFocus = true }: FormErrorsProps) {
  const t = useTranslations('common.form')
  const box = useRef<HTMLDivElement>(null)
  const signature = errors.map((error) => `${error.fieldId}:${error.message}`).join('|')
  useEffect(() => {
    if (signature && takeFocus) box.current?.focus()
  }, [signature, takeFocus])
  if (errors.length === 0) return null

  function go(event: MouseEvent, fieldId: string) {
    const target = document.getElementById(fieldId)
    if (!target) return
    event.preventDefault()
    target.scrollIntoView({ block: 'center' })
    target.focus({ preventScroll: true })
  }

  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="grid gap-2 rounded-sm border-2 border-danger bg-surface p-4 text-ink"
    >
      <h2 className="flex items-center gap-2 font-semibold text-base">
        <CircleAlert aria-hidden className="size-5 shrink-0 text-danger" />
        {title ?? t('errorsTitle', { count: errors.length })}
      </h2>
      <ul className="grid gap-1 pl-7 text-sm">
        {errors.map((error) => (
          <li key={`${error.fieldId}:${error.message}`}>
            {error.fieldId ? (
              <a
                href={`#${error.fieldId}`}
                className="inline-block py-0.5 font-medium text-danger underline underline-offset-4"
                onClick={(event) => go(event, error.fieldId ?? '')}
              >
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
