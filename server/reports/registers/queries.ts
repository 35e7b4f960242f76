import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { ReportRegister } from '@/db/training-enums'
import { type Day, dayInVietnam, type MonthPeriod } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { canSetRegister } from './policy'
import { monthsToBegin, type Registers } from './rules'
import type { GetRegisterInput } from './schema'

/** SQL: the registers that fill the month of a unit which begins on a day, each with the day since which it has done so, as jsonb. */
export const registersSql = (unitId: SQL, startsOn: SQL): SQL<Registers> => sql<Registers>`
  (select coalesce(jsonb_object_agg(g.register, g.since), '{}')
     from (select s.register, min(s.starts_on) as since from register_starts s
            where s.unit_id = ${unitId} and s.starts_on <= ${startsOn} and s.source = 'register'
              and not exists (select from register_starts m where m.unit_id = s.unit_id and m.register = s.register
                                and m.source = 'manual' and m.starts_on > s.starts_on and m.starts_on <= ${startsOn})
            group by 1) g)`

/** The registers that fill a unit's month. */
export async function registersOf(db: Tx, unitId: number, period: { startsOn: Day }): Promise<Registers> {
  const { rows } = await db.execute<{ registers: Registers }>(
    sql`select ${registersSql(sql`${unitId}::int`, sql`${period.startsOn}::date`)} as registers`,
  )
  return rows[0]?.registers ?? {}
}

/** SQL: something of a unit's months from a day on has left the officer's hands. */
const leftHands = (unitId: number, from: SQL): SQL<boolean> => sql<boolean>`
  exists (select from reports r join periods p on p.id = r.period_id
           where r.unit_id = ${unitId} and p.starts_on >= ${from} and (r.status <> 'draft' or r.submission_no > 0))`

/** Whether a month from that day on was proposed or sent already. */
export async function isDecided(db: Tx, unitId: number, from: Day): Promise<boolean> {
  const { rows } = await db.execute<{ decided: boolean }>(
    sql`select ${leftHands(unitId, sql`${from}::date`)} as decided`,
  )
  return rows[0]?.decided ?? true
}

export type RegisterState = {
  register: ReportRegister
  /** First day of the month since which it fills the report, or will; null while it does not. */
  since: Day | null
  /** First day of the month from which it no longer will, where that is decided. */
  until: Day | null
  /** Months from which that may still change. */
  months: MonthPeriod[]
  /** The one of them that is meant most: the month that runs, or the next. */
  suggested: string | null
  can: { set: boolean }
}

/** From which month on a register of the caller's own commune fills its report; null above the commune and in a team. */
export async function getRegister(ctx: Ctx, { register }: GetRegisterInput): Promise<RegisterState | null> {
  if (ctx.actor.unitLevel !== 'commune') return null
  const { unitId } = ctx.actor
  const today = dayInVietnam(ctx.now)
  const { rows } = await ctx.db.execute<{ startsOn: Day; source: 'manual' | 'register' }>(sql`
    select starts_on as "startsOn", source from register_starts
     where unit_id = ${unitId} and register = ${register} order by starts_on`)
  const months = monthsToBegin(today)
  const { rows: open } = await ctx.db.execute<{ code: string }>(sql`
    select m.code from unnest(${sql.param(months.map((each) => each.code))}::text[], ${sql.param(months.map((each) => each.startsOn))}::date[]) as m(code, starts_on)
     where not ${leftHands(unitId, sql`m.starts_on`)}`)
  // The last change of all, and where the months before it stood.
  const changes = rows.filter((row, index) => row.source !== (rows[index - 1]?.source ?? 'manual'))
  const last = changes.at(-1)
  const until = last?.source === 'manual' && last.startsOn > today ? last.startsOn : null
  const on = last?.source === 'register' ? last : until ? changes.at(-2) : null
  const free = months.filter((month) => open.some(({ code }) => code === month.code))
  return {
    register,
    since: on?.startsOn ?? null,
    until,
    months: free,
    suggested: free.find(({ endsOn }) => endsOn >= today)?.code ?? null,
    can: { set: canSetRegister(ctx.actor) },
  }
}
