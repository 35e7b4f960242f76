import { and, eq, isNull, sql } from 'drizzle-orm'
import { activityPhotos } from '@/db/schema'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Conflict, NotFound, NotNow } from '../../errors'
import { repainted } from '../../photos/commands'
import { photoMonths } from '../../photos/rules'
import { lockActivity, note } from '../commands'
import { canCorrectActivity } from '../policy'
import { maxPhotos } from '../rules'
import type { AddPhotoInput, RemovePhotoInput } from './schema'

/** Adds a picture to an activity; the same id again is there already. Throws NotNow activities.photosFull, as repainted does. */
export async function addPhoto(ctx: Ctx, input: AddPhotoInput): Promise<{ id: string }> {
  const row = await lockActivity(ctx, input.activityId, 'add_photo', canCorrectActivity)
  const [there] = await ctx.db
    .select({ activityId: activityPhotos.activityId })
    .from(activityPhotos)
    .where(eq(activityPhotos.id, input.id))
  if (there?.activityId === row.id) return { id: input.id }
  const kept = await ctx.db
    .select({ position: activityPhotos.position })
    .from(activityPhotos)
    .where(and(eq(activityPhotos.activityId, row.id), isNull(activityPhotos.removedAt)))
  if (kept.length >= maxPhotos) throw new NotNow('activities.photosFull', { count: maxPhotos })
  const painted = await repainted(input.content)
  const made = await ctx.db
    .insert(activityPhotos)
    .values({
      id: input.id,
      activityId: row.id,
      unitId: row.unitId,
      path: row.path,
      onDay: row.onDay,
      position: Math.max(0, ...kept.map(({ position }) => position)) + 1,
      ...painted,
      uploadedBy: ctx.actor.personId,
      uploadedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: activityPhotos.id })
  if (made.length === 0) throw new Conflict('activities.idTaken')
  await note(ctx, row.id, row.owner, { verb: 'add_photo', version: row.version })
  return { id: input.id }
}

/** Takes a picture away for good: its bytes are gone, who did it and why stays. Throws NotFound activities.noPhoto. */
export async function removePhoto(ctx: Ctx, input: RemovePhotoInput): Promise<{ id: string }> {
  const [photo] = await ctx.db
    .select({ activityId: activityPhotos.activityId })
    .from(activityPhotos)
    .where(and(eq(activityPhotos.id, input.id), isNull(activityPhotos.removedAt)))
  if (!photo) throw new NotFound('activities.noPhoto')
  const row = await lockActivity(ctx, photo.activityId, 'remove_photo', canCorrectActivity)
  await ctx.db.delete(activityPhotos).where(eq(activityPhotos.id, input.id))
  await note(ctx, row.id, row.owner, { verb: 'remove_photo', version: row.version, reason: input.reason })
  return { id: input.id }
}

/**
 * Deletes the bytes of pictures whose time is over: twelve months after the report of their month was locked for the commune that the team
 * belonged to on that day (22.25). Where none is locked – never filed, sent back, opened again – the twelve months run from the day on
 * which the period closed, when it would have been; where no period was ever opened, from the end of the month's last day. That there was
 * a picture, and when it was deleted, stays. Runs as the system, any number of times. Returns how many.
 */
export async function forgetPhotos(db: Tx, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rowCount } = await db.execute(sql`
    with months as materialized (
      select x.unit_id, x.on_day, coalesce(
               (select max(e.at) from unit_versions v
                  join reports r on r.unit_id = v.parent_id and r.status = 'locked'
                  join periods p on p.id = r.period_id and x.on_day between p.starts_on and p.ends_on
                  join report_events e on e.report_id = r.id and e.verb = 'lock'
                 where v.unit_id = x.unit_id and v.valid_from <= x.on_day and (v.valid_to is null or v.valid_to > x.on_day)),
               (select max(p.closes_at) from periods p where x.on_day between p.starts_on and p.ends_on),
               (date_trunc('month', x.on_day - interval '14 days') + interval '1 month 14 days') at time zone 'Asia/Ho_Chi_Minh') as ended
        from (select distinct f.unit_id, f.on_day from activity_photos f
               where f.removed_at is null and f.on_day <= ${dayInVietnam(now)}::date - make_interval(months => ${photoMonths})) x
    )
    update activity_photos f set content = null, removed_at = ${at}
      from months m
     where f.unit_id = m.unit_id and f.on_day = m.on_day and f.removed_at is null
       and m.ended + make_interval(months => ${photoMonths}) <= ${at}`)
  return rowCount ?? 0
}
