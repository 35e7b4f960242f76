import type { Identity } from '@/db/session'
import { ownAssignments } from '@/db/session'

/**
 * The identity a new page acts under: the wanted assignment when it is still the person's, else his oldest one.
 * Null: the token does not hold any more, or no assignment is left.
 */
export async function chosenAssignment(
  personId: string,
  epoch: number,
  wanted: string | undefined,
  now: Date,
): Promise<Identity | null> {
  const own = await ownAssignments(personId, epoch, now)
  const chosen = own.find((each) => each.assignmentId === wanted) ?? own[0]
  return chosen ? { personId, epoch, assignmentId: chosen.assignmentId } : null
}
