import { sql } from 'drizzle-orm'
import type { Role } from '@/db/enums'
import { systemStatement, type Tx } from '@/db/session'
import { hasRight } from '../../../auth/permissions'
import type { Scope } from '../register/queries'

/** Whether a file waits to be checked or applied. One look at a small index. */
export async function rosterImportsWait(): Promise<boolean> {
  const { rows } = await systemStatement(`select 1 from roster_imports where state in ('checking', 'applying') limit 1`)
  return rows.length > 0
}

/** The range of a post that may still import, as it is now; null when it has ended, moved or lost the right, a stand-in's with the post it stands in for. */
export async function rangeOf(
  db: Tx,
  { assignmentId, personId, unitId }: { assignmentId: string; personId: string; unitId: number },
  now: Date,
): Promise<(Scope & { level: string }) | null> {
  const at = now.toISOString()
  const { rows } = await db.execute<{ role: Role; lo: string; hi: string; level: string }>(sql`
    select a.role, u.path as lo, u.hi, u.level from assignments a
      join accounts c on c.person_id = a.person_id and c.disabled_at is null join units u on u.id = a.unit_id
     where a.id = ${assignmentId} and a.person_id = ${personId} and a.unit_id = ${unitId}
       and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})
       and exists (select from unit_versions v where v.unit_id = u.id and v.valid_to is null)
       and (a.delegated_from is null or exists (select from assignments s where s.id = a.delegated_from
         and s.valid_from <= ${at} and (s.valid_to is null or s.valid_to > ${at})))`)
  const [found] = rows
  return found && hasRight(found.role, 'rosters.import') && ['commune', 'province'].includes(found.level) ? found : null
}
