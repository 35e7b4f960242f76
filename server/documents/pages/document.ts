import { join } from 'node:path'
import pdfmake from 'pdfmake'
import type { Content, ContentText, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import {
  firstLine,
  gap,
  headLeft,
  lineSpacing,
  margin,
  paper,
  pointsPerMm,
  signatureRoom,
  size,
  textWidth,
} from '../measures/rules'
import type { Block, Closing, DocumentSection, DocumentTable, Heading, OfficialDocument, Text } from '../model/rules'
import { boldWidth, cleanText, evenLines, unglued } from '../text/rules'

/**
 * The one file that knows the .pdf library: the same document as pages, for who reads and prints and does not edit. Made in the
 * process, as an office's server has no program to turn a .docx into pages. Letters are Tinos, as wide as Times New Roman, and
 * lie in the file.
 */

export const pagesMime = 'application/pdf'

const fonts = join(process.cwd(), 'node_modules', '@expo-google-fonts', 'tinos')
const fontFile = (name: string) => join(fonts, name, `Tinos_${name}.ttf`)
pdfmake.setFonts({
  Tinos: {
    ...{ normal: fontFile('400Regular'), bold: fontFile('700Bold') },
    ...{ italics: fontFile('400Regular_Italic'), bolditalics: fontFile('700Bold_Italic') },
  },
})
// Nothing that a text names is ever fetched or read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts))

const pt = (millimetres: number) => millimetres * pointsPerMm
/** The library leaves out the gap that the font asks for between lines, which is part of a line on every other paper. */
const fontGap = 1.149 / 1.107
const tight = fontGap
const spaced = lineSpacing * fontGap

type Look = Pick<ContentText, 'fontSize' | 'bold' | 'italics' | 'alignment' | 'margin' | 'lineHeight'>
const clean = (text: string) => unglued(cleanText(text))

/** Word by word: lines are stretched and broken between words alone, not within "09/2019/NĐ-CP". */
const words = (text: string, look: Look = {}): ContentText[] =>
  (clean(text).match(/[^ ]* |[^ ]+$/g) ?? []).map((word) => ({ ...look, text: word, noWrap: true }))
const runs = (text: Text): ContentText[] =>
  (typeof text === 'string' ? [text] : text).flatMap((each) =>
    typeof each === 'string'
      ? words(each)
      : words(each.text, { bold: each.bold === true, italics: each.italic === true }),
  )
const centred = (text: string, look: Look = {}): ContentText => ({
  ...{ text: cleanText(text), alignment: 'center', lineHeight: tight },
  ...look,
})
const body = (text: ContentText[], look: Look = {}): ContentText => ({
  ...{ text, alignment: 'justify', leadingIndent: pt(firstLine), lineHeight: spaced, margin: [0, 0, 0, gap] },
  ...look,
})

/** A drawn line of 0.75 pt in the middle of `within` points. */
const rule = (width: number, within: number, after = 0): Content => {
  const from = (within - width) / 2
  return {
    canvas: [{ type: 'line', x1: from, y1: 0, x2: from + width, y2: 0, lineWidth: 0.75 }],
    margin: [0, 3, 0, 4 + after],
  }
}

function headed(lines: readonly string[], points: number, within: number, after = 0): Content[] {
  const even = lines.flatMap((each) => evenLines(cleanText(each), points, within))
  const longest = Math.max(...even.map((each) => boldWidth(each, points)))
  return [...even.map((each) => centred(each, { fontSize: points, bold: true })), rule(longest * 0.4, within, after)]
}

const slanted = (text: string, points: number, within: number, before = 0): Content[] =>
  evenLines(cleanText(text), points, within * 1.06).map((each, i) =>
    centred(each, { fontSize: points, italics: true, margin: [0, i === 0 ? before : 0, 0, 0] }),
  )

/** Columns without a frame, in points, that stay on one page. */
const unframed = (widths: readonly number[], rows: readonly (readonly Content[][])[]): Content => ({
  unbreakable: true,
  table: { widths: [...widths], body: rows.map((cells) => cells.map((stack): TableCell => ({ stack }))) },
  layout: {
    ...{ hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0 },
    ...{ paddingTop: () => 0, paddingBottom: () => 0 },
  },
})

function heading(block: Heading, width: number): Content {
  const left = pt(headLeft)
  const right = width - left
  const motto = cleanText(block.motto)
  const names = [
    ...block.superior.map((each) => centred(clean(each), { fontSize: size.body })),
    ...headed(block.issuer, size.body, left),
  ]
  const country = [
    centred(block.nation, { fontSize: size.nation, bold: true }),
    centred(motto, { fontSize: size.motto, bold: true }),
    rule(boldWidth(motto, size.motto), right),
  ]
  const number = [
    centred(block.number, { fontSize: size.number, margin: [0, gap, 0, 0] }),
    ...(block.about === null ? [] : [centred(block.about, { fontSize: size.about })]),
  ]
  return unframed(
    [left, right],
    [
      [names, country],
      [number, slanted(block.place, size.number, right, gap)],
    ],
  )
}

const line = 0.5
const padding = pt(1.5)
const between = 2
const cellLook = { fontSize: size.table, lineHeight: tight }
const lineHeight = (points: number, spacing: number) => points * 1.107 * spacing

/**
 * What begins something stays with what follows it. The library asks of a headline where it came to stand, and its level says how
 * many points it needs below: a row that is moved to the next page as a whole is not seen where it went.
 */
const leads = (points: number) => ({ headlineLevel: Math.ceil(points) })
const heightOf = (cells: readonly string[], widths: readonly number[]): number =>
  Math.max(...cells.map((text, i) => evenLines(clean(text), size.table, widths[i] ?? 0).length)) *
    lineHeight(size.table, tight) +
  2 * between +
  line

/** Header repeated on each page, rows whole. */
function table(block: DocumentTable, width: number): Content {
  const total = block.columns.reduce((sum, column) => sum + column.width, 0)
  const around = 2 * padding + line
  const widths = block.columns.map((column) => ((width - line) * column.width) / total - around)
  const whole = [width - around]
  const group = (text: string, next: DocumentTable['rows'][number] | undefined): TableCell[] => {
    const below = next ? ('group' in next ? heightOf([next.group], whole) : heightOf(next.cells, widths)) : 0
    return [
      {
        ...{ ...cellLook, text: clean(text), bold: true, colSpan: block.columns.length },
        ...leads(heightOf([text], whole) + below),
      },
      ...block.columns.slice(1).map(() => ({})),
    ]
  }
  return {
    table: {
      ...{ headerRows: 1, keepWithHeaderRows: 2, dontBreakRows: true, widths },
      body: [
        block.columns.map(
          ({ header }): TableCell => ({ ...cellLook, text: clean(header), bold: true, alignment: 'center' }),
        ),
        ...block.rows.map((row, at): TableCell[] =>
          'group' in row
            ? group(row.group, block.rows[at + 1])
            : block.columns.map(
                ({ align }, i): TableCell => ({ ...cellLook, text: clean(row.cells[i] ?? ''), alignment: align }),
              ),
        ),
      ],
    },
    layout: {
      ...{ hLineWidth: () => line, vLineWidth: () => line, paddingLeft: () => padding, paddingRight: () => padding },
      ...{ paddingTop: () => between, paddingBottom: () => between },
    },
  }
}

const closing = (block: Closing, width: number): Content =>
  unframed(
    [width / 2, width / 2],
    [
      [
        [
          { text: clean(block.label), fontSize: size.label, bold: true, italics: true, lineHeight: tight },
          ...block.recipients.map((each) => ({ text: clean(each), fontSize: size.recipients, lineHeight: tight })),
        ],
        [
          ...block.signing.map((each) => centred(each, { bold: true })),
          centred(block.name ?? '', { bold: true, margin: [0, signatureRoom, 0, 0] }),
        ],
      ],
    ],
  )

function blockContent(block: Block, width: number): Content[] {
  switch (block.kind) {
    case 'mark':
      return [centred(block.text, { fontSize: size.label, italics: true, margin: [0, 0, 0, gap] })]
    case 'heading':
      return [heading(block, width)]
    case 'title':
      return [
        centred(block.name, { bold: true, margin: [0, gap * 3, 0, 0] }),
        ...(block.subject === null
          ? []
          : headed([block.subject], size.text, width * 0.85, gap).map(inset(width * 0.075))),
      ]
    case 'addressees':
      return block.names.length === 1
        ? [centred(`${block.label} ${block.names[0]}`, { margin: [0, gap * 2, 0, gap * 2] })]
        : [
            { text: clean(block.label), margin: [pt(30), gap * 2, 0, 0] },
            ...block.names.map((name): Content => ({ text: `- ${clean(name)}`, margin: [pt(50), 0, 0, 0] })),
          ]
    case 'authority':
      return [centred(block.text, { bold: true, margin: [0, gap, 0, gap] })]
    case 'grounds':
      return block.lines.map((each) => body(words(each), { italics: true }))
    case 'part':
      return [{ ...body(words(block.text, { bold: true })), ...leads(2 * lineHeight(size.text, spaced) + gap) }]
    case 'paragraph':
      return [body(runs(block.text))]
    case 'article':
      return [body([...words(`${block.label} `, { bold: true }), ...runs(block.text)])]
    case 'list':
      return block.items.map((item) => body([...words(`${item.sign} `), ...runs(item.text)]))
    case 'table':
      return [table(block, width)]
    case 'note':
      return [body(words(block.text), { fontSize: size.label, italics: true, margin: [0, gap / 2, 0, 0] })]
    case 'closing':
      return [{ text: ' ', lineHeight: tight }, closing(block, width)]
    case 'appendixTitle':
      return [
        centred(block.label, { bold: true }),
        ...evenLines(cleanText(block.title), size.text, width).map((each) => centred(each, { bold: true })),
        ...slanted(block.reference, size.text, width),
        rule(width * 0.2, width, gap),
      ]
  }
}

const inset =
  (by: number) =>
  (content: Content): Content => ({ stack: [content], margin: [by, 0, by, 0] })

/** The signature never stands on a page without a line of the text above it. */
function contentsOf(blocks: readonly Block[], width: number): Content[] {
  const end = blocks.findIndex((block) => block.kind === 'closing')
  const all = blocks.map((block) => blockContent(block, width))
  if (end < 1) return all.flat()
  const before = all[end - 1] ?? []
  return [
    ...all.slice(0, end - 1).flat(),
    ...before.slice(0, -1),
    { unbreakable: true, stack: [...before.slice(-1), ...(all[end] ?? [])] },
    ...all.slice(end + 1).flat(),
  ]
}

/** A section begins a page and counts its pages for itself; the first has no number. */
function section({ orientation, blocks }: DocumentSection): Content {
  let first = Number.POSITIVE_INFINITY
  return {
    pageSize: 'A4',
    pageOrientation: orientation,
    pageMargins: [margin.left, margin.top, margin.right, margin.bottom].map(pt) as [number, number, number, number],
    header: (page: number): Content => {
      first = Math.min(first, page)
      return page === first
        ? ''
        : centred(String(page - first + 1), {
            fontSize: size.number,
            margin: [pt(margin.left), pt(margin.header), pt(margin.right), 0],
          })
    },
    section: contentsOf(blocks, pt(textWidth(orientation))),
  }
}

/** The document as .pdf. Its properties name the body that issues it and nobody else. */
export async function writePages(document: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const author = cleanText(document.author)
  const definition: TDocumentDefinitions = {
    pageSize: { width: pt(paper.width), height: pt(paper.height) },
    language: document.language,
    displayTitle: true,
    info: { title: cleanText(document.title), author, creator: author, producer: author },
    defaultStyle: { font: 'Tinos', fontSize: size.text, color: 'black' },
    content: document.sections.map(section),
    pageBreakBefore: ({ headlineLevel = 0, startPosition: { top, pageInnerHeight } }) =>
      headlineLevel > 0 && top + headlineLevel > pt(margin.top) + pageInnerHeight,
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
