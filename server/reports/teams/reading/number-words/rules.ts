import { searchKey } from '@/db/unit-names'
import { spelling, type Token } from '../tokens/rules'

const table = (words: string): Map<string, number> =>
  new Map(
    words
      .split(' ')
      .map((pair) => pair.split('='))
      .map(([word = '', value]) => [spelling(word), Number(value)]),
  )
const ones = table('một=1 hai=2 ba=3 bốn=4 năm=5 sáu=6 bảy=7 bẩy=7 tám=8 chín=9')
const afterTens = new Map([...ones, ...table('mốt=1 tư=4 lăm=5 nhăm=5')])
/** Without marks nam, sau and tam are other words as well, unless tens stand before them. */
const bareOnes = table('mot=1 bon=4 bay=7 chin=9')
const bareAfterTens = new Map([...bareOnes, ...table('tu=4 lam=5 nam=5 sau=6 tam=8')])
const [ten, tens, hundred] = ['mười', 'mươi', 'trăm'].map((word) => new Set([spelling(word), searchKey(word)]))

type Said = { value: number; count: number }

/**
 * A number below a thousand that begins a list of words, and how many of them say it: "mười lăm" is 15. Null when there is
 * none, or when it may be two: "một trăm hai" is 102 to some and 120 to others.
 */
export function numberInWords(words: readonly Pick<Token, 'spelt'>[]): Said | null {
  const said = (at: number) => words[at]?.spelt ?? ''
  const one = (at: number) => ones.get(said(at)) ?? bareOnes.get(said(at))
  const after = (at: number) => afterTens.get(said(at)) ?? bareAfterTens.get(said(at))
  const plus = (value: number, count: number): Said => {
    const rest = after(count)
    return rest === undefined ? { value, count } : { value: value + rest, count: count + 1 }
  }
  const below100 = (at: number): Said | null => {
    if (ten?.has(said(at))) return plus(10, at + 1)
    const first = one(at)
    if (first === undefined) return null
    return tens?.has(said(at + 1)) ? plus(first * 10, at + 2) : { value: first, count: at + 1 }
  }
  const first = below100(0)
  if (!first || first.value > 9 || !hundred?.has(said(first.count))) return first
  const rest = below100(2)
  if (rest && rest.value < 10) return null
  return { value: first.value * 100 + (rest?.value ?? 0), count: rest?.count ?? 2 }
}

const inWords = 'không một hai ba bốn năm sáu bảy tám chín mười'.split(' ')

/** 1 to 99 as it is said in the name of a village; null beyond. */
export function wordsOf(value: number): string | null {
  if (!Number.isInteger(value) || value < 1 || value > 99) return null
  if (value <= 10) return inWords[value] ?? null
  const [tensPlace, onesPlace] = [Math.floor(value / 10), value % 10]
  const head = tensPlace === 1 ? 'mười' : `${inWords[tensPlace]} mươi`
  const tail = onesPlace === 5 ? 'lăm' : onesPlace === 1 && tensPlace > 1 ? 'mốt' : inWords[onesPlace]
  return onesPlace === 0 ? head : `${head} ${tail}`
}

const roman: readonly [string, number][] = [
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
]

/** 1 to 39 as some villages are numbered: iv. */
export function romanOf(value: number): string | null {
  if (!Number.isInteger(value) || value < 1 || value > 39) return null
  let rest = value
  let text = ''
  for (const [sign, worth] of roman) for (; rest >= worth; rest -= worth) text += sign
  return text
}
