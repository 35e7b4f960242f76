import { type SheetCell, type SheetTable, writeSheet } from '../sheets/write'
import type { Learner } from './completions/queries'
import type { Board } from './queries'
import type { ListedSession } from './sessions/queries'

/** What a file says above its table and over its columns, in the language of whoever asked; filled from messages by the caller. */
export type FileWords<Column extends string> = {
  name: string
  heading: readonly string[]
  column: (id: Column) => string
}

export const sessionColumns = [
  'title',
  'unit',
  'from',
  'to',
  'hours',
  'mode',
  'place',
  'organiser',
  'audience',
  'course',
  'state',
  'people',
] as const
export type SessionColumn = (typeof sessionColumns)[number]
export const boardColumns = ['part', 'members', 'trained', 'trainedShare', 'finished', 'finishedShare'] as const
export type BoardColumn = (typeof boardColumns)[number]
export const nameColumns = ['name', 'team', 'state', 'on', 'due'] as const
export type NameColumn = (typeof nameColumns)[number]

type SessionWords = FileWords<SessionColumn> & {
  date: (day: string) => string
  mode: (mode: ListedSession['mode']) => string
  organiser: (organiser: ListedSession['organiser']) => string
  audience: (audience: ListedSession['audience']) => string
  state: (state: ListedSession['state']) => string
}

/** The sessions of a list as a spreadsheet; who came is a number, blank while nobody has said. */
export function writeSessions(sessions: readonly ListedSession[], words: SessionWords) {
  const cells: Record<SessionColumn, (session: ListedSession) => SheetCell> = {
    title: (each) => each.title,
    unit: (each) => each.unit.fullName,
    from: (each) => words.date(each.startsOn),
    to: (each) => words.date(each.endsOn),
    hours: (each) => [each.startsAt, each.endsAt].filter(Boolean).join('–') || null,
    mode: (each) => words.mode(each.mode),
    place: (each) => each.place,
    organiser: (each) => words.organiser(each.organiser),
    audience: (each) => words.audience(each.audience),
    course: (each) => each.course?.name ?? null,
    state: (each) => words.state(each.state),
    people: (each) => each.people,
  }
  const wide: readonly SessionColumn[] = ['title', 'unit', 'place', 'course']
  const table: SheetTable = {
    ...{ name: words.name, heading: words.heading },
    columns: sessionColumns.map((id) => ({
      header: words.column(id),
      kind: id === 'people' ? 'number' : 'text',
      width: wide.includes(id) ? 36 : 16,
    })),
    rows: sessions.map((each) => sessionColumns.map((id) => cells[id](each))),
  }
  return writeSheet(table)
}

/** Members on a roster, trained and finished by the parts of a unit, with the whole as the last row. */
export function writeBoard(board: Board, words: FileWords<BoardColumn> & { total: string }) {
  const share = (count: number, of: number) => (of > 0 ? (count / of) * 100 : null)
  const row = (name: string, { members, trained, finished }: Board['total']): SheetCell[] => [
    ...[name, members, trained, share(trained, members), finished, share(finished, members)],
  ]
  return writeSheet({
    ...{ name: words.name, heading: words.heading },
    columns: boardColumns.map((id) => ({
      header: words.column(id),
      kind: id === 'part' ? 'text' : id.endsWith('Share') ? 'percent' : 'number',
      width: id === 'part' ? 40 : 16,
    })),
    rows: board.rows.map((each) => row(each.fullName, each)),
    total: row(words.total, board.total),
  })
}

/** Who has finished a course and who has not, by name; whoever asked for a restriction, or is nameless by now, is left out. */
export function writeNames(
  learners: readonly Learner[],
  words: FileWords<NameColumn> & { date: (day: string) => string; state: (learner: Learner) => string },
) {
  const shown = learners.filter((each) => each.name !== null && !each.restricted)
  return writeSheet({
    ...{ name: words.name, heading: words.heading },
    columns: nameColumns.map((id) => ({ header: words.column(id), kind: 'text', width: id === 'team' ? 44 : 24 })),
    rows: shown.map((each) => [
      ...[each.name, each.team, words.state(each)],
      each.progress.state === 'done' ? words.date(each.progress.on) : null,
      each.due ? words.date(each.due) : null,
    ]),
  })
}
