import type { Locale } from '@/messages/locales'

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-US' }
const steps = [1, 2, 2.5, 5, 10]
/** Longer than this a tick takes a third of a phone. */
const short = 7
/** Px of a letter or digit of 12 px, the widest counted. */
const letter = 7.4

/** Ticks of an axis from 0 to the first round number that holds `most`: about four even steps, never less than 1 each. */
export function ticksTo(most: number): number[] {
  const raw = Math.max(most / 4, 0)
  const power = 10 ** Math.floor(Math.log10(raw || 1))
  const step = Math.max(1, power * (steps.find((each) => each * power >= raw) ?? 10))
  // 2,5 would read as 3 among whole numbers.
  const even = step < 10 ? Math.ceil(step) : step
  const count = Math.max(1, Math.ceil(most / even))
  return Array.from({ length: count + 1 }, (_, index) => index * even)
}

/** How the ticks are written: as figures are, but on a narrow screen "1,6 triệu" where the whole number is long. */
export function tickWriter(
  ticks: readonly number[],
  full: (value: number) => string,
  locale: Locale,
  narrow: boolean,
): (value: number) => string {
  if (!narrow || ticks.every((each) => full(each).length <= short)) return full
  const compact = new Intl.NumberFormat(tags[locale], {
    notation: 'compact',
    compactDisplay: locale === 'vi' ? 'long' : 'short',
    maximumFractionDigits: 2,
  })
  return (value) => compact.format(value).replace(' ', '\u00a0')
}

/** Px that the longest of the texts takes in letters of 12 px. */
export const textWidth = (texts: readonly string[]): number =>
  Math.ceil(Math.max(0, ...texts.map((each) => each.length)) * letter)
