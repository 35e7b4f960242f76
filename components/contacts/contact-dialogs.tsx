'use client'

import { useTranslations } from 'next-intl'
import { useCommand, useTRPC } from '@/components/trpc'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { countOf, textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type AuxiliaryKind, auxiliaryKinds } from '@/db/roster-enums'
import { addFocalPointInput, addGroupInput, endInput, setChatLinkInput } from '@/server/contacts/schema'

type Props = { unit: { id: number; today: string }; onClose: () => void }
const words = 'contacts.form' as const

export function AddFocalPointDialog({ unit, onClose }: Props) {
  const t = useTranslations('contacts')
  const form = useUnitForm(addFocalPointInput, useCommand(useTRPC().contacts.addFocalPoint), words)
  async function send(data: FormData) {
    const text = (name: string) => textOf(data.get(name))
    const done = await form.submit({
      ...{ unitId: unit.id, fullName: text('fullName'), title: text('title') },
      ...{ phone: text('phone'), email: text('email'), from: text('from') },
    })
    return done && t('pointAdded')
  }
  return (
    <FormDialog onClose={onClose} title={t('addPoint')} submitLabel={t('addPointNow')} form={form} onSubmit={send}>
      <Field {...form.field('fullName')} label={t('name')}>
        {(control) => <Input {...control} name="fullName" maxLength={100} autoComplete="off" />}
      </Field>
      <Field {...form.field('title')} label={t('post')} optional>
        {(control) => <Input {...control} name="title" maxLength={150} autoComplete="off" />}
      </Field>
      <Field {...form.field('phone')} label={t('phone')} optional>
        {(control) => <Input {...control} name="phone" type="tel" maxLength={20} autoComplete="off" />}
      </Field>
      <Field {...form.field('email')} label={t('email')} optional>
        {(control) => <Input {...control} name="email" type="email" maxLength={200} autoComplete="off" />}
      </Field>
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={unit.today} />}
      </Field>
    </FormDialog>
  )
}

export function AddGroupDialog({ unit, onClose }: Props) {
  const t = useTranslations('contacts')
  const enums = useTranslations('enums.auxiliaryKinds')
  const form = useUnitForm(addGroupInput, useCommand(useTRPC().contacts.addGroup), words)
  async function send(data: FormData) {
    const text = (name: string) => textOf(data.get(name))
    const done = await form.submit({
      ...{ unitId: unit.id, kind: text('kind') as AuxiliaryKind, name: text('name'), from: text('from') },
      ...{ members: text('members') === '' ? null : countOf(data.get('members')) },
      ...{ decisionNumber: text('decisionNumber'), chatLink: text('chatLink') },
    })
    return done && t('groupAdded')
  }
  return (
    <FormDialog onClose={onClose} title={t('addGroup')} submitLabel={t('addGroupNow')} form={form} onSubmit={send}>
      <Field {...form.field('kind')} label={t('kind')}>
        {(control) => (
          <Select {...control} name="kind">
            <Options values={auxiliaryKinds} words={enums} />
          </Select>
        )}
      </Field>
      <Field {...form.field('name')} label={t('groupName')}>
        {(control) => <Input {...control} name="name" maxLength={150} autoComplete="off" />}
      </Field>
      <Field {...form.field('members')} label={t('members')} optional>
        {(control) => <Input {...control} name="members" inputMode="numeric" maxLength={6} />}
      </Field>
      <Field {...form.field('decisionNumber')} label={t('decision')} optional>
        {(control) => <Input {...control} name="decisionNumber" maxLength={50} autoComplete="off" />}
      </Field>
      <Field {...form.field('chatLink')} label={t('chat')} help={t('chatHelp')} optional>
        {(control) => <Input {...control} name="chatLink" type="url" maxLength={300} autoComplete="off" />}
      </Field>
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={unit.today} max={unit.today} />}
      </Field>
    </FormDialog>
  )
}

interface EndProps {
  what: 'point' | 'group'
  id: string
  name: string
  from: string
  today: string
  onClose: () => void
}

export function EndContactDialog({ what, id, name, from, today, onClose }: EndProps) {
  const t = useTranslations('contacts')
  const trpc = useTRPC()
  const point = useCommand(trpc.contacts.endFocalPoint)
  const group = useCommand(trpc.contacts.endGroup)
  const form = useUnitForm(endInput, what === 'point' ? point : group, words)
  return (
    <FormDialog
      onClose={onClose}
      title={t(what === 'point' ? 'endPointTitle' : 'endGroupTitle', { name })}
      submitLabel={t('endNow')}
      danger
      form={form}
      onSubmit={async (data) => (await form.submit({ id, on: textOf(data.get('on')) })) && t('ended')}
    >
      <Field {...form.field('on')} label={t('endOn')}>
        {(control) => <DayInput {...control} name="on" defaultValue={today} min={from} />}
      </Field>
    </FormDialog>
  )
}

/** Where a team's people chat; empty: nowhere. */
export function ChatLinkDialog({
  team,
  onClose,
}: {
  team: { id: number; chatLink: string | null }
  onClose: () => void
}) {
  const t = useTranslations('contacts')
  const form = useUnitForm(setChatLinkInput, useCommand(useTRPC().contacts.setChatLink), words)
  return (
    <FormDialog
      onClose={onClose}
      title={t('setChatTitle')}
      submitLabel={t('setChatNow')}
      form={form}
      onSubmit={async (data) =>
        (await form.submit({ teamId: team.id, chatLink: textOf(data.get('chatLink')) })) && t('chatSet')
      }
    >
      <Field {...form.field('chatLink')} label={t('chat')} help={t('chatHelp')} optional>
        {(control) => (
          <Input
            {...control}
            name="chatLink"
            type="url"
            maxLength={300}
            autoComplete="off"
            defaultValue={team.chatLink ?? ''}
          />
        )}
      </Field>
    </FormDialog>
  )
}
