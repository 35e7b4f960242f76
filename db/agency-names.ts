import type { AgencyKind } from '@/db/enums'

/** How agencies of a kind were called in general, oldest first: the official Vietnamese names, which are data (domain.md section 3). */
export type GeneralName = {
  name: string
  abbreviation: string
  /** What stands in the numbers of its documents: 12/BC-SKHCN. Null where no text says it. */
  symbol: string | null
  /** The body it belongs to, where that is the same for all of the kind. */
  parentBody: string | null
  /** First day, null when it is not known; half-open. */
  from: string | null
  to: string | null
  /** The document behind the name, or why the day is not sure. */
  note: string | null
}

/** Bộ Thông tin và Truyền thông went into Bộ Khoa học và Công nghệ, and the departments of the provinces likewise. */
export const ministryMerged = '2025-03-01'
/** Districts end, communes get offices of their own (Nghị quyết 202/2025/QH15, Nghị định 150/2025/NĐ-CP). */
const districtsEnded = '2025-07-01'
const ministryNote = 'Nghị định 55/2025/NĐ-CP'

const named = (
  [name, abbreviation, symbol]: readonly [string, string, string | null],
  from: string | null,
  to: string | null,
  note: string | null = null,
  parentBody: string | null = null,
): GeneralName => ({ name, abbreviation, symbol, parentBody, from, to, note })

const information = 'Bộ Thông tin và Truyền thông'
const science = 'Bộ Khoa học và Công nghệ'
const authority = ['Cục Chuyển đổi số quốc gia', 'Cục CĐSQG', 'CĐSQG'] as const

export const generalNames: Record<AgencyKind, readonly [GeneralName, ...GeneralName[]]> = {
  ministry: [
    named([information, 'Bộ TT&TT', 'BTTTT'], null, ministryMerged),
    named([science, 'Bộ KH&CN', 'BKHCN'], ministryMerged, null, ministryNote),
  ],
  ministry_department: [
    named(authority, '2022-01-01', ministryMerged, 'từ năm 2022, ngày bắt đầu chưa rõ', information),
    named(authority, ministryMerged, null, ministryNote, science),
  ],
  department: [
    named(['Sở Thông tin và Truyền thông', 'Sở TT&TT', 'STTTT'], null, ministryMerged),
    named(['Sở Khoa học và Công nghệ', 'Sở KH&CN', 'SKHCN'], ministryMerged, null),
  ],
  district_office: [named(['Phòng Văn hóa - Thông tin', 'Phòng VH-TT', null], null, districtsEnded)],
  commune_office: [named(['Phòng Văn hóa - Xã hội', 'Phòng VH-XH', null], districtsEnded, null)],
}
