'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { linkAccountInput } from '@/server/rosters/schema'
import type { AccountChoices, MemberDetail } from './outputs'

interface AccountLinkProps {
  member: MemberDetail
  /** Accounts of the commune that are nobody's on the roster yet. */
  choices: AccountChoices
  /** Who holds the account that is linked. */
  holder: string | null
}

/** Which account is this member, as a person of the commune says; and that it is not. */
export function AccountLink({ member, choices, holder }: AccountLinkProps) {
  const t = useTranslations('rosters.account')
  const toast = useToast()
  const router = useRouter()
  const unlink = useCommand(useTRPC().rosters.unlinkAccount)
  const [asked, setAsked] = useState<'link' | 'unlink' | null>(null)
  const name = member.fullName ?? ''
  async function undo() {
    const done = await unlink.run({ memberId: member.memberId })
    setAsked(null)
    if (!done) return
    toast({ message: t('unlinked') })
    router.refresh()
  }
  return (
    <Section
      title={t('title')}
      description={t('why')}
      actions={
        member.hasAccount ? (
          <Button onClick={() => setAsked('unlink')}>{t('unlink')}</Button>
        ) : choices.length > 0 ? (
          <Button onClick={() => setAsked('link')}>{t('link')}</Button>
        ) : null
      }
    >
      {unlink.errorText ? <p className="text-danger text-sm">{unlink.errorText}</p> : null}
      <p className="text-sm">
        {member.hasAccount ? t('is', { name: holder ?? '' }) : t(choices.length > 0 ? 'none' : 'noChoice')}
      </p>
      {asked === 'link' ? <LinkDialog member={member} choices={choices} onClose={() => setAsked(null)} /> : null}
      <ConfirmDialog
        open={asked === 'unlink'}
        onOpenChange={() => setAsked(null)}
        title={t('unlinkTitle', { name })}
        confirmLabel={t('unlink')}
        tone="danger"
        pending={unlink.pending}
        onConfirm={undo}
      >
        {t('unlinkWhat')}
      </ConfirmDialog>
    </Section>
  )
}

function LinkDialog({ member, choices, onClose }: Omit<AccountLinkProps, 'holder'> & { onClose: () => void }) {
  const t = useTranslations('rosters.account')
  const roles = useTranslations('enums.roles')
  const form = useUnitForm(linkAccountInput, useCommand(useTRPC().rosters.linkAccount), 'rosters.form')
  async function send(data: FormData) {
    const done = await form.submit({ memberId: member.memberId, personId: textOf(data.get('personId')) })
    return done && t('linked')
  }
  const said = ({ name, posts }: AccountChoices[number]) =>
    [name, ...posts.map(({ role, unit }) => `${roles(role)}, ${atStart(unit)}`)].join(' · ')
  return (
    <FormDialog
      onClose={onClose}
      title={t('linkTitle', { name: member.fullName ?? '' })}
      description={t('linkWhat')}
      submitLabel={t('link')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('personId')} label={t('choose')} help={t('chooseHelp')}>
        {(control) => (
          <Select {...control} name="personId">
            <option value="">{t('chooseOne')}</option>
            {choices.map((choice) => (
              <option key={choice.personId} value={choice.personId}>
                {said(choice)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  )
}
