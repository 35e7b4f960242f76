'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { AddMemberDialog } from './add-member'
import type { Roster } from './outputs'
import type { TeamChoice } from './team-select'

interface AddMemberProps {
  teams: readonly TeamChoice[]
  roster: Roster
  today: string
}

/** The way to add somebody to one of these teams; nothing for whoever does not keep their rosters. */
export function AddMember({ teams, roster, today }: AddMemberProps) {
  const t = useTranslations('rosters')
  const [adding, setAdding] = useState(false)
  const [first, ...others] = teams
  if (!roster.can.keep || !first) return null
  return (
    <>
      <Button variant="primary" onClick={() => setAdding(true)}>
        {t('add')}
      </Button>
      {adding ? (
        <AddMemberDialog
          teams={[first, ...others]}
          components={roster.components}
          today={today}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  )
}
