import { type SQL, sql } from 'drizzle-orm'
import type { SuccessionKind, UnitLevel, UnitType } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'
import type { Change, Node } from '../plan/rules'
import { type Edge, shareOf, type Tree, type TreeUnit } from './rules'

/** The ids that lines speak of, and the codes they ask for. */
export function mentioned(changes: readonly Change[]): { ids: number[]; codes: string[] } {
  const ids = new Set<number>()
  const codes = new Set<string>()
  const node = (at: Node) => {
    if ('unitId' in at) ids.add(at.unitId)
  }
  for (const change of changes) {
    if (change.kind === 'open') node(change.parent)
    else ids.add(change.unitId)
    if (change.kind === 'merge' || change.kind === 'split') node(change.into)
    if (change.kind === 'move') node(change.parent)
    if ((change.kind === 'open' || change.kind === 'recode') && change.code !== null) codes.add(change.code)
  }
  return { ids: [...ids], codes: [...codes] }
}

/** The first steps of the paths of some units: the provinces (or what is left of them) whose ground a resolution touches. */
export async function rootsOf(db: Tx, ids: readonly number[]): Promise<string[]> {
  const { rows } = await db.execute<{ root: string }>(
    sql`select distinct left(path, 8) as root from units where id = any (${sql.param([...ids])}::int[]) and path <> ''`,
  )
  return rows.map((row) => row.root)
}

/**
 * What lines may need to know of the country: everything under the provinces they touch, ended or not, all provinces, who holds
 * the codes they ask for, and of all these what they lay in and became elsewhere, since that says where they lie (plan/paths).
 * Three statements; cost follows the provinces touched.
 */
export async function loadTree(db: Tx, changes: readonly Change[]): Promise<Tree> {
  const { ids, codes } = mentioned(changes)
  const roots = await rootsOf(db, ids)
  const wanted = sql`
    with recursive named as (
      select u.id from units u where u.level in ('nation', 'province')
      union select u.id from unnest(${sql.param(roots)}::text[]) r(root)
              join units u on u.path >= r.root and u.path < left(r.root, -1) || '/'
      union select v.unit_id from unit_versions v where v.code = any (${sql.param(codes)}::text[]) and v.level in ('province', 'district', 'commune')
    ), reached(id) as (
      select id from named
      union
      select x.id from reached r cross join lateral (
        select v.parent_id as id from unit_versions v where v.unit_id = r.id and v.parent_id is not null
        union all select s.successor_id from unit_successions s where s.predecessor_id = r.id) x
    )
    select id from reached`
  return treeOf(db, wanted)
}

/**
 * Provinces, districts and communes of the country that stand on a day or did on its eve, with all their versions: what a list of
 * units is held against. Two statements.
 */
export const loadStanding = (db: Tx, on: Day): Promise<Tree> =>
  treeOf(
    db,
    sql`select distinct v.unit_id as id from unit_versions v where v.level in ('province', 'district', 'commune')
           and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to >= ${on})`,
  )

async function treeOf(db: Tx, wanted: SQL): Promise<Tree> {
  const { rows } = await db.execute<{
    id: number
    level: UnitLevel
    path: string
    parentId: number | null
    name: string
    type: UnitType
    code: string | null
    validFrom: Day
    validTo: Day | null
  }>(sql`
    select u.id, u.level, u.path, v.parent_id as "parentId", v.name, v.type, v.code, v.valid_from as "validFrom", v.valid_to as "validTo"
      from (${wanted}) w join units u on u.id = w.id join unit_versions v on v.unit_id = u.id order by u.id, v.valid_from`)
  const units = new Map<number, TreeUnit & { versions: TreeUnit['versions'][number][] }>()
  for (const { id, level, path, ...version } of rows) {
    const unit = units.get(id)
    if (unit) unit.versions.push(version)
    else units.set(id, { id, level, path, versions: [version] })
  }
  const { rows: edges } = await db.execute<Omit<Edge, 'share'> & { share: string | null; kind: SuccessionKind }>(sql`
    with w as materialized (${wanted})
    select s.predecessor_id as "from", s.successor_id as "to", s.effective_on as "on", s.kind, s.share::text, s.confirmed
      from w join unit_successions s on s.predecessor_id = w.id
    union all
    select s.predecessor_id, s.successor_id, s.effective_on, s.kind, s.share::text, s.confirmed
      from w join unit_successions s on s.successor_id = w.id where not exists (select from w x where x.id = s.predecessor_id)`)
  return { units, edges: edges.map((edge) => ({ ...edge, share: edge.share === null ? null : shareOf(edge.share) })) }
}
