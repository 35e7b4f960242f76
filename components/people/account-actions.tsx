'use client'

import { KeyRound, LockKeyholeOpen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import type { Person } from './answers'
import { showSlips } from './slip-store'

type Asked = 'reset' | 'disable' | null

/** Unlock, a new code, disable, enable: what may be done with an account. */
export function AccountActions({ person }: { person: Person }) {
  const t = useTranslations('people.account')
  const tRoles = useTranslations('enums.roles')
  const trpc = useTRPC()
  const router = useRouter()
  const toast = useToast()
  const [asked, setAsked] = useState<Asked>(null)
  const reset = useCommand(trpc.people.resetAccess)
  const unlock = useCommand(trpc.people.unlock)
  const disable = useCommand(trpc.people.disable)
  const enable = useCommand(trpc.people.enable)
  const { personId, name, can } = person
  const errorText = [reset, unlock, disable, enable].map((each) => each.errorText).find(Boolean)

  async function done(answered: Promise<unknown>, message: string) {
    const answer = await answered
    setAsked(null)
    if (!answer) return
    toast({ message })
    router.refresh()
  }

  async function newCode() {
    const issued = await reset.run({ personId })
    setAsked(null)
    if (!issued?.code) return
    const post = person.posts.find((each) => each.held) ?? person.posts[0]
    showSlips([
      {
        name,
        signInName: person.account?.signInName ?? '',
        post: post ? tRoles(post.role) : '',
        unit: post?.unit.fullName ?? '',
        code: issued.code,
        expiresAt: new Date(issued.expiresAt),
      },
    ])
    router.push('/people/slips')
  }

  if (!can.reset && !can.unlock && !can.disable && !can.enable) return null
  return (
    <div className="grid gap-3">
      {errorText ? (
        <Notice tone="danger" role="alert">
          {errorText}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2 print:hidden">
        {can.unlock ? (
          <Button
            variant="primary"
            icon={<LockKeyholeOpen aria-hidden />}
            pending={unlock.pending}
            onClick={() => done(unlock.run({ personId }), t('unlocked', { name }))}
          >
            {t('unlock')}
          </Button>
        ) : null}
        {can.reset ? (
          <Button icon={<KeyRound aria-hidden />} onClick={() => setAsked('reset')}>
            {person.account?.state === 'invited' ? t('newCode') : t('reset')}
          </Button>
        ) : null}
        {can.disable ? (
          <Button variant="quiet" onClick={() => setAsked('disable')}>
            {t('disable')}
          </Button>
        ) : null}
        {can.enable ? (
          <Button pending={enable.pending} onClick={() => done(enable.run({ personId }), t('enabled', { name }))}>
            {t('enable')}
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        open={asked === 'reset'}
        onOpenChange={(open) => setAsked(open ? 'reset' : null)}
        title={t('resetAsk', { name })}
        confirmLabel={t('resetConfirm')}
        pending={reset.pending}
        onConfirm={newCode}
      >
        {t('resetWhat')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'disable'}
        onOpenChange={(open) => setAsked(open ? 'disable' : null)}
        title={t('disableAsk', { name })}
        confirmLabel={t('disable')}
        tone="danger"
        pending={disable.pending}
        onConfirm={() => done(disable.run({ personId }), t('disabled', { name }))}
      >
        {t('disableWhat')}
      </ConfirmDialog>
    </div>
  )
}
