import type { TeamLevel, VillageType } from '@/db/enums'
import { villageTypes } from '@/db/enums'
import { searchKey, unitTypeWords } from '@/db/unit-names'
import { numberInWords, romanOf, wordsOf } from '../number-words/rules'
import { spelling, type Token, tokenize } from '../tokens/rules'
import { phraseAt } from '../words/rules'

/** A team of the commune as the reading needs it: what it is called and the villages it covers. */
export type ReadTeam = { id: number; name: string; level: TeamLevel; villages: readonly { fullName: string }[] }

/** A team as a text names it. `ids` are those that fit equally; one that is `sure` is meant. */
export type Mention = {
  /** The token after the name. */
  next: number
  ids: readonly number[]
  sure: boolean
  /** A name alone, without a word that says it is one: "Ka Tăng". */
  bare: boolean
  /** "xã Lìa" may be the commune's team or only where the village lies. */
  address: boolean
}

type Alias = {
  id: number
  spelt: readonly string[]
  /** full: with its type; bare: without; number: of digits alone; level: "xã" for the commune's team; month: "T3". */
  kind: 'full' | 'bare' | 'number' | 'level' | 'address' | 'short'
  /** Written in another way than in the register: Thôn Ba for Thôn 3. */
  turned: boolean
}
type Node = { next: Map<string, Node>; aliases: Alias[] }

type Word = Pick<Token, 'key' | 'spelt'>
function wordsOfPhrase(phrase: string): Word[] {
  return phrase.split(' ').map((word) => ({ key: searchKey(word), spelt: spelling(word) }))
}

const prefixes = [
  ...['tổ công nghệ số cộng đồng', 'tổ công nghệ số', 'tổ cnscđ', 'tổ cns', 'tổ cđs cđ', 'tổ'],
  ...['công nghệ số cộng đồng', 'cnscđ'],
].map(wordsOfPhrase)

/** What people write for a type of village before its number or name. */
const shortTypes: Partial<Record<VillageType, readonly string[]>> = {
  to_dan_pho: ['tdp', 'tổ dp', 'tổ'],
  khu_pho: ['kp', 'khu'],
  khoi_pho: ['khối', 'kp'],
  khu_dan_cu: ['kdc', 'khu'],
  tieu_khu: ['tk'],
}
const typeWords = villageTypes.flatMap((type) =>
  [unitTypeWords[type].toLowerCase(), ...(shortTypes[type] ?? [])].map((phrase) => ({
    type,
    words: wordsOfPhrase(phrase),
  })),
)
typeWords.sort((a, b) => b.words.length - a.words.length)

const isBare = (word: Word) => word.spelt === word.key
const fits = (token: Token | undefined, { key, spelt }: Word) =>
  token?.kind === 'word' && token.key === key && (token.spelt === spelt || (isBare(token) && key.length > 1))
const opens = (words: readonly Word[], tokens: readonly Token[], at: number) =>
  words.every((word, i) => fits(tokens[at + i], word))
const [level, numberSign] = wordsOfPhrase('cấp số') as [Word, Word]

/** Where a type of village that opens a text ends, or null. */
function typeAt(tokens: readonly Token[], at: number): { type: VillageType; next: number } | null {
  const found = typeWords.find(({ words }) => opens(words, tokens, at))
  return found ? { type: found.type, next: at + found.words.length } : null
}

function prefixEnd(tokens: readonly Token[], at: number): number {
  const next = at + (prefixes.find((words) => opens(words, tokens, at))?.length ?? 0)
  return fits(tokens[next], level) ? next + 1 : next
}

const keyOf = (token: Token) => (token.kind === 'number' ? token.key.replace(/^0+(?=\d)/, '') : token.key)
const isNamePart = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'number' || token?.kind === 'code'
/** "số" before a number says nothing: Tổ số 3. */
const isNumberSign = (tokens: readonly Token[], at: number) =>
  fits(tokens[at], numberSign) && tokens[at + 1]?.kind === 'number'

/** The ways in which people write the number of a village: 3, ba, iii. Its value, or null when it is a name. */
function numberOf(words: readonly Token[]): number | null {
  const [only] = words
  if (words.length === 1 && only?.kind === 'number' && /^\d{1,3}$/.test(only.key)) return Number(only.key)
  const said = numberInWords(words)
  if (said && said.count === words.length) return said.value
  for (let value = 1; value < 40 && words.length === 1; value++) if (romanOf(value) === only?.spelt) return value
  return null
}

export class TeamNames {
  private readonly root: Node = { next: new Map(), aliases: [] }

  constructor(teams: readonly ReadTeam[]) {
    for (const team of teams) {
      for (const name of [team.name, ...team.villages.map((village) => village.fullName)]) this.addName(team.id, name)
      if (team.level === 'commune')
        for (const word of ['xã', 'phường', 'đặc khu']) this.add(team.id, word.split(' '), 'level')
    }
  }

  private add(id: number, words: readonly string[], kind: Alias['kind'], turned = false): void {
    let node = this.root
    for (const word of words) {
      const key = searchKey(word)
      const next = node.next.get(key) ?? { next: new Map(), aliases: [] }
      node.next.set(key, next)
      node = next
    }
    if (node !== this.root) node.aliases.push({ id, spelt: words.map(spelling), kind, turned })
  }

  private addName(id: number, name: string): void {
    const all = tokenize(name, new Set())
    const tokens = all.filter((token, at) => isNamePart(token) && !isNumberSign(all, at))
    const named = tokens.slice(prefixEnd(tokens, 0))
    if (named.length === 0) return
    const said = (each: readonly Token[]) => each.map((token) => (token.kind === 'number' ? keyOf(token) : token.spelt))
    const commune = named.length > 1 && /^(?:xa|phuong)$/.test(named[0]?.key ?? '')
    this.add(id, said(named), commune ? 'address' : numberOf(named) === null ? 'full' : 'number')
    // "thôn Tân Lập (Tổ số 2)" is also said the other way round.
    const open = all.find((token) => token.kind === 'open')
    if (open) {
      const [outside, inside] = [named.filter((t) => t.start < open.start), named.filter((t) => t.start > open.start)]
      this.add(id, [...said(inside), ...said(outside)], 'full')
      return
    }
    const typed = typeAt(named, 0)
    if (typed && named.length > typed.next) this.addTyped(id, typed.type, named.slice(typed.next), said)
  }

  private addTyped(
    id: number,
    type: VillageType,
    rest: readonly Token[],
    said: (t: readonly Token[]) => string[],
  ): void {
    const types = typeWords.filter((each) => each.type === type).map((each) => each.words.map((word) => word.spelt))
    const value = numberOf(rest)
    if (value === null) {
      for (const words of types) this.add(id, [...words, ...said(rest)], 'full')
      this.add(id, said(rest), 'bare')
      return
    }
    const own = said(rest).join(' ')
    const ways = [String(value), wordsOf(value), romanOf(value)].flatMap((way) => (way === null ? [] : [way]))
    for (const way of new Set([own, ...ways])) {
      for (const words of types) this.add(id, [...words, ...way.split(' ')], 'full', way !== own)
      if (/^\d+$/.test(way)) this.add(id, [way], 'number', way !== own)
    }
    const initial = unitTypeWords[type].slice(0, 1).toLowerCase()
    this.add(id, [initial, String(value)], 'short')
  }

  /** The longest name that begins at a token, of which only some kinds count. */
  private longest(tokens: readonly Token[], from: number, may: (kind: Alias['kind']) => boolean) {
    let node: Node | undefined = this.root
    let found: { aliases: Alias[]; next: number; said: Token[] } | null = null
    const said: Token[] = []
    let opened = false
    for (let at = from; node; at++) {
      const token = tokens[at]
      if (isNumberSign(tokens, at)) continue
      if (token?.kind === 'open' && said.length > 0 && !opened) {
        opened = true
        continue
      }
      node = isNamePart(token) ? node.next.get(keyOf(token)) : undefined
      if (!node || !token) break
      said.push(token)
      const aliases = node.aliases.filter((alias) => may(alias.kind) && isSpelt(alias, said))
      const closed = opened && tokens[at + 1]?.kind === 'close' ? 2 : 1
      if (aliases.length > 0 && (!opened || closed === 2)) found = { aliases, next: at + closed, said: [...said] }
    }
    return found
  }

  /** The team that is named at a token, also one that the commune does not have ("Thôn 99"). Null: no team is named there. */
  at(tokens: readonly Token[], from: number): Mention | null {
    const named = prefixEnd(tokens, from)
    const prefixed = named > from
    const found =
      this.longest(tokens, named, (kind) => prefixed || kind === 'full' || kind === 'bare' || kind === 'address') ??
      (prefixed ? this.longest(tokens, from, (kind) => kind === 'full') : null) ??
      this.longest(tokens, from, (kind) => kind === 'short')
    if (found) return this.mention(tokens, found, prefixed)
    return this.otherType(tokens, named) ?? strangerAt(tokens, from)
  }

  private mention(
    tokens: readonly Token[],
    { aliases, next, said }: { aliases: Alias[]; next: number; said: Token[] },
    prefixed: boolean,
  ): Mention {
    const exact = aliases.filter((alias) =>
      alias.spelt.every((word, i) => word === said[i]?.spelt || said[i]?.kind === 'number'),
    )
    const spelt = said.some((token) => !isBare(token)) && exact.length > 0 ? exact : aliases
    const own = spelt.some((alias) => !alias.turned) ? spelt.filter((alias) => !alias.turned) : spelt
    const ids = [...new Set(own.map((alias) => alias.id))]
    const kinds = own.map((alias) => alias.kind)
    return {
      next,
      ids,
      sure: ids.length === 1 && !goesOn(tokens, next, said.at(-1)) && !isCount(tokens, next),
      bare: !prefixed && kinds.every((kind) => kind === 'bare'),
      address: !prefixed && kinds.every((kind) => kind === 'address'),
    }
  }

  /** "Bản Ka Tăng" where there is a Thôn Ka Tăng: likely, not certain. */
  private otherType(tokens: readonly Token[], at: number): Mention | null {
    const typed = typeAt(tokens, at)
    const found = typed && this.longest(tokens, typed.next, (kind) => kind === 'bare')
    return found ? { ...this.mention(tokens, found, true), sure: false } : null
  }
}

/** Words of one letter are those letters and no others: Thôn 3A is not "Thôn 3 ạ". */
const isSpelt = (alias: Alias, said: readonly Token[]): boolean =>
  alias.spelt.every((word, i) => {
    const token = said[i]
    if (!token || token.kind === 'number' || word === token.spelt) return true
    return word.length > 1 && (!alias.turned || isBare(token))
  })

/** Does the name go on with what is not known, a number or another word of it? Then a longer name is meant, or none. */
function goesOn(tokens: readonly Token[], at: number, last: Token | undefined): boolean {
  const [token, following] = [tokens[at], tokens[at + 1]]
  const sense = phraseAt(tokens, at + 1)?.meaning.sense
  if (token?.kind === 'sign') return true
  if (token?.kind === 'number') {
    const isListed = token.key === '1' && (following?.kind === 'stop' || following?.kind === 'close')
    return !isListed && (!sense || !['unit', 'topic'].includes(sense))
  }
  if (token?.kind !== 'word' || phraseAt(tokens, at)) return false
  if (token.key === 't' && (following?.kind === 'number' || following?.kind === 'date')) return false
  if (last?.kind === 'word' && last.capital && !token.capital) return false
  const words = tokens.slice(at, at + 6)
  const said = numberInWords(words.filter((each) => each.kind === 'word'))
  return !said || phraseAt(tokens, at + said.count)?.meaning.sense !== 'unit'
}

/** "Tổ 4 buổi" may be what a team did. */
const isCount = (tokens: readonly Token[], next: number): boolean =>
  tokens[next - 1]?.kind === 'number' && phraseAt(tokens, next)?.meaning.sense === 'unit'

/** A team by its type and a number or name that the commune does not have. */
function strangerAt(tokens: readonly Token[], from: number): Mention | null {
  const named = prefixEnd(tokens, from)
  const typed = typeAt(tokens, named)
  const start = typed?.next ?? named
  if (start === from) return null
  const stranger = (next: number): Mention => ({ next, ids: [], sure: false, bare: false, address: false })
  const numbered = isNumberSign(tokens, start) ? start + 1 : start
  if (tokens[numbered]?.kind === 'number' && /^\d{1,3}$/.test(tokens[numbered].key))
    return phraseAt(tokens, numbered + 1)?.meaning.sense === 'unit' ? null : stranger(numbered + 1)
  let next = start
  while (next < start + 5 && tokens[next]?.kind === 'word' && !phraseAt(tokens, next)) next++
  if (next === start || !typed) return null
  const ends = !tokens[next] || ['colon', 'line', 'dash', 'stop'].includes(tokens[next]?.kind ?? '')
  const told = ['intro', 'nil', 'plain'].includes(phraseAt(tokens, next)?.meaning.sense ?? '')
  return tokens[start]?.capital || ends || told ? stranger(next) : null
}
