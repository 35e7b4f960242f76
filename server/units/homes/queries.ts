import { sql } from 'drizzle-orm'
import { searchKey } from '@/db/unit-names'
import type { Day } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canConfirmEdges } from '../policy'
import type { ListEdgesInput } from '../schema'
import { standing } from '../versions/queries'

/** A unit of then with what became of it on one day. `stays`: it stands all the same and keeps what the shares leave. */
export type Predecessor = {
  id: number
  fullName: string
  code: string | null
  district: string | null
  province: string | null
  effectiveOn: Day
  stays: boolean
  /** Every edge confirmed with its share. */
  told: boolean
  edges: { successorId: number; fullName: string; code: string | null; share: string | null; confirmed: boolean }[]
}
export type EdgeList = {
  rows: Predecessor[]
  total: number
  page: number
  pageSize: number
  /** Units of then that wait, those that are told, and of the first those that went into one unit alone. */
  counts: { open: number; told: number; single: number }
  can: { confirm: boolean }
}

export const predecessorsPerPage = 50

/** CTE `line`: the successions of what lies under a path, provinces apart, one row a predecessor and day. */
const linesUnder = (path: string) => sql`
  line as materialized (
    select s.predecessor_id as id, s.effective_on, bool_and(s.confirmed and s.share is not null) as told, count(*) as edges,
           exists (select from unit_versions v where v.unit_id = s.predecessor_id and ${standing('v', sql`s.effective_on`)}) as stays
      from unit_successions s join units u on u.id = s.predecessor_id
     where u.level <> 'province' and u.path >= ${path} and u.path < ${`${path.slice(0, -1)}/`}
     group by 1, 2
  )`

/** The successions of a province's communes, villages and districts by predecessor; what waits to be confirmed, or what is. @throws NotFound. */
export async function listEdges({ db, actor }: Ctx, input: ListEdgesInput): Promise<EdgeList> {
  const { rows: found } = await db.execute<{ path: string }>(
    sql`select path from units where id = ${input.provinceId} and level = 'province' and length(path) = 8`,
  )
  const province = found[0]
  if (!province) throw new NotFound('units.none')
  const key = searchKey(input.search)
  const { rows: counted } = await db.execute<EdgeList['counts']>(sql`
    with ${linesUnder(province.path)}
    select count(*) filter (where not told)::int as open, count(*) filter (where told)::int as told,
           count(*) filter (where not told and edges = 1 and not stays)::int as single from line`)
  const { rows } = await db.execute<Predecessor & { total: number }>(sql`
    with ${linesUnder(province.path)}, named as (
      select l.*, v.full_name, v.code, v.parent_id, count(*) over ()::int as total
        from line l join unit_versions v on v.unit_id = l.id and ${standing('v', sql`(l.effective_on - 1)`)}
       where l.told = ${input.filter === 'told'}
         and (${key} = '' or v.search_key like ${`%${key}%`} or exists (
           select from unit_successions s join unit_versions x on x.unit_id = s.successor_id
            where s.predecessor_id = l.id and x.search_key like ${`%${key}%`}))
       order by v.code, l.id limit ${predecessorsPerPage} offset ${(input.page - 1) * predecessorsPerPage}
    )
    select n.id, n.full_name as "fullName", n.code, case when d.level = 'district' then d.full_name end as district,
           case d.level when 'province' then d.full_name when 'district' then p.full_name end as province, n.effective_on as "effectiveOn", n.stays, n.told, n.total,
           (select json_agg(json_build_object('successorId', s.successor_id, 'fullName', x.full_name, 'code', x.code,
                     'share', trim_scale(s.share)::text, 'confirmed', s.confirmed) order by x.code, s.successor_id)
              from unit_successions s
              join unit_versions x on x.unit_id = s.successor_id and ${standing('x', sql`s.effective_on`)}
             where s.predecessor_id = n.id and s.effective_on = n.effective_on) as edges
      from named n
      left join unit_versions d on d.unit_id = n.parent_id and ${standing('d', sql`(n.effective_on - 1)`)}
      left join unit_versions p on p.unit_id = d.parent_id and ${standing('p', sql`(n.effective_on - 1)`)}
     order by n.code, n.id`)
  const unit = { level: 'province' as const, path: province.path }
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
    page: input.page,
    pageSize: predecessorsPerPage,
    counts: counted[0] ?? { open: 0, told: 0, single: 0 },
    can: { confirm: canConfirmEdges(actor, unit) },
  }
}
