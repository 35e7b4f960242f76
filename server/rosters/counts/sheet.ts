import { type SheetTable, writeSheets } from '../../sheets/write'
import { compositionGroups, groupedBy } from '../rules'
import type { Composition, Counted, TeamCounts } from './queries'

const columns = [
  'covered',
  'villages',
  'withTeam',
  'communes',
  'villageTeams',
  'communeTeams',
  'villageMembers',
  'communeMembers',
  'led',
] as const
type Column = (typeof columns)[number]
type Group = (typeof compositionGroups)[number]

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type CountsWords = {
  counts: string
  composition: string
  heading: readonly string[]
  place: string
  code: string
  total: string
  column: (id: Column) => string
  group: string
  value: string
  groupName: (group: Group) => string
  valueName: (group: Group, key: string | null) => string
  level: (id: 'commune' | 'village' | 'sum') => string
}

const figuresOf = (counts: TeamCounts) => [
  ...[counts.covered, counts.villages, counts.communesWithTeam, counts.communes, counts.villageTeams],
  ...[counts.communeTeams, counts.villageMembers, counts.communeMembers, counts.led],
]

/** Counts by part and composition as two sheets, numbers as numbers. */
export function writeCounts(
  counted: Counted,
  composition: Composition,
  words: CountsWords,
): Promise<Uint8Array<ArrayBuffer>> {
  const counts: SheetTable = {
    name: words.counts,
    heading: words.heading,
    columns: [
      { header: words.place, kind: 'text' },
      { header: words.code, kind: 'text', width: 10 },
      ...columns.map((id) => ({ header: words.column(id), kind: 'number' as const })),
    ],
    rows: counted.places.map((place) => [
      ...[place.fullName, place.code],
      ...(place.kept ? figuresOf(place) : columns.map(() => null)),
    ]),
    total: [words.total, null, ...figuresOf(counted.total)],
  }
  const made: SheetTable = {
    name: words.composition,
    heading: words.heading,
    columns: [
      { header: words.group, kind: 'text' },
      { header: words.value, kind: 'text', width: 44 },
      ...(['commune', 'village', 'sum'] as const).map((id) => ({ header: words.level(id), kind: 'number' as const })),
    ],
    rows: compositionGroups.flatMap((group) =>
      groupedBy(composition.rows, group).map((row) => [
        ...[words.groupName(group), words.valueName(group, row.key)],
        ...[row.commune, row.village, row.sum],
      ]),
    ),
  }
  return writeSheets([counts, made])
}
