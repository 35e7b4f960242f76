'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import type { Tone } from '@/components/ui/tone'
import type { LateReportState } from '@/db/team-enums'
import type { Locale } from '@/messages/locales'
import type { FormVersion } from '@/server/forms/rules'
import { formatFigure } from '@/server/reports/rules'
import { wordsOf } from '../../filing/filing-report'
import type { LateReport } from '../outputs'

const tones: Record<LateReportState, Tone> = {
  held: 'warn',
  asked: 'warn',
  consented: 'ok',
  refused: 'danger',
  withdrawn: 'neutral',
  taken: 'neutral',
  closed: 'neutral',
}

/** How far the late figures of a team have come, what they change, and what its commune can do about them. */
export function LateState({ late, form }: { late: LateReport; form: FormVersion }) {
  const t = useTranslations('lateReports')
  const tStates = useTranslations('enums.lateReportStates')
  const locale = useLocale() as Locale
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const trpc = useTRPC().teamReports
  const commands = {
    handOn: useCommand(trpc.handOnLate),
    withdraw: useCommand(trpc.withdrawLate),
    take: useCommand(trpc.takeLate),
    close: useCommand(trpc.closeLate),
  }
  const verbs = (['handOn', 'take', 'withdraw', 'close'] as const).filter((verb) => late.can[verb])
  // While the report is being corrected it is taken in or closed; taking it back would be a third word for the second.
  const shown = late.can.close ? verbs.filter((verb) => verb === 'take' || verb === 'close') : verbs
  const errorText = shown.map((verb) => commands[verb].errorText).find((text) => text !== '')
  async function run(verb: (typeof shown)[number]) {
    if (!(await commands[verb].run({ id: late.id }))) return
    toast({ message: t(`done.${verb}`, { team: late.team }) })
    router.refresh()
  }
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <strong className="font-medium">{t('title')}</strong>
        <Badge tone={tones[late.state]}>{tStates(late.state)}</Badge>
        <span className="text-muted">{format.dateTime(late.answeredAt ?? late.askedAt)}</span>
      </p>
      {late.figures.length > 0 ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
          {late.figures.map(({ code, before, after }) => {
            const row = form.rows.find((each) => each.code === code)
            if (!row) return null
            const said = (value: number | null) => formatFigure(value, row.valueType, locale) || t('blank')
            return (
              <li key={code}>
                {t('change', { name: wordsOf(row, locale).short, before: said(before), after: said(after) })}
              </li>
            )
          })}
        </ul>
      ) : null}
      <p className="text-muted">{t('reason', { reason: late.reason })}</p>
      {late.answer ? <p>{t('refused', { reason: late.answer })}</p> : null}
      {shown.length > 0 ? (
        <div className="flex flex-wrap gap-2 pt-1">
          {shown.map((verb) => (
            <Button key={verb} size="sm" pending={commands[verb].pending} onClick={() => void run(verb)}>
              {t(verb)}
              <span className="sr-only"> {late.team}</span>
            </Button>
          ))}
        </div>
      ) : null}
      {errorText ? (
        <p role="alert" className="text-danger">
          {errorText}
        </p>
      ) : null}
    </div>
  )
}
