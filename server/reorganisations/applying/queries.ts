import { systemStatement } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'

/** Whether a resolution is ordered whose day has come, or one is to be taken back. One look at a small index. */
export async function reorganisationsWait(now: Date): Promise<boolean> {
  const { rows } = await systemStatement(
    `select 1 from reorganisations where state in ('scheduled', 'undoing') and (state = 'undoing' or effective_on <= $1) limit 1`,
    [dayInVietnam(now)],
  )
  return rows.length > 0
}
