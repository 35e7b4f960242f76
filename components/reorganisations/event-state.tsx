'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useTRPC } from '@/components/trpc'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { reorganisationHref } from './address'
import type { Reorganisation } from './outputs'
import { ReorganisationBadge } from './state-badge'

/** How often the page looks how far the job has come, in milliseconds. */
const lookEvery = 2000

type Watched = Pick<Reorganisation, 'state' | 'version' | 'due' | 'runs'>

/** Follows a resolution that the job has; when it is through the page is read anew. May be left and come back to. */
function useWatched(event: Reorganisation): Watched {
  const trpc = useTRPC()
  const router = useRouter()
  const [seen, setSeen] = useState<Watched>(event)
  const { id, due, version } = event
  useEffect(() => setSeen(event), [event])
  useEffect(() => {
    if (!due) return
    const controller = new AbortController()
    const timer = setInterval(async () => {
      // A look that is lost is no news: the next one tells.
      const now = await trpc.reorganisations.get.query({ id }, { signal: controller.signal }).catch(() => null)
      if (!now || controller.signal.aborted) return
      setSeen(now)
      if (now.version !== version) router.refresh()
    }, lookEvery)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [trpc, router, id, due, version])
  return seen
}

/** How the resolution stands and what happens next, and why the last attempt came to nothing. */
export function EventState({ event, undecided }: { event: Reorganisation; undecided: number }) {
  const t = useTranslations('reorganisations.state')
  const format = useFormat()
  const seen = useWatched(event)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" role="status">
        <ReorganisationBadge state={seen.state} due={seen.due} />
        <span className="min-w-0">
          {event.recorded
            ? t('recorded')
            : seen.due
              ? t(seen.state === 'undoing' ? 'undoingNow' : 'applyingNow')
              : t(seen.state === 'draft' && event.over ? 'draftOver' : seen.state, {
                  date: format.date(event.effectiveOn),
                  at: format.dateTime((seen.state === 'undone' ? event.undoneAt : event.appliedAt) ?? new Date()),
                  reason: event.undoReason ?? '',
                })}
        </span>
      </div>
      {seen.due ? <Running seen={seen} /> : null}
      {undecided > 0 ? (
        <Notice
          tone="warn"
          actions={
            <Link className="link font-medium" href={reorganisationHref(event.id, 'late')}>
              {t('decideLink')}
            </Link>
          }
        >
          {t('undecided', { count: undecided })}
        </Notice>
      ) : null}
      {event.failure && !seen.due ? <Failed event={event} /> : null}
    </div>
  )
}

function Running({ seen }: { seen: Watched }) {
  const t = useTranslations('reorganisations.steps')
  const run = seen.runs.find((each) => each.state === 'running')
  const step = run?.step ?? ''
  const label = !run ? t('queued') : t.has(step) ? t(step) : t('other')
  return (
    <div className="grid max-w-xl gap-2">
      {run && run.of > 0 ? (
        <Progress label={label} value={run.done} max={run.of} />
      ) : (
        <p className="text-sm" aria-live="polite">
          {label}
        </p>
      )}
      <p className="text-muted text-sm">{t('mayLeave')}</p>
    </div>
  )
}

/** What stood in the way, in words, and the way to where it can be put right. */
function Failed({ event }: { event: Reorganisation }) {
  const t = useTranslations('reorganisations.failures')
  const tWhat = useTranslations('reorganisations.dependents')
  const format = useFormat()
  const { failure } = event
  if (!failure) return null
  const undoing = event.state === 'applied'
  const count =
    failure.reason === 'conflicts' ? failure.conflicts.length : failure.reason === 'undecided' ? failure.count : 0
  return (
    <Notice
      tone="danger"
      role="alert"
      title={t(undoing ? 'notUndone' : 'notApplied')}
      actions={
        failure.reason === 'conflicts' && !undoing ? (
          <Link className="link font-medium" href={reorganisationHref(event.id, 'dryRun')}>
            {t('seeDryRun')}
          </Link>
        ) : null
      }
    >
      <p>{t(failure.reason, { count })}</p>
      {failure.reason === 'dependents' ? (
        <ul className="mt-1 list-disc pl-5">
          {failure.dependents.map(({ what, table, count }) => (
            <li key={`${what} ${table}`}>
              {t(what, { what: tWhat(tWhat.has(table) ? table : 'other', { count: format.number(count) }) })}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
