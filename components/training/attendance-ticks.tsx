'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { RosterTeam } from './outputs'

interface AttendanceTicksProps {
  sessionId: string
  teams: readonly RosterTeam[]
  /** May tick; who may not reads. */
  can: boolean
}

/** The roster of the teams, a row to tap for each member; only what was changed is sent. */
export function AttendanceTicks({ sessionId, teams, can }: AttendanceTicksProps) {
  const t = useTranslations('training.attendance')
  const [tRoles, format] = [useTranslations('enums.memberRoles'), useFormat()]
  const toast = useToast()
  const router = useRouter()
  const attend = useCommand(useTRPC().training.attend)
  const all = teams.flatMap((team) => team.members)
  const kept = new Set(all.filter((each) => each.came).map((each) => each.memberId))
  const [came, setCame] = useState<ReadonlySet<string>>(kept)
  const changed = all.filter((each) => came.has(each.memberId) !== kept.has(each.memberId))

  function tick(members: RosterTeam['members'], on: boolean) {
    const next = new Set(came)
    for (const { memberId } of members) on ? next.add(memberId) : next.delete(memberId)
    setCame(next)
  }
  async function save() {
    const done = await attend.run({
      sessionId,
      came: changed.filter((each) => came.has(each.memberId)).map(({ memberId, teamId }) => ({ memberId, teamId })),
      gone: changed.filter((each) => !came.has(each.memberId)).map((each) => each.memberId),
    })
    if (!done) return
    toast({ message: t('saved', { people: format.number(done.people) }) })
    router.refresh()
  }

  if (all.length === 0) return <EmptyState title={t('noRoster')}>{t('noRosterWhy')}</EmptyState>
  return (
    <Section title={t('title')} description={t(can ? 'lead' : 'leadRead')}>
      <div className="grid gap-6 lg:grid-cols-2 xl:grid-cols-3">
        {teams.map((team) => {
          const here = team.members.filter((each) => came.has(each.memberId)).length
          const full = here === team.members.length
          return (
            <fieldset key={team.id} className="min-w-0">
              <legend className="sr-only">{team.fullName}</legend>
              <div className="flex items-center justify-between gap-3 border-line-strong border-b pb-1">
                <span aria-hidden className="min-w-0 break-words font-semibold text-sm">
                  {team.fullName}
                </span>
                <span className="flex shrink-0 items-center gap-2 text-sm tabular-nums">
                  {format.fraction(here, team.members.length)}
                  {can ? (
                    <Button size="sm" variant="quiet" onClick={() => tick(team.members, !full)}>
                      {t(full ? 'nobody' : 'everybody')}
                      <span className="sr-only"> {team.fullName}</span>
                    </Button>
                  ) : null}
                </span>
              </div>
              <ul className="divide-y divide-line">
                {team.members.map((each) => (
                  <li key={each.memberId}>
                    <label className="flex min-h-11 items-center gap-3 py-1 text-base sm:min-h-9 sm:text-sm">
                      <input
                        type="checkbox"
                        className="size-5 shrink-0 accent-accent disabled:cursor-not-allowed sm:size-4"
                        checked={came.has(each.memberId)}
                        disabled={!can}
                        onChange={(event) => tick([each], event.target.checked)}
                      />
                      <span className="min-w-0 flex-1 break-words">{each.name ?? t('anonymous')}</span>
                      {each.role === 'member' ? null : <span className="text-muted text-sm">{tRoles(each.role)}</span>}
                    </label>
                  </li>
                ))}
              </ul>
            </fieldset>
          )
        })}
      </div>
      {attend.errorText ? (
        <p role="alert" className="text-danger text-sm">
          {attend.errorText}
        </p>
      ) : null}
      {can ? (
        <ActionBar
          status={
            <>
              {t('sum', { people: format.fraction(came.size, all.length) })}
              {changed.length > 0 ? <strong> {t('unsaved', { count: changed.length })}</strong> : null}
            </>
          }
        >
          <Button
            variant="primary"
            pending={attend.pending}
            disabled={changed.length === 0}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        </ActionBar>
      ) : null}
    </Section>
  )
}
