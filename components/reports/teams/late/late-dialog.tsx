'use client'

import { CircleSlash } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { type FormError, FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { teamReportSources } from '@/db/team-enums'
import type { Locale } from '@/messages/locales'
import type { FormRow, FormVersion } from '@/server/forms/rules'
import type { ReportValues } from '@/server/reports/rules'
import { nilTeamValues, teamFindings, teamRows } from '@/server/reports/teams/rules'
import { wordsOf } from '../../filing/filing-report'
import { useFindingText } from '../../filing/use-finding-text'
import { FigureField } from '../figure-field'
import type { EnteredSource } from '../grid-state'
import { readTyped, typedOf } from '../typed'

export interface LateDialogProps {
  team: { id: number; fullName: string }
  form: FormVersion
  period: { code: string; month: number }
  /** The team's month as it stands: what is typed puts it right. */
  standing: { version: number; values: ReportValues; nil: boolean }
  /** Who usually tells for the team; null: the team hands in for itself. */
  told: { by: string } | null
  onClose: () => void
}

const sources = teamReportSources.filter((source): source is EnteredSource => source !== 'team')

/** "Gửi số liệu bổ sung": the whole line of a team as it is to stand, who told it, and why it comes late (domain.md 22.6). */
export default function LateDialog({ team, form, period, standing, told, onClose }: LateDialogProps) {
  const t = useTranslations('lateReports.dialog')
  const tGrid = useTranslations('teamReports.grid')
  const tForm = useTranslations('teamReports.form')
  const tFigure = useTranslations('findings.figure')
  const tSources = useTranslations('enums.teamReportSources')
  const tActions = useTranslations('common.actions')
  const locale = useLocale() as Locale
  const id = useId()
  const router = useRouter()
  const toast = useToast()
  const say = useFindingText(form)
  const command = useCommand(useTRPC().teamReports.handInLate)
  const { first, more } = useMemo(() => teamRows(form), [form])
  const all = useMemo(() => [...first, ...more], [first, more])
  const [typed, setTyped] = useState(() => typedOf(all, standing.values, locale))
  const [nil, setNil] = useState(standing.nil)
  const [source, setSource] = useState<EnteredSource>('zalo')
  const [toldBy, setToldBy] = useState(told?.by ?? '')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const [against, setAgainst] = useState<FormError[]>([])
  const idOf = (field: string) => `${id}-${field}`

  const read = readTyped(all, typed, locale)
  const problemOf = (row: FormRow): string | undefined => {
    const problem = read.problems[row.code]
    if (problem) return tFigure(problem)
    return row.required && (read.values[row.code] ?? null) === null ? tForm('needed') : undefined
  }
  const wrong: FormError[] = all.flatMap((row) => {
    const message = problemOf(row)
    return message ? [{ fieldId: idOf(row.code), message: `${wordsOf(row, locale).short}: ${message}` }] : []
  })
  if (told && toldBy.trim().length < 2) wrong.push({ fieldId: idOf('toldBy'), message: tGrid('problems.toldBy') })
  if (reason.trim().length < 5) wrong.push({ fieldId: idOf('reason'), message: t('reasonNeeded') })

  function set(code: string, value: string) {
    setTyped((before) => ({ ...before, [code]: value }))
    setNil(false)
  }
  function makeNil() {
    setTyped((before) => ({ ...before, ...typedOf(form.rows, nilTeamValues(form), locale) }))
    setNil(true)
  }

  async function send(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (command.pending || wrong.length > 0) return
    const facts = { previous: [], denominators: null, month: period.month }
    const blocks = teamFindings(form, read.values, facts).filter(({ severity }) => severity === 'block')
    setAgainst(blocks.map((each) => ({ fieldId: each.codes[0] ? idOf(each.codes[0]) : undefined, message: say(each) })))
    if (blocks.length > 0) return
    const done = await command.run({
      ...{ teamId: team.id, period: period.code, version: standing.version, values: read.values, nil },
      ...(told ? { source, toldBy: toldBy.trim() } : {}),
      reason: reason.trim(),
    })
    if (!done) return
    toast({ message: t(done.state === 'held' ? 'held' : 'asked', { team: team.fullName }) })
    onClose()
    router.refresh()
  }

  const errors = [...(checked ? wrong : []), ...against, ...(command.errorText ? [{ message: command.errorText }] : [])]
  const field = (row: FormRow) => (
    <FigureField
      key={row.code}
      row={row}
      id={idOf(row.code)}
      value={typed[row.code] ?? ''}
      onValue={(value) => set(row.code, value)}
      error={checked ? problemOf(row) : undefined}
      estimate={row.code === 'C06'}
    />
  )
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        wide
        title={t('title', { team: team.fullName })}
        description={t('body')}
        footer={
          <>
            <Button onClick={onClose}>{tActions('cancel')}</Button>
            <Button variant="primary" type="submit" form={idOf('form')} pending={command.pending}>
              {t('send')}
            </Button>
          </>
        }
      >
        <form id={idOf('form')} noValidate onSubmit={(event) => void send(event)} className="grid grid-cols-1 gap-4">
          <FormErrors errors={errors} />
          <div className="grid gap-4 sm:grid-cols-2">{first.map(field)}</div>
          {more.length > 0 ? (
            <Disclosure summary={tForm('more', { count: more.length })}>
              <div className="grid gap-4 pt-3 sm:grid-cols-2">{more.map(field)}</div>
            </Disclosure>
          ) : null}
          <div>
            <Button size="sm" icon={<CircleSlash aria-hidden />} onClick={makeNil}>
              {tForm('nil')}
            </Button>
          </div>
          {told ? (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={tGrid('source')}>
                {(control) => (
                  <Select
                    {...control}
                    value={source}
                    onChange={(event) => setSource(event.target.value as EnteredSource)}
                  >
                    {sources.map((each) => (
                      <option key={each} value={each}>
                        {tSources(each)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field
                id={idOf('toldBy')}
                label={tGrid('toldBy')}
                error={checked && toldBy.trim().length < 2 ? tGrid('problems.toldBy') : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    maxLength={120}
                    value={toldBy}
                    onChange={(event) => setToldBy(event.target.value)}
                  />
                )}
              </Field>
            </div>
          ) : null}
          <Field
            id={idOf('reason')}
            label={t('reason')}
            help={t('reasonHelp')}
            error={checked && reason.trim().length < 5 ? t('reasonNeeded') : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  )
}
