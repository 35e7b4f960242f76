'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { type CommandError, useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { useTableParams } from '@/components/ui/data-table-params'
import { useToast } from '@/components/ui/toast'
import { selectQueue, tallyQueue } from '@/server/reports/queue/rules'
import { useQueueColumns } from './queue-columns'
import { choiceQuery, type Queue, type QueueLine } from './queue-data'
import { BulkDialog, type BulkVerb } from './queue-dialogs'
import { NameFilters, StateFilters } from './queue-filters'
import { type Skipped, SkippedNotice } from './skipped-notice'
import { useQueueChoice } from './use-queue-choice'
import { ZaloMessage } from './zalo-message'

export interface QueueBoardProps {
  lines: readonly QueueLine[]
  period: Pick<Queue['period'], 'code' | 'year' | 'month' | 'communeDueAt'>
  province: Queue['province']
  now: Date
  can: Queue['can']
}

type Asked = { verb: BulkVerb; lines: readonly QueueLine[] }

/** Which of the chosen lines a verb is for. */
const fits: Record<BulkVerb, (line: QueueLine) => boolean> = {
  accept: (line) => line.can.accept,
  return: (line) => line.can.return,
  extend: (line) => line.firstSentAt === null && line.obligation === 'required',
  exempt: (line) => line.firstSentAt === null && line.obligation === 'required',
  unexempt: (line) => line.obligation === 'exempt',
}

/** The province's list of a month: filters, table, what is done with one, with some, and with all the clean ones. */
export function QueueBoard({ lines, period, province, now, can }: QueueBoardProps) {
  const t = useTranslations('queue')
  const format = useFormat()
  const [choice, choose] = useQueueChoice()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  const [skipped, setSkipped] = useState<readonly Skipped[]>([])
  const { run, pending, errorText, reset } = useBulk(period.code)
  const toast = useToast()
  const router = useRouter()
  const table = useTableParams()

  const near = selectQueue(lines, { mine: choice.mine, search: choice.search })
  const shown = selectQueue(near, { state: choice.state })
  const chosen = lines.filter((line) => selected.has(String(line.unitId)))
  const clean = near.filter((line) => line.can.accept && line.unusual.length === 0)
  const verbs: BulkVerb[] = can.extend ? ['return', 'extend', 'exempt', 'unexempt', 'accept'] : ['return', 'accept']
  const name = format.periodInline(period)
  const query = choiceQuery(choice)

  const hrefOf = useCallback(
    (line: QueueLine) => `/reports/${line.unitId}/${period.code}/review${query}`,
    [period.code, query],
  )
  const ask = (verb: BulkVerb, about: readonly QueueLine[]) => {
    reset()
    setAsked({ verb, lines: about.filter(fits[verb]) })
  }
  const askOne = useCallback((line: QueueLine) => setAsked({ verb: 'accept', lines: [line] }), [])
  const columns = useQueueColumns({
    hrefOf,
    onAccept: askOne,
    contacts: lines.some((line) => line.contact),
    actions: lines.some((line) => line.can.accept),
  })

  async function confirm(given: { reason: string; dueOn: string }) {
    if (!asked) return
    const result = await run(asked.verb, asked.lines, given)
    if (!result) return
    setSkipped(
      result.skipped.map((each) => ({
        unit: lines.find((line) => line.reportId === each.reportId)?.unitName ?? '',
        reason: each.reason,
      })),
    )
    toast({
      tone: result.done > 0 ? 'ok' : 'warn',
      message: t(`${asked.verb}.done`, { count: result.done }),
    })
    setAsked(null)
    setSelected(new Set())
    router.refresh()
  }

  const anything = lines.some((line) => line.can.accept || line.can.return) || can.extend
  return (
    <div className="queue grid grid-cols-1 gap-4">
      <div className="flex flex-wrap gap-2 print:hidden">
        {lines.some((line) => line.can.accept) ? (
          <Button
            variant="primary"
            className="max-w-full whitespace-normal!"
            disabled={clean.length === 0}
            onClick={() => ask('accept', clean)}
          >
            {t('bulk.acceptClean', { count: clean.length })}
          </Button>
        ) : null}
        <ZaloMessage lines={near} period={name} due={period.communeDueAt} now={now} />
      </div>
      <SkippedNotice skipped={skipped} onClose={() => setSkipped([])} />
      <StateFilters choice={choice} onChange={choose} tally={tallyQueue(near)} />
      <DataTable
        caption={t('caption', { period: name, unit: inSentence(province.fullName) })}
        columns={columns}
        rows={shown}
        rowId={(line) => String(line.unitId)}
        mobileColumns={['unit', 'state', lines.some((line) => line.contact) ? 'contact' : 'sentAt']}
        maxHeight="calc(100vh - 14rem)"
        selection={
          anything
            ? {
                selected,
                onChange: setSelected,
                can: (line) => verbs.some((verb) => fits[verb](line)),
              }
            : undefined
        }
        toolbar={<NameFilters choice={choice} onChange={choose} mine={lines.filter((line) => line.mine).length} />}
        empty={
          <span className="grid justify-items-center gap-3">
            {t('empty')}
            <Button onClick={() => choose({ state: undefined, mine: undefined, search: undefined })}>
              {t('showAll')}
            </Button>
          </span>
        }
        {...table}
      />
      {chosen.length > 0 ? (
        <ActionBar
          status={
            <>
              {t('bulk.selected', { count: chosen.length })}{' '}
              <Button variant="quiet" size="sm" onClick={() => setSelected(new Set())}>
                {t('bulk.clear')}
              </Button>
            </>
          }
        >
          {verbs.map((verb) => {
            const count = chosen.filter(fits[verb]).length
            return count > 0 ? (
              <Button
                key={verb}
                variant={verb === 'accept' ? 'primary' : 'secondary'}
                onClick={() => ask(verb, chosen)}
              >
                {t(`bulk.${verb}`, { count })}
              </Button>
            ) : null
          })}
        </ActionBar>
      ) : null}
      {asked ? (
        <BulkDialog
          verb={asked.verb}
          lines={asked.lines}
          period={name}
          pending={pending}
          errorText={errorText}
          onClose={() => setAsked(null)}
          onConfirm={confirm}
        />
      ) : null}
    </div>
  )
}

type BulkAnswer = { done: number; skipped: readonly { reportId: string; reason: string }[] }

/** The five commands behind one call; `undefined` when it was refused, and then `errorText` says why. */
function useBulk(period: string) {
  const trpc = useTRPC()
  const accept = useCommand(trpc.reports.acceptMany)
  const back = useCommand(trpc.reports.returnMany)
  const extend = useCommand(trpc.reports.extend)
  const exempt = useCommand(trpc.reports.exempt)
  const all: readonly { pending: boolean; error: CommandError | null; errorText: string; reset: () => void }[] = [
    accept,
    back,
    extend,
    exempt,
  ]

  async function run(
    verb: BulkVerb,
    lines: readonly QueueLine[],
    given: { reason: string; dueOn: string },
  ): Promise<BulkAnswer | undefined> {
    const reports = lines.flatMap(({ reportId, version }) => (reportId ? [{ reportId, version }] : []))
    const unitIds = lines.map((line) => line.unitId)
    const { reason, dueOn } = given
    if (verb === 'accept' || verb === 'return') {
      const answer = await (verb === 'accept' ? accept.run({ reports }) : back.run({ reports, reason }))
      return answer && { done: answer.done.length, skipped: answer.skipped }
    }
    const answer = await (verb === 'extend'
      ? extend.run({ period, unitIds, dueOn, reason })
      : exempt.run({ period, unitIds, exempt: verb === 'exempt', reason }))
    return answer && { done: answer.changed, skipped: [] }
  }

  return {
    run,
    pending: all.some((each) => each.pending),
    errorText: all.find((each) => each.errorText)?.errorText ?? '',
    reset: () => {
      for (const each of all) each.reset()
    },
  }
}
