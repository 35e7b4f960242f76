import { selectionTicks } from '@/db/roster-enums'
import { searchKey } from '@/db/unit-names'
import { type Cell, cut, type TableRow } from '../../../sheets/table'
import * as cells from '../cells/rules'
import { textOf } from '../columns/rules'
import type { Commune, Register, Team } from '../register/rules'
import { nameKey, teamKey } from '../register/rules'
import type { Field, Problem, ProblemKind, Question, Values } from '../rules'

/** How a row of somebody is written whose data are not to be processed. */
export const restrictedKey = 'da han che xu ly'

/** A row as it was understood. `codeTeam`: the team of its code, when it names another than its words do. */
export type ParsedRow = {
  place: number
  sheet: number
  line: number
  team: Team | null
  codeTeam: Team | null
  memberCode: string | null
  restricted: boolean
  values: Values
  problems: Problem[]
  /** Words as they stand there, to be shown of a row that could not be placed. */
  says: { fullName: string; team: string; commune: string }
}
/** `own`: the commune of whoever sent the file; null: a province. */
export type Parsing = {
  columns: readonly (Field | null)[]
  register: Register
  own: Commune | null
  today: string
  answers: Readonly<Record<string, number>>
}

/** Longest key of a question, longest text of a problem. */
const [keyLength, saidLength] = [200, 60]
const problemOf = (field: Field, kind: ProblemKind, text: string): Problem => ({
  ...{ field, kind, text: cut(text, saidLength) },
})

/** A name that stands in two cells; of merged ones both say the whole. */
const joinedName = (family: Cell, given: Cell): Cell => {
  const [before, name] = [textOf(family), textOf(given)]
  return !before || before === name ? given : `${before} ${name}`.trim()
}

/** Reads rows of one sheet; questions are gathered by the word that is asked about. */
export function readerOf({ columns, register, own, today, answers }: Parsing) {
  const places = new Map(columns.flatMap((field, index) => (field ? [[field, index] as const] : [])))
  const questions = new Map<string, Question>()
  const thisYear = Number(today.slice(0, 4))

  const ask = (what: Question['what'], key: string, text: string, options: Question['options']): void => {
    const known = questions.get(key)
    if (known) known.rows += 1
    else questions.set(key, { key, what, text: cut(text, 100), rows: 1, options })
  }

  function communeOf(cell: (field: Field) => Cell, problems: Problem[]): Commune | null {
    const code = textOf(cell('communeCode'))
    const name = textOf(cell('commune'))
    if (!code && !name) return own
    const digits = /^\d{1,5}$/.test(cells.wholeOf(code)) ? cells.wholeOf(code).padStart(5, '0') : null
    const byCode = digits ? register.communeCodes.get(digits) : undefined
    const key = searchKey(name)
    const found = register.communesNamed(key)
    if (byCode) {
      if (found.length === 0 || found.includes(byCode)) return byCode
      problems.push(problemOf('commune', 'communeMismatch', name))
      return null
    }
    // A code of a commune elsewhere is none of an old one that is no more: that one's row goes by the name.
    if (digits && register.foreign.has(digits)) {
      problems.push(problemOf('communeCode', own ? 'otherCommune' : 'communeUnknown', code))
      return null
    }
    if (found.length === 1 && found[0]) return found[0]
    if (own) {
      problems.push(problemOf(code ? 'communeCode' : 'commune', 'otherCommune', name || code))
      return null
    }
    const answered = `commune:${key.slice(0, keyLength)}`
    const answer = register.communes.get(answers[answered] ?? 0)
    if (answer && found.includes(answer)) return answer
    const kind = found.length > 1 ? 'communeAmbiguous' : 'communeUnknown'
    problems.push(problemOf(name ? 'commune' : 'communeCode', kind, name || code))
    const options = found.map(({ id, fullName, code: c }) => ({ id, name: `${fullName} (${c ?? ''})` }))
    if (found.length > 1) ask('commune', answered, name, options)
    return null
  }

  /** The team that the words of a row name. `coded`: the one of its code, when that is of this commune. */
  function teamByWords(
    cell: (field: Field) => Cell,
    commune: Commune,
    coded: Team | null,
    problems: Problem[],
  ): Team | null {
    const name = textOf(cell('team'))
    const village = textOf(cell('village'))
    if (!name && !village) return coded
    const text = name || village
    const called = teamKey(name)
    const named = name ? register.teamsNamed(commune.id, called) : []
    const found = named.length > 0 ? named : register.teamsAt(commune.id, text)
    // Of those that bear the name, the ones that work; a dissolved one when there is no other.
    const working = found.filter(({ dissolvedOn }) => !dissolvedOn || dissolvedOn > today)
    const able = working.length > 0 ? working : found
    if (able.length === 1 && able[0]) return able[0]
    // Names that differ by their marks alone, when the row has the marks.
    const [exact, second] = able.filter((team) =>
      [team.name, team.fullName].some((each) => nameKey(each) === nameKey(name)),
    )
    if (exact && !second) return exact
    // Of several that bear the name the one of the code, and also when that one bore it once.
    const meant = able.length > 1 ? coded && able.includes(coded) : !name || coded?.names.map(teamKey).includes(called)
    if (coded && meant) return coded
    const key = `team:${commune.id}:${(name ? called : searchKey(village)).slice(0, keyLength)}`
    const answer = register.teams.get(answers[key] ?? 0)
    if (answer?.communeId === commune.id) return answer
    problems.push(problemOf(name ? 'team' : 'village', able.length > 1 ? 'teamAmbiguous' : 'teamUnknown', text))
    const options = (able.length > 1 ? able : register.teamsOf(commune.id))
      .filter(({ dissolvedOn }) => !dissolvedOn || dissolvedOn > today)
      .map((team) => ({ id: team.id, name: team.fullName }))
    if (options.length > 0) ask('team', key, own ? text : `${text}, ${commune.fullName}`, options)
    return null
  }

  return {
    questions,
    /** Null: the row names nobody, as that of a team without members. */
    read(row: TableRow, place: number, sheet: number): ParsedRow | null {
      const at = (field: Field): Cell => {
        const index = places.get(field)
        return index === undefined ? null : (row.cells[index] ?? null)
      }
      const cell = (field: Field): Cell =>
        field === 'fullName' ? joinedName(at('familyName'), at('fullName')) : at(field)
      const fullName = textOf(cell('fullName'))
      const memberCode = textOf(cell('memberCode')).toLowerCase() || null
      if (!fullName && !memberCode && !textOf(cell('phone')) && !textOf(cell('birthYear'))) return null
      const problems: Problem[] = []
      const codeText = textOf(cell('teamCode'))
      const coded = register.teams.get(Number(/^T?(\d{1,9})$/i.exec(cells.wholeOf(codeText))?.[1] ?? 0)) ?? null
      const codedCommune = coded ? register.communes.get(coded.communeId) : undefined
      const named = textOf(cell('commune')) || textOf(cell('communeCode'))
      const commune = named || !codedCommune ? communeOf(cell, problems) : codedCommune
      const codedHere = coded && coded.communeId === commune?.id ? coded : null
      const team = commune ? teamByWords(cell, commune, codedHere, problems) : null
      // A list may number its teams in its own way; a code of ours leads to a team or is wrong.
      if (codeText && !coded && (!team || /^T\d+$/i.test(codeText)))
        problems.push(problemOf('teamCode', 'teamUnknown', codeText))
      else if (!team && coded && commune && problems.length === 0)
        problems.push(problemOf('commune', 'communeMismatch', named))
      else if (!team && problems.length === 0)
        problems.push({ field: null, kind: commune ? 'noTeam' : 'communeUnknown' })
      const says = {
        fullName: cut(fullName, 100),
        team: team?.fullName ?? cut(textOf(cell('team')) || textOf(cell('village')) || codeText, 100),
        commune: (team ? register.communes.get(team.communeId)?.fullName : commune?.fullName) ?? cut(named, 100),
      }
      const restricted = memberCode !== null && searchKey(fullName) === restrictedKey
      const values = restricted ? {} : valuesOf(cell, places, memberCode !== null, problems)
      // The heading of a group, merged over all its columns, bears no name of a person.
      if (values.fullName && [textOf(cell('team')), textOf(cell('village'))].includes(fullName))
        problems.push(problemOf('fullName', 'name', fullName))
      return {
        ...{ place, sheet, line: row.line, team, memberCode, restricted, says, problems, values },
        codeTeam: coded && team && coded.id !== team.id ? coded : null,
      }
    },
  }

  function valuesOf(
    cell: (field: Field) => Cell,
    has: ReadonlyMap<Field, number>,
    known: boolean,
    problems: Problem[],
  ): Values {
    /** A blank of somebody who is named by his code empties; any other says nothing. */
    const read = <T>(field: Field, parse: (cell: Cell) => cells.Read<T>): T | null | undefined => {
      if (!has.has(field)) return undefined
      const value = cell(field)
      if (textOf(value) === '') return known ? null : undefined
      const found = cells.isFault(textOf(value)) ? { problem: 'formula' as const } : parse(value)
      if ('value' in found) return found.value
      problems.push(problemOf(field, found.problem, textOf(value)))
      return undefined
    }
    const birthYear = (value: Cell) => cells.birthYearOf(value, thisYear)
    /** A column for each sex: which of them is filled says the sex, and a year in it is that of birth. */
    const bySex = (): Pick<Values, 'sex' | 'birthYear'> => {
      const [male, female] = [textOf(cell('male')), textOf(cell('female'))]
      if (!male && !female) return {}
      if (male && female) problems.push(problemOf('male', 'bothSexes', `${male} / ${female}`))
      const field = male ? 'male' : 'female'
      const tick = cells.tickOf(cell(field))
      const year = 'value' in tick ? undefined : (read(field, birthYear) ?? undefined)
      return 'value' in tick && !tick.value ? {} : { sex: field, ...(year === undefined ? {} : { birthYear: year }) }
    }
    const apart = bySex()
    const [sex, phone, year] = [read('sex', cells.sexOf), read('phone', cells.phoneOf), read('birthYear', birthYear)]
    const line = (longest: number) => (value: Cell) => cells.lineOf(value, longest)
    const fullName = read('fullName', cells.nameOf)
    if (textOf(cell('fullName')) === '') problems.push({ field: 'fullName', kind: 'noName' })
    const ticks = Object.fromEntries(
      selectionTicks.flatMap((tick) => {
        const value = read(tick, cells.tickOf)
        return value === undefined ? [] : [[tick, value ?? false]]
      }),
    )
    return {
      ...{ fullName: fullName ?? undefined, phone },
      ...{ sex: apart.sex ?? sex, birthYear: apart.birthYear ?? year },
      role: read('role', cells.roleOf) ?? undefined,
      component: read('component', (value) => cells.componentOf(value, register.ownComponents)),
      concurrentPost: read('concurrentPost', line(150)),
      ...{ employer: read('employer', line(150)), residence: read('residence', line(200)) },
      ...{ isLocal: read('isLocal', cells.tickOf), ticks: ticks as Values['ticks'] },
      ...{ from: read('from', cells.countedDayOf) ?? undefined, to: read('to', cells.countedDayOf) },
      reason: read('reason', cells.reasonOf),
    }
  }
}
