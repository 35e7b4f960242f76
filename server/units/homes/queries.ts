import { type SQL, sql } from 'drizzle-orm'
import { searchKey } from '@/db/unit-names'
import type { Day } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canConfirmEdges } from '../policy'
import type { ListEdgesInput } from '../schema'
import { liesIn, standing } from '../versions/queries'

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
  /** A part of it lies in another province: the ministry confirms it, not the one who looks. */
  byMinistry: boolean
  edges: { successorId: number; fullName: string; code: string | null; share: string | null; confirmed: boolean }[]
}
export type EdgeList = {
  rows: Predecessor[]
  total: number
  page: number
  pageSize: number
  /** Units of then that wait, those that are told, and of the first those that went into one unit alone, as far as one may tell. */
  counts: { open: number; told: number; single: number }
  can: { confirm: boolean }
}

export const predecessorsPerPage = 50

/** A province's ground; `provinces`: whoever looks may say of provinces too what became of them. */
type Ground = { id: number; path: string; provinces: boolean }

/**
 * CTE `line`: the successions of what lies in a province, one row a predecessor and day; those of provinces, also of one that
 * this one took a part of, for who may tell them. by_ministry: not for a province to tell, a part lies in another.
 */
export const linesUnder = (ground: Ground): SQL => sql`
  line as materialized (
    select s.predecessor_id as id, s.effective_on, bool_and(s.confirmed and s.share is not null) as told, count(*) as edges,
           not ${ground.provinces} and not bool_and(${liesIn('q', ground)}) as by_ministry,
           exists (select from unit_versions v where v.unit_id = s.predecessor_id and ${standing('v', sql`s.effective_on`)}) as stays
      from unit_successions s join units u on u.id = s.predecessor_id join units q on q.id = s.successor_id
     where case when u.level <> 'province' then ${liesIn('u', ground)}
                else ${ground.provinces} and (${liesIn('u', ground)} or exists (
                  select from unit_successions x where x.predecessor_id = s.predecessor_id and x.effective_on = s.effective_on and x.successor_id = ${ground.id})) end
     group by 1, 2
  )`

/** The province that is asked for, as `actor` sees its ground. @throws NotFound units.none. */
export async function groundOf({ db, actor }: Ctx, provinceId: number): Promise<Ground & { level: 'province' }> {
  const { rows } = await db.execute<{ path: string }>(
    sql`select path from units where id = ${provinceId} and level = 'province' and length(path) = 8`,
  )
  if (!rows[0]) throw new NotFound('units.none')
  return { id: provinceId, path: rows[0].path, level: 'province', provinces: actor.unitLevel === 'nation' }
}

/**
 * The successions of a province's communes, villages and districts by predecessor, for the ministry its own and those of provinces
 * it took a part of with them; what waits to be confirmed, or what is. @throws NotFound.
 */
export async function listEdges(ctx: Ctx, input: ListEdgesInput): Promise<EdgeList> {
  const { db, actor } = ctx
  const province = await groundOf(ctx, input.provinceId)
  const key = searchKey(input.search)
  const { rows: counted } = await db.execute<EdgeList['counts']>(sql`
    with ${linesUnder(province)}
    select count(*) filter (where not told)::int as open, count(*) filter (where told)::int as told,
           count(*) filter (where not told and edges = 1 and not stays and not by_ministry)::int as single from line`)
  const { rows } = await db.execute<Predecessor & { total: number }>(sql`
    with ${linesUnder(province)}, named as (
      select l.*, v.full_name, v.code, v.parent_id, v.level = 'province' as first, count(*) over ()::int as total
        from line l join unit_versions v on v.unit_id = l.id and ${standing('v', sql`(l.effective_on - 1)`)}
       where l.told = ${input.filter === 'told'}
         and (${key} = '' or v.search_key like ${`%${key}%`} or exists (
           select from unit_successions s join unit_versions x on x.unit_id = s.successor_id
            where s.predecessor_id = l.id and x.search_key like ${`%${key}%`}))
       order by first desc, v.code, l.id limit ${predecessorsPerPage} offset ${(input.page - 1) * predecessorsPerPage}
    )
    select n.id, n.full_name as "fullName", n.code, case when d.level = 'district' then d.full_name end as district,
           case d.level when 'province' then d.full_name when 'district' then p.full_name end as province, n.effective_on as "effectiveOn", n.stays, n.told, n.by_ministry as "byMinistry", n.total,
           (select json_agg(json_build_object('successorId', s.successor_id, 'fullName', x.full_name, 'code', x.code,
                     'share', trim_scale(s.share)::text, 'confirmed', s.confirmed) order by x.code, s.successor_id)
              from unit_successions s
              join unit_versions x on x.unit_id = s.successor_id and ${standing('x', sql`s.effective_on`)}
             where s.predecessor_id = n.id and s.effective_on = n.effective_on) as edges
      from named n
      left join unit_versions d on d.unit_id = n.parent_id and ${standing('d', sql`(n.effective_on - 1)`)}
      left join unit_versions p on p.unit_id = d.parent_id and ${standing('p', sql`(n.effective_on - 1)`)}
     order by n.first desc, n.code, n.id`)
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
    page: input.page,
    pageSize: predecessorsPerPage,
    counts: counted[0] ?? { open: 0, told: 0, single: 0 },
    can: { confirm: canConfirmEdges(actor, province) },
  }
}
