'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChatLinkDialog } from './contact-dialogs'
import { ChatLink } from './contacts-panel'

/** The chat group of a team: the way there, and who may says another. */
export function TeamChat({ team, canSet }: { team: { id: number; chatLink: string | null }; canSet: boolean }) {
  const t = useTranslations('contacts')
  const [open, setOpen] = useState(false)
  return (
    <span className="inline-flex flex-wrap items-center gap-2 font-normal text-sm">
      {team.chatLink ? <ChatLink href={team.chatLink} label={t('openChat')} /> : t('noChat')}
      {canSet ? (
        <Button size="sm" variant="quiet" onClick={() => setOpen(true)}>
          {t('setChat')}
        </Button>
      ) : null}
      {open ? <ChatLinkDialog team={team} onClose={() => setOpen(false)} /> : null}
    </span>
  )
}
