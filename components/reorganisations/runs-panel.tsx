import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { PlainTable } from '@/components/ui/plain-table'
import type { Tone } from '@/components/ui/tone'
import type { RunState } from '@/db/enums'
import type { Run } from './outputs'

const tones: Record<RunState, Tone> = { running: 'info', done: 'ok', refused: 'warn', broken: 'danger' }

/** The last attempts of the job, newest first. */
export function RunsPanel({ runs }: { runs: readonly Run[] }) {
  const t = useTranslations('reorganisations.runs')
  const tSteps = useTranslations('reorganisations.steps')
  const tActions = useTranslations('enums.reorganisationActions')
  const tStates = useTranslations('enums.runStates')
  const format = useFormat()
  const step = (run: Run) => (run.step && tSteps.has(run.step) ? tSteps(run.step) : '')
  return (
    <PlainTable
      caption={t('title')}
      rows={runs}
      rowId={(run) => run.startedAt.toISOString()}
      columns={[
        { id: 'action', header: t('action'), cell: (run) => tActions(run.action) },
        { id: 'state', header: t('state'), cell: (run) => <Badge tone={tones[run.state]}>{tStates(run.state)}</Badge> },
        { id: 'started', header: t('started'), cell: (run) => format.dateTime(run.startedAt) },
        { id: 'ended', header: t('ended'), cell: (run) => (run.endedAt ? format.dateTime(run.endedAt) : '') },
        { id: 'step', header: t('step'), cell: (run) => (run.state === 'done' ? '' : step(run)) },
      ]}
    />
  )
}
