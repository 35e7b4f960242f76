import type { Tree } from '../rules'

/**
 * Whose land each shape of `@svg-maps/vietnam` is: code of the province of 2023, and of today's. The two archipelagos are
 * shapes of their own and belong to Đà Nẵng and Khánh Hòa in both.
 */
export const shapes: Readonly<Record<string, readonly [then: string, now: string]>> = {
  hanoi: ['01', '01'],
  hagiang: ['02', '08'],
  caobang: ['04', '04'],
  backan: ['06', '19'],
  tuyenquang: ['08', '08'],
  laocai: ['10', '15'],
  dienbien: ['11', '11'],
  laichau: ['12', '12'],
  sonla: ['14', '14'],
  yenbai: ['15', '15'],
  hoabinh: ['17', '25'],
  thainguyen: ['19', '19'],
  langson: ['20', '20'],
  quangninh: ['22', '22'],
  bacgiang: ['24', '24'],
  phutho: ['25', '25'],
  vinhphuc: ['26', '25'],
  bacninh: ['27', '24'],
  haiduong: ['30', '31'],
  haiphong: ['31', '31'],
  hungyen: ['33', '33'],
  thaibinh: ['34', '33'],
  hanam: ['35', '37'],
  namdinh: ['36', '37'],
  ninhbinh: ['37', '37'],
  thanhhoa: ['38', '38'],
  nghean: ['40', '40'],
  hatinh: ['42', '42'],
  quangbinh: ['44', '44'],
  quangtri: ['45', '44'],
  tthue: ['46', '46'],
  danang: ['48', '48'],
  hoangsa: ['48', '48'],
  quangnam: ['49', '48'],
  quangngai: ['51', '51'],
  binhdinh: ['52', '52'],
  phuyen: ['54', '66'],
  khanhhoa: ['56', '56'],
  truongsa: ['56', '56'],
  ninhthuan: ['58', '56'],
  binhthuan: ['60', '68'],
  kontum: ['62', '51'],
  gialai: ['64', '52'],
  daklak: ['66', '66'],
  daknong: ['67', '68'],
  lamdong: ['68', '68'],
  binhphuoc: ['70', '75'],
  tayninh: ['72', '80'],
  binhduong: ['74', '79'],
  dongnai: ['75', '75'],
  baria: ['77', '79'],
  hcm: ['79', '79'],
  longan: ['80', '80'],
  tiengiang: ['82', '82'],
  bentre: ['83', '86'],
  travinh: ['84', '86'],
  vinhlong: ['86', '86'],
  dongthap: ['87', '82'],
  angiang: ['89', '91'],
  kiengiang: ['91', '91'],
  cantho: ['92', '92'],
  haugiang: ['93', '92'],
  soctrang: ['94', '92'],
  baclieu: ['95', '96'],
  camau: ['96', '96'],
}

/** The archipelagos: always drawn, always named (domain.md section 1). */
export const archipelagos: readonly string[] = ['hoangsa', 'truongsa']

/** Where today's shapes begin to stand for provinces (Nghị quyết 202/2025/QH15). */
const reform = '2025-07-01'

/** Which provinces a map of these months is of; 'mixed': those of then and those of today stand in one table, and no map shows both. */
export function eraOf(
  tree: Tree,
  periods: { from: { endsOn: string }; to: { endsOn: string } },
): 'then' | 'now' | 'mixed' {
  if (tree === 'now' || periods.from.endsOn >= reform) return 'now'
  return periods.to.endsOn < reform ? 'then' : 'mixed'
}

/** Provinces drawn as the shapes that belong to them, by province code. */
export function shapesByProvince(era: 'then' | 'now'): Map<string, string[]> {
  const provinces = new Map<string, string[]>()
  for (const [shape, [then, now]] of Object.entries(shapes)) {
    const code = era === 'then' ? then : now
    provinces.set(code, [...(provinces.get(code) ?? []), shape])
  }
  return provinces
}

/** Upper bounds of `classes` classes with about as many figures in each; fewer where figures repeat. */
export function quantiles(figures: readonly number[], classes: number): number[] {
  const sorted = [...figures].sort((a, b) => a - b)
  const bounds = Array.from({ length: classes }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / classes) - 1])
  return [...new Set(bounds.filter((each): each is number => each !== undefined))]
}

/** The class of a figure, from 0; null where there is none. */
export function classOf(figure: number | null, bounds: readonly number[]): number | null {
  if (figure === null) return null
  const at = bounds.findIndex((bound) => figure <= bound)
  return at < 0 ? Math.max(0, bounds.length - 1) : at
}
