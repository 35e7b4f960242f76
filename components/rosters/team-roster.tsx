'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { Button } from '@/components/ui/button'
import { AddMemberDialog } from './add-member'
import type { Roster } from './outputs'
import { RosterTable } from './roster-table'

interface TeamRosterProps {
  team: { id: number; name: string }
  roster: Roster
  today: string
}

/** The roster of one team, with the way to add to it. */
export function TeamRoster({ team, roster, today }: TeamRosterProps) {
  const t = useTranslations('rosters')
  const [adding, setAdding] = useState(false)
  const add = roster.can.keep ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  ) : null
  return (
    <>
      <RosterTable caption={t('captionTeam', { name: atStart(team.name) })} roster={roster} toolbar={add} />
      {adding ? (
        <AddMemberDialog team={team} components={roster.components} today={today} onClose={() => setAdding(false)} />
      ) : null}
    </>
  )
}
