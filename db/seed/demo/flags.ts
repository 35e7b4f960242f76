import type { ClientBase } from 'pg'
import type { UnitFlag } from '@/db/enums'

const source = 'Dữ liệu giả lập'
/** Communes that plausibly bear a flag, by the province of now. Invented: the true lists come with the decisions behind them. */
const flagged: readonly { province: string; flags: readonly UnitFlag[]; names: readonly string[] }[] = [
  {
    province: '44',
    flags: ['border', 'remote', 'region_3', 'specially_difficult'],
    names: [
      'Lìa',
      'A Dơi',
      'Hướng Lập',
      'Hướng Phùng',
      'La Lay',
      'Tà Rụt',
      'Dân Hóa',
      'Thượng Trạch',
      'Kim Điền',
      'Trường Sơn',
      'Kim Ngân',
    ],
  },
  { province: '44', flags: ['border', 'region_2'], names: ['Lao Bảo', 'Tân Lập', 'Kim Phú'] },
  {
    province: '44',
    flags: ['region_2'],
    names: ['Khe Sanh', 'Hướng Hiệp', 'Ba Lòng', 'Đakrông', 'Minh Hóa', 'Tân Thành', 'Tuyên Lâm'],
  },
  {
    province: '38',
    flags: ['border', 'remote', 'region_3', 'specially_difficult'],
    names: [
      'Mường Lát',
      'Tam Chung',
      'Mường Lý',
      'Trung Lý',
      'Quang Chiểu',
      'Pù Nhi',
      'Nhi Sơn',
      'Mường Chanh',
      'Na Mèo',
      'Sơn Thủy',
      'Tam Thanh',
      'Tam Lư',
      'Bát Mọt',
      'Yên Khương',
    ],
  },
  {
    province: '38',
    flags: ['remote', 'region_3'],
    names: ['Trung Sơn', 'Trung Thành', 'Nam Xuân', 'Thiên Phủ', 'Cổ Lũng', 'Pù Luông', 'Yên Thắng', 'Mường Mìn'],
  },
  {
    province: '38',
    flags: ['region_2'],
    names: ['Hồi Xuân', 'Quan Sơn', 'Bá Thước', 'Thường Xuân', 'Như Xuân', 'Ngọc Lặc'],
  },
  {
    province: '96',
    flags: ['remote', 'region_2'],
    names: ['Đất Mũi', 'Phan Ngọc Hiển', 'Tân Ân', 'Nguyễn Việt Khái', 'Tam Giang', 'Khánh Lâm'],
  },
]

/** Flags of units: special zones are islands, communes of the three provinces rural, some hard to reach. */
export async function seedFlags(client: ClientBase, on: string): Promise<void> {
  const rows = flagged.flatMap(({ province, flags, names }) =>
    names.flatMap((name) => flags.map((flag) => ({ province, flag, name }))),
  )
  await client.query(
    `insert into unit_flags (unit_id, flag, valid_from, source)
     select c.unit_id, f.flag, '2025-07-01', $2
       from unit_versions c
       join unit_versions p on p.unit_id = c.parent_id and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
       cross join lateral (
         select 'island' as flag where c.type = 'dac_khu'
         union select 'rural' where c.type = 'xa' and p.code = any ($3)
         union select x.flag from unnest($4::text[], $5::text[], $6::text[]) as x(province, flag, name)
                where x.province = p.code and x.name = c.name and c.type <> 'phuong'
       ) f
      where c.level = 'commune' and c.valid_from <= $1 and (c.valid_to is null or c.valid_to > $1)`,
    [
      on,
      source,
      [...new Set(flagged.map((each) => each.province))],
      rows.map((row) => row.province),
      rows.map((row) => row.flag),
      rows.map((row) => row.name),
    ],
  )
}
