import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Input } from '@/components/ui/input'

/** A day as everybody here writes it, whatever language the browser speaks: the browser's own field follows the machine. */
export function DayInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('people.form')
  return <Input {...props} inputMode="numeric" autoComplete="off" placeholder={t('dayHint')} maxLength={10} />
}

/** '21/11/2026' (also with . or -) → '2026-11-21'; what cannot be a day is handed on as typed, '' as null. */
export function dayFrom(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}
