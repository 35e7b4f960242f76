'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Options, Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { type DayKind, dayKinds } from '@/db/enums'

/** Sets a holiday, a swapped or a made-up day, from today on. */
export function DayForm() {
  const [t, tKinds] = [useTranslations('calendar'), useTranslations('enums.dayKinds')]
  const router = useRouter()
  const toast = useToast()
  const set = useCommand(useTRPC().calendar.setDay)
  const [on, setOn] = useState('')
  const [kind, setKind] = useState<DayKind>('holiday')
  const [name, setName] = useState('')

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!(await set.run({ on, kind, name }))) return
    toast({ message: t('days.saved') })
    setOn('')
    setName('')
    router.refresh()
  }

  return (
    <form onSubmit={submit} className="grid gap-4 sm:grid-cols-[12rem_14rem_1fr_auto] sm:items-end">
      <Field label={t('days.day')}>{(control) => <DayInput {...control} required value={on} onDay={setOn} />}</Field>
      <Field label={t('days.kind')}>
        {(control) => (
          <Select {...control} value={kind} onChange={(e) => setKind(e.target.value as DayKind)}>
            <Options values={dayKinds} words={tKinds} />
          </Select>
        )}
      </Field>
      <Field label={t('days.name')}>
        {(control) => (
          <Input
            {...control}
            required
            minLength={2}
            maxLength={200}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <Button type="submit" pending={set.pending}>
        {t('days.add')}
      </Button>
      {set.errorText ? (
        <Notice tone="danger" role="alert" className="sm:col-span-4">
          {set.errorText}
        </Notice>
      ) : null}
    </form>
  )
}
