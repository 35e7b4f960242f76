import { asc, eq } from 'drizzle-orm'
import { activityPhotos } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { canSeePhotos } from '../policy'

export type ShownPhoto = { id: string; width: number; height: number }

/** The pictures of an activity without their bytes; none for whoever may not see them. */
export async function photosOf(ctx: Ctx, activityId: string): Promise<ShownPhoto[]> {
  return ctx.db
    .select({ id: activityPhotos.id, width: activityPhotos.width, height: activityPhotos.height })
    .from(activityPhotos)
    .where(eq(activityPhotos.activityId, activityId))
    .orderBy(asc(activityPhotos.position), asc(activityPhotos.id))
}

/** One picture with its bytes as base64. Throws Forbidden above the province, NotFound where it does not exist for the caller. */
export async function getPhoto(ctx: Ctx, id: string): Promise<{ mime: string; content: string }> {
  if (!canSeePhotos(ctx.actor)) throw new Forbidden('activities.photos')
  const [photo] = await ctx.db
    .select({ mime: activityPhotos.mime, content: activityPhotos.content })
    .from(activityPhotos)
    .where(eq(activityPhotos.id, id))
  if (!photo) throw new NotFound('activities.noPhoto')
  return { mime: photo.mime, content: photo.content.toString('base64') }
}
