import type { UnitType } from '@/db/enums'
import { searchKey, traditionalTone } from '@/db/unit-names'

/** Words that stand before a name and say what it is (domain.md section 17); longest first. */
const typeWords: readonly [string, readonly UnitType[]][] = (
  [
    ['thanh pho', ['thanh_pho', 'thanh_pho_thuoc_tinh']],
    ['tp', ['thanh_pho', 'thanh_pho_thuoc_tinh']],
    ['tinh', ['tinh']],
    ['xa', ['xa']],
    ['x', ['xa']],
    ['phuong', ['phuong']],
    ['p', ['phuong']],
    ['dac khu', ['dac_khu']],
    ['huyen', ['huyen']],
    ['h', ['huyen']],
    ['quan', ['quan']],
    ['q', ['quan']],
    ['thi xa', ['thi_xa']],
    ['tx', ['thi_xa']],
    ['thi tran', ['thi_tran']],
    ['tt', ['thi_tran']],
    ['thon', ['thon']],
    ['ap', ['ap']],
    ['khom', ['khom']],
    ['ban', ['ban']],
    ['buon', ['buon']],
    ['khu pho', ['khu_pho']],
    ['tdp', ['to_dan_pho']],
    ['to dan pho', ['to_dan_pho']],
  ] as [string, readonly UnitType[]][]
).sort(([a], [b]) => b.length - a.length)

export type SearchTerms = {
  /** Keys to look for; the last is the name without the word of its type. Empty: nothing to search. */
  keys: string[]
  /** Types the text names; those rank before the others. */
  types: readonly UnitType[]
  /** The text with its marks, lower case, when it has any: such hits come first. */
  marked: string | null
}

/**
 * What a typed text looks for: "P. Ba Đình" finds "ba dinh" among wards first. A word that could also be part of the name
 * ("Bản Lầu", "Quận" alone) is looked for both ways.
 */
export function searchTerms(typed: string): SearchTerms {
  const text = traditionalTone(typed).toLowerCase().replace(/\s+/g, ' ').trim()
  const key = searchKey(text)
  if (key === '') return { keys: [], types: [], marked: null }
  // "Quận1", "P5": the number belongs to the name.
  const spaced = key.replace(/^(q|p|quan|phuong)(\d+)$/, '$1 $2')
  const found = typeWords.find(([word]) => spaced.startsWith(`${word} `))
  const bare = found ? spaced.slice(found[0].length + 1).replace(/^0+(?=\d)/, '') : null
  // The marks that count are those of the name: what stands before it may be shortened ("P. Ba Đình").
  const named = found ? text.replace(new RegExp(`^(?:[^\\s.]+[\\s.]+){${found[0].split(' ').length}}`), '') : text
  const plain = spaced !== key || searchKey(named) === named.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return { keys: bare ? [key, bare] : [key], types: found?.[1] ?? [], marked: plain ? null : named }
}

/** LIKE patterns of a key. Below three letters the index cannot help within words, so only whole words are looked for. */
export function likePatterns(key: string): string[] {
  return key.length >= 3 ? [`%${key}%`] : [key, `${key} %`, `% ${key}`]
}

/**
 * "Tân Tiến, An Dương, Hải Phòng" or "xã Tân Tiến huyện An Dương": the name, and keys of the places it must have lain in.
 * Without a comma only words of a tier with their marks part the text: no name contains those.
 */
export function splitPlaces(typed: string): { name: string; places: string[] } {
  const [name = '', ...places] = typed
    .normalize('NFC')
    .split(/[,;]|(?<=\S)\s+(?=(?:huyện|quận|thị xã|thành phố|tỉnh)\s)/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return { name, places: places.flatMap((place) => searchTerms(place).keys.at(-1) ?? []) }
}
