'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input, NumberInput } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Select } from '@/components/ui/select'
import { teamReportSources } from '@/db/team-enums'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { formatFigure } from '@/server/reports/rules'
import { wordsOf } from '../filing/filing-report'
import { FigureField } from './figure-field'
import { paperHref } from './grid-address'
import type { EnteredSource, JudgedLine, Line } from './grid-state'
import type { GridRow } from './outputs'
import { ReturnDialog } from './return-dialog'
import { TeamStatusBadge } from './team-status'

interface GridLineProps {
  row: GridRow
  line: Line
  first: readonly FormRow[]
  more: readonly FormRow[]
  can: boolean
  returns: boolean
  /** Whether pictures of what it is typed from are kept here. */
  keeps: boolean
  /** In place of typing: late figures are handed in, and how far they have come. */
  late?: { action: ReactNode; state: ReactNode }
  period: string
  idOf: (code: string) => string
  /** What stands against the line, once it was to be saved. */
  judged: JudgedLine | null
  changed: boolean
  /** The line that the reader came for, by the code on a form on paper. */
  marked: boolean
  onSet: (code: string, value: string) => void
  onChange: (line: Partial<Line>) => void
  onNil: () => void
  /** What the team's log gives is put into its fields. */
  onLog: () => void
  onPaste: (event: ClipboardEvent, code: string) => void
  onKey: (event: KeyboardEvent<HTMLInputElement>, code: string) => void
}

// Fetched when a line is opened: most are typed without a picture.
const SourcePhotos = lazy(() => import('./source-photos'))

const sources = teamReportSources.filter((source): source is EnteredSource => source !== 'team')

/** One team: its eight figures, where they come from, and under them what is rarely asked. */
export function GridLine(props: GridLineProps) {
  const { row, line, first, more, can, judged, changed, idOf } = props
  const t = useTranslations('teamReports.grid')
  const tFigure = useTranslations('findings.figure')
  const tSources = useTranslations('enums.teamReportSources')
  const locale = useLocale() as Locale
  const [open, setOpen] = useState(false)
  const [returning, setReturning] = useState(false)
  const logged = row.log?.C01 ?? 0
  const shows = props.keeps || row.photos.length > 0
  const wrong = (code: string) => judged?.problems[code] !== undefined || judged?.missing.includes(code) === true
  return (
    <li
      className={cn('tg-line', changed && 'tg-changed', props.marked && 'tg-marked')}
      aria-current={props.marked ? 'true' : undefined}
    >
      <div className="tg-row">
        <span className="min-w-0">
          <Link href={`/reports/teams/${row.teamId}?period=${props.period}`} className="link font-medium">
            {atStart(row.name)}
          </Link>
          {row.villages.length > 1 || row.level === 'commune' ? (
            <span className="block text-muted text-xs">
              {row.level === 'commune' ? t('communeTeam') : row.villages.join(', ')}
            </span>
          ) : null}
        </span>
        {first.map((column) => {
          const { short } = wordsOf(column, locale)
          return (
            <span key={column.code}>
              <label htmlFor={idOf(column.code)} className="tg-label">
                {short}
              </label>
              {can ? (
                <NumberInput
                  id={idOf(column.code)}
                  className={cn('h-9! min-h-9! w-full! px-1.5!', wrong(column.code) && 'border-danger!')}
                  maxLength={11}
                  aria-label={t('cell', { name: short, team: row.fullName })}
                  aria-invalid={wrong(column.code) ? true : undefined}
                  value={line.typed[column.code] ?? ''}
                  onChange={(event) => props.onSet(column.code, event.target.value)}
                  onPaste={(event) => props.onPaste(event, column.code)}
                  onKeyDown={(event) => props.onKey(event, column.code)}
                />
              ) : (
                <span className="block text-right tabular-nums">
                  {formatFigure(row.values[column.code], column.valueType, locale) || '–'}
                </span>
              )}
            </span>
          )
        })}
        <span className="tg-state">
          <TeamStatusBadge status={row.status} late={row.late} exempt={row.state === 'exempt'} />
          {can && logged && row.status === 'none' && !changed ? (
            <Button size="sm" variant="quiet" onClick={props.onLog}>
              {t('fromLog', { n: logged })}
              <span className="sr-only"> {row.fullName}</span>
            </Button>
          ) : null}
          {can || shows ? (
            <Button size="sm" variant="quiet" aria-expanded={open || (can && changed)} onClick={() => setOpen(!open)}>
              {row.photos.length > 0 ? t('moreWithPhotos', { count: row.photos.length }) : t('more')}
              <span className="sr-only"> {row.fullName}</span>
            </Button>
          ) : null}
          {props.late?.action}
        </span>
      </div>
      {props.late?.state ? <div className="tg-more">{props.late.state}</div> : null}
      {can && (open || changed) ? (
        <div className="tg-more">
          <div className="flex flex-wrap items-end gap-3">
            <Field label={t('source')}>
              {(control) => (
                <Select
                  {...control}
                  value={line.source}
                  onChange={(event) => props.onChange({ source: event.target.value as EnteredSource })}
                >
                  {sources.map((source) => (
                    <option key={source} value={source}>
                      {tSources(source)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('toldBy')} optional={row.status !== 'none'}>
              {(control) => (
                <Input
                  {...control}
                  value={line.toldBy}
                  maxLength={120}
                  aria-invalid={judged?.problem === 'toldBy' ? true : undefined}
                  onChange={(event) => props.onChange({ toldBy: event.target.value })}
                />
              )}
            </Field>
            {row.status === 'none' ? null : (
              <Field label={t('reason')} className="min-w-56 flex-1">
                {(control) => (
                  <Input
                    {...control}
                    value={line.reason}
                    maxLength={500}
                    aria-invalid={judged?.problem === 'reason' ? true : undefined}
                    onChange={(event) => props.onChange({ reason: event.target.value })}
                  />
                )}
              </Field>
            )}
            <Button size="sm" onClick={props.onNil}>
              {t('nil')}
              <span className="sr-only"> {row.fullName}</span>
            </Button>
            <Link href={paperHref({ team: row.teamId }, props.period)} className="link text-sm">
              {t('paperOne')}
              <span className="sr-only"> {row.fullName}</span>
            </Link>
            {props.returns && row.status === 'sent' ? (
              <Button size="sm" variant="quiet" onClick={() => setReturning(true)}>
                {t('return')}
                <span className="sr-only"> {row.fullName}</span>
              </Button>
            ) : null}
          </div>
          {judged?.problem ? (
            <p role="alert" className="text-danger text-sm">
              {t(`problems.${judged.problem}`)}
              {judged.problem === 'figures'
                ? Object.entries(judged.problems).map(([code, reason]) => {
                    const column = [...first, ...more].find((each) => each.code === code)
                    return (
                      <span key={code} className="block">
                        {column ? wordsOf(column, locale).short : code}: {tFigure(reason)}
                      </span>
                    )
                  })
                : null}
            </p>
          ) : null}
        </div>
      ) : null}
      {open && shows ? (
        <section className="tg-more" aria-label={t('photosOf', { team: row.fullName })}>
          <h3 className="font-semibold text-sm">{t('photos')}</h3>
          <Suspense>
            <SourcePhotos teamId={row.teamId} period={props.period} photos={row.photos} can={props.keeps} />
          </Suspense>
        </section>
      ) : null}
      {can && open && more.length > 0 ? (
        <div className="tg-more grid gap-4 sm:grid-cols-3">
          {more.map((column) => (
            <FigureField
              key={column.code}
              row={column}
              id={idOf(column.code)}
              value={line.typed[column.code] ?? ''}
              onValue={(value) => props.onSet(column.code, value)}
              error={judged?.problems[column.code] ? tFigure(judged.problems[column.code] as never) : undefined}
              previous={row.previous}
            />
          ))}
        </div>
      ) : null}
      {row.status === 'returned' && row.returnReason ? (
        <p className="px-2 pb-2 text-sm text-warn">{t('returned', { reason: row.returnReason })}</p>
      ) : null}
      {returning ? (
        <ReturnDialog row={row} first={first} period={props.period} onClose={() => setReturning(false)} />
      ) : null}
    </li>
  )
}
