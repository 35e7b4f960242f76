'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { z } from 'zod'
import type { Command } from '@/components/trpc'
import type { FormError } from '@/components/ui/form-errors'

/** Any id: what is checked here is the rest; the command makes its own. */
const anyRequestId = '00000000-0000-4000-8000-000000000000'

/**
 * A form checked in the browser by the schema that the server will check it with: errors at the field and listed at the
 * top, in the words of `namespace`. `submit` resolves with the answer, or undefined when something is wrong.
 */
export function useUnitForm<Input, Output>(
  schema: z.ZodType,
  command: Command<Input, Output>,
  namespace: 'units.form' | 'rosters.form' | 'decisions.form' | 'contacts.form' = 'units.form',
) {
  const t = useTranslations(namespace)
  const base = useId()
  const [problems, setProblems] = useState<Record<string, string>>({})
  const words = (message: string) => (t.has(message) ? t(message) : t('invalid'))
  const fieldId = (field: string) => `${base}-${field}`
  const refused = command.error?.data?.issues
  const shown =
    Object.keys(problems).length > 0
      ? problems
      : Object.fromEntries((refused ?? []).map((issue) => [issue.path[0] ?? '', issue.message]))

  async function submit(values: Input): Promise<Output | undefined> {
    const parsed = schema.safeParse({ ...values, requestId: anyRequestId })
    const found: Record<string, string> = {}
    for (const issue of parsed.error?.issues ?? []) found[String(issue.path[0] ?? '')] ??= issue.message
    setProblems(found)
    return parsed.success ? command.run(values) : undefined
  }
  const errors: FormError[] = Object.entries(shown).map(([field, message]) => ({
    fieldId: field ? fieldId(field) : undefined,
    message: words(message),
  }))
  if (errors.length === 0 && command.errorText) errors.push({ message: command.errorText })
  return {
    submit,
    errors,
    /** For the Field of that name: what the error above leads to, and the error. */
    field: (name: string) => ({ id: fieldId(name), error: shown[name] ? words(shown[name]) : undefined }),
    pending: command.pending,
  }
}

/** "1.200" and "1 200" as 1200; NaN when it is no whole number, so that the schema says so. */
export function countOf(typed: FormDataEntryValue | null): number {
  const digits = String(typed ?? '').replace(/[.,\s]/g, '')
  return /^-?\d+$/.test(digits) ? Number(digits) : Number.NaN
}
export const textOf = (typed: FormDataEntryValue | null): string => String(typed ?? '')
