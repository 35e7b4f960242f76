import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { UnitFlag, UnitLevel, UnitType } from '@/db/enums'
import { units, unitVersions } from '@/db/schema'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound, NotNow } from '../errors'
import { committeesOf, datedFacts, denominatorsOf, inheritedDenominators } from './facts/queries'
import { lineageOf, partsOf, presentOf } from './lineage/queries'
import * as policy from './policy'
import { lastDay, standsOn } from './rules'
import type { GetUnitInput, ListUnitsInput, TreeUnitsInput } from './schema'
import { breadcrumbOf, standing, versionsOf } from './versions/queries'

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

/** A unit with its place, whatever the day; null when there is none. For policies and commands. */
export async function findUnit(db: Tx, id: number): Promise<{ id: number; level: UnitLevel; path: string } | null> {
  const [unit] = await db
    .select({ id: units.id, level: units.level, path: units.path })
    .from(units)
    .where(eq(units.id, id))
  return unit ?? null
}

/**
 * Nothing begins in a unit that has ended, whatever the day: it would lie for ever in what is no more. Throws NotNow units.ended
 * with whoever followed it.
 */
export async function hasNotEnded(ctx: Ctx, id: number): Promise<void> {
  const last = (await versionsOf(ctx.db, id)).at(-1)
  const today = dayInVietnam(ctx.now)
  if (!last?.validTo || last.validTo > today) return
  const heirs = ((await presentOf(ctx.db, [id], today)).get(id) ?? []).map(({ fullName }) => fullName)
  const followed = heirs.length > 0 ? 'yes' : 'no'
  throw new NotNow('units.ended', { unit: last.fullName, on: last.validTo, followed, heirs: heirs.join(', ') })
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

export const childrenPerPage = 100

/**
 * A unit as it stood on a day (today when absent): versions, children, breadcrumb, lineage, what it is part of now, flags,
 * and to those who may look inside denominators and committees. When it does not stand that day, its last (or first) day
 * is shown and `standing` is false. Throws NotFound.
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
  const shownOn = isStanding ? on : on < first.validFrom ? first.validFrom : lastDay(last.validTo ?? on)
  const inside = policy.canSeeInside(actor, unit)
  const standsToday = versions.some((each) => standsOn(each, today))
  const breadcrumb = await breadcrumbOf(db, unit.id, shownOn)
  const children = await childrenOf(db, unit.id, shownOn, childrenPerPage, (input.page - 1) * childrenPerPage)
  const lineage = await lineageOf(db, unit.id)
  const parts = unit.level === 'district' ? (await partsOf(db, [unit.id], today)).get(unit.id) : undefined
  const present = standsToday ? [] : ((await presentOf(db, [unit.id], today)).get(unit.id) ?? parts?.steps ?? [])
  const facts = await datedFacts(db, unit.id, shownOn)
  const denominators = inside ? await denominatorsOf(db, unit.id) : null
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
    lineage: parts ? [...lineage, ...parts.steps] : lineage,
    /** What a unit that has ended is part of today, every generation followed. */
    present: present.map(({ id, fullName, province, confirmed }) => ({ id, fullName, province, confirmed })),
    /** Communes of an ended district of which nobody has said what became of them. */
    lineageUnknown: parts?.unknown ?? [],
    ...facts,
    denominators,
    /** What its parts had in all, while it has none of its own: proposed when it confirms. */
    inherited: denominators?.length === 0 && unit.level === 'commune' ? await inheritedDenominators(db, unit.id) : null,
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
