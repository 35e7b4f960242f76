import type { LateOverview, OwnTeamReport } from '../outputs'
import { LateAction } from './late-action'
import { LateState } from './late-state'

interface TeamLateProps {
  report: OwnTeamReport
  late: LateOverview
  /** The team's own leader hands in; otherwise its commune, which says who told it. */
  forItself: boolean
}

/** Late figures of one team on its own page: those it handed in last, and the way to hand in. */
export function TeamLate({ report, late, forItself }: TeamLateProps) {
  const last = late.reports.find(({ state }) => state !== 'withdrawn')
  const waits = last?.state === 'held' || last?.state === 'asked'
  const { team, form, period, version, values, nil } = report
  if (!last && !late.can.handIn) return null
  return (
    <div className="grid justify-items-start gap-3">
      {last ? <LateState late={last} form={form} /> : null}
      {late.can.handIn && !waits ? (
        <LateAction
          standing={{ version, values, nil }}
          told={forItself ? null : { by: '' }}
          {...{ team, form, period }}
        />
      ) : null}
    </div>
  )
}
