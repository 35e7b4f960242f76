'use client'

import { MessageSquareWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import { Phone } from '@/components/ui/phone'
import { StateBadge } from '@/components/ui/state-badge'
import { queueGroup } from '@/server/reports/queue/rules'
import { lineState, type QueueLine } from './queue-data'
import './queue.css'

export interface QueueColumnsInput {
  /** Address of a unit's report, filters kept. */
  hrefOf: (line: QueueLine) => string
  onAccept: (line: QueueLine) => void
  /** Names of officers are seen from the level above alone: without any, there is no such column. */
  contacts: boolean
  actions: boolean
}

/** The columns of the queue. */
export function useQueueColumns({ hrefOf, onAccept, contacts, actions }: QueueColumnsInput): DataColumn<QueueLine>[] {
  const t = useTranslations('queue')
  return useMemo(() => {
    const all: DataColumn<QueueLine>[] = [
      {
        id: 'unit',
        header: t('columns.unit'),
        value: (line) => line.unitName,
        cell: (line) => (
          <Link href={hrefOf(line)} className="link no-underline hover:underline">
            {line.unitName}
          </Link>
        ),
      },
      {
        id: 'state',
        header: t('columns.state'),
        value: (line) => queueGroup(line),
        cell: (line) => <StateCell line={line} />,
      },
      {
        id: 'due',
        header: t('columns.due'),
        hidden: true,
        value: (line) => line.dueAt.getTime(),
        cell: (line) => <DueCell line={line} />,
      },
      {
        id: 'sentAt',
        header: t('columns.sentAt'),
        value: (line) => line.submittedAt?.getTime() ?? null,
        cell: (line) => <SentCell line={line} />,
      },
      {
        id: 'unusual',
        header: t('columns.unusual'),
        value: (line) => (line.unusual.length > 0 ? -Math.max(...line.unusual.map((each) => each.weight)) : null),
        cell: (line) => <NotesCell line={line} />,
      },
      {
        id: 'contact',
        header: t('columns.contact'),
        value: (line) => line.contact?.name ?? null,
        cell: (line) =>
          line.contact ? (
            <span className="grid sm:whitespace-nowrap sm:py-1">
              <span className="queue-contact">{line.contact.name}</span>
              <Phone number={line.contact.phone} compact />
            </span>
          ) : (
            <span className="queue-contact text-muted">{t('row.noContact')}</span>
          ),
      },
      {
        id: 'action',
        header: t('columns.action'),
        sortable: false,
        value: () => null,
        cell: (line) =>
          line.can.accept ? (
            <Button
              size="sm"
              aria-label={t('row.acceptUnit', { unit: inSentence(line.unitName) })}
              onClick={() => onAccept(line)}
            >
              {t('row.accept')}
            </Button>
          ) : null,
      },
    ]
    return all.filter(({ id }) => (id !== 'contact' || contacts) && (id !== 'action' || actions))
  }, [t, hrefOf, onAccept, contacts, actions])
}

/** Sent before, and taken back by the unit itself: neither "gửi lần 2" nor simply "chưa gửi". */
const recalled = (line: QueueLine): boolean =>
  line.submissionNo > 0 && line.firstSentAt === null && line.returnedAt === null

function StateCell({ line }: { line: QueueLine }) {
  const t = useTranslations('queue.row')
  const { state, days } = lineState(line)
  const more = [
    line.nil ? t('nil') : null,
    line.submissionNo > 1 && !recalled(line) ? t('correction', { count: line.submissionNo }) : null,
    line.lateWaiting > 0 ? t('lateWaiting', { count: line.lateWaiting }) : null,
    line.mine ? t('mine') : null,
  ].filter((word) => word !== null)
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 sm:grid sm:justify-items-start sm:py-1">
      <StateBadge state={state} days={days} />
      {/* Where there is room it stands in its own column. */}
      {recalled(line) ? <span className="text-muted text-xs sm:hidden">{t('recalled')}</span> : null}
      {more.length > 0 ? <span className="text-muted text-xs">{more.join(' · ')}</span> : null}
    </span>
  )
}

function DueCell({ line }: { line: QueueLine }) {
  const t = useTranslations('queue.row')
  const format = useFormat()
  return (
    <span className="grid gap-0.5 py-1">
      <span className="sm:whitespace-nowrap">{format.dateTime(line.dueAt)}</span>
      {line.extended ? <span className="text-muted text-xs">{t('extended')}</span> : null}
    </span>
  )
}

/** Until when a returned report is to be sent again, or how long that is over. */
function ResendWords({ line }: { line: QueueLine }) {
  const t = useTranslations('queue.row')
  const format = useFormat()
  if (queueGroup(line) !== 'returned' || !line.resendDueAt) return null
  return line.resendLateDays > 0 ? (
    <span className="font-medium text-danger text-xs">{t('resendLate', { days: line.resendLateDays })}</span>
  ) : (
    <span className="text-muted text-xs">{t('resendBy', { due: format.dateTime(line.resendDueAt) })}</span>
  )
}

function SentCell({ line }: { line: QueueLine }) {
  const t = useTranslations('queue.row')
  const format = useFormat()
  if (!line.submittedAt || !line.firstSentAt) {
    return (
      <span className="grid gap-0.5 py-1 text-muted">
        <span>{recalled(line) ? t('recalled') : t('notSent')}</span>
        {line.extended ? (
          <span className="text-xs">{t('extendedTo', { due: format.dateTime(line.dueAt) })}</span>
        ) : null}
      </span>
    )
  }
  return (
    <span className="grid gap-0.5 py-1">
      <span className="sm:whitespace-nowrap">{format.dateTime(line.submittedAt)}</span>
      <span className={line.late ? 'text-warn text-xs' : 'text-muted text-xs'}>
        {line.late ? t('lateBy', { days: line.lateDays }) : t('onTime')}
      </span>
      <ResendWords line={line} />
    </span>
  )
}

/** The two strangest points with what the unit wrote to them; the rest stands on the report. */
function NotesCell({ line }: { line: QueueLine }) {
  const t = useTranslations('queue.row')
  if (line.exemptReason && queueGroup(line) === 'exempt') {
    const reason = line.exemptReason === 'first_period' ? t('firstPeriod') : line.exemptReason
    return <span className="text-muted">{t('exempt', { reason })}</span>
  }
  if (line.status !== 'submitted') return null
  if (line.notes.length === 0) return <span className="text-muted">{t('clean')}</span>
  const rest = line.notes.length - 2
  return (
    <ul className="grid min-w-64 max-w-md gap-1 py-1 text-left">
      {line.notes.slice(0, 2).map((note) => (
        <li key={note.text} className="flex gap-2">
          <MessageSquareWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span>
            {note.text}
            {note.reason || note.asked ? (
              <span className="block text-muted text-xs">
                {note.reason ? t('explained', { reason: note.reason }) : t('unexplained')}
              </span>
            ) : null}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted text-xs">{t('more', { count: rest })}</li> : null}
    </ul>
  )
}
