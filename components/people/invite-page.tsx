'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput, dayFrom } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Options, Select } from '@/components/ui/select'
import { textLimits } from '@/server/people/rules'
import { invitePersonInput } from '@/server/people/schema'
import type { Places } from './answers'
import { showSlips } from './slip-store'

const formInput = invitePersonInput.omit({ requestId: true })
type FieldName = keyof typeof formInput.shape

/** One new post: for somebody new, who then gets a slip, or beside the posts of somebody known. */
export function InvitePage({ places, accountKeepers, unit }: Places & { unit: string }) {
  const t = useTranslations('people.invite')
  const tPeople = useTranslations('people')
  const tForm = useTranslations('people.form')
  const tChoose = useTranslations('common.form')
  const tRoles = useTranslations('enums.roles')
  const invite = useCommand(useTRPC().people.invite)
  const router = useRouter()
  // Chosen by hand: a post given by a forgotten list is a right given by mistake.
  const only = places.length === 1 ? places[0] : undefined
  const [unitId, setUnitId] = useState(only?.id ?? 0)
  const place = places.find((each) => each.id === unitId)
  const [role, setRole] = useState('')
  const post = place?.posts.find((each) => each === role)
  const [problems, setProblems] = useState<Partial<Record<FieldName, string>>>({})
  const [known, setKnown] = useState<string | null>(null)
  const mayKeep = post !== undefined && accountKeepers.includes(post)

  const labels: Partial<Record<FieldName, string>> = {
    fullName: t('fullName'),
    signInName: t('signInName'),
    unitId: t('unit'),
    role: t('role'),
    fromDay: t('from'),
    toDay: t('to'),
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (invite.pending) return
    const form = event.currentTarget
    const data = new FormData(form)
    const text = (name: FieldName) => String(data.get(name) ?? '').trim()
    const read = formInput.safeParse({
      fullName: text('fullName'),
      signInName: text('signInName'),
      role: post,
      unitId: place?.id,
      title: text('title'),
      contactPhone: text('contactPhone'),
      fromDay: dayFrom(text('fromDay')),
      toDay: dayFrom(text('toDay')),
      managesAccounts: mayKeep && data.get('managesAccounts') === 'on',
    })
    setKnown(null)
    if (!read.success) {
      const found: Partial<Record<FieldName, string>> = {}
      for (const issue of read.error.issues) {
        const field = issue.path[0] as FieldName
        const choice = field === 'unitId' || field === 'role'
        const empty = text(field) === ''
        const message = choice
          ? tForm('choose')
          : empty
            ? tForm('enter')
            : tForm.has(issue.message)
              ? tForm(issue.message as 'badName')
              : tForm('invalid')
        found[field] ??= choice || empty ? tForm('named', { field: labels[field] ?? '', message }) : message
      }
      return setProblems(found)
    }
    setProblems({})
    const made = await invite.run(read.data)
    if (!made) return
    if (!made.code || !made.expiresAt) {
      form.reset()
      return setKnown(read.data.fullName)
    }
    showSlips([
      {
        name: read.data.fullName,
        signInName: read.data.signInName,
        post: tRoles(read.data.role),
        unit: place?.fullName ?? '',
        code: made.code,
        expiresAt: made.expiresAt,
      },
    ])
    router.push('/people/slips')
  }

  const id = (name: FieldName) => `invite-${name}`
  const errors = Object.entries(problems).map(([name, message]) => ({ fieldId: id(name as FieldName), message }))
  const field = (name: FieldName) => ({ id: id(name), error: problems[name] })
  return (
    <Page
      narrow
      title={t('title')}
      lead={t('lead')}
      context={{
        where: <UnitBreadcrumb items={[{ label: unit }]} />,
      }}
    >
      <FormErrors errors={errors} />
      {invite.errorText ? (
        <Notice tone="danger" role="alert">
          {invite.errorText}
        </Notice>
      ) : null}
      {known ? (
        <Notice tone="ok" role="status" title={t('known', { name: known })}>
          {t('knownHint')}
        </Notice>
      ) : null}
      <form onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t('fullName')} {...field('fullName')}>
          {(control) => <Input {...control} name="fullName" autoComplete="off" maxLength={textLimits.name} />}
        </Field>
        <Field label={t('signInName')} help={t('signInNameHelp')} {...field('signInName')}>
          {(control) => (
            <Input
              {...control}
              name="signInName"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={64}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('unit')} {...field('unitId')}>
            {(control) => (
              <Select {...control} value={place?.id ?? ''} onChange={(event) => setUnitId(Number(event.target.value))}>
                <option value="">{tChoose('choose')}</option>
                {places.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.fullName}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('role')} {...field('role')}>
            {(control) => (
              <Select {...control} value={post ?? ''} onChange={(event) => setRole(event.target.value)}>
                <option value="">{tChoose('choose')}</option>
                <Options values={place?.posts ?? []} words={tRoles} />
              </Select>
            )}
          </Field>
          <Field label={t('jobTitle')} help={t('jobTitleHelp')} optional {...field('title')}>
            {(control) => <Input {...control} name="title" autoComplete="off" maxLength={textLimits.title} />}
          </Field>
          <Field label={t('contactPhone')} help={t('contactPhoneHelp')} optional {...field('contactPhone')}>
            {(control) => <Input {...control} name="contactPhone" type="tel" autoComplete="off" maxLength={32} />}
          </Field>
          <Field label={t('from')} help={t('fromHelp')} optional {...field('fromDay')}>
            {(control) => <DayInput {...control} name="fromDay" />}
          </Field>
          <Field label={t('to')} help={t('toHelp')} optional {...field('toDay')}>
            {(control) => <DayInput {...control} name="toDay" />}
          </Field>
        </div>
        {mayKeep ? (
          <Checkbox name="managesAccounts" label={tPeople('managesAccounts')} help={t('managesHelp')} />
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton href="/people">{tPeople('back')}</LinkButton>
          <Button type="submit" variant="primary" pending={invite.pending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
