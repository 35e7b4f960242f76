import { and, asc, eq, inArray } from 'drizzle-orm'
import { teamReportPhotos } from '@/db/schema'
import type { Ctx } from '../../../context'
import { Forbidden, NotFound } from '../../../errors'
import { canSeeSourcePhotos } from '../policy'

/** `removedAt`: its time was over and it shows nothing any more. */
export type SourcePhoto = { id: string; width: number; height: number; removedAt: Date | null }
/** A picture with its bytes as base64, or when these were deleted because their time was over (forgetSourcePhotos). */
export type SourcePhotoAnswer = { mime: string; content: string; removedAt: null } | { content: null; removedAt: Date }

/** The pictures of the sources of some teams' month, without their bytes; none for whoever may not see them. */
export async function sourcePhotosOf(
  { db, actor }: Ctx,
  periodId: number,
  teamIds: readonly number[],
): Promise<Map<number, SourcePhoto[]>> {
  const found = new Map<number, SourcePhoto[]>()
  if (!canSeeSourcePhotos(actor) || teamIds.length === 0) return found
  const { id, width, height, removedAt, unitId } = teamReportPhotos
  const rows = await db
    .select({ id, width, height, removedAt, unitId })
    .from(teamReportPhotos)
    .where(and(eq(teamReportPhotos.periodId, periodId), inArray(unitId, [...teamIds])))
    .orderBy(asc(teamReportPhotos.position), asc(id))
  for (const { unitId: teamId, ...photo } of rows) found.set(teamId, [...(found.get(teamId) ?? []), photo])
  return found
}

/** One picture. Throws Forbidden outside the commune, NotFound where it does not exist for the caller. */
export async function getSourcePhoto({ db, actor }: Ctx, id: string): Promise<SourcePhotoAnswer> {
  if (!canSeeSourcePhotos(actor)) throw new Forbidden('teamReports.photos')
  const { mime, content, removedAt } = teamReportPhotos
  const [photo] = await db
    .select({ mime, content, removedAt })
    .from(teamReportPhotos)
    .where(eq(teamReportPhotos.id, id))
  if (photo?.removedAt) return { content: null, removedAt: photo.removedAt }
  if (!photo?.content) throw new NotFound('teamReports.noPhoto')
  return { mime: photo.mime, content: photo.content.toString('base64'), removedAt: null }
}
