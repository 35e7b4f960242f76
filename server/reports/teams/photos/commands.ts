import { and, eq, isNull, sql } from 'drizzle-orm'
import { teamReportPhotos, teamReports } from '@/db/schema'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../../calendar/rules'
import type { Ctx } from '../../../context'
import { Conflict, Forbidden, NotFound, NotNow } from '../../../errors'
import { repainted } from '../../../photos/commands'
import { photoMonths } from '../../../photos/rules'
import { findUnit } from '../../../units/queries'
import { hold, note } from '../commands'
import { canEnterTeamReports } from '../policy'
import { communeOfTeam, periodOfTeams, type TeamReport, takingOf } from '../queries'
import { maxSourcePhotos } from './rules'
import type { AddSourcePhotoInput, RemoveSourcePhotoInput } from './schema'

const headOf = ({ now }: Ctx, { periodId, unitId, path, submissionNo }: TeamReport) => ({
  ...{ periodId, unitId, path, submissionNo, at: now },
})

/**
 * Keeps a picture of what a commune types a team's month from, before or after it has typed it, also of figures that come late; the same
 * id again is there already. Throws NotFound, Forbidden, NotNow teamReports.photosFull, reports.periodClosed, reports.tooEarly, as repainted does.
 */
export async function addSourcePhoto(ctx: Ctx, input: AddSourcePhotoInput): Promise<{ id: string }> {
  const { db, actor, now } = ctx
  const team = await findUnit(db, input.teamId)
  if (team?.level !== 'team') throw new NotFound('teamReports.none')
  if (!canEnterTeamReports(actor, team)) throw new Forbidden('teamReports.enter')
  const period = await periodOfTeams(ctx, input.period)
  const taking = await takingOf(ctx, await communeOfTeam(db, team.id, period), period)
  if (taking === 'early') throw new NotNow('reports.tooEarly')
  if (taking === 'closed') throw new NotNow('reports.periodClosed')
  // Held, or two at once would both be the last one.
  const row = (await hold(ctx, [team.id], period)).get(team.id) as TeamReport
  const kept = await db
    .select({ id: teamReportPhotos.id, position: teamReportPhotos.position })
    .from(teamReportPhotos)
    .where(
      and(
        eq(teamReportPhotos.periodId, period.id),
        eq(teamReportPhotos.unitId, team.id),
        isNull(teamReportPhotos.removedAt),
      ),
    )
  if (kept.some(({ id }) => id === input.id)) return { id: input.id }
  if (kept.length >= maxSourcePhotos) throw new NotNow('teamReports.photosFull', { count: maxSourcePhotos })
  const { periodId, unitId, path, submissionNo } = row
  const made = await db
    .insert(teamReportPhotos)
    .values({
      ...{ id: input.id, periodId, unitId, path, submissionNo },
      position: Math.max(0, ...kept.map(({ position }) => position)) + 1,
      ...(await repainted(input.content)),
      ...{ uploadedBy: actor.personId, uploadedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: teamReportPhotos.id })
  if (made.length === 0) throw new Conflict('teamReports.photoTaken')
  await note(ctx, headOf(ctx, row), { verb: 'add_photo' })
  return { id: input.id }
}

/** Takes a picture away for good: its bytes are gone, who did it and why stays. Throws NotFound teamReports.noPhoto, Forbidden. */
export async function removeSourcePhoto(ctx: Ctx, input: RemoveSourcePhotoInput): Promise<{ id: string }> {
  const { db, actor } = ctx
  const [photo] = await db
    .select({ periodId: teamReportPhotos.periodId, unitId: teamReportPhotos.unitId, path: teamReportPhotos.path })
    .from(teamReportPhotos)
    .where(and(eq(teamReportPhotos.id, input.id), isNull(teamReportPhotos.removedAt)))
  if (!photo) throw new NotFound('teamReports.noPhoto')
  if (!canEnterTeamReports(actor, photo)) throw new Forbidden('teamReports.enter')
  const [row] = await db
    .select()
    .from(teamReports)
    .where(and(eq(teamReports.periodId, photo.periodId), eq(teamReports.unitId, photo.unitId)))
    .for('update')
  const gone = await db
    .delete(teamReportPhotos)
    .where(eq(teamReportPhotos.id, input.id))
    .returning({ id: teamReportPhotos.id })
  if (!row || gone.length === 0) throw new NotFound('teamReports.noPhoto')
  await note(ctx, headOf(ctx, row), { verb: 'remove_photo', reason: input.reason })
  return { id: input.id }
}

/**
 * Deletes the bytes of pictures of sources whose time is over: twelve months after the report of their month was locked for the commune
 * that the team was in when the month ended (domain.md 22.25). Where none is locked, the twelve months run from the moment at which the
 * period closed. That there was a picture, and when it was deleted, stays. Runs as the system, any number of times. Returns how many.
 */
export async function forgetSourcePhotos(db: Tx, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rowCount } = await db.execute(sql`
    with months as materialized (
      select x.period_id, x.unit_id, coalesce(
               (select max(e.at) from reports r join report_events e on e.report_id = r.id and e.verb = 'lock'
                 where r.period_id = x.period_id and r.status = 'locked' and r.unit_id = (
                   select v.parent_id from unit_versions v
                    where v.unit_id = x.unit_id and v.level = 'team' and v.valid_from <= p.ends_on order by v.valid_from desc limit 1)),
               p.closes_at) as ended
        from (select distinct f.period_id, f.unit_id from team_report_photos f where f.removed_at is null) x
        join periods p on p.id = x.period_id
       where p.ends_on <= ${dayInVietnam(now)}::date - make_interval(months => ${photoMonths})
    )
    update team_report_photos f set content = null, removed_at = ${at}
      from months m
     where f.period_id = m.period_id and f.unit_id = m.unit_id and f.removed_at is null
       and m.ended + make_interval(months => ${photoMonths}) <= ${at}`)
  return rowCount ?? 0
}
