import { searchKey } from '@/db/unit-names'

/**
 * What a text is made of. `date`, `time` and `phone` are never figures; `line` and `stop` part sentences, `comma` and `dash`
 * the pieces of one; a `sign` is anything that no rule knows, so that what stands beside it is left to a person.
 */
export type TokenKind =
  | 'word'
  | 'code'
  | 'number'
  | 'fullDate'
  | 'date'
  | 'time'
  | 'phone'
  | 'keycap'
  | 'line'
  | 'stop'
  | 'comma'
  | 'dash'
  | 'colon'
  | 'open'
  | 'close'
  | 'about'
  | 'sign'

/** Offsets are those of the text as it was pasted. */
export type Token = {
  kind: TokenKind
  start: number
  end: number
  /** Of a word its search key, of a code the code, else the plain signs as typed. */
  key: string
  /** A word with its marks, in whatever way they were typed. */
  spelt: string
  capital: boolean
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
const unseen = /[\p{DI}\u2800]/gu

/** How a word is spelt, for telling words apart that only their marks part: composed or not, hoà as hòa. */
export function spelling(word: string): string {
  const parts = word.replace(unseen, '').toLowerCase().normalize('NFD')
  return parts.replace(tones, '') + (parts.match(tones) ?? []).join('')
}

/** The same text in plain signs; every sign stays where it stood. */
const plain = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\r\n/g, ' \n')
    .replace(/[\r\u0085\u2028\u2029]/g, '\n')
    .replace(/[\v\f\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')

const [day, month, year] = ['(?:0?[1-9]|[12]\\d|3[01])', '(?:0?[1-9]|1[0-2])', '(?:19|20)\\d\\d']
const grouped = '\\d+(?:[.,]\\d+| \\d{3}(?!\\d))*'
/**
 * What looks like several of these is the first of them. Three digits after a space belong to the number before; two figures
 * joined by a sign are one that is none: 15-20, 3/4, 2+3.
 */
const patterns: Readonly<Record<string, string>> = {
  line: '\\n',
  skip: '[ \\p{DI}\\p{M}\\u2800"\'\\u2018\\u2019\\u201c\\u201d\\u00ab\\u00bb]',
  keycap: '\\d\\ufe0f?\\u20e3',
  phone: '(?:0|\\+84[ .-]?)\\d{2,3}(?:[ .-]?\\d{3,4}){2}(?!\\d)|\\+?84\\d{9}(?!\\d)',
  fullDate: `${day}(?<sep>[/.-])${month}\\k<sep>(?:${year}|\\d\\d)(?![/.-]?\\d)|${year}-${month}-${day}(?!\\d)`,
  date: `${day} ?- ?${day}/${month}(?![\\d/]|[.,]\\d)|${day}/${month}(?![\\d/]|[.,]\\d)|${month}[/.-]${year}(?!\\d|[.,]\\d)`,
  time: '(?:[01]?\\d|2[0-3])(?::[0-5]\\d(?::[0-5]\\d)?|[hg][0-5]\\d|h)(?![\\p{L}\\p{N}]|[:.,]\\d)',
  number: `${grouped}(?:[-+*/~x\\u00d7\\u2010-\\u2015\\u2212]${grouped})*`,
  code: '[A-Za-z]\\d?_?\\d{2}(?![\\p{L}\\p{N}_])',
  word: '\\p{L}[\\p{L}\\p{M}\\p{DI}]*',
}
const scanner = new RegExp(
  Object.entries(patterns)
    .map(([kind, pattern]) => `(?<${kind}>${pattern})`)
    .join('|'),
  'uy',
)

function kindOfSign(sign: string): TokenKind | null {
  if (':='.includes(sign)) return 'colon'
  if (',/|\\+&*\u2026\t_'.includes(sign)) return 'comma'
  if (';!'.includes(sign)) return 'stop'
  if ('([{'.includes(sign)) return 'open'
  if (')]}'.includes(sign)) return 'close'
  if ('~\u2248'.includes(sign)) return 'about'
  if (/[-\u2010-\u2015\u2212]/.test(sign)) return 'dash'
  if (/[\p{Extended_Pictographic}\p{So}\u2022\u2043\u00b7]/u.test(sign)) return 'comma'
  return /\p{Cc}/u.test(sign) ? null : 'sign'
}

const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{M}]/u.test(sign)
const isDigit = (sign: string | undefined) => sign !== undefined && /\d/.test(sign)

/** A point ends a sentence; within letters it parts words (h.dẫn), after a short word it belongs to it (T.3). */
function kindOfPoint(text: string, at: number): TokenKind | null {
  const [before, after] = [text[at - 1], text[at + 1]]
  if (before === '.') return null
  if (after === '.') return 'comma'
  if (isLetter(before) && isLetter(after)) return 'comma'
  if (
    isLetter(before) &&
    isDigit(after) &&
    /(?:^|[^\p{L}])(?:t|tdp|kp|tk|kdc|th)$/iu.test(text.slice(Math.max(0, at - 4), at))
  )
    return null
  return 'stop'
}

/** A dash within a word is part of it, one right before a figure its sign; the first of a line is a bullet. */
function dashAt(text: string, at: number, firstOfLine: boolean): 'joins' | 'minus' | 'dash' {
  const [before, after] = [text[at - 1], text[at + 1]]
  if (isLetter(before) && isLetter(after)) return 'joins'
  if (isDigit(after) && (text[at] === '\u2212' || (!firstOfLine && !isLetter(before) && !isDigit(before))))
    return 'minus'
  return 'dash'
}

/** The tokens of a text in order; `codes` are the rows that it may name by their code. Linear, and never throws. */
export function tokenize(pasted: string, codes: ReadonlySet<string>): Token[] {
  const text = plain(pasted)
  const tokens: Token[] = []
  let minus: number | null = null
  const push = (kind: TokenKind, start: number, end: number) => {
    const said = text.slice(start, end)
    const from = kind === 'number' && minus !== null ? minus : start
    minus = null
    tokens.push({
      kind,
      start: from,
      end,
      key: kind === 'word' ? searchKey(said.replace(unseen, '')) || said : text.slice(from, end).toUpperCase(),
      spelt: kind === 'word' ? spelling(said) : said,
      capital: kind === 'word' && /^\p{Lu}/u.test(said),
    })
  }
  let at = 0
  while (at < text.length) {
    scanner.lastIndex = at
    const found = scanner.exec(text)
    if (found?.groups) {
      const kind = Object.keys(patterns).find((each) => found.groups?.[each] !== undefined) ?? 'skip'
      let end = scanner.lastIndex
      if (kind === 'code') {
        if (!codes.has(found[0].toUpperCase())) end = at + 1
        push(end === at + 1 ? 'word' : 'code', at, end)
      } else if (kind !== 'skip') push(kind as TokenKind, at, end)
      at = end
      continue
    }
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const end = at + sign.length
    const firstOfLine = tokens.length === 0 || tokens.at(-1)?.kind === 'line'
    const kind = sign === '.' ? kindOfPoint(text, at) : kindOfSign(sign)
    const dash = kind === 'dash' ? dashAt(text, at, firstOfLine) : null
    if (dash === 'minus') minus = at
    else if (kind !== null && dash !== 'joins') push(kind, at, end)
    at = end
  }
  return tokens
}
