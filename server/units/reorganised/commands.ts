import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { fullNameOf } from '@/db/unit-names'
import type { Carrying } from '../owners/rules'
import { Places } from '../plan/paths/rules'
import type { Plan } from '../plan/rules'
import { shareText } from '../tree/rules'

/** Rows as a table of SQL: `jsonb_to_recordset` of all of them, one round trip whatever their number. */
export const table = (rows: readonly object[], columns: string): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(${sql.raw(columns)})`

/** SQL: ended units with the one unit that took each whole, as `h` with "from", to_id and to_path. */
export const heirsOf = ({ heirs }: Pick<Plan, 'heirs'>): SQL =>
  sql`(select x."from", u.id as to_id, u.path as to_path
         from ${table(
           [...heirs].map(([from, to]) => ({ from, to })),
           '"from" int, "to" int',
         )} join units u on u.id = x."to") h`

/** SQL: units that end and that nobody took whole. */
export const cutOf = ({ ends, heirs }: Pick<Plan, 'ends' | 'heirs'>): SQL =>
  sql`${sql.param(ends.filter((id) => !heirs.has(id)))}::int[]`

/** Each unit takes along all rows that lie in it; so many at once, so that one sees how far it has come. */
const pathsAtOnce = 500

/** Units, versions, edges and paths of a plan, and what is said of units alone: settings, rollout, committees. */
export async function carryUnits(db: Tx, { plan, tree, event, resolution, progress }: Carrying): Promise<void> {
  const { on, opens, ends, waiting, renewals, reparents, edges, paths } = plan
  const places = new Places(tree, plan)
  const units = opens.map(({ id, level }) => ({ id, level, path: places.pathOf(id) }))
  await db.execute(
    sql`insert into units (id, level, path) select * from ${table(units, 'id int, level text, path text')}`,
  )
  const over = [...ends, ...waiting.map(({ unitId }) => unitId), ...renewals.map(({ unitId }) => unitId)]
  // Of what is known to end later the end, and who brought it, belong to the version in the heir.
  const limited = renewals.flatMap(({ unitId, until }) => (until === null ? [] : [unitId]))
  const { rows: closed } = await db.execute<{ unitId: number; closedBy: string | null }>(sql`
    select unit_id as "unitId", closed_by as "closedBy" from unit_versions
     where unit_id = any (${sql.param(limited)}::int[]) and valid_from < ${on} and valid_to > ${on}`)
  const closedBy = new Map(closed.map((row) => [row.unitId, row.closedBy]))
  await db.execute(sql`
    update unit_versions set valid_to = ${on}, closed_by = ${event}
     where unit_id = any (${sql.param(over)}::int[]) and valid_from < ${on} and (valid_to is null or valid_to > ${on})`)
  const versions = [
    ...opens.map(({ id, ref: _, ...opening }) => ({ ...opening, unitId: id, until: null, closedBy: null })),
    ...renewals.map((renewal) => ({
      ...{ ...renewal, level: tree.units.get(renewal.unitId)?.level },
      closedBy: closedBy.get(renewal.unitId) ?? null,
    })),
  ].map((version) => ({ ...version, fullName: fullNameOf(version.type, version.name) }))
  await db.execute(sql`
    insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from, valid_to, opened_by, closed_by)
    select x."unitId", x.level, x."parentId", x.name, x."fullName", x.type, x.code, ${on}::date, x.until, ${event}::uuid, x."closedBy"
      from ${table(versions, '"unitId" int, level text, "parentId" int, name text, "fullName" text, type text, code text, until date, "closedBy" uuid')}
     order by x.level, x.code`)
  if (reparents.length > 0)
    await db.execute(sql`
      update unit_versions v set parent_id = x."parentId"
        from ${table(reparents, '"unitId" int, "validFrom" date, "parentId" int')}
       where v.unit_id = x."unitId" and v.valid_from = x."validFrom"`)
  const lines = edges.map(({ share, ...edge }) => ({ ...edge, share: share === null ? null : shareText(share) }))
  await db.execute(sql`
    insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed, resolution, reorganisation_id)
    select x."from", x."to", x."on", x.kind, x.share, x.confirmed, ${resolution}, ${event}::uuid
      from ${table(lines, '"from" int, "to" int, "on" date, kind text, share numeric, confirmed boolean')}`)
  for (let at = 0; at < paths.length; at += pathsAtOnce) {
    await db.execute(sql`
      update units u set path = x."to" from ${table(paths.slice(at, at + pathsAtOnce), '"unitId" int, "to" text')} where u.id = x."unitId"`)
    await progress(Math.min(at + pathsAtOnce, paths.length), paths.length)
  }
  await carrySettings(db, plan.on, plan.heirs, opens)
  await db.execute(sql`
    update steering_committees set valid_to = greatest(valid_from, ${on}::date)
     where unit_id = any (${sql.param(ends)}::int[]) and (valid_to is null or valid_to > ${on})`)
}

/** A new province takes part and reports as those that went into it did: since the first of them, officially if one did. */
async function carrySettings(
  db: Tx,
  on: string,
  heirs: ReadonlyMap<number, number>,
  opens: Carrying['plan']['opens'],
): Promise<void> {
  const provinces = new Set(opens.filter(({ level }) => level === 'province').map(({ id }) => id))
  const pairs = [...heirs].flatMap(([from, to]) => (provinces.has(to) ? [{ from, to }] : []))
  await db.execute(sql`
    insert into province_settings (unit_id, reporting_from)
    select n.id, min(s.reporting_from)
      from unnest(${sql.param([...provinces])}::int[]) n(id)
      left join ${table(pairs, '"from" int, "to" int')} on x."to" = n.id
      left join province_settings s on s.unit_id = x."from" group by 1`)
  await db.execute(sql`
    insert into unit_rollouts (unit_id, state, valid_from)
    select n.id, case when bool_or(r.state = 'official') or count(r.*) = 0 then 'official' when bool_or(r.state = 'pilot') then 'pilot' else 'not_joined' end,
           ${on}::date
      from unnest(${sql.param([...provinces])}::int[]) n(id)
      left join ${table(pairs, '"from" int, "to" int')} on x."to" = n.id
      left join unit_rollouts r on r.unit_id = x."from" and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})
     group by 1`)
  await db.execute(sql`
    update unit_rollouts set valid_to = ${on}
     where unit_id = any (${sql.param([...heirs.keys()])}::int[]) and valid_from < ${on} and (valid_to is null or valid_to > ${on})`)
}
