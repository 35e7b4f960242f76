'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { useContextParam } from '@/components/frame/use-context-param'
import type { WaitingPhoto } from '@/components/photos/picture'
import { newRequestId, useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { type Draft, inputOf } from './draft'
import { LogForm } from './log-form'
import type { Offered } from './more-fields'

interface WritePageProps {
  teams: readonly { id: number; fullName: string }[]
  /** The team it is written down for, with what its form offers. */
  team: { id: number; fullName: string }
  offered: Offered
  first: Draft
  /** The commune types for a team. */
  forTeam: boolean
  /** Set: this activity is put right, from this version. */
  correcting: { id: string; version: number } | null
}

/** Writing down, or putting right, while the server is there: nothing is kept on the device. */
export function WritePage({ teams, team, offered, first, forTeam, correcting }: WritePageProps) {
  const t = useTranslations('activities.write')
  const trpc = useTRPC()
  const router = useRouter()
  const toast = useToast()
  const log = useCommand(trpc.activities.log)
  const correct = useCommand(trpc.activities.correct)
  const add = useCommand(trpc.activities.addPhoto)
  // One id for one activity, however often it is sent.
  const id = useRef('')
  const [busy, setBusy] = useState(false)
  const [, choose] = useContextParam('team')

  async function send(draft: Draft, photos: WaitingPhoto[], reason: string) {
    if (!id.current) id.current = correcting?.id ?? newRequestId()
    const {
      requestId: _request,
      toldBy,
      ...input
    } = inputOf(draft, {
      ...{ requestId: '', id: id.current, teamId: team.id },
    })
    setBusy(true)
    const { teamId: _team, ...fields } = input
    const done = correcting
      ? await correct.run({ ...fields, version: correcting.version, reason })
      : await log.run({ ...input, toldBy })
    if (!done) return setBusy(false)
    for (const photo of photos) {
      const sent = await add.run({ id: photo.id, activityId: done.id, content: await base64Of(photo.blob) })
      if (!sent) toast({ tone: 'danger', message: t('photoLost') })
    }
    toast({ message: correcting ? t('corrected') : t('logged') })
    router.push(`/activities/${done.id}`)
    router.refresh()
  }
  return (
    <Page
      narrow
      title={correcting ? t('correctTitle') : t('title')}
      lead={team.fullName}
      context={{ where: <UnitBreadcrumb items={[{ label: team.fullName }]} /> }}
      actions={
        <LinkButton href={correcting ? `/activities/${correcting.id}` : '/activities'} variant="quiet">
          {t('back')}
        </LinkButton>
      }
    >
      <LogForm
        key={team.id}
        first={first}
        firstPhotos={correcting ? null : []}
        offered={offered}
        asksToldBy={forTeam && !correcting}
        asksReason={correcting !== null}
        pending={busy}
        refused={log.errorText || correct.errorText || undefined}
        submitLabel={correcting ? t('correct') : t('submit')}
        above={
          teams.length > 1 && !correcting ? (
            <Field label={t('team')}>
              {(control) => (
                <Select {...control} value={team.id} onChange={(event) => choose(event.target.value)}>
                  {teams.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.fullName}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null
        }
        onSubmit={send}
      />
    </Page>
  )
}
