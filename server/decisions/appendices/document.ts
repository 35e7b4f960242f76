import { type DocumentSection, type DocumentTable, orientationOf, type Say } from '../../documents/model/rules'
import {
  appendixLabel,
  capitals,
  issuedOnWords,
  issuerName,
  numberAndSymbol,
  roman,
  twoDigits,
} from '../../documents/rules'
import { glued } from '../../documents/text/rules'
import {
  areaWords,
  type DecidedTeam,
  keepsTeams,
  orNone,
  type RosterRow,
  type TeamDecision,
  teamInCommune,
  teamWords,
} from '../words/rules'

type Column = { id: string; width: number; align: 'left' | 'center' }
const rosterColumns: readonly Column[] = [
  { id: 'order', width: 11, align: 'center' },
  { id: 'name', width: 42, align: 'left' },
  { id: 'birthYear', width: 15, align: 'center' },
  { id: 'post', width: 42, align: 'left' },
  { id: 'village', width: 30, align: 'left' },
  { id: 'role', width: 25, align: 'center' },
]
const noteColumn: Column = { id: 'note', width: 22, align: 'center' }
const endedColumns: readonly Column[] = [
  { id: 'order', width: 11, align: 'center' },
  { id: 'team', width: 46, align: 'left' },
  { id: 'area', width: 40, align: 'left' },
  { id: 'reason', width: 35, align: 'left' },
  { id: 'successor', width: 35, align: 'left' },
]

const tableOf = (say: Say, columns: readonly Column[], rows: DocumentTable['rows']): DocumentTable => ({
  kind: 'table',
  columns: columns.map(({ id, ...column }) => ({ ...column, header: say(`teamDecisions.columns.${id}`) })),
  rows,
})

/** A table of persons, a group for each team where there are several, people numbered within their team. */
function roster(say: Say, decision: TeamDecision, which: 'members' | 'leaving'): DocumentTable {
  const teams = decision.teams.filter((team) => team[which].length > 0 || which === 'members')
  const several = decision.teams.length > 1
  const noted = several && which === 'members' && teams.some((team) => team.members.some((each) => each.joins))
  const cells = (row: RosterRow, i: number) => [
    String(i + 1),
    row.fullName,
    row.birthYear === null ? '' : String(row.birthYear),
    row.post ?? '',
    row.village ?? '',
    say(`teamDecisions.roles.${row.role}`),
    ...(noted ? [row.joins ? say('teamDecisions.appendices.joined') : ''] : []),
  ]
  const group = (team: TeamDecision['teams'][number], i: number) =>
    say('teamDecisions.appendices.group', {
      number: roman(i + 1),
      team: sentenceCase(teamWords(say, team.name)),
      area: orNone(ownVillage(team) ? '' : areaWords(say, team, decision.commune)),
      members: twoDigits(team[which].length),
    })
  return tableOf(
    say,
    noted ? [...rosterColumns, noteColumn] : rosterColumns,
    teams.flatMap((team, i) => [
      ...(several ? [{ group: group(team, i) }] : []),
      ...team[which].map((row, j) => ({ cells: cells(row, j) })),
    ]),
  )
}

/** A team whose name says its area already. */
const ownVillage = ({ level, name, villages }: DecidedTeam) =>
  level === 'commune' || (villages.length === 1 && villages[0] === name)

const sentenceCase = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

function ended(say: Say, { teams, commune, kind }: TeamDecision): DocumentTable {
  const columns = endedColumns.filter(({ id }) => {
    if (id === 'successor') return kind === 'merger' || teams.some((team) => team.successor)
    return id !== 'reason' || teams.some((team) => team.reason)
  })
  const none = say('teamDecisions.appendices.noSuccessor')
  return tableOf(
    say,
    columns,
    teams.map((team, i) => {
      const told: Record<string, string> = {
        order: String(i + 1),
        team: sentenceCase(teamWords(say, team.name)),
        area: sentenceCase(areaWords(say, team, commune)),
        reason: sentenceCase(team.reason ?? ''),
        successor: team.successor ? sentenceCase(teamWords(say, team.successor)) : none,
      }
      return { cells: columns.map(({ id }) => told[id] ?? '') }
    }),
  )
}

/** Title and table of each appendix that a decision needs: the roster, who leaves several teams, several teams that end. */
function appendicesOf(say: Say, decision: TeamDecision): { title: string; table: DocumentTable }[] {
  const { kind, teams, commune } = decision
  const [first] = teams
  const several = teams.length > 1
  const title = (key: string) => say(`teamDecisions.appendices.${key}`)
  if (!keepsTeams(kind))
    return several ? [{ title: title(kind === 'merger' ? 'merged' : 'dissolved'), table: ended(say, decision) }] : []
  const persons = say('teamDecisions.appendices.roster', {
    count: teams.length,
    team: first ? glued(teamInCommune(say, first, commune)) : '',
  })
  const named = several || teams.some((team) => team.members.length > 0)
  const leaving = several && teams.some((team) => team.leaving.length > 0)
  return [
    ...(named ? [{ title: persons, table: roster(say, decision, 'members') }] : []),
    ...(leaving ? [{ title: title('leaving'), table: roster(say, decision, 'leaving') }] : []),
  ]
}

/** The labels of a decision's appendices, in their order: "Phụ lục", or "Phụ lục I", "Phụ lục II". */
export const appendixLabels = (say: Say, decision: TeamDecision): string[] =>
  appendicesOf(say, decision).map((_, i, all) => appendixLabel(say, i, all.length))

/** The appendices as sections, lying where their columns need it. `symbol`: "QĐ-UBND". */
export function appendixSections(say: Say, decision: TeamDecision, symbol: string): DocumentSection[] {
  const reference = say('attached', {
    kind: say('kinds.decision'),
    number: numberAndSymbol(decision.number, symbol),
    day: glued(issuedOnWords(say, decision.issuedOn)),
    issuer: glued(issuerName(say, { kind: 'chairman', unit: decision.commune })),
  })
  return appendicesOf(say, decision).map(({ title, table }, i, all) => ({
    orientation: orientationOf(table),
    blocks: [
      { kind: 'appendixTitle', label: appendixLabel(say, i, all.length), title: capitals(title), reference },
      table,
    ],
  }))
}
