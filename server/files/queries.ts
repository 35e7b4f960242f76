import { eq } from 'drizzle-orm'
import { files } from '@/db/schema'
import type { Ctx } from '../context'
import { NotFound } from '../errors'

/** A kept file with its bytes as base64. Throws NotFound where it does not exist for the caller. */
export async function getFile(ctx: Ctx, fileId: string) {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, fileId))
  if (!file) throw new NotFound('files.none')
  return { name: file.name, mime: file.mime, size: file.size, content: file.content.toString('base64') }
}
