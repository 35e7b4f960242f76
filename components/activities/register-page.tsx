'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { partnerKinds } from '@/db/activity-enums'
import { addPartnerInput, addProgrammeInput, endProgrammeInput } from '@/server/activities/register/schema'
import type { Register } from './answers'

type Programme = Register['programmes'][number]

/** Whom the teams work with and in what programmes: those of one's own unit and of the line above it. */
export function RegisterPage({ register, unit, today }: { register: Register; unit: string; today: string }) {
  const t = useTranslations('activities.register')
  const tKinds = useTranslations('enums.partnerKinds')
  const format = useFormat()
  const router = useRouter()
  const close = useCommand(useTRPC().activities.closePartner)
  const [open, setOpen] = useState<'partner' | 'programme' | Programme | null>(null)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      context={{ where: <UnitBreadcrumb items={[{ label: unit }]} /> }}
      actions={
        <LinkButton href="/activities" variant="quiet">
          {t('back')}
        </LinkButton>
      }
    >
      {close.errorText ? (
        <Notice tone="danger" role="alert">
          {close.errorText}
        </Notice>
      ) : null}
      <Section
        title={t('programmes')}
        actions={
          register.can.programmes ? <Button onClick={() => setOpen('programme')}>{t('addProgramme')}</Button> : null
        }
      >
        {register.programmes.length === 0 ? (
          <EmptyState title={t('noProgrammes')} />
        ) : (
          <PlainTable
            caption={t('programmes')}
            rows={register.programmes}
            rowId={(row) => row.id}
            columns={[
              { id: 'name', header: t('name'), cell: (row) => row.name },
              { id: 'document', header: t('document'), cell: (row) => row.documentNumber ?? '' },
              {
                id: 'days',
                header: t('days'),
                cell: (row) =>
                  row.endsOn
                    ? `${format.date(row.startsOn)}–${format.date(row.endsOn)}`
                    : t('since', { day: format.date(row.startsOn) }),
              },
              { id: 'unit', header: t('unit'), cell: (row) => row.unit },
              {
                id: 'act',
                header: <span className="sr-only">{t('end')}</span>,
                cell: (row) =>
                  row.own && register.can.programmes && (!row.endsOn || row.endsOn > today) ? (
                    <Button size="sm" onClick={() => setOpen(row)}>
                      {t('end')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Section>
      <Section
        title={t('partners')}
        actions={register.can.partners ? <Button onClick={() => setOpen('partner')}>{t('addPartner')}</Button> : null}
      >
        {register.partners.length === 0 ? (
          <EmptyState title={t('noPartners')} />
        ) : (
          <PlainTable
            caption={t('partners')}
            rows={register.partners}
            rowId={(row) => row.id}
            columns={[
              { id: 'name', header: t('name'), cell: (row) => row.name },
              { id: 'kind', header: t('kind'), cell: (row) => tKinds(row.kind) },
              { id: 'unit', header: t('unit'), cell: (row) => row.unit },
              {
                id: 'act',
                header: <span className="sr-only">{t('close')}</span>,
                cell: (row) =>
                  row.own && register.can.partners ? (
                    <Button
                      size="sm"
                      aria-label={t('closeOne', { name: row.name })}
                      pending={close.pending}
                      onClick={async () => {
                        if (await close.run({ id: row.id })) router.refresh()
                      }}
                    >
                      {t('close')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Section>
      {open === 'partner' ? <PartnerDialog onClose={() => setOpen(null)} /> : null}
      {open === 'programme' ? <ProgrammeDialog today={today} onClose={() => setOpen(null)} /> : null}
      {open && typeof open === 'object' ? (
        <EndDialog programme={open} today={today} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  )
}

function PartnerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('activities.register')
  const tKinds = useTranslations('enums.partnerKinds')
  const form = useUnitForm(addPartnerInput, useCommand(useTRPC().activities.addPartner))
  async function send(data: FormData) {
    const kind = partnerKinds.find((each) => each === data.get('kind')) ?? 'other'
    return (await form.submit({ name: textOf(data.get('name')), kind })) && t('added')
  }
  return (
    <FormDialog title={t('addPartner')} submitLabel={t('addNow')} form={form} onSubmit={send} onClose={onClose}>
      <Field {...form.field('name')} label={t('name')} help={t('partnerHelp')}>
        {(control) => <Input {...control} name="name" maxLength={200} autoComplete="off" />}
      </Field>
      <Field {...form.field('kind')} label={t('kind')}>
        {(control) => (
          <Select {...control} name="kind">
            <Options values={partnerKinds} words={tKinds} />
          </Select>
        )}
      </Field>
    </FormDialog>
  )
}

function ProgrammeDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useTranslations('activities.register')
  const form = useUnitForm(addProgrammeInput, useCommand(useTRPC().activities.addProgramme))
  async function send(data: FormData) {
    const done = await form.submit({
      name: textOf(data.get('name')),
      documentNumber: textOf(data.get('document')),
      startsOn: textOf(data.get('startsOn')),
      endsOn: textOf(data.get('endsOn')) || null,
    })
    return done && t('added')
  }
  return (
    <FormDialog title={t('addProgramme')} submitLabel={t('addNow')} form={form} onSubmit={send} onClose={onClose}>
      <Field {...form.field('name')} label={t('name')}>
        {(control) => <Input {...control} name="name" maxLength={200} autoComplete="off" />}
      </Field>
      <Field {...form.field('documentNumber')} optional label={t('document')}>
        {(control) => <Input {...control} name="document" maxLength={100} autoComplete="off" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('startsOn')} label={t('startsOn')}>
          {(control) => <DayInput {...control} name="startsOn" defaultValue={today} />}
        </Field>
        <Field {...form.field('endsOn')} optional label={t('endsOn')}>
          {(control) => <DayInput {...control} name="endsOn" />}
        </Field>
      </div>
    </FormDialog>
  )
}

function EndDialog({ programme, today, onClose }: { programme: Programme; today: string; onClose: () => void }) {
  const t = useTranslations('activities.register')
  const form = useUnitForm(endProgrammeInput, useCommand(useTRPC().activities.endProgramme))
  async function send(data: FormData) {
    return (await form.submit({ id: programme.id, on: textOf(data.get('on')) })) && t('ended')
  }
  return (
    <FormDialog
      title={t('endTitle', { name: programme.name })}
      submitLabel={t('endNow')}
      form={form}
      onSubmit={send}
      onClose={onClose}
    >
      <Field {...form.field('on')} label={t('endsOn')}>
        {(control) => <DayInput {...control} name="on" defaultValue={today} />}
      </Field>
    </FormDialog>
  )
}
