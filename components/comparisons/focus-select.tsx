'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { CompareAddress } from './address'
import type { Comparison } from './outputs'
import { useSetParams } from './use-params'
import { useWords } from './words'

/** Which of the chosen indicators a chart or the map shows. */
export function FocusSelect({ at, columns }: { at: CompareAddress; columns: Comparison['columns'] }) {
  const t = useTranslations('compare.choose')
  const words = useWords('none')
  const [, set] = useSetParams()
  return (
    <Field label={t('indicator')} className="w-full sm:w-80 print:hidden">
      {({ 'aria-required': _, ...control }) => (
        <Select {...control} value={at.code} onChange={(event) => set({ code: event.target.value })}>
          {columns.map((column) => (
            <option key={column.code} value={column.code}>
              {words.name(column)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
