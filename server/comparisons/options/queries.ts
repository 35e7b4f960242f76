import { sql } from 'drizzle-orm'
import { latestPeriod, listPeriods } from '../../calendar/queries'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { loadForm } from '../../forms/queries'
import { type FormRow, isNumeric } from '../../forms/rules'
import { canCompare } from '../policy'
import type { PeriodHead } from '../queries'

/** What may be chosen on the page, and what stands when nothing was. */
export type CompareOptions = {
  /** Newest first. */
  periods: PeriodHead[]
  /** The newest month that has ended; the newest of all while none has. */
  period: string
  /** Numeric rows of the form of that month, in its order. */
  indicators: (FormRow & { available: boolean })[]
  /** Provinces of today, and the caller's own (null at the ministry). */
  provinces: { id: number; code: string | null; name: string }[]
  own: {
    level: string
    unitId: number
    unitName: string
    provinceId: number | null
    /** By the tree of then: the province that a commune owed the month to; of the others their own. */
    thenId: number | null
    /** Every province that a commune's own page is or was of, in any month; of the others none. */
    provinceIds: number[]
  }
}

/** The choices of the page. `period`: a code whose form is wanted. Throws NotFound while no month has been opened. */
export async function getOptions(ctx: Ctx, input: { period?: string | undefined }): Promise<CompareOptions> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const opened = await listPeriods(ctx)
  const today = dayInVietnam(ctx.now)
  const latest = latestPeriod(opened, today)
  const wanted = opened.find((each) => each.code === input.period) ?? latest
  const form = await loadForm(ctx, wanted.formVersionId, wanted.endsOn)
  const { rows } = await ctx.db.execute<{
    id: number
    code: string | null
    name: string
    level: string
    own: boolean
  }>(sql`
    select v.unit_id as id, v.code, v.full_name as name, v.level,
           u.path <> '' and u.path = left(${ctx.actor.path}, 8) as own
      from unit_versions v join units u on u.id = v.unit_id
     where (v.level = 'province' or v.unit_id = ${ctx.actor.unitId})
       and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today}) order by v.code`)
  const provinces = rows.filter((each) => each.level === 'province')
  const provinceId = provinces.find((each) => each.own)?.id ?? null
  const then = ctx.actor.unitLevel === 'commune' ? await provincesOfMonths(ctx, opened) : new Map<number, number>()
  return {
    periods: opened.map(({ code, year, month, startsOn, endsOn, state }) => ({
      code,
      year,
      month,
      startsOn,
      endsOn,
      state,
    })),
    period: latest.code,
    indicators: form.rows.filter(isNumeric).map((row) => ({ ...row, available: row.source !== 'none' })),
    provinces: provinces.map(({ id, code, name }) => ({ id, code, name })),
    own: {
      level: ctx.actor.unitLevel,
      unitId: ctx.actor.unitId,
      unitName: rows.find((each) => each.id === ctx.actor.unitId)?.name ?? '',
      ...{ provinceId, thenId: then.get(wanted.id) ?? provinceId },
      provinceIds: [...new Set([...then.values(), ...(then.size > 0 && provinceId !== null ? [provinceId] : [])])].sort(
        (a, b) => a - b,
      ),
    },
  }
}

/** The province of each month, by the tree of then, of the commune that asks. */
async function provincesOfMonths({ db }: Ctx, months: readonly { id: number }[]): Promise<Map<number, number>> {
  const { rows } = await db.execute<{ periodId: number; id: number }>(sql`
    select o.period_id as "periodId", u.id
      from own_provinces(${sql.param(months.map((month) => month.id))}::int[]) o join units u on u.path = o.path`)
  return new Map(rows.map(({ periodId, id }) => [periodId, id]))
}
