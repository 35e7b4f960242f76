import * as say from './narrative'
import { literal, pick, Rolls } from './rolls'

const character = new Rolls('u', 'code')
const luck = new Rolls('r', "code || '/' || period_code")
const u = () => character.next()
const r = () => luck.next()

/** A month's swing of 8 per cent either way: three of them multiplied stay far within "three times the mean". */
const swing = () => `(0.92 + 0.16 * ${r()})`
/** A commune's own share between two bounds, the same every month. */
const between = (low: number, high: number) => `(${low} + ${high - low} * ${u()})`
/**
 * A whole number whose parity changes every month, so that a small figure is never last month's again (rule
 * same_as_last). Rounds down, so a part stays within its whole.
 */
const count = (sql: string) => {
  const whole = `floor(${sql})::int`
  return `greatest(${whole} - ((${whole} + t + (${u()} * 2)::int) & 1), 0)`
}
const floor = (sql: string) => `floor(${sql})::int`
const percent = (sql: string) => `floor((${sql}) * 10) / 10`
/** Blank in the communes that never fill this row. */
const filled = (share: number, sql: string) => `case when ${u()} < ${share} then ${sql} end`

type Layer = Record<string, string>
const columns = (layer: Layer) =>
  Object.entries(layer)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ')

/** Character and season. h households, a adults, biz business households, t months since 12/2023. */
const scale: Layer = {
  effort: `${between(0.6, 1.3)} * zeal`,
  grown: '0.85 + 0.009 * t',
  // Months with a campaign; holidays count by the working days that are left.
  season: `(0.25 + 0.75 * worked / 21.0) * (array[0.97, 0.95, 0.96, 1.02, 1.03, 1.0, 0.95, 0.97, 1.04, 1.32, 1.16, 1.02])[my]::float8 * ${swing()}`,
}
const bases: Layer = {
  g: 'h * 0.13 * effort * season * grown * ramp',
  reach: '0.045 * least(effort, 1.4)',
  C01: count(`2 + h / 270 * effort * season * ${swing()}`),
}
const wholes: Layer = {
  C02: count(`h * reach * season * ${swing()}`),
  T1_plain: count(`g * ${between(0.3, 0.44)} * ${swing()}`),
  T2_01: count(`g * ${between(0.09, 0.15)} * ${swing()}`),
  T3_01: count(`g * ${between(0.17, 0.27)} * ${swing()}`),
  T4_01: count(`g * ${between(0.14, 0.22)} * ${swing()}`),
  T5_01: count(`g * ${between(0.08, 0.15)} * ${swing()}`),
  requests: count(`g * ${between(0.04, 0.08)} * ${swing()}`),
  sellers: count(`biz * 0.012 * effort * season * ${swing()}`),
  products: count(`${between(1, 9)} * season * ${swing()}`),
  cases: count(`${between(0.5, 3)} + h / 9000 * ${r()}`),
  shops: floor(`biz * ${between(0.04, 0.1)} * (1 + 0.01 * t)`),
  // One class a quarter, in the commune's own month of it; never more than 38, so that the months between are no fall.
  trained: `case when (t + floor(3 * ${u()})::int) % 3 = 0 then ${floor(`16 + 22 * ${r()}`)} else 0 end`,
}
const sums: Layer = {
  T1_01: 'floor("T1_plain" * factor)::int',
  dossiers: count(`"T1_plain" * ${between(0.3, 0.55)} * ${swing()}`),
  C06: count(`("T1_plain" + "T2_01" + "T3_01" + "T4_01" + "T5_01") / ${between(1.4, 2.1)} * (0.96 + 0.08 * ${r()})`),
}

const number = (sql: string) => `replace(to_char(coalesce(${sql}, 0), 'FM999,999,999'), ',', '.')`

/** The rows of an ordinary month by code; flows are 0 in a month of "Không phát sinh". */
const stocks: Layer = {
  A01: 'villages',
  A02: 'commune_teams',
  A03: 'village_teams',
  A04: 'covered',
  A05: 'case when villages > 0 then floor((2000.0 * covered + villages) / (2 * villages))::int / 10.0::float8 end',
  B04: filled(0.85, floor(`my * h / 900 * ${between(0.5, 1.2)}`)),
  B05: filled(0.7, floor(`my * ${between(0.1, 0.45)}`)),
  C03: `greatest(${floor(`h * least(0.9, 0.06 * least(effort, 1.4) * my)`)}, case when nil then 0 else "C02" end)`,
  C04: filled(0.9, floor(`h * least(0.85, ${between(0.3, 0.55)} + 0.004 * t)`)),
  C09: filled(0.95, floor(`1 + h / 320 * ${between(0.6, 1)} + t / 9`)),
  C10: filled(0.92, floor(`h * least(0.9, ${between(0.35, 0.62)} + 0.004 * t)`)),
  T1_03: filled(0.9, percent(`least(97, ${between(62, 84)} + 0.25 * t)`)),
  T1_07: filled(0.7, percent(`least(45, ${between(4, 18)} + 0.35 * t)`)),
  T2_03: filled(0.75, 'shops'),
  T3_03: filled(0.75, percent(`least(97.5, ${between(68, 86)} + 0.25 * t)`)),
  T3_04: filled(0.9, floor(`biz * least(0.95, ${between(0.35, 0.6)} + 0.006 * t)`)),
  T3_05: filled(0.85, floor(`3.6 * ${u()} * ${u()} + t / 14`)),
  T5_06: filled(0.8, floor(`a * least(0.6, greatest(0, t - 18) * 0.006 * ${between(0.5, 1.5)})`)),
  T5_07: filled(0.75, floor(`h * least(0.4, greatest(0, t - 20) * 0.004 * ${between(0.5, 1.5)})`)),
  D01: filled(0.9, floor(`1 + 3 * ${u()} + t / 16`)),
  D02: filled(0.95, floor(`1 + h / 1600 * ${u()}`)),
}
const flows: Layer = {
  B01: '(trained > 0)::int',
  B02: 'trained',
  B03: floor(`trained * ${between(0.85, 1)}`),
  C01: '"C01"',
  C02: '"C02"',
  C05: '"T1_01" + "T2_01" + "T3_01" + "T4_01" + "T5_01"',
  C06: filled(0.93, '"C06"'),
  C07: filled(0.8, count(`"C06" * ${between(0.14, 0.3)} * ${swing()}`)),
  C11: filled(0.95, count(`${between(2, 12)} * season * ${swing()}`)),
  C12: filled(0.85, count(`${between(1, 6)} * ${swing()}`)),
  C13: filled(0.85, 'requests'),
  C14: filled(0.85, floor(`requests * (0.86 + 0.14 * ${r()})`)),
  T1_01: '"T1_01"',
  T1_02: filled(0.92, count(`"T1_plain" * ${between(0.14, 0.3)} * ${swing()}`)),
  T1_04: 'dossiers',
  T1_05: filled(0.8, count(`"T1_plain" * ${between(0.08, 0.2)} * ${swing()}`)),
  T1_06: filled(0.8, count(`"T1_plain" * ${between(0.03, 0.1)} * ${swing()}`)),
  T1_08: filled(0.75, count(`h * 0.0016 * effort * season * ${swing()}`)),
  T2_01: '"T2_01"',
  T2_02: filled(0.85, 'sellers'),
  T2_04: filled(0.8, 'products'),
  T2_05: filled(0.75, count(`products * ${between(0.3, 0.8)}`)),
  T2_06: filled(0.4, `floor(shops * ${between(9, 30)} * season * ${swing()}) * 100000`),
  T2_07: filled(0.6, count(`sellers * ${between(0.4, 0.9)}`)),
  T3_01: '"T3_01"',
  T3_02: filled(0.85, count(`"T3_01" * ${between(0.08, 0.24)} * ${swing()}`)),
  T3_06: filled(0.85, count(`h * 0.012 * effort * season * ${swing()}`)),
  T4_01: '"T4_01"',
  T4_02: filled(0.95, count(`"C01" * ${between(0.25, 0.55)}`)),
  T4_03: filled(0.9, 'cases'),
  T4_04: filled(0.85, floor(`cases * (0.4 + 0.6 * ${r()}) + 0.5`)),
  T4_05: filled(0.8, count(`"T4_01" * ${between(0.2, 0.42)} * ${swing()}`)),
  T5_01: '"T5_01"',
  T5_02: filled(0.85, count(`"T5_01" * ${between(0.2, 0.45)} * ${swing()}`)),
  T5_03: filled(0.85, count(`"T5_01" * ${between(0.2, 0.4)} * ${swing()}`)),
  T5_04: filled(0.8, count(`"T5_01" * ${between(0.12, 0.3)} * ${swing()}`)),
  T5_05: filled(0.75, count(`h * 0.0025 * effort * season * ${swing()}`)),
  D03: filled(0.85, count(`${between(3, 9)} * ${swing()}`)),
  D04: filled(0.85, `floor(${between(20, 150)} * season * ${swing()}) * 100000`),
  D05: filled(0.3, `floor(${between(5, 90)} * ${r()}) * 100000`),
  D06: filled(0.7, count(`2.6 * ${r()}`)),
  D07: filled(0.75, count(`2.4 * ${r()}`)),
}
const texts: Layer = {
  E01: `case when nil then ${literal('Trong kỳ không phát sinh hoạt động của các Tổ.')} when ${r()} < 0.9 then format(${pick(say.highlights, r())}, ${number('"C01"')}, ${number('"T1_01" + "T2_01" + "T3_01" + "T4_01" + "T5_01"')}, ${number('"C02"')}, ${number('dossiers')}) end`,
  E02: `case when ${r()} < 0.7 then ${pick(say.difficulties, r())} end`,
  E03: `case when ${r()} < 0.35 then ${pick(say.proposals, r())} end`,
  E04: `case when ${r()} < 0.85 then ${pick(say.nextSteps, r())} end`,
}
const rows: Layer = {
  ...stocks,
  ...Object.fromEntries(Object.entries(flows).map(([code, sql]) => [code, `case when nil then 0 else ${sql} end`])),
  ...texts,
}

const source = (code: string, sql: string) =>
  `'${code}', case when figures.row ->> '${code}' is not null and ${u()} < 0.88 then jsonb_build_object('source', ${sql}, 'on', quarter_on) end`
const police = `(array[${say.percentSources.police.map(literal).join(', ')}])[case type when 'phuong' then 2 when 'dac_khu' then 3 else 1 end]`
const nilReason = `jsonb_build_object('reason', ${literal(say.nilReason)})`
const details = `jsonb_strip_nulls(jsonb_build_object(
  ${source('T1_03', police)}, ${source('T1_07', literal(say.percentSources.signature))}, ${source('T3_03', literal(say.percentSources.bank))},
  'T1_01', case when factor > 1 then jsonb_build_object('reason', ${pick(say.jumpReasons, r())})
                when since_rise between 1 and 3 then jsonb_build_object('reason', ${literal(say.afterRiseReason)}) end,
  'C01', case when nil then ${nilReason} end, 'C02', case when nil then ${nilReason} end))`

// A month like the last one but for a slip of the pen: what the department asks to be corrected.
const slip = `jsonb_build_object('C02', least(h::int, floor("C02" * 1.3)::int + 2))`

// OFFSET 0 keeps the planner from folding the layers into one another, which would compute each figure many times over.
const layer = (inner: string, add: Layer, alias: string) =>
  `select ${alias}.*, ${columns(add)} from (${inner}) ${alias} offset 0`

/**
 * SQL of the figures of the units in `plan`, in one period: the columns of plan and `values`, `details`, `slipped` (the
 * values with one wrong cell), `denominators`. Every report is legal by the form's rules; a sudden rise (`factor` > 1)
 * and a month without activity (`nil`) carry their reason.
 * @param input SQL with plan's columns and code, period_code, type, h, a, biz, t, my, worked, zeal, quarter_on, villages,
 * commune_teams, village_teams, covered, denominators, nil, factor, ramp, since_rise (months since the last rise).
 */
export function figuresSql(input: string, seed: string): string {
  let sql = layer(`select x.*, ${hashes(seed)} from (${input}) x offset 0`, scale, 's')
  sql = layer(sql, bases, 'b')
  sql = layer(sql, wholes, 'w')
  sql = layer(sql, sums, 'm')
  return `select plan.*, figures.row as values, ${details} as details, figures.row || ${slip} as slipped
    from (${sql}) plan cross join lateral (select to_jsonb(line) as row from (select ${columns(rows)}) line offset 0) figures`
}

const hashes = (seed: string) => `${character.hashes(seed)}, ${luck.hashes(seed)}`

/** Codes of the rows that this month fills, texts included. */
export const filledCodes: readonly string[] = Object.keys(rows)
