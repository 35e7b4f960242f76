import type { Locale } from '@/messages/locales'
import type { Block, OfficialDocument } from './documents/model/rules'
import { rowsBySection } from './forms/rules'
import type { PaperChoice, PaperFigure, PaperWords, ReportPaper, Standing } from './reports/paper/facts/rules'
import { filedFigures, filedTexts } from './reports/paper/figures/rules'
import { reportDocument } from './reports/paper/rules'
import { derive, type ReportDetails, type ReportValues } from './reports/rules'
import { form, unit } from './testing'
import { english, vietnamese } from './testing-documents'

/** What tests of a report's official document begin with: the month of a commune and that of its province. */

/** The national form with its registers in use. */
export const fullForm = {
  ...form,
  since: {},
  rows: form.rows.map((row) => (row.source === 'none' ? { ...row, source: 'register' as const } : row)),
}

export const november: ReportValues = derive(fullForm, {
  ...{ A01: 12, A02: 1, A03: 11, A04: 11, A06: 5, A07: 55, A08: 14, A09: 3, A10: 2, A11: 1 },
  ...{ B01: 1, B02: 40, B03: 38, B04: 21, B05: 2, C01: 26, C02: 214, C03: 640, C04: 310 },
  ...{ C06: 410, C07: 62, C09: 12, C10: 580, C11: 4, C12: 2, C13: 18, C14: 17 },
  ...{ T1_01: 320, T1_02: 45, T1_03: 78.5, T1_04: 96, T1_05: 12, T1_06: 9, T1_07: 23.4, T1_08: 0 },
  ...{ T2_01: 64, T2_02: 3, T2_03: 15, T2_04: 6, T2_05: 4, T2_06: 48_500_000, T2_07: 3 },
  ...{ T3_01: 150, T3_02: 22, T3_03: 61.2, T3_04: 37, T3_05: 0, T3_06: 41 },
  ...{ T4_01: 180, T4_02: 5, T4_03: 2, T4_04: 2, T4_05: 90 },
  ...{ T5_01: 75, T5_02: 18, T5_03: 30, T5_04: 0, T5_06: 420, T5_07: 8 },
  ...{ D01: 3, D02: 1, D03: 4, D04: 12_000_000, D05: 0, D06: 1, D07: 1 },
  E01: 'Duy trì điểm hỗ trợ dịch vụ công trực tuyến tại nhà văn hóa thôn vào sáng thứ Bảy hằng tuần\n- Tổ thôn A Sóc hướng dẫn 12 hộ bán cà phê trên sàn thương mại điện tử.',
  E02: 'Sóng di động tại hai thôn còn yếu.',
  E04: 'Rà soát, hướng dẫn kích hoạt tài khoản định danh điện tử mức độ 2 cho người cao tuổi.',
})
export const october: ReportValues = derive(fullForm, {
  ...november,
  ...{ C01: 21, C02: 228, T1_01: 308, T2_01: 64, T3_01: 139, T3_04: 35, T4_01: 188, T5_01: 60, B01: 0 },
})
const details: ReportDetails = {
  T1_07: { numerator: 655, source: 'police', on: '2026-11-10' },
  T3_03: { source: 'bank' },
  C01: { reason: 'Xã ra quân tháng cao điểm' },
}

const office = {
  ...{ kind: 'commune_office' as const, name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH', symbol: 'VHXH' },
  ...{ parentBody: null, validFrom: '2025-07-01', validTo: null, note: null },
}

export type FiledGiven = { values: ReportValues; before?: ReportValues | null; lastYear?: ReportValues | null }

/** The month 11/2026 of xã Lìa. */
export function paperOf(
  { values, before = october, lastYear = null }: FiledGiven = { values: november },
  more: Partial<ReportPaper> = {},
): ReportPaper {
  const filed = {
    ...{ form: fullForm, values, details, denominators: unit },
    history: { codes: ['2026-10'], previous: [before], lastYear },
  }
  return {
    level: 'commune',
    unitId: 7,
    unit: { type: 'xa', name: 'Lìa' },
    agencies: { department: [], ministry: [], office: [office] },
    province: { type: 'tinh', name: 'Quảng Trị' },
    period: { code: '2026-11', year: 2026, month: 11, startsOn: '2026-10-15', endsOn: '2026-11-14' },
    before: before && { year: 2026, month: 10 },
    issued: null,
    rows: rowsBySection(fullForm).flatMap(({ rows }) => rows),
    figures: filedFigures(filed, { code: '2026-11' }),
    texts: filedTexts(filed),
    households: unit.households,
    nil: false,
    standing: null,
    frozen: null,
    signed: null,
    ...more,
  }
}

export const standing: Standing = {
  ...{ required: 78, received: 71, accepted: 60, provinces: null },
  missing: ['Xã A Dơi', 'Xã Khe Sanh', 'Phường Đông Hà', 'Xã Lao Bảo', 'Xã Hướng Lập', 'Xã Tà Rụt', 'Đặc khu Cồn Cỏ'],
}

/** The totals of tỉnh Quảng Trị for the same month, by its department. */
export const totalsPaper = (more: Partial<ReportPaper> = {}): ReportPaper => {
  const figures = Object.fromEntries(
    Object.entries(paperOf().figures).map(([code, figure]): [string, PaperFigure] => [
      code,
      {
        ...figure,
        ...(figure.value === null || figure.fraction ? {} : { value: figure.value * 40 }),
        ...{ source: null, reason: null, yearChange: null, units: figure.value === null ? null : 70 },
        change: figure.change && { by: figure.change.by * 40, units: 66 },
      },
    ]),
  )
  for (const code of ['T1_03', 'T1_07', 'T3_03'])
    figures[code] = { ...figures[code], value: 74.2, fraction: null } as PaperFigure
  return paperOf(undefined, {
    ...{
      level: 'department',
      unit: { type: 'tinh', name: 'Quảng Trị' },
      figures,
      standing,
      texts: {},
      households: null,
    },
    ...more,
  })
}

export const usual: PaperChoice = { addressed: false, signs: 'head' }
const wordsOf: Record<Locale, PaperWords> = { vi: vietnamese, en: english }
export const documentOf = (paper: ReportPaper, choice = usual, language: Locale = 'vi'): OfficialDocument =>
  reportDocument(paper, choice, wordsOf[language])

/** What a document says from top to bottom, one line a paragraph, tables as their cells. */
export function linesOf(blocks: readonly Block[]): string[] {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ')
  return blocks
    .flatMap((block): string[] => {
      switch (block.kind) {
        case 'heading':
          return [...block.superior, ...block.issuer, block.nation, block.motto, block.number, block.place]
        case 'title':
          return [block.name, block.subject ?? '']
        case 'grounds':
          return [...block.lines]
        case 'table':
          return [
            block.columns.map(({ header }) => header).join(' | '),
            ...block.rows.map((row) => ('group' in row ? row.group : row.cells.join(' | '))),
          ]
        case 'closing':
          return [block.label, ...block.recipients, ...block.signing]
        case 'appendixTitle':
          return [block.label, block.title, block.reference]
        case 'addressees':
          return [`${block.label} ${block.names.join(' ')}`]
        default:
          return ['text' in block ? String(block.text) : '']
      }
    })
    .map(plain)
}
