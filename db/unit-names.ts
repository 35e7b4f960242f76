import type { UnitType } from '@/db/enums'

/**
 * The official Vietnamese word of each type of unit. It is part of a unit's full name ("Phường Ba Đình"), so it is data
 * and not a sentence of the product; what the screen calls a type is in messages.
 */
export const unitTypeWords: Record<UnitType, string> = {
  nation: '',
  tinh: 'Tỉnh',
  thanh_pho: 'Thành phố',
  quan: 'Quận',
  huyen: 'Huyện',
  thi_xa: 'Thị xã',
  thanh_pho_thuoc_tinh: 'Thành phố',
  xa: 'Xã',
  phuong: 'Phường',
  thi_tran: 'Thị trấn',
  dac_khu: 'Đặc khu',
  thon: 'Thôn',
  ban: 'Bản',
  ap: 'Ấp',
  khom: 'Khóm',
  buon: 'Buôn',
  lang: 'Làng',
  to_dan_pho: 'Tổ dân phố',
  khu_pho: 'Khu phố',
  khoi_pho: 'Khối phố',
  xom: 'Xóm',
  phum: 'Phum',
  soc: 'Sóc',
  bon: 'Bon',
  tieu_khu: 'Tiểu khu',
  khu_dan_cu: 'Khu dân cư',
  to_cnscd: 'Tổ công nghệ số cộng đồng',
}

/** "Phường" + "Ba Đình". The nation is called by its name alone. */
export function fullNameOf(type: UnitType, name: string): string {
  const word = unitTypeWords[type]
  return word ? `${word} ${name}` : name
}

const marks: Record<string, string> = {
  à: 'òa',
  á: 'óa',
  ả: 'ỏa',
  ã: 'õa',
  ạ: 'ọa',
  è: 'òe',
  é: 'óe',
  ẻ: 'ỏe',
  ẽ: 'õe',
  ẹ: 'ọe',
  ỳ: 'ùy',
  ý: 'úy',
  ỷ: 'ủy',
  ỹ: 'ũy',
  ỵ: 'ụy',
}
// An open syllable in oa, oe or uy; "qu" is a consonant, so Quý keeps its mark on y.
const openSyllable = /(?:o([àáảãạèéẻẽẹ])|(?<!q)u([ỳýỷỹỵ]))(?!\p{L})/giu

/** The tone mark in the traditional place: Hoà → Hòa, Thuỷ → Thủy; Hoàng, Quý stay (domain.md section 17). NFC. */
export function traditionalTone(text: string): string {
  return text.normalize('NFC').replace(openSyllable, (whole, afterO?: string, afterU?: string) => {
    const moved = marks[(afterO ?? afterU ?? '').toLowerCase()]
    if (!moved) return whole
    const [first = '', second = ''] = moved
    const upper = (letter: string, like: string) => (like === like.toUpperCase() ? letter.toUpperCase() : letter)
    return upper(first, whole[0] ?? '') + upper(second, whole[1] ?? '')
  })
}

// Zero-width and direction marks and control characters part words; what else no screen shows parts nothing.
const parting = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cc}]/gu
const unseen = /[\p{DI}\u2800]/gu

/** A line of text as it is kept: NFC, single spaces, nothing in it that the screen does not show. */
export const plainText = (typed: string): string =>
  typed.replace(parting, ' ').replace(unseen, '').normalize('NFC').replace(/\s+/g, ' ').trim()

/** A name as it is stored: NFC, traditional tone, single spaces, straight apostrophe, no leading zero in a number. */
export function storedName(text: string): string {
  return traditionalTone(text)
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^0+(?=\d)/, '')
}

/** The key by which names are searched: no marks, đ as d, lower case, single spaces. The same as `search_key` in SQL. */
export function searchKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
