import type { Locale } from '@/messages/locales'
import { type AgencyName, type AgencyVersion, agencyOn } from '../../../agencies/rules'
import type { Day } from '../../../calendar/rules'
import type { Say } from '../../../documents/model/rules'
import type { Place } from '../../../documents/places/rules'
import { type IssuedOn, type Issuer, twoDigits } from '../../../documents/rules'
import type { FormRow } from '../../../forms/rules'
import { formatFigure } from '../../figures/rules'

/** Whose report it is: a commune's own, the totals of a province by its department, those of the country by the authority. */
export const paperLevels = ['commune', 'department', 'authority'] as const
export type PaperLevel = (typeof paperLevels)[number]

/** How much a figure moved; of totals only over the units that gave it both times (domain.md 22.16). */
export type Change = { by: number; units: number | null }

/** A figure as the document needs it. Null is "chưa có số liệu" and is never said as 0. */
export type PaperFigure = {
  value: number | null
  /** Of the month before as it stood, for the table; null also where the words of the row meant something else then. */
  before: number | null
  change: Change | null
  yearChange: Change | null
  /** What a percentage is the ratio of, where both are known. */
  fraction: readonly [part: number, whole: number] | null
  /** Of totals: how many units gave it. */
  units: number | null
  /** What stands beside it on the sheet. */
  source: { name: string; on: Day | null } | null
  reason: string | null
  noData: boolean
}

export const blankFigure: PaperFigure = {
  ...{ value: null, before: null, change: null, yearChange: null, fraction: null },
  ...{ units: null, source: null, reason: null, noData: false },
}

export type PaperRow = Pick<
  FormRow,
  'code' | 'version' | 'nameVi' | 'nameEn' | 'unitVi' | 'unitEn' | 'section' | 'kind' | 'valueType' | 'source'
>
export type PaperMonth = { year: number; month: number }

/** How much of what was owed stands behind totals. */
export type Standing = {
  required: number
  received: number
  accepted: number
  /** Who has not sent: communes of a province by name, of the country none are named. */
  missing: readonly string[]
  /** Of the country: provinces of which there are figures, and all of them. */
  provinces: { with: number; all: number } | null
}

/** Everything that the official document of a month says (domain.md section 11), with names as they were on its last day. */
export type ReportPaper = {
  level: PaperLevel
  unitId: number
  unit: Place
  /** The department or the authority by its versions; a commune's own office, for the last line of the receivers. */
  agencies: { department: AgencyVersion[]; ministry: AgencyVersion[]; office: AgencyVersion[] }
  /** Where the department or the commune lies; null for the country. */
  province: Place | null
  period: PaperMonth & { code: string; startsOn: Day; endsOn: Day }
  before: PaperMonth | null
  /** The document that issued the form; null: a proposal, and the paper says so (domain.md 22.12). */
  issued: { number: string; on: Day; by: string } | null
  rows: PaperRow[]
  figures: Record<string, PaperFigure>
  /** What was written under E01 to E04. */
  texts: Record<string, string | null>
  /** Households that shares are told of; null where none were confirmed. */
  households: number | null
  nil: boolean
  standing: Standing | null
  /** The revision that its figures are of: they are official then. Null: as they stand now, which is provisional (domain.md 22.16). */
  frozen: { revision: number; on: Day } | null
  /** Number and day of the paper that was signed, once it is sent by it. */
  signed: { number: string; on: Day } | null
}

/** What the reader chose for this copy. `figures`: of a month that was frozen those of now. */
export type PaperChoice = { addressed: boolean; signs: 'head' | 'deputy'; figures?: 'now' }

/** The name of then of a body that a paper speaks of. */
export const bodyOn = (paper: ReportPaper, kind: 'department' | 'ministry' | 'ministry_department'): AgencyName =>
  agencyOn(kind, kind === 'department' ? paper.agencies.department : paper.agencies.ministry, paper.period.endsOn)

/** Who issues it, and under which symbol. */
export function issuerOf(paper: ReportPaper): { issuer: Issuer; symbol: string } {
  if (paper.level === 'commune') return { issuer: { kind: 'committee', unit: paper.unit }, symbol: 'UBND' }
  const kind = paper.level === 'department' ? 'department' : 'ministry_department'
  const { name, symbol, abbreviation } = bodyOn(paper, kind)
  const issuer: Issuer =
    kind === 'department'
      ? { kind, name, unit: paper.unit }
      : { kind: 'authority', name, above: bodyOn(paper, 'ministry').name }
  return { issuer, symbol: symbol ?? abbreviation.replace(/\s/g, '') }
}

/** What stands in the head, and again above the appendix. */
export type PaperHead = { issuer: Issuer; symbol: string; number: number | null; on: IssuedOn }

export type PaperWords = { language: Locale; say: Say }

/** "05", "1.250", "23,4%", "100%": a number in a sentence; under ten with a zero, as in every official text. */
export function numberWords(value: number, row: Pick<PaperRow, 'valueType'>, { language }: PaperWords): string {
  const text = formatFigure(value, row.valueType, language)
  if (row.valueType === 'percent') return `${text.replace(/[.,]0$/, '')}%`
  return language === 'vi' && Number.isInteger(value) && value > 0 && value < 10 ? twoDigits(value) : text
}

/** A month in a sentence: "tháng 11 năm 2026", "tháng 02 năm 2027"; short "tháng 10/2026". */
export const monthWords = ({ say }: PaperWords, { year, month }: PaperMonth, form: 'month' | 'monthShort'): string =>
  say(`reports.${form}`, {
    year: String(year),
    month: form === 'monthShort' || month <= 2 ? twoDigits(month) : String(month),
  })
