import type { UnitType } from '@/db/enums'

/** Facts about units that neither package knows, each with the text it rests on. */

/** Everything that stood in April 2023 is said to begin here; the true first day is not in the sources. */
export const beginningUnknown = '2000-01-01'
export const beginningUnknownNote = 'ngày bắt đầu chưa rõ'
/** What had changed by the eve of the reform but on no known day is said to have changed here, when both lists agree. */
export const changeUnknown = '2025-03-01'
export const changeUnknownNote = 'ngày chưa rõ'

/** Nghị quyết 202/2025/QH15: 34 provinces, no districts, 3,321 communes. Half-open: the old ones end that day. */
export const reform = '2025-07-01'
export const reformResolution = 'Nghị quyết 202/2025/QH15'

/** The pilot of the teams ended with công văn 2251/BTTTT-CĐSQG. */
export const rolloutOfficial = '2023-06-15'

/** Provinces that kept their area over the reform and so are the same unit before and after it. */
export const keptProvinces: readonly string[] = ['01', '04', '11', '12', '14', '20', '22', '38', '40', '42', '46']

/** Huế became a city of the centre half a year before the reform (Nghị quyết 175/2024/QH15). */
export const hueCity = { code: '46', on: '2025-01-01' }

/** Đồng Nai a city and ten of its communes wards (Nghị quyết 30/2026/QH16, 237/NQ-UBTVQH16). */
export const dongNaiCity = {
  code: '75',
  on: '2026-04-30',
  wards: [
    '25270',
    '25357',
    '25363',
    '26116',
    '26170',
    '26248',
    '26326',
    '26368',
    '26425',
    '26485',
  ] as readonly string[],
}

/** Old Ia Mơ has no line in the mapping; the commune stayed as it was (its draft code was another's). */
export const unmapped = [{ code: '23938', successor: '23938' }]

/**
 * Districts that changed between April 2023 and the eve of the reform and that the mapping does not tell by name:
 * new ones, and those that took another name when they were joined.
 */
export const laterDistricts: readonly { code: string; type: UnitType; name: string; province: string }[] = [
  { code: '224', type: 'thi_xa', name: 'Chũ', province: '24' },
  { code: '475', type: 'quan', name: 'Phú Xuân', province: '46' },
  { code: '474', type: 'quan', name: 'Thuận Hóa', province: '46' },
  { code: '682', type: 'huyen', name: 'Đạ Huoai', province: '68' },
  { code: '753', type: 'huyen', name: 'Long Đất', province: '77' },
]
/** The mapping still calls the joined district by the name of one of its parts. */
export const joinedDistricts: readonly { province: string; name: string; code: string }[] = [
  { province: '68', name: 'Đạ Tẻh', code: '682' },
]

/**
 * Other spellings and abbreviations by which people look for a province (domain.md section 17): on the present one and,
 * where it had the name, on the one of then. `era`: 'old' for provinces that ended with the reform, 'new', or both.
 */
export const provinceAliases: readonly { code: string; era: 'old' | 'new' | 'both'; aliases: readonly string[] }[] = [
  { code: '79', era: 'both', aliases: ['TP.HCM', 'TPHCM', 'HCM'] },
  { code: '46', era: 'both', aliases: ['Thừa Thiên - Huế', 'TT-Huế'] },
  { code: '77', era: 'old', aliases: ['BR-VT', 'BRVT'] },
  { code: '66', era: 'both', aliases: ['Đắc Lắc', 'Đăk Lăk', 'Đắk Lắc', 'Daklak'] },
  { code: '67', era: 'old', aliases: ['Đắc Nông', 'Đăk Nông', 'Daknong'] },
  { code: '06', era: 'old', aliases: ['Bắc Cạn'] },
  { code: '62', era: 'old', aliases: ['Kontum', 'Công Tum'] },
]
