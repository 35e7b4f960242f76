import { type FormSection, formSections } from '@/db/enums'
import type { Block, DocumentSection, DocumentTable } from '../../../documents/model/rules'
import { appendixLabel, capitals, issuedOnWords, issuerName, numberAndSymbol, roman } from '../../../documents/rules'
import { cleanText, glued } from '../../../documents/text/rules'
import { hasSource } from '../../../forms/rules'
import { formatFigure } from '../../figures/rules'
import {
  blankFigure,
  monthWords,
  type PaperFigure,
  type PaperHead,
  type PaperMonth,
  type PaperRow,
  type PaperWords,
  type ReportPaper,
} from '../facts/rules'

type Column = { id: string; width: number; align: 'left' | 'center' | 'right' }
const columns: readonly Column[] = [
  { id: 'order', width: 12, align: 'center' },
  { id: 'row', width: 100, align: 'left' },
  { id: 'unit', width: 24, align: 'center' },
  { id: 'now', width: 34, align: 'right' },
  { id: 'before', width: 34, align: 'right' },
  { id: 'note', width: 48, align: 'left' },
]

/** What is not known; the legend says so below the table. */
const blank = '-'

/** Every figure of the form in a table across the page, numbered within its section as the form has it. */
export function appendixOf(paper: ReportPaper, head: PaperHead, words: PaperWords): DocumentSection {
  const { say, language } = words
  const figure = (row: PaperRow, value: number | null) => formatFigure(value, row.valueType, language) || blank
  const rowsOf = (section: FormSection) =>
    paper.rows.filter((row) => row.section === section && row.valueType !== 'text')
  const filled = formSections.filter((section) => rowsOf(section).length > 0)
  const rows = filled.flatMap((section, i): DocumentTable['rows'] => [
    { group: `${roman(i + 1)}. ${say(`reports.sections.${section}`)}` },
    ...rowsOf(section).map((row, j) => {
      const stands = paper.figures[row.code] ?? blankFigure
      const told: Record<string, string> = {
        order: String(j + 1),
        row: cleanText(language === 'vi' ? row.nameVi : row.nameEn),
        unit: language === 'vi' ? row.unitVi : row.unitEn,
        now: withFraction(figure(row, stands.value), stands, words),
        before: figure(row, stands.before),
        note: noteOf(paper, row, stands, words),
      }
      return { cells: columns.map(({ id }) => told[id] ?? '') }
    }),
  ])
  const named = (month: PaperMonth) => {
    const text = glued(monthWords(words, month, 'monthShort'))
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  }
  const header: Record<string, string> = {
    now: named(paper.period),
    before: paper.before ? named(paper.before) : say('reports.columns.before'),
  }
  const blocks: Block[] = [
    {
      kind: 'appendixTitle',
      label: appendixLabel(say, 0, 1),
      title: capitals(say('reports.appendix', { month: monthWords(words, paper.period, 'month') })),
      reference: say('attached', {
        kind: say('kinds.report'),
        number: numberAndSymbol(head.number, head.symbol),
        day: glued(issuedOnWords(say, head.on)),
        issuer: glued(issuerName(say, head.issuer)),
      }),
    },
    {
      kind: 'table',
      columns: columns.map(({ id, ...column }) => ({ ...column, header: header[id] ?? say(`reports.columns.${id}`) })),
      rows,
    },
    { kind: 'note', text: say('reports.legend') },
  ]
  return { orientation: 'landscape', blocks }
}

function withFraction(text: string, { fraction }: PaperFigure, { language }: PaperWords): string {
  if (!fraction || text === blank) return text
  const [part, whole] = fraction.map((each) => formatFigure(each, 'count', language))
  return `${text} (${part}/${whole})`
}

/** Where a figure comes from, why it is blank, what its unit said of it. */
function noteOf(paper: ReportPaper, row: PaperRow, figure: PaperFigure, { say }: PaperWords): string {
  if (!hasSource(row)) return say('reports.notes.noSource')
  if (paper.standing) {
    return figure.units === null || figure.units === paper.standing.received
      ? ''
      : say('reports.notes.units', { units: String(figure.units), all: String(paper.standing.received) })
  }
  const { source, reason, noData } = figure
  const known = ['police', 'bank']
  return [
    ...(noData && figure.value === null ? [say('reports.notes.noData')] : []),
    ...(source
      ? [
          say('reports.notes.source', {
            source: known.includes(source.name) ? say(`reports.sources.${source.name}`) : cleanText(source.name),
            day: source.on ? source.on.split('-').reverse().join('/') : 'none',
          }),
        ]
      : []),
    ...(reason ? [cleanText(reason)] : []),
  ].join('; ')
}
