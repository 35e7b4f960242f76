import type { EnteredBy, FormSection, IndicatorKind, Pillar, RowSource, ValueType } from '@/db/enums'

/** A national indicator as seeded: its words, its place in form BC-CNSCD-T, and the days its wording is valid. */
export type SeedRow = {
  code: string
  version: number
  nameVi: string
  nameEn: string
  shortVi: string
  shortEn: string
  unitVi: string
  unitEn: string
  definitionVi: string
  definitionEn: string
  valueType: ValueType
  kind: IndicatorKind
  eachOnce: boolean
  task: number | null
  section: FormSection
  pillar: Pillar | null
  enteredBy: EnteredBy
  required: boolean
  source: RowSource
  /** First day from which a register fills a row that had no source; null: `source` has held always. */
  registerSince: string | null
  /** Numeric, with a source, and not a percentage derived from two other figures: that one stands in the totals as these two. */
  totalled: boolean
  position: number
  /** First day, and day after the last, on which this version is the wording in use; null is open. */
  validFrom: string | null
  validTo: string | null
}

/** Name, few words, definition. */
type Words = { vi: [string, string, string]; en: [string, string, string] }
type Options = Partial<
  Pick<
    SeedRow,
    'version' | 'validFrom' | 'validTo' | 'eachOnce' | 'required' | 'source' | 'registerSince' | 'valueType' | 'pillar'
  >
>

const units = {
  village: ['thôn', 'villages'],
  team: ['tổ', 'teams'],
  person: ['người', 'people'],
  attendance: ['lượt', 'attendances'],
  household: ['hộ', 'households'],
  class: ['lớp', 'classes'],
  session: ['buổi', 'sessions'],
  group: ['nhóm', 'groups'],
  item: ['tin, bài', 'items'],
  material: ['tài liệu', 'materials'],
  request: ['yêu cầu', 'requests'],
  account: ['tài khoản', 'accounts'],
  dossier: ['hồ sơ', 'dossiers'],
  signature: ['chữ ký số', 'signatures'],
  fieldReport: ['phản ánh', 'reports'],
  body: ['đơn vị', 'units'],
  shop: ['gian hàng', 'shops'],
  product: ['sản phẩm', 'products'],
  point: ['điểm', 'points'],
  model: ['mô hình', 'models'],
  case: ['vụ', 'cases'],
  inspection: ['cuộc', 'inspections'],
  commendation: ['lượt', 'commendations'],
  percent: ['%', '%'],
  dong: ['đồng', 'VND'],
  none: ['', ''],
} as const satisfies Record<string, readonly [string, string]>
type Unit = keyof typeof units

const sections: Record<string, FormSection> = {
  A: 'organisation',
  B: 'training',
  C: 'general',
  T1: 'task1',
  T2: 'task2',
  T3: 'task3',
  T4: 'task4',
  T5: 'task5',
  D: 'resources',
  E: 'narrative',
}
/** Link to the provincial index DTI by section (domain.md 14); which component counts the teams is not known. */
const pillars: Partial<Record<FormSection, Pillar>> = {
  organisation: 'awareness',
  training: 'human_resources',
  general: 'society',
  task1: 'government',
  task2: 'economy',
  task3: 'economy',
  task4: 'safety',
  task5: 'society',
}

const valueTypeOf = (unit: Unit) =>
  unit === 'percent' ? 'percent' : unit === 'dong' ? 'currency' : unit === 'none' ? 'text' : 'count'

const row =
  (kind: IndicatorKind) =>
  (code: string, enteredBy: EnteredBy, unit: Unit, words: Words, options: Options = {}): SeedRow => {
    const head = code.split('_')[0] ?? ''
    const section = sections[head.startsWith('T') ? head : head.slice(0, 1)]
    if (!section) throw new Error(`no section for ${code}`)
    const valueType = valueTypeOf(unit)
    const source = options.source ?? 'manual'
    return {
      code,
      version: 1,
      nameVi: words.vi[0],
      nameEn: words.en[0],
      shortVi: words.vi[1],
      shortEn: words.en[1],
      unitVi: units[unit][0],
      unitEn: units[unit][1],
      definitionVi: words.vi[2],
      definitionEn: words.en[2],
      valueType,
      kind,
      eachOnce: false,
      task: head.startsWith('T') ? Number(head.slice(1)) : null,
      section,
      pillar: pillars[section] ?? null,
      enteredBy,
      required: false,
      registerSince: null,
      totalled:
        valueType !== 'text' &&
        (source !== 'none' || options.registerSince !== undefined) &&
        !(kind === 'derived' && valueType === 'percent'),
      position: 0,
      validFrom: null,
      validTo: null,
      ...options,
      source,
    }
  }

/** What happened in the period. */
export const flow = row('flow')
/** The state at the end of the period. */
export const stock = row('stock')
/** Computed, never typed. */
export const derived = row('derived')
