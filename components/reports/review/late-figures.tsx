'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { Locale } from '@/messages/locales'
import type { FormVersion } from '@/server/forms/rules'
import { formatFigure } from '@/server/reports/rules'
import { wordsOf } from '../filing/filing-report'
import { useFindingText } from '../filing/use-finding-text'
import type { LateOverview, LateReport } from '../teams/outputs'
import { ReasonsDialog } from './review-dialogs'
import './late-figures.css'

interface LateFiguresProps {
  late: LateOverview
  form: FormVersion
  unitName: string
}

/** "Số liệu bổ sung kỳ trước": what teams handed in after the report had been sent, for the consent of whoever receives it. */
export function LateFigures({ late, form, unitName }: LateFiguresProps) {
  const t = useTranslations('lateReports.review')
  const waiting = late.reports.filter(({ state }) => state === 'asked')
  return (
    <Section title={t('title', { count: waiting.length })}>
      <p className="text-muted text-sm">{t('what', { unit: inSentence(unitName) })}</p>
      <ul className="grid gap-4">
        {waiting.map((each) => (
          <LateItem key={each.id} late={each} version={late.version ?? 0} form={form} unitName={unitName} />
        ))}
      </ul>
    </Section>
  )
}

type Line = {
  code: string
  team: { before: number | null; after: number } | null
  commune: LateReport['derived'][number]
}

function LateItem({
  late,
  version,
  form,
  unitName,
}: { late: LateReport; version: number } & Omit<LateFiguresProps, 'late'>) {
  const t = useTranslations('lateReports.review')
  const tLate = useTranslations('lateReports')
  const tSources = useTranslations('enums.teamReportSources')
  const locale = useLocale() as Locale
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const say = useFindingText(form)
  const trpc = useTRPC().teamReports
  const consent = useCommand(trpc.consentLate)
  const refuse = useCommand(trpc.refuseLate)
  const [refusing, setRefusing] = useState(false)
  const words = { team: late.team, unit: inSentence(unitName) }
  const rowOf = (code: string) => form.rows.find((each) => each.code === code)
  const nameOf = (code: string) => {
    const row = rowOf(code)
    return row ? wordsOf(row, locale).short : code
  }
  const change = (code: string, { before, after }: { before: number | null; after: number | null }) => {
    const said = (value: number | null) => formatFigure(value, rowOf(code)?.valueType ?? 'count', locale) || '–'
    // Under one another on a phone, so that both columns are seen at once.
    return (
      <span className="inline-grid sm:inline">
        <span className="text-muted">{said(before)}</span>{' '}
        <strong className="whitespace-nowrap font-semibold">→ {said(after)}</strong>
      </span>
    )
  }
  const lines: Line[] = [
    ...late.figures.flatMap(({ code, before, after, commune }) =>
      commune ? [{ code, team: { before, after }, commune: { code, ...commune } }] : [],
    ),
    ...late.derived.map((sum) => ({ code: sum.code, team: null, commune: sum })),
  ]

  async function agree() {
    if (!(await consent.run({ id: late.id, version }))) return router.refresh()
    toast({ message: t('consented', words) })
    router.refresh()
  }
  async function decline(reason: string) {
    if (!(await refuse.run({ id: late.id, reason }))) return
    setRefusing(false)
    toast({ message: t('refused', words) })
    router.refresh()
  }

  return (
    <li className="grid grid-cols-1 gap-2 border-line border-l-2 pl-3">
      <h3 className="font-semibold text-ink text-sm">{late.team}</h3>
      <p className="text-sm">
        {t('handedIn', { time: format.dateTime(late.askedAt), source: tSources(late.source) })}{' '}
        {tLate('reason', { reason: late.reason })}
      </p>
      {lines.length > 0 ? (
        <div className="late-changes">
          <PlainTable
            caption={t('caption', words)}
            rows={lines}
            rowId={({ code }) => code}
            columns={[
              { id: 'figure', header: t('figure'), cell: ({ code }) => nameOf(code) },
              {
                id: 'team',
                header: t('ofTeam'),
                number: true,
                cell: ({ code, team }) => (team ? change(code, team) : '–'),
              },
              {
                id: 'commune',
                header: t('ofCommune'),
                number: true,
                cell: ({ code, commune }) => change(code, commune),
              },
            ]}
          />
        </div>
      ) : (
        <p className="text-muted text-sm">{t('notFiled')}</p>
      )}
      {late.below.length > 0 ? (
        <Notice tone="warn">{t('below', { names: late.below.map(nameOf).join(', ') })}</Notice>
      ) : null}
      {late.against.map((each) => (
        <Notice key={each.rule} tone="warn">
          {t('against', { what: say(each) })}
        </Notice>
      ))}
      {consent.errorText ? (
        <Notice tone="danger" role="alert">
          {consent.errorText}
        </Notice>
      ) : null}
      {late.can.consent || late.can.refuse ? (
        <div className="flex flex-wrap gap-2">
          {late.can.consent ? (
            <Button variant="primary" pending={consent.pending} onClick={() => void agree()}>
              {t('consent')}
              <span className="sr-only"> {late.team}</span>
            </Button>
          ) : null}
          {late.can.refuse ? (
            <Button onClick={() => setRefusing(true)}>
              {t('refuse')}
              <span className="sr-only"> {late.team}</span>
            </Button>
          ) : null}
        </div>
      ) : null}
      {refusing ? (
        <ReasonsDialog
          title={t('refuseTitle', words)}
          body={t('refuseBody')}
          reasonLabel={t('refuseReason')}
          confirmLabel={t('refuse')}
          pending={refuse.pending}
          errorText={refuse.errorText}
          onClose={() => setRefusing(false)}
          onConfirm={(reason) => void decline(reason)}
        />
      ) : null}
    </li>
  )
}
