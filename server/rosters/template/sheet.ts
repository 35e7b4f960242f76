import type { TeamLevel } from '@/db/enums'
import {
  type EndedReason,
  type MemberRole,
  nationalComponents,
  type SelectionTick,
  type Sex,
  selectionTicks,
} from '@/db/roster-enums'
import { type FormColumn, type SheetForm, writeForm } from '../../sheets/write'
import { givenReasons } from '../import/cells/rules'
import { type Field, fields } from '../import/rules'
import type { ExportedRoster, TemplateRow } from './rules'

/** The words of the file, which is in Vietnamese whatever the language of the screen; filled from messages by the caller. */
export type TemplateWords = {
  sheet: string
  lists: string
  title: string
  /** Who made it, when and why. */
  made: string
  private: string
  guide: { name: string; lines: readonly string[] }
  fields: Record<Field, string>
  levels: Record<TeamLevel, string>
  sexes: Record<Sex, string>
  roles: Record<MemberRole, string>
  components: Record<string, string>
  reasons: Record<EndedReason, string>
  ticks: Record<SelectionTick, string>
  yes: string
  no: string
  restricted: string
}

const widths: Partial<Record<Field, number>> = {
  ...{
    teamCode: 10,
    team: 34,
    level: 10,
    villages: 26,
    fullName: 26,
    birthYear: 9,
    sex: 9,
    phone: 15,
    role: 12,
    component: 26,
  },
  ...{ memberCode: 12, from: 12, to: 12, isLocal: 11, keen: 12, open: 12, skilled: 12, explains: 12 },
}
const locked: readonly Field[] = ['teamCode', 'level', 'villages', 'memberCode']
/** Rows for members who come. */
const spare = 300

function cellsOf(row: TemplateRow, words: TemplateWords, components: ReadonlyMap<string, string>) {
  const { member } = row
  const team = [`T${row.teamId}`, row.team, words.levels[row.level], row.villages]
  if (!member) return team
  if (member.restricted) return [...team, words.restricted, ...Array.from({ length: 16 }, () => null), member.id]
  const yesNo = (value: boolean | null) => (value === null ? null : value ? words.yes : words.no)
  return [
    ...[...team, member.fullName, member.birthYear, member.sex && words.sexes[member.sex], member.phone],
    ...[words.roles[member.role], member.component && (components.get(member.component) ?? null)],
    ...[member.concurrentPost, member.employer, member.residence, yesNo(member.isLocal)],
    ...selectionTicks.map((tick) => (member.selection.includes(tick) ? 'x' : null)),
    ...[member.from, member.to, member.to && member.reason && words.reasons[member.reason], member.id],
  ]
}

/** A roster as a form: one row for each membership of today, one for a team without members. */
export function templateForm(roster: ExportedRoster, words: TemplateWords): SheetForm {
  const components = new Map(roster.components.map(({ code, name }) => [code, name ?? words.components[code] ?? code]))
  const lists: Partial<Record<Field, readonly string[]>> = {
    ...{ team: roster.teams, sex: Object.values(words.sexes), role: Object.values(words.roles) },
    component: [
      ...nationalComponents.map((code) => words.components[code] ?? code),
      ...roster.components.flatMap(({ name }) => name ?? []),
    ],
    ...{ isLocal: [words.yes, words.no], reason: givenReasons.map((reason) => words.reasons[reason]) },
    ...Object.fromEntries(selectionTicks.map((tick) => [tick, ['x']])),
  }
  const columns = fields.map(
    (field): FormColumn => ({
      ...{
        header: words.fields[field],
        width: widths[field] ?? 22,
        locked: locked.includes(field),
        list: lists[field],
      },
      kind: field === 'from' || field === 'to' ? 'day' : field === 'birthYear' ? 'number' : 'text',
    }),
  )
  return {
    ...{ name: words.sheet, lists: words.lists, heading: [words.title, words.made, words.private], columns, spare },
    rows: roster.rows.map((row) => cellsOf(row, words, components)),
    onPaper: { above: words.made, below: words.private },
    guide: words.guide,
  }
}

export const writeTemplate = (roster: ExportedRoster, words: TemplateWords) => writeForm(templateForm(roster, words))
