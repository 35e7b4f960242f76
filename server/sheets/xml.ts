import { TableRefused } from './table'

const [less, more, quote, apostrophe, slash] = [0x3c, 0x3e, 0x22, 0x27, 0x2f]

const attributes = new Map<string, RegExp>()
/** An attribute by its local name: `id` finds r:id and not sheetId; xmlns:r is no `r`. */
function attributeOf(name: string): RegExp {
  const known =
    attributes.get(name) ?? new RegExp(`\\s(?!xmlns:)(?:[^\\s:="'<>/]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  attributes.set(name, known)
  return known
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** The five entities of the language and signs by their numbers; others stay as they stand. */
const plain = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, ten, sixteen, name) => {
        if (name) return entities[name.toLowerCase()] ?? whole
        const code = ten ? Number(ten) : Number.parseInt(sixteen, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text

/** By the mark at its beginning, or by how its first sign is written. */
const utf16Of = ([first, second]: Buffer): 'utf-16le' | 'utf-16be' | null => {
  if ((first === 0xff && second === 0xfe) || (first === less && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second === less) ? 'utf-16be' : null
}

/**
 * One pass over a part, tag by tag, of which nothing is kept: the part may be large. A part that says what its own entities are, or
 * whose tags do not close, is broken. Names are local: what stands before a colon is left out. Throws TableRefused broken.
 */
export class XmlPass {
  /** Of the tag that was passed last, and whether it opens; an empty one opens and then closes. */
  name = ''
  opens = false
  /** How far the pass is, in bytes. */
  at = 0
  private tag = ''
  private empty = false
  private depth = 0

  private readonly xml: Buffer
  constructor(given: Buffer) {
    const coding = utf16Of(given)
    this.xml = coding ? Buffer.from(new TextDecoder(coding).decode(given)) : given
  }

  /** Goes on to the next tag; false: there is none. */
  next(): boolean {
    if (this.empty) {
      this.empty = false
      this.opens = false
      this.depth -= 1
      return true
    }
    for (;;) {
      const from = this.xml.indexOf(less, this.at)
      if (from < 0) {
        if (this.depth !== 0) throw new TableRefused('broken')
        return false
      }
      if (this.pastWhatSaysNothing(from) !== undefined) continue
      this.read(from + 1, this.endOf(from + 1))
      return true
    }
  }

  /** An attribute of the tag by its local name; undefined: it has none. */
  attribute(name: string): string | undefined {
    const found = attributeOf(name).exec(this.tag)
    const value = found?.[1] ?? found?.[2]
    return value === undefined ? undefined : plain(Buffer.from(value, 'latin1').toString('utf8'))
  }

  /** Whether the tag stands for an element with nothing in it: <c/>. */
  get hollow(): boolean {
    return this.empty
  }

  /** What stands in the element that was opened last, up to the next tag. */
  text(): string {
    if (this.empty) return ''
    let said = ''
    for (;;) {
      const to = this.xml.indexOf(less, this.at)
      if (to < 0) throw new TableRefused('broken')
      said += plain(this.xml.toString('utf8', this.at, to))
      this.at = to
      const inside = this.pastWhatSaysNothing(to)
      if (inside === undefined) return said
      said += inside ?? ''
    }
  }

  /** Past a comment, an instruction (null) or raw text (which is given back) that begins here; undefined: it is a tag. */
  private pastWhatSaysNothing(from: number): string | null | undefined {
    const second = this.xml[from + 1]
    if (second !== 0x21 && second !== 0x3f) return undefined
    const begins = this.xml.toString('latin1', from, from + 9)
    const end = second === 0x3f ? '?>' : begins.startsWith('<!--') ? '-->' : begins === '<![CDATA[' ? ']]>' : null
    const to = end === null ? -1 : this.xml.indexOf(end, from + 2)
    if (end === null || to < 0) throw new TableRefused('broken')
    this.at = to + end.length
    return end === ']]>' ? this.xml.toString('utf8', from + 9, to) : null
  }

  /** Where the tag that begins here closes; a sign in quotes does not close it. */
  private endOf(from: number): number {
    let inside = 0
    for (let at = from; at < this.xml.length; at++) {
      const byte = this.xml[at]
      if (inside) {
        if (byte === inside) inside = 0
      } else if (byte === quote || byte === apostrophe) inside = byte
      else if (byte === more) return at
    }
    throw new TableRefused('broken')
  }

  private read(from: number, to: number): void {
    this.opens = this.xml[from] !== slash
    this.empty = this.opens && this.xml[to - 1] === slash
    this.depth += this.opens ? 1 : -1
    if (this.depth < 0) throw new TableRefused('broken')
    this.tag = this.xml.toString('latin1', this.opens ? from : from + 1, this.empty ? to - 1 : to)
    this.at = to + 1
    const end = this.tag.search(/\s|$/)
    const colon = this.tag.lastIndexOf(':', end)
    this.name = this.tag.slice(colon + 1, end)
  }
}
