import { sql } from 'drizzle-orm'
import type { SuccessionKind, UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'
import { placeOf, standing } from '../versions/queries'

export type LineageStep = {
  direction: 'from' | 'to'
  id: number
  level: UnitLevel
  fullName: string
  code: string | null
  district: string | null
  province: string | null
  effectiveOn: Day
  kind: SuccessionKind
  /** 1 = whole, less = part, null = nobody has said. */
  share: number | null
  confirmed: boolean
  resolution: string | null
}

/** What a unit came from and what became of it; names as on the last day before or the first day after the change. */
export async function lineageOf(db: Tx, id: number): Promise<LineageStep[]> {
  const { rows } = await db.execute<LineageStep>(sql`
    select s.direction, s.other as id, v.level, v.full_name as "fullName", v.code, place.district, place.province,
           s.effective_on as "effectiveOn", s.kind, s.share::float8 as share, s.confirmed, s.resolution
      from (
        select 'from' as direction, predecessor_id as other, effective_on - 1 as seen_on, x.* from unit_successions x where successor_id = ${id}
        union all
        select 'to', successor_id, effective_on, x.* from unit_successions x where predecessor_id = ${id}
      ) s
      join unit_versions v on v.unit_id = s.other and ${standing('v', sql`s.seen_on`)}
      ${placeOf(sql`v.parent_id`, sql`s.seen_on`)}
     order by s.effective_on, v.code`)
  return rows
}
