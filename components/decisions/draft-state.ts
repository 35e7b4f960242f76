import type { TeamLevel } from '@/db/enums'
import type { DecisionKind, MemberRole } from '@/db/roster-enums'

/** Somebody's place as the editor holds it. */
export type EditedSeat = {
  memberId: string
  fullName: string
  role: MemberRole
  component: string | null
  concurrentPost: string | null
}
/** A line of the draft as the editor holds it; `key` is its own, for the list. */
export type EditedLine = {
  key: number
  teamId: number | null
  name: string
  level: TeamLevel
  villageIds: number[]
  successorId: number | null
  seats: EditedSeat[]
}

export const emptyLine = (key: number): EditedLine => ({
  ...{ key, teamId: null, name: '', level: 'village', villageIds: [], successorId: null, seats: [] },
})

/** What the command takes of a line, by the kind of decision: nothing that the kind does not ask for. */
export function lineInput(kind: DecisionKind, line: EditedLine) {
  const fresh = kind === 'founding' && line.teamId === null
  const seats = fresh || kind === 'renewal' ? line.seats : []
  return {
    teamId: line.teamId,
    name: fresh ? line.name : null,
    level: fresh ? line.level : null,
    villageIds: fresh ? line.villageIds : [],
    successorId: kind === 'merger' ? line.successorId : null,
    seats: seats.map(({ memberId, role, component, concurrentPost }) => ({
      ...{ memberId, role, component, concurrentPost: concurrentPost ?? '' },
    })),
  }
}
