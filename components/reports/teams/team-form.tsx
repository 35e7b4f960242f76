'use client'

import { CircleSlash, Send } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useId, useMemo, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Disclosure } from '@/components/ui/disclosure'
import { type FormError, FormErrors } from '@/components/ui/form-errors'
import { useToast } from '@/components/ui/toast'
import type { Locale } from '@/messages/locales'
import { nilTeamValues, teamFindings, teamRows } from '@/server/reports/teams/rules'
import { deviceOf } from '../filing/device'
import { wordsOf } from '../filing/filing-report'
import { useFindingText } from '../filing/use-finding-text'
import { FigureField } from './figure-field'
import { keptTyped } from './kept-typed'
import type { OwnTeamReport } from './outputs'
import { readTyped, type Typed, typedOf } from './typed'

interface TeamFormProps {
  report: OwnTeamReport
  owner: string
  /** Nothing is kept on this device ("Máy dùng chung"). */
  shared: boolean
}

/** What a team's log gives, in fields that nothing else has been said of. */
function firstOf({ form, values, log, status }: OwnTeamReport, locale: Locale): Typed {
  const rows = form.rows
  if (status !== 'none') return typedOf(rows, values, locale)
  return typedOf(rows, log, locale)
}

/** A team's month on one screen of a phone: eight figures and a line of words; the rest is folded (domain.md 22.3). */
export function TeamForm({ report, owner, shared }: TeamFormProps) {
  const { form, team, period, returned, version, previous } = report
  const t = useTranslations('teamReports.form')
  const tFigure = useTranslations('findings.figure')
  const locale = useLocale() as Locale
  const format = useFormat()
  const id = useId()
  const router = useRouter()
  const toast = useToast()
  const say = useFindingText(form)
  const send = useCommand(useTRPC().teamReports.send)
  const { first, more } = useMemo(() => teamRows(form), [form])
  const line = more.find(({ code }) => code === 'E01')
  const rest = more.filter((row) => row !== line)
  const kept = useMemo(
    () => keptTyped(deviceOf(shared), owner, team.id, `${period.code}:${version}`),
    [shared, owner, team.id, period.code, version],
  )
  const [typed, setTyped] = useState(() => firstOf(report, locale))
  const [nil, setNil] = useState(report.nil)
  const [asking, setAsking] = useState(false)
  const [held, setHeld] = useState(false)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [against, setAgainst] = useState<FormError[]>([])

  // What waits on this device is known once the page has woken up.
  useEffect(() => {
    const before = kept.read()
    if (!before) return
    setTyped((now) => ({ ...now, ...before }))
    setHeld(true)
  }, [kept])

  const fieldId = (code: string) => `${id}-${code}`
  function set(code: string, value: string) {
    const next = { ...typed, [code]: value }
    setTyped(next)
    setNil(false)
    setHeld(kept.keep(next))
    if (problems[code]) setProblems(({ [code]: _, ...others }) => others)
  }
  function makeNil() {
    const next = { ...typed, ...typedOf(form.rows, nilTeamValues(form), locale) }
    setTyped(next)
    setNil(true)
    setHeld(kept.keep(next))
    setAsking(false)
  }

  async function run(event: FormEvent) {
    event.preventDefault()
    if (send.pending) return
    const read = readTyped(form.rows, typed, locale)
    const found: Record<string, string> = Object.fromEntries(
      Object.entries(read.problems).map(([code, reason]) => [code, tFigure(reason)]),
    )
    for (const row of form.rows) if (row.required && !(typed[row.code] ?? '').trim()) found[row.code] = t('needed')
    setProblems(found)
    const blocks =
      Object.keys(found).length > 0
        ? []
        : teamFindings(form, read.values, { previous, denominators: null, month: period.month }).filter(
            ({ severity }) => severity === 'block',
          )
    setAgainst(
      blocks.map((each) => ({ fieldId: each.codes[0] ? fieldId(each.codes[0]) : undefined, message: say(each) })),
    )
    if (Object.keys(found).length > 0 || blocks.length > 0) return
    const done = await send.run({ teamId: team.id, period: period.code, version, values: read.values, nil })
    if (!done) return
    kept.forget()
    toast({ message: t('sent', { time: format.time(done.at), commune: inSentence(report.commune.fullName) }) })
    router.refresh()
  }

  const errors: FormError[] = [
    ...form.rows.flatMap((row) => {
      const message = problems[row.code]
      return message ? [{ fieldId: fieldId(row.code), message: `${wordsOf(row, locale).short}: ${message}` }] : []
    }),
    ...against,
    ...(send.errorText ? [{ message: send.errorText }] : []),
  ]
  const field = (row: (typeof form.rows)[number]) => (
    <FigureField
      key={row.code}
      row={row}
      id={fieldId(row.code)}
      value={typed[row.code] ?? ''}
      onValue={(value) => set(row.code, value)}
      error={problems[row.code]}
      previous={previous[0]}
      log={(report.log as Record<string, number | null>)[row.code]}
      asked={returned?.cells[row.code]}
      estimate={row.code === 'C06'}
    />
  )
  return (
    <form onSubmit={(event) => void run(event)} noValidate className="grid grid-cols-1 gap-6">
      <FormErrors errors={errors} />
      <div className="grid gap-5 sm:grid-cols-2">{first.map(field)}</div>
      {line ? field(line) : null}
      {rest.length > 0 ? (
        <Disclosure summary={t('more', { count: rest.length })}>
          <div className="grid gap-5 pt-3 sm:grid-cols-2">{rest.map(field)}</div>
        </Disclosure>
      ) : null}
      <ActionBar
        status={
          <>
            <strong>{t('unsent')}</strong> {nil ? t('isNil') : held ? t('held') : null}
          </>
        }
      >
        <Button icon={<CircleSlash aria-hidden />} onClick={() => setAsking(true)}>
          {t('nil')}
        </Button>
        <Button type="submit" variant="primary" icon={<Send aria-hidden />} pending={send.pending}>
          {t('send')}
        </Button>
      </ActionBar>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('nilTitle')}
        confirmLabel={t('nilConfirm')}
        onConfirm={makeNil}
      >
        {t('nilBody')}
      </ConfirmDialog>
    </form>
  )
}
