'use client'

import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { MessageDialog } from '../message-dialog'
import type { TeamGrid } from './outputs'

/** What the commune writes into the group of its teams: which of them have not reported yet. Names of teams, no people. */
export function TeamMessage({
  grid,
  now,
}: {
  grid: Pick<TeamGrid, 'rows' | 'period' | 'dueAt' | 'commune'>
  now: Date
}) {
  const t = useTranslations('teamReports.zalo')
  const format = useFormat()
  const { rows, period, dueAt, commune } = grid
  const missing = rows.filter(
    ({ status, state }) => status === 'returned' || (status === 'none' && state === 'required'),
  )
  const compose = () =>
    [
      t('greeting', { commune: inSentence(commune.fullName) }),
      t(now > dueAt ? 'late' : 'unsent', {
        ...{
          time: format.time(now),
          date: format.date(now),
          period: format.periodInline(period),
          due: format.due(dueAt),
        },
        count: missing.length,
      }),
      ...missing.map((row, index) =>
        t(row.status === 'returned' ? 'again' : 'line', { n: index + 1, team: row.fullName }),
      ),
      t('how'),
      t('thanks'),
    ].join('\n')
  return (
    <MessageDialog
      label={t(missing.length === 0 ? 'none' : 'copy', { count: missing.length })}
      disabled={missing.length === 0}
      title={t('title')}
      compose={compose}
    />
  )
}
