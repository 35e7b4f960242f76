import type { ClientBase } from 'pg'
import { literal } from './rolls'

/** How large the communes of a province are beside the country's: people live close in the deltas and far apart in the mountains. */
const density: readonly (readonly [factor: number, codes: readonly string[]])[] = [
  [0.5, ['04', '20']],
  [0.65, ['08', '11', '12']],
  [0.8, ['14', '15', '19', '22', '38', '42', '44', '51', '52']],
  [1.05, ['25', '40', '46', '48', '56', '66', '68', '80', '86']],
  [1.3, ['24', '31', '33', '37', '75', '82', '92', '96']],
  [1.6, ['01', '79', '91']],
]
/** Special zones are of every size: people, roughly. Nobody lives on Hoàng Sa; it is exempt from reporting. */
const zones: Readonly<Record<string, number>> = {
  'Bạch Long Vĩ': 700,
  'Cát Hải': 71_000,
  'Cô Tô': 7_000,
  'Côn Đảo': 7_000,
  'Cồn Cỏ': 140,
  'Hoàng Sa': 0,
  'Kiên Hải': 20_000,
  'Lý Sơn': 25_000,
  'Phú Quý': 32_000,
  'Phú Quốc': 157_000,
  'Thổ Châu': 1_900,
  'Trường Sa': 200,
  'Vân Đồn': 53_000,
}

const cases = density
  .map(([factor, codes]) => `when p.code in (${codes.map(literal).join(', ')}) then ${factor}`)
  .join(' ')
const zoneCases = Object.entries(zones)
  .map(([name, people]) => `when c.type = 'dac_khu' and c.name = ${literal(name)} then ${people}`)
  .join(' ')

/**
 * Confirmed figures of every commune that stands on a day: people by type of commune and province, the rest from them.
 * The communes before 1/7/2025 were a third as large. `$3` is the day the figures are of.
 */
export async function seedDenominators(client: ClientBase, seed: number, on: string, asOf: string): Promise<void> {
  await client.query(
    `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
     select id, path, $3::date, floor(people / (3.4 + 0.5 * b))::int, people, floor(people * (0.68 + 0.06 * c))::int,
            floor(people * (0.1 + 0.06 * d))::int, floor(people * business * (0.7 + 0.6 * e))::int,
            ($3::date + time '09:00') at time zone 'Asia/Ho_Chi_Minh'
       from (
         select id, path, business, b, c, d, e,
                coalesce(zone, floor(base * density * (0.45 + 0.7 * a + 0.4 * a * e)))::int as people
           from (
             select c.unit_id as id, u.path, case ${zoneCases} end as zone, case ${cases} else 1 end as density,
                    case when c.valid_from < '2025-07-01' then case c.type when 'phuong' then 17000 when 'thi_tran' then 12000 else 7900 end
                         else case c.type when 'phuong' then 53000 else 25500 end end as base,
                    case when c.type = 'xa' then 0.042 else 0.062 end as business,
                    (x.hash & 1023)::float8 / 1024 as a, ((x.hash >> 10) & 1023)::float8 / 1024 as b, ((x.hash >> 20) & 1023)::float8 / 1024 as c,
                    ((x.hash >> 30) & 1023)::float8 / 1024 as d, ((x.hash >> 40) & 1023)::float8 / 1024 as e
               from unit_versions c
               join units u on u.id = c.unit_id
               join units root on root.path = left(u.path, 8)
               join unit_versions p on p.unit_id = root.id and p.valid_to is null
               cross join lateral (select hashtextextended(c.code, $1::bigint) as hash) x
              where c.level = 'commune' and c.valid_from <= $2 and (c.valid_to is null or c.valid_to > $2)
           ) size
       ) people
     on conflict do nothing`,
    [seed, on, asOf],
  )
}
