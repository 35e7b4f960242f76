import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { activityPhotos } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Invalid, NotFound, NotNow } from '../../errors'
import { lockActivity, note } from '../commands'
import { canCorrectActivity } from '../policy'
import { maxPhotos } from '../rules'
import { isPicture, maxPhotoBytes, maxPhotoPixels, photoSide } from './rules'
import type { AddPhotoInput, RemovePhotoInput } from './schema'

/**
 * The picture painted anew: upright, at most 1600 pixels a side, JPEG, without place, camera, colour profile or anything else
 * that came with it. Throws Invalid activities.noPicture for what is none, is broken or would not fit into memory.
 */
async function repainted(content: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  if (!isPicture(content)) throw new Invalid('activities.noPicture')
  const picture = sharp(content, { limitInputPixels: maxPhotoPixels, failOn: 'error', pages: 1 })
    .rotate()
    .resize({ width: photoSide, height: photoSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 78, mozjpeg: false })
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(() => {
    throw new Invalid('activities.noPicture')
  })
  return { data, width: info.width, height: info.height }
}

/** Adds a picture to an activity; the same id again is there already. Throws Invalid activities.photoTooLarge, NotNow activities.photosFull. */
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
    .where(eq(activityPhotos.activityId, row.id))
  if (kept.length >= maxPhotos) throw new NotNow('activities.photosFull', { count: maxPhotos })
  const given = Buffer.from(input.content, 'base64')
  if (given.length === 0 || given.length > maxPhotoBytes) throw new Invalid('activities.photoTooLarge')
  const { data, width, height } = await repainted(given)
  const made = await ctx.db
    .insert(activityPhotos)
    .values({
      id: input.id,
      activityId: row.id,
      unitId: row.unitId,
      path: row.path,
      position: Math.max(0, ...kept.map(({ position }) => position)) + 1,
      mime: 'image/jpeg',
      width,
      height,
      size: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      content: data,
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
    .where(eq(activityPhotos.id, input.id))
  if (!photo) throw new NotFound('activities.noPhoto')
  const row = await lockActivity(ctx, photo.activityId, 'remove_photo', canCorrectActivity)
  await ctx.db.delete(activityPhotos).where(eq(activityPhotos.id, input.id))
  await note(ctx, row.id, row.owner, { verb: 'remove_photo', version: row.version, reason: input.reason })
  return { id: input.id }
}
