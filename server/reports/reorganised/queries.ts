import { type SQL, sql } from 'drizzle-orm'
import type { ReportStatus } from '@/db/enums'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import { firstCodes } from '../../forms/rules'
import type { Foreseen } from '../../units/owners/rules'
import { type Plan, standingHeirs } from '../../units/plan/rules'
import { namesOf, shown } from '../../units/reorganised/queries'
import type { Tree } from '../../units/tree/rules'

/**
 * Of months that end on the day or later: reports that stay as notes, those of heirs that stood already, and by how much the
 * totals of each province fall until the heirs have sent. Of months that ended before and are still open: who has not sent, and
 * whether anybody can afterwards.
 */
export async function foreseeReports(db: Tx, given: { plan: Plan; tree: Tree; now: Date }): Promise<Foreseen[]> {
  const { plan, tree, now } = given
  if (plan.ends.length === 0) return []
  const { before, after } = namesOf(tree, plan)
  const ends = sql`${sql.param(plan.ends)}::int[]`
  const foreseen: Foreseen[] = []
  const { rows: kept } = await db.execute<{ unitId: number; period: string; status: ReportStatus }>(sql`
    select r.unit_id as "unitId", p.code as period, r.status from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
     where r.unit_id = any (${ends}) and r.status <> 'noted' order by p.starts_on, r.unit_id`)
  const heirOf = (id: number) => after(plan.heirs.get(id) ?? 0)
  if (kept.length > 0) {
    const rows = kept.map(({ unitId, period, status }) => ({
      ...{ unitId, before: before(unitId), after: heirOf(unitId) },
      params: { period, status },
    }))
    foreseen.push({ key: 'notes', params: { count: kept.length }, ...shown(rows) })
  }
  // Of a resolution entered late a person decides on each; what has been decided is not known here.
  const late = plan.on < dayInVietnam(now)
  const heirs = standingHeirs(plan)
  const { rows: sent } = await db.execute<{ unitId: number; period: string; status: ReportStatus }>(sql`
    select r.unit_id as "unitId", p.code as period, r.status from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
     where r.unit_id = any (${sql.param(heirs)}::int[]) and r.status in ('submitted', 'accepted', 'locked') order by p.starts_on, r.unit_id`)
  if (sent.length > 0) {
    const rows = sent.map(({ unitId, period, status }) => ({
      ...{ unitId, before: before(unitId), after: after(unitId) },
      params: { period, status },
    }))
    foreseen.push({ key: late ? 'heirsDecided' : 'heirs', params: { count: sent.length }, ...shown(rows) })
  }
  const falling = sql`${sql.param(late ? plan.ends : [...plan.ends, ...heirs])}::int[]`
  const { rows: totals } = await db.execute<{
    provinceId: number
    period: string
    code: string
    nameVi: string
    nameEn: string
    n: number
    num: string
  }>(sql`
    select r.province_id as "provinceId", p.code as period, i.code, i.short_vi as "nameVi", i.short_en as "nameEn", count(*)::int as n, sum(f.num)::text as num
      from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
      cross join lateral report_figures(r.form_version_id, r.province_id, p.ends_on, r.values, r.details, r.denominators) f
      join indicators i on i.id = f.indicator_id
     where r.unit_id = any (${falling}) and r.status in ('submitted', 'accepted', 'locked') and i.value_type <> 'percent'
       and i.code in ${['R00', ...firstCodes]}
     group by 1, 2, 3, 4, 5 order by 2, 1, i.code = 'R00' desc, 3`)
  if (totals.length > 0) {
    const rows = totals.map(({ provinceId, period, code, nameVi, nameEn, num }) => ({
      ...{ unitId: provinceId, before: before(provinceId), after: null },
      params: { period, code, nameVi, nameEn, change: -Number(num) },
    }))
    const reports = totals.filter((row) => row.code === 'R00').reduce((sum, row) => sum + row.n, 0)
    foreseen.push({ key: 'totals', params: { count: reports }, ...shown(rows) })
  }
  const { rows: unsent } = await db.execute<{ unitId: number; period: string }>(sql`
    select o.unit_id as "unitId", p.code as period from obligations o
      join periods p on p.id = o.period_id and p.ends_on < ${plan.on} and p.state = 'open'
      left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
     where o.unit_id = any (${ends}) and o.state = 'required' and coalesce(r.status, 'draft') in ('draft', 'awaiting_leader', 'returned')
     order by p.starts_on, o.unit_id`)
  // Whoever takes a unit over whole sends it in its place; of a unit that is cut nobody can.
  for (const [key, of] of [
    ['unsentTaken', unsent.filter(({ unitId }) => plan.heirs.has(unitId))],
    ['unsent', unsent.filter(({ unitId }) => !plan.heirs.has(unitId))],
  ] as const) {
    if (of.length === 0) continue
    const rows = of.map(({ unitId, period }) => ({
      unitId,
      before: before(unitId),
      after: heirOf(unitId),
      params: { period },
    }))
    foreseen.push({ key, params: { count: of.length }, ...shown(rows) })
  }
  return foreseen
}

/** SQL: `Noted` of a unit's month as json, null where nothing was noted. For a statement that reads more. */
export const notedParts = (unitId: number, period: { id: number; startsOn: string; endsOn: string }): SQL => sql`
  (select json_build_object('parts', json_agg(json_build_object('unitId', n.from_id, 'name', (
            select full_name from unit_versions v where v.unit_id = n.from_id order by v.valid_from desc limit 1),
            'status', n.status, 'entire', n.entire, 'nil', n.nil, 'values', n.values) order by n.from_id),
          'former', (with recursive line as (
              select s.predecessor_id from unit_successions s where s.successor_id = ${unitId} and s.share = 1
                 and s.effective_on between ${period.startsOn} and ${period.endsOn}
              union
              select s.predecessor_id from line l join unit_successions s on s.successor_id = l.predecessor_id and s.share = 1
                 and s.effective_on between ${period.startsOn} and ${period.endsOn}
            ) select count(*) from line l where exists (
              select from unit_versions v where v.unit_id = l.predecessor_id and v.valid_from <= ${period.startsOn})))
     from report_parts n where n.period_id = ${period.id} and n.unit_id = ${unitId} having count(*) > 0)`

/** SQL: `Ended` of a unit by the end of a month as json, null where nothing followed it. */
export const endedBy = (unitId: number, endsOn: string): SQL => sql`
  (select json_build_object('on', max(s.effective_on), 'resolution', max(s.resolution), 'reorganisationId', max(s.reorganisation_id::text),
          'heirs', json_agg((select full_name from unit_versions v where v.unit_id = s.successor_id order by v.valid_from desc limit 1)
                            order by s.successor_id))
     from unit_successions s where s.predecessor_id = ${unitId} and s.effective_on <= ${endsOn} having count(*) > 0)`
