import type { FormSection } from '@/db/enums'
import { placeName } from '../../../documents/places/rules'
import { dayWords } from '../../../documents/rules'
import { cleanText } from '../../../documents/text/rules'
import {
  blankFigure,
  type Change,
  monthWords,
  numberWords,
  type PaperFigure,
  type PaperRow,
  type PaperWords,
  type ReportPaper,
} from '../facts/rules'
import { type Idea, ideas, mediaIdea, ownZeros, phraseOf, toldElsewhere } from '../ideas/rules'

type Known = { row: PaperRow; figure: PaperFigure; value: number }
type Told = { sentences: string[]; said: Set<string> }

const rowOf = (paper: ReportPaper, code: string) => paper.rows.find((row) => row.code === code)

/** A row with a figure; null for a blank one, which is not said at all. */
function known(paper: ReportPaper, code: string): Known | null {
  const row = rowOf(paper, code)
  const figure = paper.figures[code] ?? blankFigure
  return row && row.valueType !== 'text' && figure.value !== null ? { row, figure, value: figure.value } : null
}

/**
 * What is told of a section of the form, sentence by sentence: what there is, then what did not occur, then what a province asks
 * for besides. Blank rows are passed over; a section of blank rows says that there are no figures.
 */
export function sentencesOf(
  paper: ReportPaper,
  section: Exclude<FormSection, 'narrative'>,
  words: PaperWords,
): string[] {
  const list = section === 'training' ? [...ideas.training, mediaIdea] : ideas[section]
  const codes = list.flatMap((idea) => idea.codes)
  const figures = codes.flatMap((code) => known(paper, code) ?? [])
  const local = localRows(paper, section)
  if (figures.length + local.length === 0) return [words.say('reports.noFigures')]
  // The sentence that tells the first change of a paragraph names the month.
  const told: Told = { sentences: [], said: new Set() }
  let named = false
  for (const idea of list) {
    if (idea.besides && told.said.has(idea.besides)) continue
    const sentence = ideaWords(paper, idea, words, named)
    if (!sentence) continue
    told.sentences.push(sentence.text)
    told.said.add(idea.key)
    named ||= sentence.compared
  }
  return [...told.sentences, ...zeroWords(paper, list, words), ...localWords(local, words)]
}

/** A share of a few in very many is not none, though it is told as below a tenth. */
const isNone = ({ value, figure }: Known): boolean => value === 0 && !figure.fraction?.[0]
const isSome = (each: Known | null): each is Known => each !== null && !isNone(each)

function ideaWords(
  paper: ReportPaper,
  idea: Idea,
  words: PaperWords,
  named: boolean,
): { text: string; compared: boolean } | null {
  const rows = idea.codes.map((code) => known(paper, code))
  const there = rows.filter(isSome)
  const [first] = there
  if (!first || (idea.leads && first !== rows[0])) return null
  const [part, whole] = first.figure.fraction ?? [null, null]
  if (idea.key === 'coverage' && (part === null || whole === null)) return null
  const changed = idea.compared && first === rows[0] ? changesOf(paper, idea, first, words, named) : []
  const parts = there.map((each) => partWords(paper, idea, each, words))
  // Alone, the change follows; among others it stands in brackets.
  const [lead = '', ...others] = parts
  const change = changed.join(', ')
  const leading = change === '' ? lead : others.length > 0 ? `${lead} (${change})` : `${lead}, ${change}`
  const total = idea.adds && there.length > 1 ? there.reduce((sum, { value }) => sum + value, 0) : null
  return {
    text: words.say(`reports.ideas.${idea.key}`, {
      list: joined([leading, ...others], idea.joint, words),
      total: total === null ? 'none' : numberWords(total, first.row, words),
      day: dayWords(words.say, paper.period.endsOn),
      part: part === null ? '' : numberWords(part, { valueType: 'count' }, words),
      whole: whole === null ? '' : numberWords(whole, { valueType: 'count' }, words),
      ...areaOf(paper, words),
    }),
    compared: change !== '',
  }
}

/** "xã Lìa", "tỉnh Quảng Trị", "cả nước". */
export const areaOf = (paper: ReportPaper, { say }: PaperWords): { unit: string } => ({
  unit: paper.level === 'authority' ? say('reports.nation') : placeName(say, paper.unit),
})

function partWords(paper: ReportPaper, idea: Idea, { row, figure, value }: Known, words: PaperWords): string {
  const { say } = words
  const number = value === 0 ? say('reports.below') : numberWords(value, row, words)
  const ratio = row.valueType === 'percent' && idea.key !== 'coverage' ? figure.fraction : null
  const n = ratio ? say('reports.ratio', { n: number, ...ratioWords(ratio, words) }) : number
  const said = say(`reports.rows.${phraseOf(row)}.said`, { n })
  const { households } = paper
  if (!idea.ofHouseholds || !households || value > households) return said
  const percent = numberWords(Math.round((value * 1000) / households) / 10, { valueType: 'percent' }, words)
  return say('reports.share', { said, percent, ...ratioWords([value, households], words) })
}

const ratioWords = ([part, whole]: readonly [number, number], words: PaperWords) => ({
  part: numberWords(part, { valueType: 'count' }, words),
  whole: numberWords(whole, { valueType: 'count' }, words),
})

function changesOf(paper: ReportPaper, idea: Idea, { row, figure }: Known, words: PaperWords, named: boolean) {
  const { say } = words
  const { before, period } = paper
  const adjoins = before !== null && before.year * 12 + before.month === period.year * 12 + period.month - 1
  const when = before && (named && adjoins ? say('reports.lastMonth') : monthWords(words, before, 'monthShort'))
  const lastYear = say('reports.yearBefore', { year: String(period.year - 1) })
  return [
    ...(figure.change && when ? [changeWords(figure.change, row, when, words)] : []),
    ...(idea.yearly && figure.yearChange ? [changeWords(figure.yearChange, row, lastYear, words)] : []),
  ]
}

/** "tăng 12 lượt so với tháng 10/2026", "giảm 1,2 điểm phần trăm so với tháng trước", "không thay đổi so với …". */
export function changeWords({ by }: Change, row: PaperRow, when: string, words: PaperWords): string {
  const { say, language } = words
  if (by === 0) return say('reports.change.same', { when })
  const percent = row.valueType === 'percent'
  const amount = numberWords(Math.abs(by), row, words)
  return say(`reports.change.${by > 0 ? 'more' : 'less'}`, {
    by: percent ? amount.replace('%', '') : amount,
    unit: percent ? say('reports.points') : language === 'vi' ? row.unitVi : row.unitEn,
    when,
  })
}

function joined(parts: readonly string[], joint: Idea['joint'], words: PaperWords): string {
  const [first = '', ...rest] = parts
  const last = parts.at(-1) ?? ''
  if (rest.length === 0) return first
  if (joint === 'among') return words.say('reports.among', { first, rest: joined(rest, 'and', words) })
  if (joint !== 'and') return parts.join(joint === 'comma' ? ', ' : '; ')
  return words.say('and', { first: parts.slice(0, -1).join(', '), last })
}

/** What did not occur, in one sentence; of a section in which nothing did, no list. */
function zeroWords(paper: ReportPaper, list: readonly Idea[], words: PaperWords): string[] {
  const { say } = words
  const zeros = list.flatMap((idea) => {
    const rows = idea.codes.flatMap((code) => known(paper, code) ?? [])
    const none = rows.filter(isNone)
    // Of what did not occur there are no parts.
    return idea.leads && none[0]?.row.code === idea.codes[0] ? none.slice(0, 1) : none
  })
  const own = zeros.filter(({ row }) => ownZeros.includes(row.code))
  const rest = zeros.filter(({ row }) => !ownZeros.includes(row.code) && !toldElsewhere.includes(row.code))
  const flows = rest.filter(({ row }) => row.kind === 'flow' || row.code === 'C05')
  const stocks = rest.filter((each) => !flows.includes(each))
  const occurred = list
    .flatMap((idea) => idea.codes)
    .some((code) => rowOf(paper, code)?.kind === 'flow' && (known(paper, code)?.value ?? 0) > 0)
  const names = (rows: readonly Known[]) => rows.map(({ row }) => say(`reports.rows.${phraseOf(row)}.none`)).join('; ')
  return [
    ...own.map(({ row }) => say(`reports.zero.${row.code}`)),
    ...(flows.length === 0
      ? []
      : [!occurred && flows.length > 2 ? say('reports.nothing') : say('reports.noneOf', { list: names(flows) })]),
    ...(stocks.length > 0 ? [say('reports.notYet', { list: names(stocks) })] : []),
  ]
}

const told = new Set([...Object.values(ideas).flat(), mediaIdea].flatMap((idea) => idea.codes))

/** Rows that a province added (Z…), under their own names. */
const localRows = (paper: ReportPaper, section: FormSection): Known[] =>
  paper.rows
    .filter((row) => row.section === section && !told.has(row.code) && !toldElsewhere.includes(row.code))
    .flatMap((row) => known(paper, row.code) ?? [])

function localWords(rows: readonly Known[], words: PaperWords): string[] {
  const { say, language } = words
  const named = ({ row }: Known) => {
    const name = cleanText(language === 'vi' ? row.nameVi : row.nameEn)
    return name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
  }
  const amount = ({ row, value }: Known) => {
    const unit = row.valueType === 'percent' ? '' : ` ${language === 'vi' ? row.unitVi : row.unitEn}`
    return `${numberWords(value, row, words)}${unit}`
  }
  const some = rows.filter(isSome)
  const none = rows.filter(isNone)
  return [
    ...(some.length > 0
      ? [say('reports.local', { list: some.map((each) => `${named(each)} ${amount(each)}`).join('; ') })]
      : []),
    ...(none.length > 0 ? [say('reports.noneOf', { list: none.map(named).join('; ') })] : []),
  ]
}
