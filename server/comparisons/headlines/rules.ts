import { plainText } from '@/db/unit-names'
import { isDay } from '../../calendar/rules'
import { type HeadlineMeasure, headlineMeasures } from '../rules'

/** A published figure of the past, for the nation or one of its provinces. */
export type HeadlineLine = {
  line: number
  asOf: string
  measure: HeadlineMeasure
  value: number
  /** Written with a leading "~" or "khoảng": rounded by whoever published it. */
  approximate: boolean
  source: string
  /** As typed; '' is the nation. */
  unit: string
}
/** Why a line cannot be taken; a key under `compare.headlines.problems`. */
export type HeadlineProblem = 'columns' | 'date' | 'measure' | 'value' | 'source' | 'unit' | 'twice'

export const headlineLimit = 500

/** '30/6/2023' or '2023-06-30' as a day; null when there is no such day. */
export function dayFrom(text: string): string | null {
  const vi = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = vi ? `${vi[3]}-${vi[2]?.padStart(2, '0')}-${vi[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

/** '74.422', '74,422', '74 422' or '74422' as a whole number; null for anything else, decimals included. */
export function wholeFrom(text: string): number | null {
  const plain = text.replace(/\u00a0/g, ' ')
  if (!/^(\d{1,3}([., ])\d{3}(\2\d{3})*|\d{1,12})$/.test(plain)) return null
  const value = Number(plain.replace(/[., ]/g, ''))
  return Number.isSafeInteger(value) ? value : null
}

const words: readonly [HeadlineMeasure, RegExp][] = [
  ['commune_teams', /^(tổ cấp xã|số tổ cấp xã|commune[ _-]teams?)$/i],
  ['village_teams', /^(tổ cấp thôn|số tổ cấp thôn|village[ _-]teams?)$/i],
  ['trained', /^((số )?(thành viên|người) (đã )?(được )?tập huấn|trained( members)?)$/i],
  ['members', /^((số )?thành viên|members?)$/i],
  ['teams', /^((số )?tổ|teams?)$/i],
]
const measureFrom = (text: string): HeadlineMeasure | null =>
  headlineMeasures.find((each) => each === text) ?? words.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** Pasted lines: day, measure, value, source and, where it is not the nation, the province; parted by tabs or semicolons. */
export function readHeadlines(
  text: string,
): (HeadlineLine | { line: number; typed: string; problem: HeadlineProblem })[] {
  const seen = new Set<string>()
  return text
    .split(/\r\n|\r|\n/)
    .map((typed, index) => ({ line: index + 1, typed }))
    .filter(({ typed }) => typed.trim() !== '')
    .map(({ line, typed }) => {
      const wrong = (problem: HeadlineProblem) => ({ line, typed: plainText(typed).slice(0, 200), problem })
      const [day = '', measureText = '', amount = '', source = '', unit = '', ...more] = typed
        .split(typed.includes('\t') ? '\t' : ';')
        .map(plainText)
      if (source === '' && amount === '') return wrong('columns')
      if (more.some(Boolean)) return wrong('columns')
      const asOf = dayFrom(day)
      if (!asOf) return wrong('date')
      const measure = measureFrom(measureText)
      if (!measure) return wrong('measure')
      const rounded = /^(~|≈|khoảng |about )\s*/i
      const value = wholeFrom(amount.replace(rounded, ''))
      if (value === null) return wrong('value')
      if (source.length < 5 || source.length > 500) return wrong('source')
      const key = [asOf, measure, source, unit].join('|')
      if (seen.has(key)) return wrong('twice')
      seen.add(key)
      return { line, asOf, measure, value, approximate: rounded.test(amount), source, unit }
    })
}
