'use client'

import { CloudOff, LogIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import type { WaitingPhoto } from '@/components/photos/picture'
import { newRequestId } from '@/components/trpc'
import { buttonStyles } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { LiveRegion } from '@/components/ui/toast'
import { dayInVietnam } from '@/server/calendar/rules'
import { currentOwner, refreshOwner, type Seen } from './device/owner'
import { mended, type Sent, sendWaiting } from './device/queue'
import { keepShell } from './device/shell'
import { dropWaiting, keepOwner, keepWaiting, listWaiting, type Owner, type Waiting } from './device/store'
import { type Draft, draftOf, emptyDraft, inputOf } from './draft'
import { LogForm } from './log-form'
import { WaitingList } from './waiting-list'

/** How often it is tried again while something waits. */
const everyMs = 20_000

/**
 * The page that works without a network: written down on the device under its owner, sent when the server answers. It shows
 * nothing of the server but the owner's team and what its form offers.
 */
export function LogShell() {
  const t = useTranslations('activities.log')
  const [owner, setOwner] = useState<Owner | null | undefined>(undefined)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [sent, setSent] = useState<Sent | null>(null)
  const [mending, setMending] = useState<Waiting | null>(null)
  const [count, setCount] = useState(0)
  const [written, setWritten] = useState(false)
  const [teamId, setTeamId] = useState(0)

  /** Reads what the device has, sends what it can, reads again. */
  const go = useCallback(async () => {
    const here = await currentOwner()
    // The log of the device is closed or another's by now: nothing of the one before stays in sight.
    if (!here) {
      setOwner((before) => (before === undefined ? before : null))
      return setWaiting([])
    }
    setOwner((before) => (before && before.personId !== here.personId ? here : before))
    setWaiting(await listWaiting(here.personId))
    setSent(await sendWaiting(here.personId))
    setWaiting(await listWaiting(here.personId))
  }, [])
  useEffect(() => {
    let left = false
    async function begin() {
      // What the device has comes first: the page stands before any network is asked.
      setOwner(await currentOwner().catch(() => null))
      const found = await refreshOwner().catch((): Seen => 'away')
      if (left) return
      setSeen(found)
      setOwner(await currentOwner().catch(() => null))
      await go()
    }
    void keepShell()
    void begin()
    const timer = setInterval(() => void go(), everyMs)
    const again = () => void go()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      left = true
      clearInterval(timer)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [go])

  if (owner === undefined) return <p className="text-muted text-sm">{t('opening')}</p>
  if (!owner) {
    const why = seen === 'shared' ? 'shared' : seen === 'here' ? 'noTeam' : 'nobody'
    return (
      <Notice
        tone="info"
        title={t(`${why}.title`)}
        actions={
          <a
            className={buttonStyles({ variant: 'primary' })}
            href={why === 'nobody' ? '/sign-in?next=/log' : '/activities'}
          >
            {why === 'nobody' ? <LogIn aria-hidden /> : null}
            {t(`${why}.go`)}
          </a>
        }
      >
        {t(`${why}.body`)}
      </Notice>
    )
  }
  const post =
    owner.posts.find(({ team }) => team.id === (mending?.input.teamId ?? (teamId || owner.last?.teamId))) ??
    owner.posts[0]
  if (!post) return null

  async function write(draft: Draft, photos: WaitingPhoto[]) {
    if (!owner || !post) return
    const item: Waiting = mending
      ? mended(mending, inputOf(draft, { requestId: '', id: mending.id, teamId: post.team.id }), photos)
      : newItem(owner.personId, draft, photos, post.team.id)
    await keepWaiting(item)
    // What was said of the one before is not said of this one.
    setSent(null)
    setWaiting(await listWaiting(owner.personId))
    const last = {
      ...{ teamId: post.team.id, kind: item.input.kind, channel: item.input.channel, tasks: item.input.tasks },
      ...{ targetGroups: item.input.targetGroups, place: item.input.place },
    }
    await keepOwner({ ...owner, last })
    setOwner({ ...owner, last })
    setMending(null)
    setCount((before) => before + 1)
    setWritten(true)
    window.scrollTo(0, 0)
    await go()
  }
  const unsent = waiting.filter(({ state }) => state === 'waiting').length
  return (
    <div className="grid grid-cols-1 gap-6">
      <header className="grid gap-1">
        <h1 className="font-semibold text-ink text-lg">{mending ? t('mendTitle') : t('title')}</h1>
        <p className="text-muted text-sm">{post.team.fullName}</p>
      </header>
      <LiveRegion className="grid gap-2 empty:hidden">
        {written && unsent === 0 && sent === 'done' ? (
          <Notice tone="ok">{t('arrived')}</Notice>
        ) : unsent > 0 && sent === 'away' ? (
          <Notice tone="warn" title={t('kept', { count: unsent })}>
            {t('keptWhat')}
          </Notice>
        ) : null}
        {sent === 'signedOut' ? (
          <Notice
            tone="warn"
            title={t('signedOut', { count: unsent })}
            actions={
              <a className={buttonStyles({ size: 'sm' })} href="/sign-in?next=/log">
                {t('nobody.go')}
              </a>
            }
          >
            {t('signedOutWhat')}
          </Notice>
        ) : null}
      </LiveRegion>
      <WaitingList
        waiting={waiting}
        onMend={(item) => {
          setMending(item)
          setCount((before) => before + 1)
          window.scrollTo(0, 0)
        }}
        onDrop={async (id) => {
          await dropWaiting(id)
          if (mending?.id === id) setMending(null)
          await go()
        }}
        onRetry={() => void go()}
      />
      <LogForm
        key={`${count}/${post.team.id}`}
        first={
          mending
            ? draftOf(mending.input)
            : emptyDraft(dayInVietnam(new Date()), owner.last?.teamId === post.team.id ? owner.last : undefined)
        }
        firstPhotos={mending ? mending.photos : []}
        offered={post}
        submitLabel={mending ? t('mend') : t('submit')}
        status={
          sent === 'away' || seen === 'away' ? (
            <span className="inline-flex items-center gap-1">
              <CloudOff aria-hidden className="size-4" />
              {t('offline')}
            </span>
          ) : null
        }
        above={
          owner.posts.length > 1 && !mending ? (
            <Field label={t('team')}>
              {(control) => (
                <Select {...control} value={post.team.id} onChange={(event) => setTeamId(Number(event.target.value))}>
                  {owner.posts.map(({ team }) => (
                    <option key={team.id} value={team.id}>
                      {team.fullName}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null
        }
        onSubmit={write}
      />
    </div>
  )
}

function newItem(personId: string, draft: Draft, photos: WaitingPhoto[], teamId: number): Waiting {
  const id = newRequestId()
  return {
    ...{ id, personId, photos, logged: false, state: 'waiting', refusal: null, madeAt: new Date().toISOString() },
    input: inputOf(draft, { requestId: newRequestId(), id, teamId }),
  }
}
