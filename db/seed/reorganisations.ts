import type { ClientBase } from 'pg'
import { ministryMerged } from '@/db/agency-names'
import { dongNaiCity, hueCity, reform } from './unit-facts'

/**
 * A resolution of the past as the texts have it: which beginnings, ends and edges rest on it, and whether names of agencies do
 * (domain.md sections 2 and 3).
 */
type Recorded = { number: string; issuer: string; on: string; note: string; levels: readonly string[]; agencies?: true }

const recorded: readonly Recorded[] = [
  {
    ...{ number: '175/2024/QH15', issuer: 'Quốc hội', on: hueCity.on, levels: ['province'] },
    note: 'Thành lập thành phố Huế trực thuộc trung ương.',
  },
  {
    ...{ number: '55/2025/NĐ-CP', issuer: 'Chính phủ', on: ministryMerged, levels: [], agencies: true },
    note: 'Bộ Thông tin và Truyền thông hợp nhất vào Bộ Khoa học và Công nghệ; Sở Thông tin và Truyền thông vào Sở Khoa học và Công nghệ.',
  },
  {
    ...{ number: '202/2025/QH15', issuer: 'Quốc hội', on: reform, levels: ['province', 'district'] },
    note: '63 tỉnh, thành phố thành 34 tỉnh, thành phố; kết thúc hoạt động của đơn vị hành chính cấp huyện.',
  },
  {
    ...{ number: '1654 đến 1687/NQ-UBTVQH15', issuer: 'Ủy ban Thường vụ Quốc hội', on: reform, levels: ['commune'] },
    note: '10.035 xã, phường, thị trấn thành 3.321 xã, phường, đặc khu, mỗi tỉnh, thành phố một nghị quyết.',
  },
  {
    ...{ number: '30/2026/QH16', issuer: 'Quốc hội', on: dongNaiCity.on, levels: ['province'] },
    note: 'Thành lập thành phố Đồng Nai.',
  },
  {
    ...{ number: '237/NQ-UBTVQH16', issuer: 'Ủy ban Thường vụ Quốc hội', on: dongNaiCity.on, levels: ['commune'] },
    note: 'Thành lập 10 phường thuộc thành phố Đồng Nai, giữ nguyên mã đơn vị.',
  },
]

/**
 * The resolutions behind what the packages tell, kept as events that came with the data: there is nothing to take back. Each
 * beginning, end and edge of its day and level points to it; what the sources date only roughly points to none.
 */
export async function seedReorganisations(client: ClientBase): Promise<void> {
  for (const { number, issuer, on, note, levels, agencies = false } of recorded) {
    const { rows } = await client.query<{ id: string }>(
      `insert into reorganisations (unit_id, path, resolution_number, issuer, effective_on, note, state, recorded, created_at, applied_at)
       select id, path, $1, $2, $3::date, $4, 'applied', true, $3::date, $3::date from units where path = '' returning id`,
      [number, issuer, on, note],
    )
    const given = [rows[0]?.id, on, levels]
    await client.query('update unit_versions set opened_by = $1 where valid_from = $2 and level = any ($3)', given)
    await client.query('update unit_versions set closed_by = $1 where valid_to = $2 and level = any ($3)', given)
    await client.query(
      `update unit_successions s set reorganisation_id = $1, resolution = coalesce(s.resolution, $4) from units u
        where u.id = s.successor_id and s.effective_on = $2 and u.level = any ($3)`,
      [...given, `Nghị quyết ${number}`],
    )
    if (agencies)
      await client.query('update agency_versions set opened_by = $1 where valid_from = $2', [rows[0]?.id, on])
  }
}
