import type { Locale } from '@/messages/locales'

/**
 * An official document as plain values (Nghị định 30/2020/NĐ-CP, Phụ lục I; domain.md section 11): what stands where, and
 * no look. A .docx, a .pdf or a page can be made of the same; it goes through JSON unchanged.
 */
export type OfficialDocument = {
  language: Locale
  /** What the file's properties say: what it is about, and the body that issues it. Never a person. */
  title: string
  author: string
  sections: readonly DocumentSection[]
}

/** The text, then each appendix: a section begins a page and counts its pages for itself. */
export type DocumentSection = { orientation: Orientation; blocks: readonly Block[] }
export type Orientation = 'portrait' | 'landscape'

/** Says a sentence of messages/<language>/documents.json in the document's language, which need not be the reader's. */
export type Say = (key: string, values?: Record<string, string | number>) => string

/** Words in a row; plain text is upright and of normal weight. */
export type Run = string | { text: string; bold?: true; italic?: true }
export type Text = string | readonly Run[]

export type Block =
  /** A mark above everything: "Unofficial translation". */
  | { kind: 'mark'; text: string }
  | Heading
  /** Name and subject of the document: "QUYẾT ĐỊNH", "Về việc …". Words joined by no-break spaces stay together. */
  | { kind: 'title'; name: string; subject: string | null }
  /** "Kính gửi: …": one receiver on the same line, several below each other. */
  | { kind: 'addressees'; label: string; names: readonly string[] }
  /** Who decides, and the word of command: capitals in bold, centred. */
  | { kind: 'authority'; text: string }
  | { kind: 'grounds'; lines: readonly string[] }
  /** "I. …": a part of a longer text, in bold. */
  | { kind: 'part'; text: string }
  | { kind: 'paragraph'; text: Text }
  /** "Điều 1." in bold and what follows it. */
  | { kind: 'article'; label: string; text: Text }
  /** Items with their signs: "1.", "a)", "-". */
  | { kind: 'list'; items: readonly { sign: string; text: Text }[] }
  | DocumentTable
  | Closing
  /** Small words below a table: how it is to be read. */
  | { kind: 'note'; text: string }
  | { kind: 'appendixTitle'; label: string; title: string; reference: string }

/** The two columns at the head: body and number on the left, country and day on the right. */
export type Heading = {
  kind: 'heading'
  /** Lines of the body above, upright. */
  superior: readonly string[]
  /** Lines of the issuing body, bold, with a rule below. */
  issuer: readonly string[]
  nation: string
  motto: string
  number: string
  /** "V/v …" of a letter, under its number. */
  about: string | null
  place: string
}

/** Widths are shares of the whole. A row of groups runs over all columns; a blank cell is ''. */
export type DocumentTable = {
  kind: 'table'
  columns: readonly { header: string; width: number; align: 'left' | 'center' | 'right' }[]
  rows: readonly ({ group: string } | { cells: readonly string[] })[]
}

/** Receivers on the left, signature on the right, never on two pages. `name` null: nobody is named, the room stays. */
export type Closing = {
  kind: 'closing'
  label: string
  recipients: readonly string[]
  signing: readonly string[]
  name: string | null
}

/** Columns that an upright page still holds legibly. */
const uprightColumns = 6
export const orientationOf = (table: Pick<DocumentTable, 'columns'>): Orientation =>
  table.columns.length > uprightColumns ? 'landscape' : 'portrait'
