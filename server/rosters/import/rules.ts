import type { EndedReason, MemberRole, RosterVerdict, SelectionTick, Sex } from '@/db/roster-enums'
import type { TableRefusal } from '../../sheets/table'

/** Rows of one file, its headings apart; bytes as it is sent. */
export const importRows = 20_000
export const importBytes = 10 * 1024 * 1024
/** Above and among the rows may stand titles and headers. */
export const sheetRows = importRows + 100
/** Personal data of a file go so many days after its end. */
export const keptDays = 30
/** So often the job begins anew after a process that is gone. */
export const mostAttempts = 3

/** Columns of a roster, in the order of the file that is handed out; keys under `rosterImport.fields`. */
export const fields = [
  ...(['teamCode', 'team', 'level', 'villages', 'fullName', 'birthYear', 'sex', 'phone', 'role', 'component'] as const),
  ...(['concurrentPost', 'employer', 'residence', 'isLocal', 'keen', 'open', 'skilled', 'explains'] as const),
  ...(['from', 'to', 'reason', 'memberCode'] as const),
] as const
/**
 * What an old file may have besides. `familyName`: all of a name but its last word, in a column of its own; `male`, `female`: one
 * column for each sex, with the year of birth or a tick in one of them.
 */
export const otherFields = ['communeCode', 'commune', 'village', 'familyName', 'male', 'female'] as const
export type Field = (typeof fields)[number] | (typeof otherFields)[number]
/** Columns that say what the register is told; the others say where. `level` and `villages` are there to be read. */
export const mappable: readonly Field[] = [
  ...otherFields,
  ...fields.filter((field) => field !== 'level' && field !== 'villages'),
]

/** What a file that gives a name of its own cells must have: who, and in which team. */
export const suffices = (has: (field: Field) => boolean): boolean =>
  has('fullName') && (has('teamCode') || has('team') || has('village'))

/** Why a cell or a row cannot be taken; a key under `rosterImport.problems`. */
export const problems = [
  ...(['noTeam', 'teamUnknown', 'teamAmbiguous', 'teamDissolved', 'communeUnknown', 'communeAmbiguous'] as const),
  ...([
    'otherCommune',
    'communeMismatch',
    'memberUnknown',
    'noName',
    'name',
    'birthYear',
    'sex',
    'phone',
    'role',
    'component',
  ] as const),
  ...(['tick', 'text', 'day', 'dayUnclear', 'beforeFounding', 'dayAhead', 'endBeforeBegin', 'reason'] as const),
  ...(['reasonWithoutEnd', 'afterDissolution', 'fromBefore', 'overlaps', 'alreadyEnded', 'secondLeader'] as const),
  ...(['twice', 'choiceGone', 'formula', 'oldFont', 'bothSexes'] as const),
] as const
export type ProblemKind = (typeof problems)[number]
/** `text`: what stands there or what stands against it, cut. */
export type Problem = { field: Field | null; kind: ProblemKind; text?: string }

/** Values of a row as the register keeps them; null empties, undefined leaves alone. `to`: the last day, included. */
export type Values = {
  fullName?: string
  birthYear?: number | null
  sex?: Sex | null
  phone?: string | null
  role?: MemberRole
  component?: string | null
  concurrentPost?: string | null
  employer?: string | null
  residence?: string | null
  isLocal?: boolean | null
  ticks?: Partial<Record<SelectionTick, boolean>>
  from?: string
  to?: string | null
  reason?: EndedReason | null
}

/** What becomes of a cell. Old values of people are not told above the commune: `hidden`. */
export type Change = {
  field: 'team' | 'selection' | Exclude<keyof Values, 'ticks'>
  old: unknown
  new: unknown
  hidden?: true
}

/** Somebody who may be the one of the row: in the register, or in another row of the file. */
export type Candidate =
  | { choice: string; kind: 'member'; teams: string[]; fullName: string | null; birthYear: number | null; same: Same[] }
  | { choice: string; kind: 'row'; line: number; same: Same[] }
export type Same = 'phone' | 'birthYear' | 'name'

/** What is said of a row beside its verdict. */
export type Said = {
  fullName: string
  team: string
  commune: string
  problems: Problem[]
  changes: Change[]
  candidates: Candidate[]
}

/** A word that may mean several units: asked once for all rows that have it. `key` is what the answer goes by. */
export type Question = {
  key: string
  what: 'team' | 'commune'
  text: string
  rows: number
  options: { id: number; name: string }[]
}

/** A sheet of a file and what it was taken for; samples are of its first rows. */
export type SheetReading = {
  name: string
  taken: boolean
  /** A key under `rosterImport.sheetReasons` of a sheet that was not taken. */
  reason: 'noHeaders' | 'otherHeaders' | null
  line: number
  headers: string[]
  columns: (Field | null)[]
  samples: string[][]
  rows: number
}
export type Reading = {
  refused: TableRefusal | null
  sheets: SheetReading[]
  hidden: string[]
  /** Columns that are offered, when a person has to say what they mean; `headers` is what they are remembered by. */
  asked: { headers: string; sheet: number; offered: (Field | null)[]; remembered: boolean } | null
}

/** Teams with too few or too many members once the file has been applied: a note. */
export type LimitNote = { team: string; commune: string; members: number; min: number; max: number }

export type Summary = {
  counts: Record<RosterVerdict, number>
  questions: Question[]
  limits: { total: number; rows: LimitNote[] }
  /** Members and memberships that were added, changed or ended, once applied. */
  applied?: { added: number; changed: number; ended: number; leftOut: number }
}

export type Options = {
  /** Columns by place, as a person has said. */
  columns?: (Field | null)[]
  /** Those that he said it of: in their order, and what they are remembered by. */
  names?: string[]
  headers?: string
  answers?: Record<string, number>
  skipWrong?: boolean
  /** The register had changed since the dry run: shown anew. */
  changedSince?: boolean
}
