import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { firstDays, nowhere } from '../places/queries'
import type { Break, CompareRow, Gone } from '../rules'
import type { CompareInput } from '../schema'
import { addingOver, assemble, type Long, type Range } from '../sums/queries'
import type { Pick } from '../sums/rules'

/**
 * What parts a table of then from itself: something of `from` that went to `to`, a commune that moved being both. `left` and
 * `entered`: the provinces between which it did so, of what crossed the border of one.
 */
type Edge = {
  from: number
  to: number
  fromName: string
  toName: string
  effectiveOn: string
  left: number | null
  entered: number | null
  /** Under which unit it came. */
  under: number | null
}

/** The rows of a table by the tree of then. `provinceIds`: whose communes they are; null: they are provinces. */
type Table = {
  rows: readonly CompareRow[]
  sums: ReadonlyMap<number, Long[]>
  provinceIds: number[] | null
  elsewhere: CompareRow | null
}

/** A join to a version `v` of a commune: the district it then lay in, if it lay in one, on or just before the day. */
const districtOf = (v: 'a' | 'b', day: SQL): SQL => {
  const [at, d] = [sql.raw(v), sql.raw(`${v}_in`)]
  const valid =
    v === 'a'
      ? sql`${d}.valid_from < ${day} and coalesce(${d}.valid_to, 'infinity') >= ${day}`
      : sql`${d}.valid_from <= ${day} and coalesce(${d}.valid_to, 'infinity') > ${day}`
  return sql`left join unit_versions ${d} on ${d}.unit_id = ${at}.parent_id and ${d}.level = 'district' and ${valid}`
}
const left = sql`coalesce(a_in.parent_id, a.parent_id)`
const entered = sql`coalesce(b_in.parent_id, b.parent_id)`

/** Communes that another province had from a day between two on: a is what it was, b what it became. */
const moves = (since: SQL, until: SQL): SQL => sql`
  select b.unit_id as "from", b.unit_id as "to", b.valid_from as day, ${left} as "left", ${entered} as entered
    from unit_versions b
    join unit_versions a on a.unit_id = b.unit_id and a.valid_to = b.valid_from and a.parent_id <> b.parent_id
    ${districtOf('a', sql`b.valid_from`)} ${districtOf('b', sql`b.valid_from`)}
   where b.level = 'commune' and b.valid_from > ${since} and b.valid_from <= ${until}`

/**
 * Communes, or parts of them, that went into communes of another province between two days. On a day on which a whole country merges
 * most do not: asked closely is only of those that lie apart today, that moved, or whose provinces may have become one since.
 */
const mergers = (since: SQL, until: SQL): SQL => sql`(
  with near as materialized (
    select s.predecessor_id, s.successor_id, s.effective_on
      from unit_successions s
      join units p on p.id = s.predecessor_id and p.level = 'commune'
      join units q on q.id = s.successor_id and q.level = 'commune'
     where s.effective_on > ${since} and s.effective_on <= ${until}
       and (left(p.path, 8) <> left(q.path, 8)
            or exists (select from unit_strays x where x.unit_id = p.id) or exists (select from unit_strays x where x.unit_id = q.id)
            or s.effective_on < (select max(x.effective_on) from unit_successions x
                                  where x.successor_id = any (array(select unit_id from unit_versions where level = 'province'))))
  )
  select s.predecessor_id, s.successor_id, s.effective_on, ${left}, ${entered}
    from near s
    join unit_versions a on a.unit_id = s.predecessor_id and a.valid_from < s.effective_on and coalesce(a.valid_to, 'infinity') >= s.effective_on
    join unit_versions b on b.unit_id = s.successor_id and b.valid_from <= s.effective_on and coalesce(b.valid_to, 'infinity') > s.effective_on
    ${districtOf('a', sql`s.effective_on`)} ${districtOf('b', sql`s.effective_on`)})`

/**
 * What crossed the border of a province, or of the land of `provinceIds`: of provinces also what communes took of one another, but
 * for what the provinces themselves gave each other on that day; of communes, whose successions are asked for by themselves, moves.
 */
function crossings(provinceIds: number[] | null, since: SQL, until: SQL): SQL {
  if (provinceIds) {
    const land = sql`${sql.param(provinceIds)}::int[]`
    return sql`select * from (${moves(since, until)}) c where (c."left" = any (${land})) <> (c.entered = any (${land}))`
  }
  return sql`select * from (${moves(since, until)} union all ${mergers(since, until)}) c
    where c."left" <> c.entered and not exists (
      select from unit_successions x where x.predecessor_id = c."left" and x.successor_id = c.entered and x.effective_on = c.day)`
}

/**
 * By the tree of then: says of each row which units parted it from what it was in an earlier range, and gives what those that went
 * into the rows had then (`Gone`); one question, none where nothing earlier is compared with.
 */
export async function addBreaks(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: readonly Pick[],
  table: Table,
): Promise<Gone | null> {
  const days = firstDays(range)
  const since = [days.get('before'), days.get('lastYear')].flatMap((day) => day ?? []).sort()[0]
  if (input.tree === 'now' || !since || table.rows.length === 0) return null
  const shown = new Map(table.rows.map((row) => [row.unitId, row]))
  const [first, last] = [sql`${since}::date`, sql`${range.to.endsOn}::date`]
  const { rows: edges } = await ctx.db.execute<Edge>(sql`
    select e."from", e."to", p.full_name as "fromName", q.full_name as "toName", e.day as "effectiveOn", e."left", e.entered, q.parent_id as under
      from (
        select s.predecessor_id as "from", s.successor_id as "to", s.effective_on as day, null::int as "left", null::int as entered
          from unit_successions s
         where s.effective_on > ${first} and s.effective_on <= ${last}
           and (s.predecessor_id = any (${sql.param([...new Set([...shown.keys(), ...table.sums.keys()])])}::int[])
                or s.successor_id = any (${sql.param([...shown.keys()])}::int[]))
        union all
        ${crossings(table.provinceIds, first, last)}
      ) e
      join lateral (select full_name from unit_versions v where v.unit_id = e."from" and v.valid_from < e.day order by v.valid_from desc limit 1) p on true
      join lateral (select full_name, parent_id from unit_versions v where v.unit_id = e."to" and v.valid_from <= e.day order by v.valid_from desc limit 1) q on true
     order by e.day desc, p.full_name collate "vi-x-icu", q.full_name collate "vi-x-icu"`)
  const lines: Long[] = []
  const open: Gone['open'] = []
  for (const bucket of ['before', 'lastYear'] as const) {
    const firstDay = days.get(bucket)
    const within = firstDay ? edges.filter((edge) => edge.effectiveOn > firstDay) : []
    // What reaches a row, by whatever way; a way that leaves the table leaves it open.
    const inside = new Set<number>(shown.keys())
    for (let more = true; more; ) {
      const next = within.filter((edge) => edge.left === null && inside.has(edge.to) && !inside.has(edge.from))
      for (const edge of next) inside.add(edge.from)
      more = next.length > 0
    }
    for (const edge of within)
      if (edge.left === null) {
        if (inside.has(edge.from) && !inside.has(edge.to)) open.push(bucket)
        if (
          !shown.has(edge.from) &&
          inside.has(edge.from) &&
          !table.sums.get(edge.from)?.some((line) => line.bucket === bucket)
        )
          open.push(bucket)
        // What went into no row and stayed in the land went into what another province has now.
        if (!inside.has(edge.to) && table.provinceIds?.includes(edge.under ?? nowhere))
          note(table.elsewhere, bucket, tookFrom(edge))
        note(shown.get(edge.from), bucket, gaveTo(edge))
        note(shown.get(edge.to), bucket, tookFrom(edge))
      } else if (table.provinceIds === null) {
        note(shown.get(edge.left), bucket, gaveTo(edge))
        note(shown.get(edge.entered ?? nowhere), bucket, tookFrom(edge))
      } else {
        const gave = table.provinceIds.includes(edge.left)
        const row = shown.get(edge.from)
        note(row ?? (gave ? table.elsewhere : null), bucket, gave ? gaveTo(edge) : tookFrom(edge))
        if (row) open.push(bucket)
      }
    for (const id of inside)
      if (!shown.has(id)) lines.push(...(table.sums.get(id) ?? []).filter((line) => line.bucket === bucket))
  }
  const unit = { unitId: nowhere, name: '', short: '', code: null, type: '' }
  const row = assemble(unit, lines, undefined, {
    ...{ per: input.per, over: addingOver(picks, range), standing: 'provisional' as const },
  })
  return open.length > 0 || table.rows.some((each) => each.broken) ? { row, open: [...new Set(open)] } : null
}

const gaveTo = ({ from, to, toName, effectiveOn }: Edge): Break => ({
  ...{ otherId: to, other: toName, gave: true, effectiveOn },
  ...(from === to && { moved: true }),
})
const tookFrom = ({ from, to, fromName, effectiveOn }: Edge): Break => ({
  ...{ otherId: from, other: fromName, gave: false, effectiveOn },
  ...(from === to && { moved: true }),
})

function note(row: CompareRow | null | undefined, bucket: 'before' | 'lastYear', found: Break): void {
  if (row) row.broken = { ...row.broken, [bucket]: [...(row.broken?.[bucket] ?? []), found] }
}

/**
 * The same of the average beside a commune: where communes of that province merged, were cut, came or went since, it was one of
 * other units.
 */
export async function addPeerBreaks(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  peer: CompareRow,
  path: string,
): Promise<void> {
  if (input.tree === 'now') return
  const days = firstDays(range)
  const [since] = [days.get('before'), days.get('lastYear')].flatMap((day) => day ?? []).sort()
  if (!since) return
  const [first, last] = [sql`${since}::date`, sql`${range.to.endsOn}::date`]
  const { rows } = await ctx.db.execute<{ last: string | null }>(sql`
    with own as materialized (select id, level from units where level in ('province', 'commune') and starts_with(path, ${path}))
    select greatest(
      (select max(s.effective_on) from unit_successions s
        where s.effective_on > ${first} and s.effective_on <= ${last}
          and (s.successor_id in (select id from own where level = 'commune') or s.predecessor_id in (select id from own where level = 'commune'))),
      (select max(m.day) from (${moves(first, last)}) m
        where m."left" <> m.entered and (m."left" in (select id from own) or m.entered in (select id from own)))
    ) as last`)
  const changed = rows[0]?.last
  for (const bucket of ['before', 'lastYear'] as const) {
    const start = days.get(bucket)
    if (start && changed && changed > start) peer.broken = { ...peer.broken, [bucket]: [] }
  }
}
