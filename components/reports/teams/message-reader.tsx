'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { formatFigure } from '@/server/reports/rules'
import { type MessageReading, readMessage } from '@/server/reports/teams/reading/rules'
import { wordsOf } from '../filing/filing-report'
import type { GridRow } from './outputs'

/** What a message said of one team, as the officer confirmed it. */
export type Taken = {
  teamId: number
  values: Record<string, string>
  nil: boolean
  saidBy: string | null
  saidOn: string | null
}
interface MessageReaderProps {
  teams: readonly GridRow[]
  rows: readonly FormRow[]
  onTake: (taken: Taken[]) => void
  onClose: () => void
}

/** Where in the text a team's telling begins; no two begin at the same place. */
const startOf = ({ named, values, unread }: MessageReading): number =>
  Math.min(...[named, ...Object.values(values), ...unread].map((each) => each?.start ?? Number.POSITIVE_INFINITY))

/** A pasted Zalo message as the system reads it, piece by piece; nothing is taken before the officer says that it is so (domain.md 22.1). */
export default function MessageReader({ teams, rows, onTake, onClose }: MessageReaderProps) {
  const t = useTranslations('teamReports.reader')
  const tFigure = useTranslations('findings.figure')
  const locale = useLocale() as Locale
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Record<number, number | null>>({})
  const readings = useMemo(
    () =>
      text.trim() === ''
        ? []
        : readMessage(text.slice(0, 100_000), {
            rows,
            teams: teams.map(({ teamId, name, level, villages }) => ({
              ...{ id: teamId, name, level },
              villages: villages.map((fullName) => ({ fullName })),
            })),
          }),
    [text, teams, rows],
  )
  const teamOf = (i: number) => (i in chosen ? (chosen[i] ?? null) : (readings[i]?.teamId ?? null))
  const nameOf = (code: string) => {
    const row = rows.find((each) => each.code === code)
    return row ? wordsOf(row, locale).short : code
  }
  const usable = readings.filter((_, i) => teamOf(i) !== null)

  function take() {
    onTake(
      readings.flatMap((reading, i) => {
        const teamId = teamOf(i)
        if (teamId === null) return []
        const figures = Object.entries(reading.values).flatMap(([code, { value }]) => {
          const row = rows.find((each) => each.code === code)
          return row && value !== null ? [[code, formatFigure(value, row.valueType, locale)] as const] : []
        })
        return {
          ...{ teamId, nil: reading.nil, values: Object.fromEntries(figures) },
          ...{ saidBy: reading.saidBy, saidOn: reading.saidAt?.slice(0, 10) ?? null },
        }
      }),
    )
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        wide
        title={t('title')}
        description={t('body')}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" disabled={usable.length === 0} onClick={take}>
              {t('take', { count: usable.length })}
            </Button>
          </>
        }
      >
        <Field label={t('text')} help={t('textHelp')}>
          {(control) => (
            <Textarea
              {...control}
              rows={6}
              maxLength={100_000}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setChosen({})
              }}
            />
          )}
        </Field>
        <ul className="grid gap-4" aria-live="polite">
          {readings.map((reading, i) => (
            <li key={startOf(reading)} className="grid gap-2 border-line border-t pt-3 text-sm">
              <Field
                label={t('team', { said: reading.teamSaid || t('nobody') })}
                error={teamOf(i) === null ? t(reading.candidates.length > 1 ? 'several' : 'which') : undefined}
              >
                {(control) => (
                  <Select
                    {...control}
                    value={teamOf(i) ?? ''}
                    onChange={(event) =>
                      setChosen((before) => ({
                        ...before,
                        [i]: event.target.value === '' ? null : Number(event.target.value),
                      }))
                    }
                  >
                    <option value="">{t('choose')}</option>
                    {teams.map((team) => (
                      <option key={team.teamId} value={team.teamId}>
                        {team.fullName}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              {reading.nil ? <p className="font-medium">{t('nil')}</p> : null}
              <ul className="grid gap-1 sm:grid-cols-2">
                {Object.entries(reading.values).map(([code, { value, said, problem }]) => (
                  <li key={code} className={problem ? 'text-danger' : undefined}>
                    {nameOf(code)}: <strong className="tabular-nums">{value ?? '–'}</strong>{' '}
                    <span className="text-muted">“{said}”</span>
                    {problem ? (
                      <span className="block">
                        {problem === 'wrongUnit' || problem === 'saidTwice' || problem === 'approximate'
                          ? t(`problems.${problem}`)
                          : tFigure(problem)}
                      </span>
                    ) : null}
                  </li>
                ))}
              </ul>
              {reading.unread.length > 0 ? (
                <p className="text-warn">
                  {t('unread')}{' '}
                  {reading.unread.map(({ said, start }) => (
                    <span key={start} className="mr-2 rounded-sm bg-warn-soft px-1">
                      {said}
                    </span>
                  ))}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
        {text.trim() !== '' && readings.length === 0 ? <p className="text-muted text-sm">{t('nothing')}</p> : null}
      </DialogContent>
    </Dialog>
  )
}
