import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { addDays, type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { standsOn } from '../rules'
import { standing } from '../versions/queries'
import {
  type Change,
  type ChangeKind,
  changesBetween,
  changesPerPage,
  countsOf,
  type DatedState,
  groupCounts,
  insideOf,
  kindCounts,
  type Succession,
  shownChanges,
  type UnitState,
} from './rules'
import type { ChangeDaysInput, ListChangesInput } from './schema'

type Span = { from: Day; to: Day }
/** A province of today with the provinces that it was made of. */
type Scope = { id: number; fullName: string; provinces: Set<number> }

/**
 * The province of today that holds a unit, whether that stands or not. Throws NotFound; null of the nation itself, and of what
 * ended in a province that has been cut and left nothing that lies in one.
 */
async function scopeOf(db: Tx, unitId: number): Promise<Scope | null> {
  const { rows } = await db.execute<{ id: number | null; fullName: string; provinces: number[] }>(sql`
    select p.id, v.full_name as "fullName",
           (select array_agg(x.id) from units x where x.level = 'province' and x.path >= p.path and x.path < p.hi) as provinces
      from units u
      left join units p on p.path = left(u.path, 8) and p.level = 'province'
      left join lateral (select full_name from unit_versions x where x.unit_id = p.id order by valid_from desc limit 1) v on true
     where u.id = ${unitId}`)
  const [row] = rows
  if (!row) throw new NotFound('units.none')
  return row.id === null ? null : { id: row.id, fullName: row.fullName, provinces: new Set(row.provinces) }
}

/** SQL: the units of the official list that ever lay in one of the provinces, these included. */
const membersOf = (provinces: Iterable<number>): SQL => {
  const ids = [...provinces]
  return sql`(
    with districts as (select distinct unit_id from unit_versions where level = 'district' and parent_id in ${ids})
    select unnest(array[${sql.join(ids, sql`, `)}]::integer[]) as unit_id
    union select unit_id from districts
    union select unit_id from unit_versions where level = 'commune'
      and (parent_id in ${ids} or parent_id in (select unit_id from districts)))`
}

const columns = sql.raw(`v.unit_id as "unitId", v.level, v.parent_id as "parentId", v.name, v.full_name as "fullName",
  v.type, v.code, v.valid_from as "validFrom", v.valid_to as "validTo", v.opened_by as "reorganisationId",
  (select r.resolution_number from reorganisations r where r.id = v.opened_by) as resolution`)

/** SQL: the units to which anything happened after one day and up to another. */
const touchedIn = ({ from, to }: Span): SQL => {
  const within = (column: string) => sql`${sql.raw(column)} > ${from} and ${sql.raw(column)} <= ${to}`
  return sql`(
    select unit_id from unit_versions where ${within('valid_from')} or ${within('valid_to')}
    union select predecessor_id from unit_successions where ${within('effective_on')}
    union select successor_id from unit_successions where ${within('effective_on')})`
}

/** Every state in the span: in a province of all its units, in the country of those to which anything happened. */
async function versionsIn(db: Tx, scope: Scope | null, { from, to }: Span): Promise<DatedState[]> {
  const { rows } = await db.execute<DatedState>(sql`
    select ${columns} from unit_versions v
     where v.level in ('province', 'district', 'commune') and v.valid_from <= ${to} and (v.valid_to is null or v.valid_to > ${from})
       and v.unit_id in ${scope ? membersOf(scope.provinces) : touchedIn({ from, to })}`)
  return rows
}

/** How many units of each level the country has on a day. */
async function standingOn(db: Tx, on: Day): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ level: string; units: number }>(sql`
    select v.level, count(*)::int as units from unit_versions v
     where v.level in ('province', 'district', 'commune') and ${standing('v', sql`${on}::date`)} group by v.level`)
  return new Map(rows.map(({ level, units }) => [level, units]))
}

async function successionsIn(db: Tx, scope: Scope | null, { from, to }: Span): Promise<Succession[]> {
  const { rows } = await db.execute<Succession>(sql`
    ${scope ? sql`with members as materialized ${membersOf(scope.provinces)}` : sql``}
    select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.effective_on as "effectiveOn",
           s.kind, s.share::float8 as share, s.confirmed, s.resolution, s.reorganisation_id as "reorganisationId"
      from unit_successions s join units p on p.id = s.predecessor_id and p.level in ('province', 'district', 'commune')
     where s.effective_on > ${from} and s.effective_on <= ${to}
       ${scope ? sql`and (s.predecessor_id in (select unit_id from members) or s.successor_id in (select unit_id from members))` : sql``}
     order by s.predecessor_id, s.successor_id`)
  return rows
}

export type NamedUnit = { id: number; fullName: string; province: string | null }
export type ListedChange = Pick<
  Change,
  'unitId' | 'level' | 'on' | 'crossed' | 'resolution' | 'reorganisationId' | 'confirmed'
> & {
  kinds: ChangeKind[]
  /** What it was and is, with the district and province of that day. */
  old: (UnitState & { place: string[] }) | null
  now: (UnitState & { place: string[] }) | null
  predecessors: NamedUnit[]
  successors: NamedUnit[]
}

/**
 * What happened to the units of the country, or of a province of today and all it was made of, between two days; a page
 * of it, and the counts of all. At most six statements; those of a province read that province only. Throws NotFound.
 */
export async function listChanges(ctx: Ctx, input: ListChangesInput) {
  const { db } = ctx
  const { from, to, page } = input
  const scope = input.provinceId === null ? null : await scopeOf(db, input.provinceId)
  const versions = await versionsIn(db, scope, input)
  const successions = await successionsIn(db, scope, input)
  const inside = scope ? insideOf(versions, scope.provinces) : undefined
  const changes = changesBetween(versions, successions, { from, to }, inside)
  const counts = countsOf(versions, changes, { from, to }, inside)
  // What nothing happened to was not read: of the country the totals are asked for.
  const [before, after] = scope ? [] : [await standingOn(db, from), await standingOn(db, to)]
  const of = (totals: typeof before, { level }: { level: string }) => totals?.get(level) ?? 0
  const names = new Names(versions)
  const listed = shownChanges(changes, input, (id, on) => names.on(id, on)?.fullName ?? '')
  const shown = page === null ? listed : listed.slice((page - 1) * changesPerPage, page * changesPerPage)
  await names.fill(db, shown)
  return {
    province: scope ? { id: scope.id, fullName: scope.fullName } : null,
    from,
    to,
    today: dayInVietnam(ctx.now),
    levels: scope ? counts : counts.map((level) => ({ ...level, before: of(before, level), after: of(after, level) })),
    kinds: kindCounts(input.level ? changes.filter((change) => change.level === input.level) : changes),
    groups: groupCounts(listed, input.kind),
    total: listed.length,
    page: page ?? 1,
    pageSize: changesPerPage,
    rows: shown.map((change) => listedOf(change, names)),
  }
}
export type UnitChanges = Awaited<ReturnType<typeof listChanges>>

/** What units were called, by day: those that were read, and then those that only stand beside them. */
class Names {
  private readonly byUnit = new Map<number, DatedState[]>()
  constructor(versions: readonly DatedState[]) {
    this.add(versions)
  }

  private add(versions: readonly DatedState[]) {
    for (const version of versions) {
      const known = this.byUnit.get(version.unitId)
      if (known) known.push(version)
      else this.byUnit.set(version.unitId, [version])
    }
  }

  /** As on the day, or as on the day before for what ended on it. */
  on(id: number, on: Day): DatedState | undefined {
    const known = this.byUnit.get(id)
    return known?.find((each) => standsOn(each, on)) ?? known?.find((each) => each.validTo === on)
  }

  /** District and province above, as called on the day. */
  placeOf(parentId: number | null, on: Day): string[] {
    const above = parentId === null ? undefined : this.on(parentId, on)
    return above ? [above.fullName, ...this.placeOf(above.parentId, on)] : []
  }

  /** Reads what the changes name and nobody has read yet: units of other provinces, and what stands above those. */
  async fill(db: Tx, changes: readonly Change[]): Promise<void> {
    const named = changes.flatMap(({ level, old, now, predecessors, successors }) => [
      // Above a province stands the nation, which nobody needs to be told.
      ...(level === 'province' ? [] : [old?.parentId, now?.parentId].filter((id) => id != null)),
      ...[...predecessors, ...successors],
    ])
    const missing = [...new Set(named)].filter((id) => !this.byUnit.has(id))
    if (missing.length === 0) return
    const { rows } = await db.execute<DatedState>(sql`
      with recursive up as (
        select unnest(array[${sql.join(missing, sql`, `)}]::integer[]) as id
        union select v.parent_id from up join unit_versions v on v.unit_id = up.id where v.parent_id is not null
      )
      select ${columns} from unit_versions v join up on up.id = v.unit_id where v.level <> 'nation'`)
    this.add(rows.filter((row) => !this.byUnit.has(row.unitId)))
  }
}

function listedOf({ old, now, predecessors, successors, ...change }: Change, names: Names): ListedChange {
  const before = addDays(change.on, -1)
  const placed = (state: UnitState | null, on: Day) =>
    state ? { ...state, place: names.placeOf(state.parentId, on) } : null
  const named = (ids: number[], on: Day) =>
    ids.flatMap((id): NamedUnit[] => {
      const unit = names.on(id, on)
      return unit ? [{ id, fullName: unit.fullName, province: names.placeOf(unit.parentId, on).at(-1) ?? null }] : []
    })
  return {
    ...change,
    old: placed(old, before),
    now: placed(now, change.on),
    predecessors: named(predecessors, before),
    successors: named(successors, change.on),
  }
}

export type ChangeDay = { on: Day; units: number }

/**
 * The days on which a province, district or commune began, ended or changed, oldest first, with how many did: in the
 * province of today that holds the unit, in the country for the nation or none. The very first day is when the records
 * begin, not a change. Throws NotFound.
 */
export async function changeDays(ctx: Ctx, input: ChangeDaysInput): Promise<ChangeDay[]> {
  const scope = input.unitId === null ? null : await scopeOf(ctx.db, input.unitId)
  const { rows } = await ctx.db.execute<ChangeDay>(sql`
    with own as materialized (
      select v.unit_id, v.valid_from, v.valid_to from unit_versions v
       where v.level in ('province', 'district', 'commune') ${scope ? sql`and v.unit_id in ${membersOf(scope.provinces)}` : sql``}
    )
    select day as "on", count(distinct unit_id)::int as units
      from (select valid_from as day, unit_id from own union all select valid_to, unit_id from own where valid_to is not null) d
     group by day order by day`)
  return rows
}
