import type { UnitType, VillageType } from '@/db/enums'
import { fullNameOf } from '@/db/unit-names'

export type SeedVillage = { type: VillageType; name: string; fullName: string }
/** How many villages a commune gets, both ends inclusive. */
export type VillageRange = { min: number; max: number }
/** About 75,000 villages over 3,321 communes, or a handful each for a demo. */
export const nationalVillages: VillageRange = { min: 12, max: 33 }
export const demoVillages: VillageRange = { min: 3, max: 8 }

type Custom = { rural: readonly VillageType[]; urban: readonly VillageType[] }
const south: Custom = { rural: ['ap'], urban: ['khom'] }
const southEast: Custom = { rural: ['ap'], urban: ['khu_pho'] }
const delta: Custom = { rural: ['thon'], urban: ['to_dan_pho'] }
const mountain: Custom = { rural: ['ban', 'thon'], urban: ['to_dan_pho'] }
const centre: Custom = { rural: ['thon'], urban: ['to_dan_pho', 'khu_pho'] }

/** What settlements are called in each present province; the first word of a pair is the commoner one. */
const customs: Record<string, Custom> = {
  '01': delta,
  '22': { rural: ['thon'], urban: ['khu_pho'] },
  '24': delta,
  '31': delta,
  '33': delta,
  '37': { rural: ['xom', 'thon'], urban: ['to_dan_pho'] },
  '25': { rural: ['khu_dan_cu', 'xom'], urban: ['to_dan_pho'] },
  '04': { rural: ['xom'], urban: ['to_dan_pho'] },
  '08': { rural: ['thon'], urban: ['to_dan_pho'] },
  '11': mountain,
  '12': mountain,
  '14': { rural: ['ban', 'tieu_khu'], urban: ['to_dan_pho'] },
  '15': { rural: ['thon', 'ban'], urban: ['to_dan_pho'] },
  '19': { rural: ['xom', 'thon'], urban: ['to_dan_pho'] },
  '20': { rural: ['thon'], urban: ['khoi_pho'] },
  '38': { rural: ['thon', 'ban'], urban: ['to_dan_pho', 'khu_pho'] },
  '40': { rural: ['xom', 'ban'], urban: ['khoi_pho'] },
  '42': { rural: ['thon'], urban: ['to_dan_pho'] },
  '44': { rural: ['thon', 'ban'], urban: ['khu_pho', 'to_dan_pho'] },
  '46': centre,
  '48': { rural: ['thon'], urban: ['to_dan_pho', 'khoi_pho'] },
  '51': { rural: ['thon', 'lang'], urban: ['to_dan_pho'] },
  '52': { rural: ['lang', 'thon'], urban: ['to_dan_pho', 'khu_pho'] },
  '56': centre,
  '66': { rural: ['thon', 'buon'], urban: ['to_dan_pho'] },
  '68': { rural: ['thon', 'bon', 'buon'], urban: ['to_dan_pho'] },
  '75': southEast,
  '79': southEast,
  '80': southEast,
  '82': { rural: ['ap'], urban: ['khom', 'khu_pho'] },
  '86': { rural: ['ap', 'phum', 'soc'], urban: ['khom'] },
  '91': south,
  '92': { rural: ['ap'], urban: ['khu_pho'] },
  '96': south,
}

const first = [
  'Tân',
  'Phú',
  'Bình',
  'An',
  'Long',
  'Hòa',
  'Vĩnh',
  'Đông',
  'Trung',
  'Xuân',
  'Thanh',
  'Kim',
  'Yên',
  'Quang',
  'Minh',
  'Thái',
  'Đại',
  'Mỹ',
]
const second = [
  'Lập',
  'Thành',
  'Hưng',
  'Lợi',
  'Phong',
  'Tiến',
  'Sơn',
  'Hải',
  'Giang',
  'Khánh',
  'Lộc',
  'Thịnh',
  'Phúc',
  'Thắng',
  'Quý',
  'Thọ',
  'Đức',
]
const upland = ['Nà', 'Pá', 'Huổi', 'Co', 'Nậm', 'Phiêng', 'Bó', 'Pác', 'Lũng', 'Khuổi']
const uplandSecond = ['Lạn', 'Sàng', 'Mường', 'Khoang', 'Hin', 'Luông', 'Phay', 'Khương', 'Tở', 'Mạ', 'Cáy', 'Ngần']
const plateau = ['Ea', 'Krông', 'Cư', 'Đắk', 'Plei', 'Kon', 'Ia', 'Chư']
const plateauSecond = [
  'Blang',
  'Kmur',
  'Tling',
  'Drang',
  'Kram',
  'Pơng',
  'Yang',
  'Hring',
  'Sut',
  'Rung',
  'Klah',
  'Mlah',
]

const khmer = ['Ô', 'Tà', 'Trà', 'Cà', 'Bà', 'Đôn']
const khmerSecond = ['Trang', 'Cú', 'Lọt', 'Mịch', 'Đùng', 'Rài', 'Tho', 'Nhor', 'Bang', 'Kiết']

const alwaysNumbered: ReadonlySet<VillageType> = new Set(['to_dan_pho', 'khu_dan_cu', 'tieu_khu', 'khu_pho', 'khom'])
const pairs: Partial<Record<VillageType, readonly [readonly string[], readonly string[]]>> = {
  ban: [upland, uplandSecond],
  buon: [plateau, plateauSecond],
  bon: [plateau, plateauSecond],
  lang: [plateau, plateauSecond],
  phum: [khmer, khmerSecond],
  soc: [khmer, khmerSecond],
}

/** A small generator of numbers in [0, 1): the same for the same seed and code, on every machine. */
function numbers(seed: number, code: string): () => number {
  let state = seed >>> 0
  for (const letter of code) state = Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Plausible villages of a commune, made up: there is no national list of them. Deterministic by seed and commune code;
 * names differ within a commune; numbered where people number them. 75,000 take well under a second.
 */
export function villagesOf(
  commune: { code: string; type: UnitType; provinceCode: string },
  seed: number,
  range: VillageRange = demoVillages,
): SeedVillage[] {
  const next = numbers(seed, commune.code)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item
  const custom = customs[commune.provinceCode] ?? delta
  const urban = commune.type === 'phuong' || commune.type === 'thi_tran'
  const types = urban ? custom.urban : custom.rural
  const main = types[0] ?? 'thon'
  const mixed = !urban && types.length > 1 && next() < 0.6
  const numbered = alwaysNumbered.has(main) || next() < 0.4
  const count = range.min + Math.floor(next() * (range.max - range.min + 1))
  const villages: SeedVillage[] = []
  const taken = new Set<string>()
  const add = (type: VillageType, name: string) => {
    const fullName = fullNameOf(type, name)
    if (taken.has(fullName)) return
    taken.add(fullName)
    villages.push({ type, name, fullName })
  }
  let number = 0
  // A pair drawn twice is drawn again; after twice the count the rest is numbered, so it always ends.
  for (let tries = 0; villages.length < count; tries++) {
    const type = mixed && next() < 0.3 ? pick(types.slice(1)) : main
    const pair = pairs[type] ?? [first, second]
    if ((numbered && type === main) || tries > 2 * count) add(type, String(++number))
    else add(type, `${pick(pair[0])} ${pick(pair[1])}`)
  }
  return villages
}
