import { searchKey } from '@/db/unit-names'
import type { Block, OfficialDocument, Text } from '../../documents/model/rules'
import type { Place } from '../../documents/places/rules'
import {
  capitals,
  closed,
  dayWords,
  issuerLines,
  issuerName,
  listed,
  numberLine,
  placeAndDay,
  roman,
  signingLines,
  symbolOf,
} from '../../documents/rules'
import { cleanText, glued, unglued } from '../../documents/text/rules'
import { appendixOf } from './appendix/rules'
import {
  bodyOn,
  issuerOf,
  monthWords,
  numberWords,
  type PaperChoice,
  type PaperHead,
  type PaperWords,
  type ReportPaper,
} from './facts/rules'
import { areaOf, sentencesOf } from './sentences/rules'

export type { PaperChoice, ReportPaper } from './facts/rules'

const tasks = ['task1', 'task2', 'task3', 'task4', 'task5'] as const
/** The capital, where the ministry sits. */
const capital: Place = { type: 'thanh_pho', name: 'Hà Nội' }

function headOf(paper: ReportPaper): PaperHead {
  const { issuer, symbol } = issuerOf(paper)
  const digits = /^\d{1,6}/.exec(paper.signed?.number ?? '')?.[0]
  return {
    issuer,
    symbol: symbolOf('report', symbol),
    number: digits ? Number(digits) : null,
    on: paper.signed ? { day: paper.signed.on } : { year: Number(paper.period.endsOn.slice(0, 4)) },
  }
}

/**
 * The report of a month as an official document (Nghị định 30/2020/NĐ-CP; skeleton of domain.md section 11): a draft to be signed,
 * number and day blank until it is. Sentences are made of what is known and nothing else.
 */
export function reportDocument(paper: ReportPaper, choice: PaperChoice, words: PaperWords): OfficialDocument {
  const { say, language } = words
  const head = headOf(paper)
  const subject = say('reports.subject', {
    teams: glued(say('reports.teams')),
    month: glued(monthWords(words, paper.period, 'month')),
  })
  const place = paper.level === 'authority' ? capital : paper.unit
  const blocks: Block[] = [
    ...(language === 'vi' ? [] : [{ kind: 'mark', text: say('mark') } as const]),
    ...(paper.issued ? [] : [{ kind: 'mark', text: say('reports.proposed') } as const]),
    {
      kind: 'heading',
      ...issuerLines(say, head.issuer),
      nation: say('nation'),
      motto: say('motto'),
      number: numberLine(say, head.number, head.symbol),
      about: null,
      place: placeAndDay(say, place, head.on),
    },
    { kind: 'title', name: capitals(say('kinds.report')), subject },
    ...(choice.addressed
      ? [{ kind: 'addressees', label: say('addressees'), names: [receiverOf(paper, words)] } as const]
      : []),
    { kind: 'grounds', lines: listed(groundsOf(paper, words)) },
    ...openingOf(paper, words).map(paragraph),
    ...bodyOf(paper, words),
    paragraph(
      closed(say('reports.closing', { issuer: issuerName(say, head.issuer), receiver: receiverOf(paper, words) })),
    ),
    {
      kind: 'closing',
      label: say('recipients'),
      recipients: listed(recipientsOf(paper, words)).map((line) => `- ${line}`),
      signing: signingLines(say, head.issuer, choice.signs),
      name: null,
    },
  ]
  return {
    language,
    title: unglued(`${say('kinds.report')} ${subject.charAt(0).toLocaleLowerCase(language)}${subject.slice(1)}`),
    author: issuerName(say, head.issuer),
    sections: [{ orientation: 'portrait', blocks }, appendixOf(paper, head, words)],
  }
}

const paragraph = (text: Text): Block => ({ kind: 'paragraph', text })

/** The department of a commune's province, the ministry of a department, the leaders of the ministry; by the names of then. */
export function receiverOf(paper: ReportPaper, { say }: PaperWords): string {
  if (paper.level === 'authority') return say('reports.leaders', { body: bodyOn(paper, 'ministry').name })
  if (paper.level === 'department') return bodyOn(paper, 'ministry').name
  const { name } = bodyOn(paper, 'department')
  return paper.province ? issuerName(say, { kind: 'department', name, unit: paper.province }) : name
}

/** Texts by which such a report is made, each only once it was there. */
const grounds = [
  { key: 'regime', from: '2019-03-12', to: null },
  { key: 'pilot', from: '2022-03-05', to: '2023-06-15' },
  { key: 'review', from: '2023-06-15', to: null },
] as const

function groundsOf({ period, issued }: ReportPaper, { say }: PaperWords): string[] {
  const known = grounds.filter(({ from, to }) => from <= period.endsOn && (to === null || period.endsOn < to))
  return [
    ...known.map(({ key }) => say(`reports.grounds.${key}`)),
    ...(issued
      ? [
          say('reports.grounds.form', {
            number: cleanText(issued.number),
            day: dayWords(say, issued.on),
            by: cleanText(issued.by),
          }),
        ]
      : []),
  ]
}

function openingOf(paper: ReportPaper, words: PaperWords): string[] {
  const { say } = words
  const { standing, period, frozen } = paper
  const { issuer } = issuerOf(paper)
  const opening = say('reports.opening', {
    issuer: issuerName(say, issuer),
    area: areaOf(paper, words).unit,
    whole: paper.level === 'commune' ? 'no' : 'yes',
    month: monthWords(words, period, 'month'),
    from: dayWords(say, period.startsOn),
    to: dayWords(say, period.endsOn),
  })
  const official =
    frozen && say('reports.official', { day: dayWords(say, frozen.on), revision: String(frozen.revision) })
  if (!standing) return official ? [opening, official] : [opening]
  const { provinces } = standing
  const count = (number: number) => numberWords(number, { valueType: 'count' }, words)
  return [
    opening,
    [
      say('reports.standing', {
        received: count(standing.received),
        required: count(standing.required),
        accepted:
          standing.accepted === 0 ? 'none' : standing.accepted === standing.received ? 'all' : count(standing.accepted),
        with: provinces ? count(provinces.with) : 'none',
        all: count(provinces?.all ?? 0),
      }),
      official ?? say('reports.provisional'),
      ...(paper.before && Object.values(paper.figures).some(({ change }) => change)
        ? [say('reports.sameSet', { before: monthWords(words, paper.before, 'monthShort') })]
        : []),
    ].join(' '),
  ]
}

/** Sections I to VII. */
function bodyOf(paper: ReportPaper, words: PaperWords): Block[] {
  const { say } = words
  const part = (index: number, key: string): Block => ({
    kind: 'part',
    text: `${roman(index)}. ${capitals(say(`reports.parts.${key}`))}`,
  })
  const told = (section: Parameters<typeof sentencesOf>[1]) => [paragraph(sentencesOf(paper, section, words).join(' '))]
  // Of a month in which nothing occurred that is said once, and below it only what there is.
  const underTasks = (section: Parameters<typeof sentencesOf>[1]) => {
    const sentences = sentencesOf(paper, section, words).filter(
      (each) => !paper.nil || (each !== say('reports.nothing') && each !== say('reports.noFigures')),
    )
    return sentences.length > 0 ? [paragraph(sentences.join(' '))] : []
  }
  return [
    part(1, 'organisation'),
    ...told('organisation'),
    part(2, 'tasks'),
    ...(paper.nil ? [paragraph(say('reports.nil'))] : []),
    ...underTasks('general'),
    ...tasks
      .map((task) => ({ task, told: underTasks(task) }))
      .filter(({ told }) => told.length > 0)
      .flatMap(({ task, told }, i): Block[] => [
        { kind: 'part', text: `${i + 1}. ${say(`reports.tasks.${task}`)}` },
        ...told,
      ]),
    part(3, 'training'),
    ...told('training'),
    part(4, 'resources'),
    ...told('resources'),
    part(5, 'assessment'),
    { kind: 'part', text: `1. ${say('reports.heads.results')}` },
    ...writtenOf(paper.texts.E01),
    { kind: 'part', text: `2. ${say('reports.heads.difficulties')}` },
    ...missingOf(paper, words),
    ...writtenOf(paper.texts.E02, paper.standing !== null && paper.standing.missing.length > 0),
    part(6, 'next'),
    ...writtenOf(paper.texts.E04),
    part(7, 'proposals'),
    ...writtenOf(paper.texts.E03),
  ]
}

/** What nobody wrote is not "none": the line stays open for the hand that signs, unless something else was said there. */
const openLine = '…'.repeat(30)
function writtenOf(text: string | null | undefined, said = false): Block[] {
  const lines = (text ?? '')
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) => cleanText(line).trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return said ? [] : [paragraph(openLine)]
  return lines.map((line) => paragraph(/[.:;!?…]["”)]?$/u.test(line) ? line : `${line}.`))
}

function missingOf({ standing }: ReportPaper, words: PaperWords): Block[] {
  if (!standing || standing.missing.length === 0) return []
  return [
    paragraph(
      words.say('reports.missing', {
        count: numberWords(standing.missing.length, { valueType: 'count' }, words),
        names: standing.missing.map((name) => glued(cleanText(name))).join(', '),
      }),
    ),
  ]
}

function recipientsOf(paper: ReportPaper, words: PaperWords): string[] {
  const { say } = words
  const { unit } = areaOf(paper, words)
  const usual = {
    commune: ['above', 'chairmen', 'front', 'teams'],
    department: ['committee', 'communes'],
    authority: ['departments'],
  } as const
  const office = paper.level === 'commune' ? officeOf(paper) : null
  return [
    receiverOf(paper, words),
    ...usual[paper.level].map((key) => say(`reports.recipients.${key}`, { unit })),
    say('filed', { office: office ?? 'none' }),
  ]
}

/** The office that drafts a commune's papers, where it stood then: "VH-XH". */
function officeOf({ agencies, period }: ReportPaper): string | null {
  const found = agencies.office.find(
    ({ validFrom, validTo }) => validFrom <= period.endsOn && (validTo === null || validTo > period.endsOn),
  )
  return found ? (found.symbol ?? found.abbreviation) : null
}

/** "bao-cao-2026-11-xa-lia": letters that every device keeps. */
export const fileNameOf = ({ period }: ReportPaper, fullName: string): string =>
  `bao-cao-${period.code}-${searchKey(fullName).replaceAll(' ', '-')}`
