import {
  Document,
  Header,
  type IParagraphOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableRow,
  TextRun,
  TextWrappingType,
} from 'docx'
import { ShapeRun } from 'docx/shapes'
import {
  firstLine,
  headLeft,
  lineSpacing,
  margin,
  paper,
  gap as paragraphGap,
  pointsPerMm,
  signatureRoom as roomToSign,
  size,
  textWidth,
} from './measures/rules'
import type { Block, Closing, DocumentSection, DocumentTable, Heading, OfficialDocument, Text } from './model/rules'
import { boldWidth, cleanText, evenLines, slantedWidth, unglued } from './text/rules'

/** The one file that knows the .docx library: an official document by Nghị định 30/2020/NĐ-CP, Phụ lục I (domain.md section 11). */

export const documentMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const font = 'Times New Roman'
/** Twentieths of a point, as all measures of the file. */
const gap = paragraphGap * 20
const signatureRoom = roomToSign * 20
const line = { line: Math.round(lineSpacing * 240), lineRule: 'auto' } as const
const mm = (millimetres: number) => Math.round(millimetres * pointsPerMm * 20)
const indent = mm(firstLine)
const pixelsPerPoint = 96 / 72

type Look = { size?: number; bold?: boolean; italics?: boolean }

const run = (text: string, { size: points = size.text, ...look }: Look = {}) =>
  new TextRun({ text: cleanText(text), size: points * 2, ...look })

const runs = (text: Text, look: Look = {}): TextRun[] =>
  (typeof text === 'string' ? [text] : text).map((each) =>
    typeof each === 'string' ? run(each, look) : run(each.text, { ...look, bold: each.bold, italics: each.italic }),
  )

const tight = { before: 0, after: 0 }
const centred = (text: string, look: Look, options: IParagraphOptions = {}) =>
  new Paragraph({
    alignment: 'center',
    spacing: tight,
    keepNext: true,
    ...options,
    children: [run(text, look)],
  })
const body = (children: TextRun[], options: IParagraphOptions = {}) =>
  new Paragraph({
    alignment: 'both',
    indent: { firstLine: indent },
    spacing: { before: 0, after: gap, ...line },
    ...options,
    children,
  })

/** A drawn line of 0.75 pt in the middle of its column, `width` points long, in a low line of its own. */
const rule = (width: number, after = 0) =>
  new Paragraph({
    alignment: 'center',
    keepNext: true,
    spacing: { before: 0, after, line: 160, lineRule: 'exact' },
    children: [
      new ShapeRun({
        type: 'line',
        transformation: { width: Math.round(width * pixelsPerPoint), height: 0 },
        line: { width: 0.75 },
        floating: {
          horizontalPosition: {
            relative: 'column',
            align: 'center',
          },
          verticalPosition: { relative: 'paragraph', offset: 44_450 },
          layoutInCell: true,
          wrap: { type: TextWrappingType.NONE },
        },
      }),
    ],
  })

/** Bold lines broken evenly, and a rule of two fifths of the longest below them. */
function headed(lines: readonly string[], points: number, width: number, after = 0): Paragraph[] {
  const even = lines.flatMap((each) => evenLines(cleanText(each), points, width))
  const longest = Math.max(...even.map((each) => boldWidth(each, points)))
  return [...even.map((each) => centred(each, { size: points, bold: true })), rule(longest * 0.4, after)]
}

/** Lines in italics. */
const slanted = (text: string, points: number, width: number, before = 0) =>
  evenLines(cleanText(text), points, width, slantedWidth).map((each, i) =>
    centred(each, { size: points, italics: true }, { spacing: { before: i === 0 ? before : 0, after: 0 } }),
  )

/** Two columns without a frame; no row breaks over a page. */
const unframed = (widths: readonly number[], rows: readonly (readonly Paragraph[][])[]) =>
  new Table({
    borders: TableBorders.NONE,
    layout: 'fixed',
    columnWidths: widths.map((width) => mm(width)),
    width: { size: mm(widths.reduce((sum, width) => sum + width, 0)), type: 'dxa' },
    margins: { left: 0, right: 0 },
    rows: rows.map((cells) => {
      const cell = (children: Paragraph[], i: number) =>
        new TableCell({ width: { size: mm(widths[i] ?? 0), type: 'dxa' }, children })
      return new TableRow({ cantSplit: true, children: cells.map(cell) })
    }),
  })

/** Number and day stand level, whatever lines the names above them need. */
function heading(block: Heading, width: number): Table {
  const left = headLeft
  const right = width - left
  const motto = cleanText(block.motto)
  const names = [
    ...block.superior.map((each) => centred(unglued(each), { size: size.body })),
    ...headed(block.issuer, size.body, left * pointsPerMm),
  ]
  const country = [
    centred(block.nation, { size: size.nation, bold: true }),
    centred(motto, { size: size.motto, bold: true }),
    rule(boldWidth(motto, size.motto)),
  ]
  const number = [
    centred(block.number, { size: size.number }, { spacing: { before: gap, after: 0 } }),
    ...(block.about === null ? [] : [centred(block.about, { size: size.about })]),
  ]
  const rows = [
    [names, country],
    [number, slanted(block.place, size.number, right * pointsPerMm, gap)],
  ]
  return unframed([left, right], rows)
}

/** Header repeated on each page, rows whole; the header and a group stay with the row below them. */
function table(block: DocumentTable, width: number): Table {
  const total = block.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = block.columns.map((column) => mm((width * column.width) / total))
  const cell = (text: string, i: number, look: Look, align: DocumentTable['columns'][number]['align'], span = 1) =>
    new TableCell({
      width: { size: span > 1 ? mm(width) : (widths[i] ?? 0), type: 'dxa' },
      verticalAlign: 'center',
      columnSpan: span,
      children: [
        new Paragraph({
          alignment: align,
          spacing: { before: 40, after: 40 },
          keepNext: look.bold === true,
          children: [run(text, { size: size.table, ...look })],
        }),
      ],
    })
  const edge = { style: 'single', size: 4, color: '000000' } as const
  return new Table({
    layout: 'fixed',
    columnWidths: widths,
    width: { size: mm(width), type: 'dxa' },
    margins: { left: mm(1.5), right: mm(1.5) },
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.columns.map((column, i) => cell(column.header, i, { bold: true }, 'center')),
      }),
      ...block.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children:
              'group' in row
                ? [cell(row.group, 0, { bold: true }, 'left', block.columns.length)]
                : block.columns.map(({ align }, i) => cell(row.cells[i] ?? '', i, {}, align)),
          }),
      ),
    ],
  })
}

function closing(block: Closing, width: number): Table {
  const receivers = [
    new Paragraph({ spacing: tight, children: [run(block.label, { size: size.label, bold: true, italics: true })] }),
    ...block.recipients.map(
      (each) => new Paragraph({ spacing: tight, children: [run(each, { size: size.recipients })] }),
    ),
  ]
  const signature = [
    ...block.signing.map((each) => centred(each, { bold: true })),
    centred(block.name ?? '', { bold: true }, { keepNext: false, spacing: { before: signatureRoom, after: 0 } }),
  ]
  return unframed([width / 2, width / 2], [[receivers, signature]])
}

function blockParts(block: Block, width: number, beforeClosing: boolean): (Paragraph | Table)[] {
  // The signature never stands on a page without a line of the text above it.
  const held = { keepNext: beforeClosing, keepLines: beforeClosing }
  const points = width * pointsPerMm
  switch (block.kind) {
    case 'mark':
      return [centred(block.text, { size: size.label, italics: true }, { spacing: { before: 0, after: gap } })]
    case 'heading':
      return [heading(block, width)]
    case 'title':
      return [
        centred(block.name, { bold: true }, { spacing: { before: gap * 3, after: 0 } }),
        ...(block.subject === null ? [] : headed([block.subject], size.text, points * 0.85, gap)),
      ]
    case 'addressees':
      return block.names.length === 1
        ? [centred(`${block.label} ${block.names[0]}`, {}, { spacing: { before: gap * 2, after: gap * 2 } })]
        : [
            body(runs(block.label), { indent: { left: mm(30) }, spacing: { before: gap * 2, after: 0 } }),
            ...block.names.map((name) => body(runs(`- ${name}`), { indent: { left: mm(50) }, spacing: tight })),
            new Paragraph({ spacing: tight }),
          ]
    case 'authority':
      return [centred(block.text, { bold: true }, { spacing: { before: gap, after: gap } })]
    case 'grounds':
      return block.lines.map((each) => body(runs(each, { italics: true })))
    case 'part':
      return [body([run(block.text, { bold: true })], { keepNext: true })]
    case 'paragraph':
      return [body(runs(block.text), held)]
    case 'article':
      return [body([run(`${block.label} `, { bold: true }), ...runs(block.text)], held)]
    case 'list':
      return block.items.map((item, i) =>
        body(runs(item.sign).concat(runs(' '), runs(item.text)), i === block.items.length - 1 ? held : {}),
      )
    case 'table':
      return [table(block, width)]
    case 'closing':
      return [new Paragraph({ spacing: tight, keepNext: true }), closing(block, width)]
    case 'note':
      return [body([run(block.text, { size: size.label, italics: true })], { spacing: { before: gap / 2, after: 0 } })]
    case 'appendixTitle':
      return [
        centred(block.label, { bold: true }),
        ...evenLines(cleanText(block.title), size.text, points).map((each) => centred(each, { bold: true })),
        ...slanted(block.reference, size.text, points),
        rule(points * 0.2, gap),
      ]
  }
}

/** The page's number in the upper margin, but for the first page. */
const pageNumber = new TextRun({ children: [PageNumber.CURRENT], size: size.number * 2 })
const headers = {
  default: new Header({ children: [new Paragraph({ alignment: 'center', spacing: tight, children: [pageNumber] })] }),
  first: new Header({ children: [new Paragraph({ spacing: tight })] }),
}

/** Nothing may end with a table: a line of a point stands after it. */
const end = new Paragraph({ spacing: { ...tight, line: 20, lineRule: 'exact' } })

function section({ orientation, blocks }: DocumentSection, i: number, all: readonly unknown[]): ISectionOptions {
  const width = textWidth(orientation)
  return {
    properties: {
      type: 'nextPage',
      titlePage: true,
      page: {
        // The library turns the sheet itself.
        size: { width: mm(paper.width), height: mm(paper.height), orientation },
        margin: Object.fromEntries(Object.entries(margin).map(([edge, wide]) => [edge, mm(wide)])),
        pageNumbers: { start: 1 },
      },
    },
    headers,
    children: [
      ...blocks.flatMap((block, at) => blockParts(block, width, blocks[at + 1]?.kind === 'closing')),
      ...(i === all.length - 1 ? [end] : []),
    ],
  }
}

/** The document as .docx. Its properties name the body that issues it and nobody else. */
export async function writeDocument(document: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const author = cleanText(document.author)
  const language = { value: document.language === 'vi' ? 'vi-VN' : 'en-GB' }
  const file = new Document({
    title: cleanText(document.title),
    creator: author,
    lastModifiedBy: author,
    styles: { default: { document: { run: { font, size: size.text * 2, language } } } },
    sections: document.sections.map(section),
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
