import type { Day } from '../calendar/rules'
import type { Heading, Say } from './model/rules'
import { type Place, placeLine, placeName } from './places/rules'
import { cleanText, glued } from './text/rules'

/** What Nghị định 30/2020/NĐ-CP, Phụ lục I, lays down for every document: numbers, days, who is named and who signs. */

export const documentKinds = ['decision', 'report', 'letter', 'submission', 'plan', 'notice'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Abbreviations of kinds of documents (Phụ lục III). */
export const kindAbbreviations: Record<DocumentKind, string> = {
  decision: 'QĐ',
  report: 'BC',
  letter: 'CV',
  submission: 'TTr',
  plan: 'KH',
  notice: 'TB',
}

export const capitals = (text: string): string => text.toLocaleUpperCase('vi')
export const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** Room to write in by hand: it neither shrinks nor breaks. */
const room = (length: number) => '\u00a0'.repeat(length)

/**
 * "QĐ-UBND", "BC-SKHCN". A letter carries no kind but the office that drafted it: "UBND-VHXH".
 * `body`: abbreviation of the issuing body, `office` of the drafting one.
 */
export function symbolOf(kind: DocumentKind, body: string, office: string | null = null): string {
  if (kind !== 'letter') return `${kindAbbreviations[kind]}-${body}`
  return office ? `${body}-${office}` : body
}

/** "05/QĐ-UBND"; without a number, room for it. */
export const numberAndSymbol = (number: number | null, symbol: string): string =>
  `${number === null ? room(7) : twoDigits(number)}/${symbol}`

/** "Số: 05/QĐ-UBND", "Số:       /QĐ-UBND". */
export const numberLine = (say: Say, number: number | null, symbol: string): string =>
  say('number', { number: numberAndSymbol(number, symbol) })

/** "ngày 05 tháng 02 năm 2026": days under 10 and months 1 and 2 get a zero, so that nothing can be put before them. */
export function dayWords(say: Say, day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return say('day', { day: date, month: Number(month) <= 2 ? month : String(Number(month)), year })
}

/** A day that is not known yet: "ngày     tháng     năm 2026", of the year (digits) it is expected in. */
export const blankDay = (say: Say, year: string): string => say('blankDay', { room: room(5), year })

/** A document's day, or the year in which it is to be signed. */
export type IssuedOn = { day: Day } | { year: number }
export const issuedOnWords = (say: Say, on: IssuedOn): string =>
  'day' in on ? dayWords(say, on.day) : blankDay(say, String(on.year))

/** "Lìa, ngày 05 tháng 02 năm 2026". */
export const placeAndDay = (say: Say, place: Place, on: IssuedOn): string =>
  `${placeLine(place)}, ${glued(issuedOnWords(say, on))}`

/** Whose document it is: the chairman of a people's committee alone, the committee, a department of a province, or an authority of a ministry. */
export type Issuer =
  | { kind: 'chairman'; unit: Place }
  | { kind: 'committee'; unit: Place }
  | { kind: 'department'; name: string; unit: Place }
  | { kind: 'authority'; name: string; above: string }

/** Full name within a sentence: "Chủ tịch Ủy ban nhân dân xã Lìa", "Sở Khoa học và Công nghệ tỉnh Quảng Trị". */
export function issuerName(say: Say, issuer: Issuer): string {
  if (issuer.kind === 'authority') return cleanText(issuer.name)
  const unit = placeName(say, issuer.unit)
  return issuer.kind === 'department'
    ? say('bodies.department', { name: cleanText(issuer.name), unit })
    : say(`bodies.${issuer.kind}`, { unit })
}

/**
 * The lines of box 2. A people's committee has no body above it in its documents, a department has the committee of its
 * province; a chairman's decision names his office (domain.md 22.34).
 */
export function issuerLines(say: Say, issuer: Issuer): Pick<Heading, 'superior' | 'issuer'> {
  if (issuer.kind === 'authority')
    return { superior: [capitals(cleanText(issuer.above))], issuer: [capitals(cleanText(issuer.name))] }
  const unit = glued(capitals(placeName(say, issuer.unit)))
  const committee = glued(capitals(say('bodies.committeeAlone')))
  if (issuer.kind === 'department') return { superior: [committee, unit], issuer: [capitals(cleanText(issuer.name))] }
  if (issuer.kind === 'committee') return { superior: [], issuer: [committee, unit] }
  return { superior: [], issuer: [capitals(say('posts.chairman')), `${committee} ${unit}`] }
}

/** By what right the signer signs: head or deputy, acting head, by order (TL.) or authorised (TUQ.) with his own title. */
export type SignsAs = 'head' | 'deputy' | 'acting' | { by: 'order' | 'authorised'; title: string }

/** The lines of box 7 above the signature: TM. only where a body as a whole decides. */
export function signingLines(say: Say, issuer: Issuer, as: SignsAs): string[] {
  const { head, deputy } = {
    chairman: { head: say('posts.chairman'), deputy: say('posts.viceChairman') },
    committee: { head: say('posts.chairman'), deputy: say('posts.viceChairman') },
    department: { head: say('posts.director'), deputy: say('posts.viceDirector') },
    authority: { head: say('posts.directorGeneral'), deputy: say('posts.viceDirectorGeneral') },
  }[issuer.kind]
  const body = issuer.kind === 'committee' ? [say('signing.onBehalf', { body: say('bodies.committeeAlone') })] : []
  const lines = (): string[] => {
    if (as === 'head') return [...body, head]
    if (as === 'acting') return [...body, say('signing.acting', { post: head })]
    if (as === 'deputy') return [...body, say('signing.inPlace', { post: head }), deputy]
    return [say(`signing.${as.by}`, { post: head }), cleanText(as.title)]
  }
  return lines().map(capitals)
}

const numerals = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
]
/** Numbers of appendices and parts: 1 to 3999. */
export function roman(number: number): string {
  const step = numerals.find(([value]) => value <= number)
  return step ? step[1] + roman(number - step[0]) : ''
}

/** A lone appendix has no number, of several each has a Roman one. `index` counts from 0. */
export const appendixLabel = (say: Say, index: number, count: number): string =>
  count > 1 ? say('appendixOf', { number: roman(index + 1) }) : say('appendix')

const letters = { vi: 'abcdđeghiklmnopqrstuvxy', en: 'abcdefghijklmnopqrstuvwxyz' }
/** The sign of a point in a clause: a), b), c), d), đ), e), g) … as the language counts its letters; after the last, aa). */
export function pointSign(language: keyof typeof letters, index: number): string {
  const alphabet = letters[language]
  const letter = alphabet.charAt(index % alphabet.length)
  return `${letter.repeat(Math.floor(index / alphabet.length) + 1)})`
}

/** The end of a text: "./." in place of whatever sign it ended with. */
export const closed = (text: string): string => `${text.replace(/[\s.;,/]+$/u, '')}./.`

/** Lines of a list: each ends with a semicolon, the last with a full stop. */
export const listed = (lines: readonly string[]): string[] =>
  lines.map((line, i) => `${line.replace(/[\s.;,]+$/u, '')}${i === lines.length - 1 ? '.' : ';'}`)
