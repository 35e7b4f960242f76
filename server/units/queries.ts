import { and, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { RolloutState, SuccessionKind, UnitFlag, UnitLevel, UnitType } from '@/db/enums'
import { steeringCommittees, unitDenominators, units, unitVersions } from '@/db/schema'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import * as policy from './policy'
import { standsOn } from './rules'
import type { GetUnitInput, ListUnitsInput, TreeUnitsInput } from './schema'

export type UnitLabel = { id: number; fullName: string; level: string; parentId: number | null; code: string | null }

/** Names of units as they are today, by id; those that do not stand today are left out. */
export async function unitLabels(db: Tx, ids: number[], now: Date): Promise<Map<number, UnitLabel>> {
  if (ids.length === 0) return new Map()
  const today = dayInVietnam(now)
  const rows = await db
    .select({
      id: units.id,
      fullName: unitVersions.fullName,
      level: units.level,
      parentId: unitVersions.parentId,
      code: unitVersions.code,
    })
    .from(unitVersions)
    .innerJoin(units, eq(units.id, unitVersions.unitId))
    .where(
      and(
        inArray(unitVersions.unitId, ids),
        lte(unitVersions.validFrom, today),
        or(isNull(unitVersions.validTo), gt(unitVersions.validTo, today)),
      ),
    )
  return new Map(rows.map((row) => [row.id, row]))
}

const standing = (alias: string, on: SQL): SQL =>
  sql
    .raw(`${alias}.valid_from <= `)
    .append(sql`${on} and (${sql.raw(alias)}.valid_to is null or ${sql.raw(alias)}.valid_to > ${on})`)

/**
 * A lateral join `place` with the names (and ids) of what a unit lay in on a day: commune, district, province, each null
 * where the tier is absent. `parent` and `on` are SQL of the surrounding query.
 */
export function placeOf(parent: SQL, on: SQL): SQL {
  return sql`
    left join lateral (
      with recursive line as (
        select x.unit_id, x.parent_id, x.level, x.full_name from unit_versions x where x.unit_id = ${parent} and ${standing('x', on)}
        union all
        select x.unit_id, x.parent_id, x.level, x.full_name from line join unit_versions x on x.unit_id = line.parent_id and ${standing('x', on)}
      )
      select max(full_name) filter (where level = 'commune') as commune,
             max(full_name) filter (where level = 'district') as district,
             max(full_name) filter (where level = 'province') as province,
             max(unit_id) filter (where level = 'province') as province_id
        from line
    ) place on true`
}

/** A unit with its place, whatever the day; null when there is none. For policies and commands. */
export async function findUnit(db: Tx, id: number): Promise<{ id: number; level: UnitLevel; path: string } | null> {
  const [unit] = await db
    .select({ id: units.id, level: units.level, path: units.path })
    .from(units)
    .where(eq(units.id, id))
  return unit ?? null
}

export type UnitVersion = {
  validFrom: Day
  validTo: Day | null
  fullName: string
  name: string
  type: UnitType
  code: string | null
  parentId: number | null
  parentName: string | null
  note: string | null
}

/** Every name, type, code and parent a unit has had, oldest first. */
async function versionsOf(db: Tx, id: number): Promise<UnitVersion[]> {
  const { rows } = await db.execute<UnitVersion>(sql`
    select v.valid_from as "validFrom", v.valid_to as "validTo", v.full_name as "fullName", v.name, v.type, v.code, v.note,
           v.parent_id as "parentId", p.full_name as "parentName"
      from unit_versions v
      left join lateral (
        select full_name from unit_versions x where x.unit_id = v.parent_id and x.valid_from <= coalesce(v.valid_to - 1, 'infinity')
         order by x.valid_from desc limit 1
      ) p on true
     where v.unit_id = ${id} order by v.valid_from`)
  return rows
}

export type ChildUnit = {
  id: number
  level: UnitLevel
  type: UnitType
  code: string | null
  fullName: string
  hasChildren: boolean
}

/** Units directly under one on a day, teams apart, by official code (villages without a code by name). */
async function childrenOf(
  db: Tx,
  id: number,
  on: Day,
  limit: number,
  offset: number,
): Promise<{ rows: ChildUnit[]; total: number }> {
  const { rows } = await db.execute<ChildUnit & { total: number }>(sql`
    select v.unit_id as id, v.level, v.type, v.code, v.full_name as "fullName", count(*) over ()::int as total,
           exists (select from unit_versions c where c.parent_id = v.unit_id and c.level <> 'team' and ${standing('c', sql`${on}::date`)}) as "hasChildren"
      from unit_versions v
     where v.parent_id = ${id} and v.level <> 'team' and ${standing('v', sql`${on}::date`)}
     order by v.code nulls last, case when v.name ~ '^[0-9]{1,9}$' then v.name::integer end nulls last,
              v.name collate "vi-x-icu", v.unit_id
     limit ${limit} offset ${offset}`)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

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
async function lineageOf(db: Tx, id: number): Promise<LineageStep[]> {
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

export const childrenPerPage = 100

/**
 * A unit as it stood on a day (today when absent): versions, children, breadcrumb, lineage, flags, and to those who may
 * look inside denominators and committees. When it does not stand that day, its last (or first) day is shown and
 * `standing` is false. Throws NotFound.
 */
export async function getUnit(ctx: Ctx, input: GetUnitInput) {
  const { db, actor, now } = ctx
  const today = dayInVietnam(now)
  const on = input.on ?? today
  const unit = await findUnit(db, input.id)
  const versions = unit ? await versionsOf(db, unit.id) : []
  const first = versions[0]
  const last = versions.at(-1)
  if (!unit || !first || !last) throw new NotFound('units.none')
  const version = versions.find((each) => standsOn(each, on)) ?? (on < first.validFrom ? first : last)
  const isStanding = standsOn(version, on)
  const shownOn = isStanding ? on : on < first.validFrom ? first.validFrom : dayBefore(last.validTo ?? on)
  const inside = policy.canSeeInside(actor, unit)
  const standsToday = versions.some((each) => standsOn(each, today))
  const breadcrumb = await breadcrumbOf(db, unit.id, shownOn)
  const children = await childrenOf(db, unit.id, shownOn, childrenPerPage, (input.page - 1) * childrenPerPage)
  const lineage = await lineageOf(db, unit.id)
  const facts = await datedFacts(db, unit.id, shownOn)
  return {
    id: unit.id,
    level: unit.level,
    on,
    today,
    shownOn,
    standing: isStanding,
    fullName: version.fullName,
    name: version.name,
    type: version.type,
    code: version.code,
    versions,
    breadcrumb,
    children: { ...children, page: input.page, pageSize: childrenPerPage },
    lineage,
    ...facts,
    denominators: inside ? await denominatorsOf(db, unit.id) : null,
    committees: inside ? await committeesOf(db, unit.id) : null,
    can: {
      seeInside: inside,
      manageVillages: standsToday && policy.canManageVillages(actor, unit),
      confirmDenominators: standsToday && policy.canConfirmDenominators(actor, unit),
      endCommittee: policy.canEndCommittee(actor, unit),
      addCommittee: standsToday && policy.canAddCommittee(actor, unit),
      setFlag: standsToday && policy.canSetFlag(actor, unit),
      setRollout: standsToday && policy.canSetRollout(actor, unit),
    },
  }
}
export type UnitDetail = Awaited<ReturnType<typeof getUnit>>

const dayBefore = (day: Day): Day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** From the nation down to the unit itself, as they were called on that day. */
async function breadcrumbOf(
  db: Tx,
  id: number,
  on: Day,
): Promise<{ id: number; level: UnitLevel; fullName: string }[]> {
  const { rows } = await db.execute<{ id: number; level: UnitLevel; fullName: string }>(sql`
    with recursive line as (
      select v.unit_id, v.parent_id, v.level, v.full_name, 0 as depth from unit_versions v
       where v.unit_id = ${id} and ${standing('v', sql`${on}::date`)}
      union all
      select v.unit_id, v.parent_id, v.level, v.full_name, depth + 1 from line
        join unit_versions v on v.unit_id = line.parent_id and ${standing('v', sql`${on}::date`)}
    )
    select unit_id as id, level, full_name as "fullName" from line order by depth desc`)
  return rows
}

async function datedFacts(db: Tx, id: number, on: Day) {
  const { rows } = await db.execute<{
    flags: { flag: UnitFlag; validFrom: Day; validTo: Day | null; source: string | null }[]
    rollout: { state: RolloutState; wave: number | null; validFrom: Day } | null
    settings: { reportingFrom: Day | null; memberMin: number; memberMax: number } | null
    aliases: string[]
  }>(sql`
    select coalesce((select jsonb_agg(jsonb_build_object('flag', f.flag, 'validFrom', f.valid_from, 'validTo', f.valid_to, 'source', f.source) order by f.flag)
                       from unit_flags f where f.unit_id = ${id} and ${standing('f', sql`${on}::date`)}), '[]') as flags,
           (select jsonb_build_object('state', r.state, 'wave', r.wave, 'validFrom', r.valid_from)
              from unit_rollouts r where r.unit_id = ${id} and ${standing('r', sql`${on}::date`)}) as rollout,
           (select jsonb_build_object('reportingFrom', s.reporting_from, 'memberMin', s.member_min, 'memberMax', s.member_max)
              from province_settings s where s.unit_id = ${id}) as settings,
           coalesce((select jsonb_agg(a.alias order by a.alias) from unit_aliases a where a.unit_id = ${id}), '[]') as aliases`)
  return rows[0] ?? { flags: [], rollout: null, settings: null, aliases: [] }
}

const denominatorsOf = (db: Tx, id: number) =>
  db
    .select({
      asOf: unitDenominators.asOf,
      households: unitDenominators.households,
      population: unitDenominators.population,
      adults: unitDenominators.adults,
      elderly: unitDenominators.elderly,
      businessHouseholds: unitDenominators.businessHouseholds,
      confirmedAt: unitDenominators.confirmedAt,
    })
    .from(unitDenominators)
    .where(eq(unitDenominators.unitId, id))
    .orderBy(desc(unitDenominators.asOf))
    .limit(20)

const committeesOf = (db: Tx, id: number) =>
  db
    .select({
      id: steeringCommittees.id,
      name: steeringCommittees.name,
      decisionNumber: steeringCommittees.decisionNumber,
      decidedOn: steeringCommittees.decidedOn,
      head: steeringCommittees.head,
      deputies: steeringCommittees.deputies,
      validFrom: steeringCommittees.validFrom,
      validTo: steeringCommittees.validTo,
    })
    .from(steeringCommittees)
    .where(eq(steeringCommittees.unitId, id))
    .orderBy(desc(steeringCommittees.validFrom))

/** One branch of the tree: what hangs under a unit on a day. At most a thousand: no unit has more children. */
export async function treeUnits(ctx: Ctx, input: TreeUnitsInput): Promise<ChildUnit[]> {
  const { rows } = await childrenOf(ctx.db, input.id, input.on ?? dayInVietnam(ctx.now), 1000, 0)
  return rows
}

export type ListedCommune = {
  id: number
  code: string | null
  fullName: string
  name: string
  type: UnitType
  district: string | null
  villages: number
  flags: UnitFlag[]
}

/** The communes of a province on a day, under their districts where there were some. Villages are those in the register. */
export async function listUnits(ctx: Ctx, input: ListUnitsInput): Promise<ListedCommune[]> {
  const on = sql`${input.on ?? dayInVietnam(ctx.now)}::date`
  const order = input.sort === 'name' ? sql`c.name collate "vi-x-icu", c.code` : sql`c.code`
  const { rows } = await ctx.db.execute<ListedCommune>(sql`
    select c.unit_id as id, c.code, c.full_name as "fullName", c.name, c.type, d.full_name as district,
           (select count(*)::int from unit_versions v where v.parent_id = c.unit_id and v.level = 'village' and ${standing('v', on)}) as villages,
           coalesce((select array_agg(f.flag order by f.flag) from unit_flags f where f.unit_id = c.unit_id and ${standing('f', on)}), '{}') as flags
      from unit_versions c
      left join unit_versions d on d.unit_id = c.parent_id and d.level = 'district' and ${standing('d', on)}
     where c.level = 'commune' and ${standing('c', on)} and c.parent_id in (
             select ${input.provinceId}::integer
             union all
             select h.unit_id from unit_versions h where h.parent_id = ${input.provinceId} and h.level = 'district' and ${standing('h', on)}
           )
       ${input.type ? sql`and c.type = ${input.type}` : sql``}
     order by ${order}`)
  return rows
}
