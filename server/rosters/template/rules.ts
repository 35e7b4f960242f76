import type { TeamLevel } from '@/db/enums'
import type { EndedReason, MemberRole, SelectionTick, Sex } from '@/db/roster-enums'
import type { Component } from '../import/register/rules'

/** A row of the file: a membership of today, or a team that has none. */
export type TemplateRow = {
  teamId: number
  team: string
  level: TeamLevel
  villages: string
  /** Null: a team without members. */
  member: null | {
    id: string
    /** His data are not to be processed: nothing but his code stands in the file. */
    restricted: boolean
    fullName: string
    birthYear: number | null
    sex: Sex | null
    phone: string | null
    role: MemberRole
    component: string | null
    concurrentPost: string | null
    employer: string | null
    residence: string | null
    isLocal: boolean | null
    selection: SelectionTick[]
    from: string
    to: string | null
    reason: EndedReason | null
  }
}
export type ExportedRoster = {
  commune: string
  /** Teams that work and may be chosen. */
  teams: string[]
  components: Component[]
  rows: TemplateRow[]
  madeBy: string
  madeAt: Date
  on: string
  reason: string
}
