'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { memberHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { Doubles } from './outputs'

type Double = Doubles[number][number]

/** Pairs of entries that may be one person; a person says so, and which of the two remains. */
export function DuplicatesPanel({ pairs }: { pairs: Doubles }) {
  const t = useTranslations('rosters')
  const toast = useToast()
  const router = useRouter()
  const merge = useCommand(useTRPC().rosters.merge)
  const [asked, setAsked] = useState<{ keep: Double; drop: Double } | null>(null)
  if (pairs.length === 0) return null
  async function join() {
    if (!asked) return
    const done = await merge.run({ keepId: asked.keep.memberId, dropId: asked.drop.memberId })
    setAsked(null)
    if (!done) return
    toast({ message: t('merged') })
    router.refresh()
  }
  return (
    <Section title={t('duplicatesTitle')} description={t('duplicatesWhy')}>
      {merge.errorText ? <p className="text-danger text-sm">{merge.errorText}</p> : null}
      <ul className="grid gap-4">
        {pairs.map(([a, b]) => (
          <li key={`${a.memberId} ${b.memberId}`} className="grid gap-4 border-line border-t pt-3 sm:grid-cols-2">
            <Entry entry={a} onKeep={() => setAsked({ keep: a, drop: b })} />
            <Entry entry={b} onKeep={() => setAsked({ keep: b, drop: a })} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={t('mergeTitle')}
        confirmLabel={t('keepThis')}
        tone="danger"
        pending={merge.pending}
        onConfirm={join}
      >
        {t('mergeWhat')}
      </ConfirmDialog>
    </Section>
  )
}

function Entry({ entry, onKeep }: { entry: Double; onKeep: () => void }) {
  const t = useTranslations('rosters')
  const format = useFormat()
  const facts = [entry.birthYear, entry.phone, entry.employer, entry.residence].filter(Boolean)
  return (
    <div className="grid content-start justify-items-start gap-1 text-sm">
      <Link href={memberHref(entry.memberId)} className="link font-medium">
        {entry.fullName}
      </Link>
      <span className="text-muted">{facts.join(' · ')}</span>
      <ul className="text-muted">
        {entry.teams.map((team) => (
          <li key={`${team.name} ${team.from}`}>
            {atStart(team.name)} · {format.date(team.from)}
            {team.to ? ` – ${format.date(team.to)}` : ''}
          </li>
        ))}
      </ul>
      <Button size="sm" onClick={onKeep}>
        {t('keepThis')}
        <span className="sr-only">
          : {t('keepThisOf', { name: entry.fullName ?? '', year: entry.birthYear ?? '' })}
        </span>
      </Button>
    </div>
  )
}
