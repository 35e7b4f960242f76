/** Text as it may stand on paper: clean, and measured so that headings break where an official would break them. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g
/** Zero-width characters, marks of direction, variation selectors of no use in Vietnamese: they hide or turn what is read. */
const hidden = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Without control and hidden characters, on one line, single spaces, composed (NFC). Blanks to be filled by hand stay. */
export const cleanText = (text: string): string =>
  text
    .replace(/[ \t\r\n\u2028\u2029]+/g, ' ')
    .replace(controls, '')
    .replace(hidden, '')
    .replace(halves, '')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')

/** Advance widths of Times New Roman Bold in thousandths of the size; letters with marks are as wide as without. */
const widths = new Map(
  Object.entries({
    250: ' \u00a0,.',
    278: '/il',
    333: '!()-:;[]fjt',
    389: 'Is',
    444: 'cerz',
    500: '#*0123456789?J_agovxy–“”',
    554: 'ơ',
    555: '"',
    556: 'Sbdhknpquđ',
    570: '+<=>',
    600: 'ư',
    611: 'FP',
    667: 'BELTZ',
    722: 'ACDNRUVXYwĐ',
    778: 'GHKOQƠ',
    796: 'Ư',
    833: '&m',
    944: 'M',
    1000: '%W',
  }).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)] as const)),
)

/** The horn of ơ and ư is part of the letter, every other mark stands above or below it. */
const bare = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u031a\u031c-\u036f]/g, '')
    .normalize('NFC')

/** Width in points of a line in bold at a size in points. A letter not known is taken for a wide one. */
export const boldWidth = (text: string, size: number): number =>
  ([...bare(text)].reduce((sum, letter) => sum + (widths.get(letter) ?? 778), 0) * size) / 1000

/** The same in italics: letters are narrower; room to write in is wider in fonts that stand in for Times New Roman. */
export const slantedWidth = (text: string, size: number): number =>
  [...bare(text)].reduce(
    (sum, letter) =>
      sum + (letter === '\u00a0' ? 0.35 * size : boldWidth(letter, size) * (/\p{L}/u.test(letter) ? 0.94 : 1)),
    0,
  )

/** Words as one: a line breaks before them rather than within. */
export const glued = (text: string): string => text.replaceAll(' ', '\u00a0')
/** Joints between words; two and more in a row are room to write in and stay. */
const joint = /(?<!\u00a0)\u00a0(?!\u00a0)/g
export const unglued = (text: string): string => text.replace(joint, ' ')

type Measure = (text: string, size: number) => number

function filled(words: readonly string[], size: number, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const word of words) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && measure(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/**
 * A heading, bold unless it is measured otherwise, in as few lines as the width (points) allows, the lines as even as they can be, and nothing glued torn
 * apart unless it is too long for a line of its own.
 */
export function evenLines(text: string, size: number, width: number, measure: Measure = boldWidth): string[] {
  const words = text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => (measure(word, size) > width ? word.split(joint) : [word]))
  const count = filled(words, size, width, measure).length
  const steps = Array.from({ length: 60 }, (_, i) => width * (0.4 + i / 100))
  const narrowest = steps.find((step) => {
    const lines = filled(words, size, step, measure)
    return lines.length === count && lines.every((line) => measure(line, size) <= width)
  })
  return filled(words, size, narrowest ?? width, measure).map(unglued)
}
