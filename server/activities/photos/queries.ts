import { asc, eq } from 'drizzle-orm'
import { activityPhotos } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { canSeePhotos } from '../policy'

/** `removedAt`: its time was over and it shows nothing any more. */
export type ShownPhoto = { id: string; width: number; height: number; removedAt: Date | null }

/** The pictures of an activity without their bytes; none for whoever may not see them. */
export async function photosOf(ctx: Ctx, activityId: string): Promise<ShownPhoto[]> {
  return ctx.db
    .select({
      ...{ id: activityPhotos.id, width: activityPhotos.width, height: activityPhotos.height },
      removedAt: activityPhotos.removedAt,
    })
    .from(activityPhotos)
    .where(eq(activityPhotos.activityId, activityId))
    .orderBy(asc(activityPhotos.position), asc(activityPhotos.id))
}

/** A picture with its bytes as base64, or when these were deleted because their time was over (forgetPhotos). */
export type PhotoAnswer = { mime: string; content: string; removedAt: null } | { content: null; removedAt: Date }

/** One picture. Throws Forbidden above the province, NotFound where it does not exist for the caller. */
export async function getPhoto(ctx: Ctx, id: string): Promise<PhotoAnswer> {
  if (!canSeePhotos(ctx.actor)) throw new Forbidden('activities.photos')
  const [photo] = await ctx.db
    .select({ mime: activityPhotos.mime, content: activityPhotos.content, removedAt: activityPhotos.removedAt })
    .from(activityPhotos)
    .where(eq(activityPhotos.id, id))
  if (photo?.removedAt) return { content: null, removedAt: photo.removedAt }
  if (!photo?.content) throw new NotFound('activities.noPhoto')
  return { mime: photo.mime, content: photo.content.toString('base64'), removedAt: null }
}
