'use client'

import { MessageSquareText } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, lazy, Suspense, useEffect, useId, useMemo, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import type { Locale } from '@/messages/locales'
import { clipboardGrid } from '@/server/reports/clipboard/rules'
import { formatFigure } from '@/server/reports/rules'
import { nilTeamValues, teamRows } from '@/server/reports/teams/rules'
import { wordsOf } from '../filing/filing-report'
import { isBlock } from '../filing/paste'
import { GridLine } from './grid-line'
import { isChanged, judge, type Line, lineOf } from './grid-state'
import { LateAction } from './late/late-action'
import { LateState } from './late/late-state'
import type { Taken } from './message-reader'
import type { TeamGrid as Grid, GridRow, LateOverview } from './outputs'
import { pasteInto, typedOf } from './typed'

// Fetched when first asked for: the reading of messages is a dictionary.
const MessageReader = lazy(() => import('./message-reader'))

/** The teams of a commune, a line each: eight figures, what it was told by, and what it comes to ("Nhập hộ các Tổ", domain.md 22.1). */
export function TeamGrid({ grid, late, marked }: { grid: Grid; late: LateOverview; marked?: number }) {
  const { form, rows, can, period, sums } = grid
  const t = useTranslations('teamReports.grid')
  const format = useFormat()
  const locale = useLocale() as Locale
  const id = useId()
  const router = useRouter()
  const toast = useToast()
  const enter = useCommand(useTRPC().teamReports.enter)
  const { first, more } = useMemo(() => teamRows(form), [form])
  const all = useMemo(() => [...first, ...more], [first, more])
  const [reading, setReading] = useState(false)
  const [lines, setLines] = useState<Record<number, Line>>({})
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set())
  /** A line as it begins; whoever came by the code on a form on paper types from that paper. */
  const begun = (row: GridRow): Line => {
    const line = lineOf(row, all, locale)
    return row.teamId === marked && row.status === 'none' ? { ...line, source: 'paper' } : line
  }
  const lineFor = (row: GridRow): Line => lines[row.teamId] ?? begun(row)
  const changed = rows.filter((row) => {
    const line = lines[row.teamId]
    return line !== undefined && isChanged(row, line, all, locale)
  })
  const judged = new Map(changed.map((row) => [row.teamId, judge(row, lineFor(row), all, locale)]))
  const ready = changed.filter(({ teamId }) => judged.get(teamId)?.problem === null)

  // The line that was asked for comes into view, its first cell ready to be typed in.
  useEffect(() => {
    if (marked === undefined) return
    const line = document.querySelector('.tg-marked')
    line?.scrollIntoView({ block: 'center' })
    const cell = line?.querySelector<HTMLElement>('input') ?? line?.querySelector<HTMLElement>('a')
    cell?.focus({ preventScroll: true })
  }, [marked])

  const change = (row: GridRow, with_: Partial<Line>) =>
    setLines((before) => ({
      ...before,
      [row.teamId]: { ...(before[row.teamId] ?? begun(row)), ...with_ },
    }))
  const set = (row: GridRow, code: string, value: string) =>
    change(row, { typed: { ...lineFor(row).typed, [code]: value }, nil: false })
  const makeNil = (row: GridRow) =>
    change(row, { nil: true, typed: { ...lineFor(row).typed, ...typedOf(form.rows, nilTeamValues(form), locale) } })

  const takeLog = (row: GridRow) => {
    const log = typedOf(first, row.log ?? {}, locale)
    const said = Object.fromEntries(Object.entries(log).filter(([, value]) => value !== ''))
    change(row, { nil: false, typed: { ...lineFor(row).typed, ...said } })
  }

  /** A block of a spreadsheet fills from the field on, over lines and columns; nothing is saved by it. */
  function paste(event: ClipboardEvent, row: GridRow, code: string) {
    const block = clipboardGrid(event.clipboardData.getData('text/plain'))
    if (!isBlock(block)) return
    event.preventDefault()
    const start = rows.indexOf(row)
    setLines((before) => {
      const next = { ...before }
      for (const { line, code: at, text } of pasteInto(first, code, block)) {
        const target = rows[start + line]
        if (!target) continue
        const held = next[target.teamId] ?? begun(target)
        next[target.teamId] = { ...held, nil: false, typed: { ...held.typed, [at]: text } }
      }
      return next
    })
  }
  /** As in a spreadsheet: Enter and the arrows go to the same column of the next line. */
  function move(event: KeyboardEvent<HTMLInputElement>, row: GridRow, code: string) {
    const step = event.key === 'ArrowUp' ? -1 : ['ArrowDown', 'Enter'].includes(event.key) ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = rows[rows.indexOf(row) + step]
    if (next) document.getElementById(`${id}-${next.teamId}-${code}`)?.focus()
  }

  /** What a message said, confirmed, in the fields of its teams; nothing is saved by it. */
  function take(taken: readonly Taken[]) {
    setLines((before) => {
      const next = { ...before }
      for (const { teamId, values, nil, saidBy, saidOn } of taken) {
        const row = rows.find((each) => each.teamId === teamId)
        if (!row) continue
        const held = next[teamId] ?? begun(row)
        const zeros = nil ? typedOf(form.rows, nilTeamValues(form), locale) : {}
        next[teamId] = {
          ...{ ...held, nil, source: 'zalo', typed: { ...held.typed, ...zeros, ...values } },
          ...{ toldBy: saidBy ?? held.toldBy, toldOn: saidOn },
        }
      }
      return next
    })
  }

  async function save() {
    setShown(new Set(changed.map(({ teamId }) => teamId)))
    if (ready.length < changed.length) {
      const wrong = changed.find((row) => !ready.includes(row))
      const said = wrong && judged.get(wrong.teamId)
      const code = said && (Object.keys(said.problems)[0] ?? said.missing[0] ?? first[0]?.code)
      if (wrong) document.getElementById(`${id}-${wrong.teamId}-${code}`)?.focus()
      return
    }
    const done = await enter.run({
      period: period.code,
      reports: ready.map((row) => {
        const { nil, source, toldBy, toldOn, reason } = lineFor(row)
        const read = judged.get(row.teamId)
        return {
          ...{ teamId: row.teamId, version: row.version, values: read?.values ?? {}, nil, source },
          ...{ toldBy: toldBy.trim(), toldOn, reason: reason.trim() },
        }
      }),
    })
    if (!done) return
    setLines({})
    setShown(new Set())
    toast({ message: t('saved', { count: done.reports.length }) })
    router.refresh()
  }
  /** Late figures of a team: where they can be handed in, and those that it handed in last; what was withdrawn is nobody's concern. */
  function lateOf(row: GridRow) {
    const last = late.reports.find(({ teamId, state }) => teamId === row.teamId && state !== 'withdrawn')
    const waits = last?.state === 'held' || last?.state === 'asked'
    const standing = { version: row.version, values: row.values, nil: row.nil }
    return {
      action:
        late.can.handIn && !waits ? (
          <LateAction
            small
            team={{ id: row.teamId, fullName: row.fullName }}
            told={{ by: row.leader ?? '' }}
            {...{ form, period, standing }}
          />
        ) : null,
      state: last ? <LateState late={last} form={form} /> : null,
    }
  }
  const detail = enter.error?.data as { detail?: { teamId?: number } } | undefined
  const refusedTeam = rows.find(({ teamId }) => teamId === detail?.detail?.teamId)
  return (
    <div className="grid grid-cols-1 gap-3">
      {can.enter ? (
        <div>
          <Button icon={<MessageSquareText aria-hidden />} onClick={() => setReading(true)}>
            {t('read')}
          </Button>
          {reading ? (
            <Suspense>
              <MessageReader teams={rows} rows={all} onTake={take} onClose={() => setReading(false)} />
            </Suspense>
          ) : null}
        </div>
      ) : null}
      <ul className="tg" aria-label={t('caption')}>
        {/* Every field says its own name; this line is for the eye. */}
        <li className="tg-head" aria-hidden>
          <span>{t('team')}</span>
          {first.map((row) => (
            <span key={row.code} className="text-right">
              {wordsOf(row, locale).short}
              {row.required ? null : <span className="block text-xs">{t('optional')}</span>}
            </span>
          ))}
          <span>{t('state')}</span>
        </li>
        {rows.map((row) => (
          <GridLine
            key={row.teamId}
            row={row}
            line={lineFor(row)}
            first={first}
            more={more}
            can={can.enter}
            returns={can.return}
            keeps={can.addPhoto}
            late={lateOf(row)}
            period={period.code}
            idOf={(code) => `${id}-${row.teamId}-${code}`}
            judged={shown.has(row.teamId) ? (judged.get(row.teamId) ?? null) : null}
            changed={changed.includes(row)}
            marked={row.teamId === marked}
            onSet={(code, value) => set(row, code, value)}
            onChange={(with_) => change(row, with_)}
            onNil={() => makeNil(row)}
            onLog={() => takeLog(row)}
            onPaste={(event, code) => paste(event, row, code)}
            onKey={(event, code) => move(event, row, code)}
          />
        ))}
        <li className="tg-sum">
          <span>{t('sum')}</span>
          {first.map((row) => (
            <span key={row.code} className="tg-total">
              <span className="tg-label">{wordsOf(row, locale).short}</span>
              <span>
                {sums[row.code] ? formatFigure(sums[row.code]?.sum, row.valueType, locale) : '–'}
                <span className="block font-normal text-muted text-xs">
                  {format.fraction(sums[row.code]?.n ?? 0, rows.length)}
                </span>
              </span>
            </span>
          ))}
        </li>
      </ul>
      {enter.errorText ? (
        <p role="alert" className="text-danger text-sm">
          {refusedTeam ? `${refusedTeam.fullName}: ` : ''}
          {enter.errorText}
        </p>
      ) : null}
      {can.enter ? (
        <ActionBar
          status={changed.length > 0 ? <strong>{t('unsaved', { count: changed.length })}</strong> : t('nothing')}
        >
          {changed.length > 0 ? (
            <Button
              onClick={() => {
                setLines({})
                setShown(new Set())
              }}
            >
              {t('discard')}
            </Button>
          ) : null}
          <Button variant="primary" pending={enter.pending} disabled={changed.length === 0} onClick={() => void save()}>
            {t('save')}
          </Button>
        </ActionBar>
      ) : null}
    </div>
  )
}
