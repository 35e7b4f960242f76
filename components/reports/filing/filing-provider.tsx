'use client'

import { TRPCClientError } from '@trpc/client'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { flushSync } from 'react-dom'
import { beforeSignOutEvent } from '@/components/frame/account-menu'
import { isLost, newRequestId, useTRPC } from '@/components/trpc'
import type { Locale } from '@/messages/locales'
import { deviceOf } from './device'
import { isUnsaved, screenRows } from './draft'
import type { DraftState, Refusal } from './draft-state'
import { createDraftStore, type DraftStore } from './draft-store'
import { cellId, type FilingReport } from './filing-report'
import { keptFigures } from './kept'

type Filing = {
  report: FilingReport
  /** Null where the reader may not type. */
  store: DraftStore | null
  /** "Máy dùng chung": nothing is kept on the device. */
  shared: boolean
  /** False until the page's scripts run: what is typed before would be lost, so nothing can be. */
  ready: boolean
  /** Brings a row into view, unfolding its section, and the focus into its cell. */
  goTo: (code: string) => void
}

const FilingContext = createContext<Filing | null>(null)
const OpenSections = createContext<{ open: ReadonlySet<string>; toggle: (section: string) => void }>({
  open: new Set(),
  toggle: () => {},
})

export function useFiling(): Filing {
  const filing = useContext(FilingContext)
  if (!filing) throw new Error('useFiling needs FilingProvider above it')
  return filing
}

export const useSections = () => useContext(OpenSections)

/** Something of the draft; the component renders again only when that changes. */
export function useDraft<T>(select: (state: DraftState) => T): T {
  const { store } = useFiling()
  if (!store) throw new Error('useDraft needs a report that may be typed into')
  const read = () => select(store.get())
  return useSyncExternalStore(store.subscribe, read, read)
}

/** Longer than that and the save counts as lost: it is asked again with the same id. */
const patience = 20_000

function refusalOf(error: unknown): Refusal {
  if (isLost(error) || !(error instanceof TRPCClientError)) return null
  const { reason, params, code } = error.data as { reason: string; params: Record<string, unknown>; code: string }
  return { reason, params, again: reason === 'common.busy' || code === 'INTERNAL_SERVER_ERROR' }
}

export interface FilingProviderProps {
  report: FilingReport
  mode: 'edit' | 'read'
  /** The person who types: what waits on the device stands under this id. */
  owner: string
  shared: boolean
  children: ReactNode
}

/** One report on one page: its draft, and the way from any remark to the cell it speaks of. */
export function FilingProvider({ report, mode, owner, shared, children }: FilingProviderProps) {
  const client = useTRPC()
  const router = useRouter()
  const locale = useLocale() as Locale
  const t = useTranslations('reports.save')
  const [store] = useState(() =>
    mode === 'read'
      ? null
      : createDraftStore(report, {
          locale,
          save: (input) => client.reports.save.mutate(input, { signal: timeout(patience) }),
          refusalOf,
          kept: keptFigures(deviceOf(shared), owner, report.unit.id, report.period.code),
          newId: newRequestId,
          onStale: () => router.refresh(),
        }),
  )
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set())
  const sectionOf = useMemo(() => {
    const { sections } = screenRows(report.form)
    return new Map(sections.flatMap(({ section, rows }) => rows.map((row) => [row.code, section] as const)))
  }, [report.form])

  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])

  const shown = useRef(report)
  useEffect(() => {
    if (shown.current === report) return
    shown.current = report
    store?.renew(report)
  }, [report, store])

  const reveal = useCallback(
    (code: string) => {
      const section = sectionOf.get(code)
      if (section) flushSync(() => setOpen((before) => (before.has(section) ? before : new Set(before).add(section))))
    },
    [sectionOf],
  )
  const goTo = useCallback(
    (code: string) => {
      reveal(code)
      const cell = document.getElementById(cellId(code))
      cell?.focus({ preventScroll: true })
      cell?.scrollIntoView({ block: 'nearest' })
    },
    [reveal],
  )
  const toggle = useCallback(
    (section: string) =>
      setOpen((before) => {
        const next = new Set(before)
        if (!next.delete(section)) next.add(section)
        return next
      }),
    [],
  )

  useEffect(() => {
    if (!store) return
    store.resume()
    const waiting = () => Object.values(store.get().cells).some(isUnsaved)
    const online = () => store.setOffline(false)
    const offline = () => store.setOffline(true)
    const leaving = (event: BeforeUnloadEvent) => {
      if (waiting()) event.preventDefault()
    }
    const signingOut = (event: Event) => {
      if (waiting() && !window.confirm(t('signOutUnsaved'))) event.preventDefault()
    }
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      const code = (document.activeElement as HTMLElement | null)?.dataset.cell
      if (code) store.commit(code)
      void store.flush()
    }
    window.addEventListener('online', online)
    window.addEventListener('offline', offline)
    window.addEventListener('beforeunload', leaving)
    window.addEventListener(beforeSignOutEvent, signingOut)
    window.addEventListener('keydown', keys)
    return () => {
      window.removeEventListener('online', online)
      window.removeEventListener('offline', offline)
      window.removeEventListener('beforeunload', leaving)
      window.removeEventListener(beforeSignOutEvent, signingOut)
      window.removeEventListener('keydown', keys)
      store.stop()
    }
  }, [store, t])

  /** A link to a cell in a folded section unfolds it first, then goes into it. */
  const follow = (event: MouseEvent) => {
    const href = (event.target as HTMLElement).closest('a')?.getAttribute('href') ?? ''
    if (!href.startsWith('#cell-')) return
    event.preventDefault()
    goTo(href.slice('#cell-'.length))
  }

  const filing = useMemo(() => ({ report, store, shared, ready, goTo }), [report, store, shared, ready, goTo])
  const sections = useMemo(() => ({ open, toggle }), [open, toggle])
  return (
    <FilingContext value={filing}>
      <OpenSections value={sections}>
        <div className="grid grid-cols-1 gap-6" onClickCapture={follow}>
          {children}
        </div>
      </OpenSections>
    </FilingContext>
  )
}

/** AbortSignal.timeout is too young for some of the browsers served. */
function timeout(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  return controller.signal
}
