import { type SQL, sql } from 'drizzle-orm'
import type { Role, UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import { getPeriod, type Period } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { type LoadedForm, loadForm } from '../../forms/queries'
import { canFreeze, canViewFrozen } from './policy'
import { changedRows, type Filed, freezesFrom, kindOfChange, type RowChange, type Sum, tallyChanges } from './rules'
import type { FrozenChangesInput, GetFrozenInput, ListFreezesInput } from './schema'

export type Revision = {
  id: string
  revision: number
  at: Date
  /** Who froze: the post always where it may be seen, the name only there. */
  by: { name: string | null; role: Role | null }
  reason: string | null
  required: number
  accepted: number
}
type Place = { id: number; level: UnitLevel; path: string; fullName: string }
/** A row of the form, or what is counted beside the rows, as a list of figures needs it. */
export type FrozenRow = {
  nameVi: string
  nameEn: string
  unitVi: string
  unitEn: string
  valueType: LoadedForm['rows'][number]['valueType']
}
export type UnitChange = {
  unitId: number
  name: string
  kind: 'entered' | 'left' | 'changed'
  was: { required: number; accepted: number }
  now: { required: number; accepted: number }
  rows: RowChange[]
}
export type TotalChange = { unitId: number; name: string; code: string; was: Sum | null; now: Sum | null }

/** Revisions of a unit's period, newest first. Row-level security decides which exist for the reader. */
async function revisionsOf(db: Tx, unitId: number, periodId: number): Promise<Revision[]> {
  const { rows } = await db.execute<Omit<Revision, 'at' | 'by'> & { at: string } & Revision['by']>(sql`
    select f.id, f.revision, f.frozen_at as at, f.reason, f.required, f.accepted, a.holder_name as name, a.role
      from figure_freezes f left join assignments a on a.id = f.assignment_id
     where f.unit_id = ${unitId} and f.period_id = ${periodId} order by f.revision desc`)
  return rows.map(({ at, name, role, ...row }) => ({ ...row, at: new Date(at), by: { name, role } }))
}

/** The newest revision of a period, by the unit whose figures it holds; null while there is none, and for who may not see it. */
export async function newestFreeze(db: Tx, unitId: number, periodId: number): Promise<Revision | null> {
  return (await revisionsOf(db, unitId, periodId))[0] ?? null
}

/** A province or the country that the caller reads revisions of. Throws NotFound where it is neither, Forbidden for others'. */
async function placeOf(ctx: Ctx, unitId: number, period: Period): Promise<Place> {
  const { rows } = await ctx.db.execute<Place>(sql`
    select u.id, u.level, u.path, (${nameOn(sql`u.id`, period)}) as "fullName" from units u where u.id = ${unitId}`)
  const [place] = rows
  if (!place || (place.level !== 'nation' && place.level !== 'province')) throw new NotFound('frozen.none')
  if (!canViewFrozen(ctx.actor, place)) throw new Forbidden('frozen.view')
  return place
}

/** The name that a unit had on the period's last day; its last one where it did not stand then. */
const nameOn = (unit: SQL, { endsOn }: Period, column = sql`n.full_name`): SQL => sql`
  select ${column} from unit_versions n where n.unit_id = ${unit}
   order by (n.valid_from <= ${endsOn} and (n.valid_to is null or n.valid_to > ${endsOn})) desc, n.valid_from desc limit 1`

/** What was frozen of a period, by whom and when, and how much of it has moved since. Throws NotFound frozen.none, Forbidden. */
export async function listFreezes(ctx: Ctx, input: ListFreezesInput) {
  const period = await getPeriod(ctx.db, input.period)
  const place = await placeOf(ctx, input.unitId, period)
  const revisions = await revisionsOf(ctx.db, place.id, period.id)
  const [newest] = revisions
  const moved = newest ? await changesOf(ctx, place, period, newest.id, null) : null
  const from = freezesFrom(place.level, period)
  return {
    now: ctx.now,
    place: { id: place.id, level: place.level, fullName: place.fullName },
    period,
    revisions,
    changed: moved && tallyChanges(moved.units, moved.totals),
    from,
    can: { freeze: canFreeze(ctx.actor, place) && ctx.now > from },
  }
}

async function revisionOf(ctx: Ctx, input: GetFrozenInput) {
  const period = await getPeriod(ctx.db, input.period)
  const place = await placeOf(ctx, input.unitId, period)
  const revisions = await revisionsOf(ctx.db, place.id, period.id)
  const revision = revisions.find((each) => each.revision === input.revision)
  if (!revision) throw new NotFound('frozen.none')
  return { period, place, revision, before: revisions.find((each) => each.revision === input.revision - 1) ?? null }
}

/**
 * What differs between a revision and what counts now (frozen → now), or the revision before it (then → frozen), unit by unit and row by
 * row, with the totals that moved. Of the first revision there is none before: nothing differs.
 */
export async function getFrozenChanges(ctx: Ctx, input: FrozenChangesInput) {
  const { period, place, revision, before } = await revisionOf(ctx, input)
  const none = { units: [], totals: [] }
  const found =
    input.against === 'now'
      ? await changesOf(ctx, place, period, revision.id, null)
      : before
        ? await changesOf(ctx, place, period, before.id, revision.id)
        : none
  return { place, period, revision, before, ...found, rows: await rowsOf(ctx, period) }
}

async function rowsOf(ctx: Ctx, period: Period): Promise<Record<string, FrozenRow>> {
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  return Object.fromEntries(
    form.rows.map(({ code, nameVi, nameEn, unitVi, unitEn, valueType }) => [
      code,
      { nameVi, nameEn, unitVi, unitEn, valueType },
    ]),
  )
}

type Line = {
  unitId: number
  name: string
  wasRequired: number
  wasAccepted: number
  was: Filed | null
  nowRequired: number
  nowAccepted: number
  now: Filed | null
}

/** From a revision to another one, or to what counts now (`withId` null). */
async function changesOf(
  ctx: Ctx,
  place: Place,
  period: Period,
  id: string,
  withId: string | null,
): Promise<{ units: UnitChange[]; totals: TotalChange[] }> {
  const { rows: lines } = await ctx.db.execute<Line>(sql`
    select x.subject_id as "unitId", (${nameOn(sql`x.subject_id`, period)}) as name, x.was_required as "wasRequired",
           x.was_accepted as "wasAccepted", x.was, x.now_required as "nowRequired", x.now_accepted as "nowAccepted", x.now
      from frozen_changes(${id}, ${withId}) x
     order by (${nameOn(sql`x.subject_id`, period, sql`n.code`)}), x.subject_id`)
  const after =
    withId === null
      ? sql`select t.province_id, t.indicator_id, t.accepted_n as n, t.accepted_num as num, t.accepted_den as den from totals t
             where t.period_id = ${period.id} and t.accepted_n > 0 ${place.level === 'nation' ? sql`` : sql`and t.province_id = ${place.id}`}`
      : sql`select t.province_id, t.indicator_id, t.n, t.num, t.den from frozen_totals t where t.freeze_id = ${withId}`
  type Moved = { unitId: number; name: string; code: string; was: Sum | null; now: Sum | null }
  const sums = (alias: string) => {
    const t = sql.raw(alias)
    return sql`case when ${t}.n is not null then jsonb_build_object('n', ${t}.n, 'num', ${t}.num::text, 'den', ${t}.den::text) end`
  }
  const { rows: totals } = await ctx.db.execute<Moved>(sql`
    select coalesce(a.province_id, b.province_id) as "unitId", (${nameOn(sql`coalesce(a.province_id, b.province_id)`, period)}) as name,
           i.code, ${sums('a')} as was, ${sums('b')} as now
      from (select t.province_id, t.indicator_id, t.n, t.num, t.den from frozen_totals t where t.freeze_id = ${id}) a
      full join (${after}) b on b.province_id = a.province_id and b.indicator_id = a.indicator_id
      join indicators i on i.id = coalesce(a.indicator_id, b.indicator_id)
     where (a.n, a.num, a.den) is distinct from (b.n, b.num, b.den)`)
  const order = (await loadForm(ctx, period.formVersionId, period.endsOn)).rows.map(({ code }) => code)
  const at = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)
  return {
    units: lines.map(({ unitId, name, was, now, ...counts }) => ({
      unitId,
      name,
      kind: kindOfChange(was, now),
      was: { required: counts.wasRequired, accepted: counts.wasAccepted },
      now: { required: counts.nowRequired, accepted: counts.nowAccepted },
      rows: changedRows(was, now, order),
    })),
    totals: totals.sort(
      (a, b) => a.unitId - b.unitId || at(a.code) - at(b.code) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    ),
  }
}

export type FrozenLine = Partial<Filed> & {
  unitId: number
  name: string
  code: string | null
  required: number
  accepted: number
}

/** A revision whole: each unit with what it had filed, or each province with its totals, and the sums over all of them. */
export async function getFrozen(ctx: Ctx, input: GetFrozenInput) {
  const { period, place, revision } = await revisionOf(ctx, input)
  const { rows: lines } = await ctx.db.execute<FrozenLine>(sql`
    select x.subject_id as "unitId", (${nameOn(sql`x.subject_id`, period)}) as name, (${nameOn(sql`x.subject_id`, period, sql`n.code`)}) as code,
           x.required, x.accepted, x."values", x.details, x.denominators
      from frozen_figures(${revision.id}) x order by code, x.subject_id`)
  const { rows: totals } = await ctx.db.execute<Sum & { unitId: number; code: string }>(sql`
    select t.province_id as "unitId", i.code, t.n, t.num::text as num, t.den::text as den
      from frozen_totals t join indicators i on i.id = t.indicator_id where t.freeze_id = ${revision.id} order by t.province_id, i.code`)
  const { rows: sums } = await ctx.db.execute<Sum & { code: string }>(sql`
    select i.code, sum(t.n)::int as n, sum(t.num)::text as num, sum(t.den)::text as den
      from frozen_totals t join indicators i on i.id = t.indicator_id
     where t.freeze_id = ${revision.id} and (i.owner_unit_id is null or ${place.level} = 'province') group by 1 order by 1`)
  return { place, period, revision, lines, totals, sums, rows: await rowsOf(ctx, period) }
}
