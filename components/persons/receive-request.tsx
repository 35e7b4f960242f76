'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Options, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type DataRequestKind, dataRequestKinds } from '@/db/roster-enums'
import { receiveRequestInput } from '@/server/persons/schema'

/** Somebody has asked about what is kept of him: written down, and the clocks begin. */
export function ReceiveRequest({ memberId, name, today }: { memberId: string; name: string; today: string }) {
  const t = useTranslations('persons')
  const enums = useTranslations('enums.dataRequestKinds')
  const [open, setOpen] = useState(false)
  const form = useUnitForm(receiveRequestInput, useCommand(useTRPC().persons.receive), 'rosters.form')
  async function send(data: FormData) {
    const done = await form.submit({
      memberId,
      kind: textOf(data.get('kind')) as DataRequestKind,
      receivedOn: textOf(data.get('receivedOn')),
      processor: data.get('processor') === 'on',
      note: textOf(data.get('note')),
    })
    return done && t('received')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('receive')}</Button>
      {open ? (
        <FormDialog
          onClose={() => setOpen(false)}
          title={t('receiveTitle', { name })}
          description={t('why')}
          submitLabel={t('receiveNow')}
          form={form}
          onSubmit={send}
        >
          <Field {...form.field('kind')} label={t('kind')}>
            {(control) => (
              <Select {...control} name="kind">
                <Options values={dataRequestKinds} words={enums} />
              </Select>
            )}
          </Field>
          <Field {...form.field('receivedOn')} label={t('receivedOn')}>
            {(control) => <DayInput {...control} name="receivedOn" defaultValue={today} max={today} />}
          </Field>
          <Checkbox name="processor" label={t('processor')} />
          <Field {...form.field('note')} label={t('note')} optional>
            {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
          </Field>
        </FormDialog>
      ) : null}
    </>
  )
}
