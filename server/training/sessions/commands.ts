import { sql } from 'drizzle-orm'
import { attendanceCounts } from '@/db/schema'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { findUnit } from '../../units/queries'
import { canCount, canRecord } from '../policy'
import { canStep } from '../rules'
import type { SetCountInput, TakeAttendanceInput } from '../schema'
import { findSession, type SessionRow } from './queries'

/** A session of which one may say who came. Throws NotFound, Forbidden, NotNow. */
async function heldSession(ctx: Ctx, id: string): Promise<SessionRow> {
  const session = await findSession(ctx, id)
  if (!canStep('attend', { ...session, people: 0 }, dayInVietnam(ctx.now))) throw new NotNow('training.notHeld')
  return session
}

/**
 * Ticks and unticks members at a held class for members; who was ticked already stays, under an entry merged into his too. Each must have been on the roster of the team
 * he is ticked under on a day of the class. Throws NotFound, Forbidden, NotNow, Invalid training.notOnRoster.
 */
export async function takeAttendance(ctx: Ctx, input: TakeAttendanceInput): Promise<{ people: number }> {
  if (!canRecord(ctx.actor)) throw new Forbidden('training.record')
  const session = await heldSession(ctx, input.sessionId)
  if (session.audience !== 'members') throw new Invalid('training.notForMembers')
  if (input.gone.length > 0)
    await ctx.db.execute(sql`
      delete from attendances where session_id = ${session.id}
         and member_id in (select l.id from members_line(${sql.param(input.gone)}::uuid[]) l)`)
  if (input.came.length > 0) {
    const given = sql.param(JSON.stringify(input.came))
    const { rows } = await ctx.db.execute<{ memberId: string }>(sql`
      select distinct x."memberId" from jsonb_to_recordset(${given}::jsonb) x("memberId" uuid, "teamId" int)
       where exists (select from memberships s where s.member_id = x."memberId" and s.unit_id = x."teamId"
                        and s.valid_from <= ${session.endsOn} and (s.valid_to is null or s.valid_to > ${session.startsOn}))`)
    if (rows.length !== new Set(input.came.map((each) => each.memberId)).size) throw new Invalid('training.notOnRoster')
    await ctx.db.execute(sql`
      insert into attendances (session_id, member_id, unit_id, path, commune_id, created_by, created_at)
      select distinct on (x."memberId") ${session.id}, x."memberId", t.unit_id, t.path, ${communeThen(session.endsOn)}, ${ctx.actor.personId}, ${ctx.now.toISOString()}
        from jsonb_to_recordset(${given}::jsonb) x("memberId" uuid, "teamId" int) join teams t on t.unit_id = x."teamId"
       where not exists (select from members_line(array[x."memberId"]) l join attendances a on a.session_id = ${session.id} and a.member_id = l.id)
          on conflict (session_id, member_id) do nothing`)
  }
  const { people } = await findSession(ctx, session.id)
  return { people: people ?? 0 }
}

/** SQL: the commune that a team `t` belonged to on a day, else the one it belongs to now. */
export const communeThen = (on: string) => sql`coalesce((
  select v.parent_id from unit_versions v where v.unit_id = t.unit_id and v.valid_from <= ${on} order by v.valid_from desc limit 1), t.commune_id)`

/** How many came from a commune, where names are not kept; the last word stands. Throws NotFound, Forbidden, NotNow. */
export async function setCount(ctx: Ctx, input: SetCountInput): Promise<{ people: number }> {
  const session = await heldSession(ctx, input.sessionId)
  const commune = await findUnit(ctx.db, input.communeId)
  if (commune?.level !== 'commune') throw new NotFound('units.none')
  if (!canCount(ctx.actor, { unitId: session.unit.id }, commune)) throw new Forbidden('training.count')
  const told = {
    ...{ people: input.people, women: input.women },
    ...{ recordedBy: ctx.actor.personId, recordedAt: ctx.now },
  }
  await ctx.db
    .insert(attendanceCounts)
    .values({ sessionId: session.id, unitId: commune.id, path: commune.path, ...told })
    .onConflictDoUpdate({ target: [attendanceCounts.sessionId, attendanceCounts.unitId], set: told })
  return { people: input.people }
}
