'use client'

import { useTranslations } from 'next-intl'
import { PersonFields, personOf } from '@/components/rosters/member-fields'
import { Suspects, suspectsOf } from '@/components/rosters/suspects'
import { useCommand, useTRPC } from '@/components/trpc'
import { FormDialog } from '@/components/units/form-dialog'
import { useUnitForm } from '@/components/units/use-unit-form'
import { enlistMemberInput } from '@/server/rosters/schema'
import type { Candidate } from './seats-editor'

interface EnlistDialogProps {
  communeId: number
  today: string
  onClose: () => void
  onDone: (person: Candidate) => void
}

/** Somebody whom a decision names and whom the commune does not know yet. */
export function EnlistDialog({ communeId, today, onClose, onDone }: EnlistDialogProps) {
  const t = useTranslations('decisions')
  const command = useCommand(useTRPC().rosters.enlist)
  const form = useUnitForm(enlistMemberInput, command, 'rosters.form')
  async function send(data: FormData) {
    const person = personOf(data)
    const done = await form.submit({ communeId, another: data.get('another') === 'on', ...person })
    if (!done) return undefined
    onDone({ memberId: done.memberId, fullName: person.fullName, birthYear: person.birthYear })
    return t('enlisted')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('newPersonTitle')}
      submitLabel={t('newPersonNow')}
      form={form}
      onSubmit={send}
    >
      <Suspects found={suspectsOf(command.error)} />
      <PersonFields form={form} phone="" today={today} />
    </FormDialog>
  )
}
