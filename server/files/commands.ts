import { createHash } from 'node:crypto'
import { files } from '@/db/schema'
import type { Ctx } from '../context'
import { Forbidden, Invalid } from '../errors'
import { canStoreFile } from './policy'
import { fileNameOf, kindOf, maxFileBytes } from './rules'

/** Keeps a file with the caller's unit. Its kind is read from its bytes. Throws Invalid files.tooLarge, files.kind. */
export async function storeFile(
  ctx: Ctx,
  input: { name: string; content: string },
): Promise<{ fileId: string; name: string; size: number }> {
  if (!canStoreFile(ctx.actor)) throw new Forbidden('files.store')
  const content = Buffer.from(input.content, 'base64')
  if (content.length === 0 || content.length > maxFileBytes) throw new Invalid('files.tooLarge')
  const kind = kindOf(content)
  if (!kind) throw new Invalid('files.kind')
  const name = fileNameOf(input.name, kind.extension)
  const [file] = await ctx.db
    .insert(files)
    .values({
      unitId: ctx.actor.unitId,
      path: ctx.actor.path,
      name,
      mime: kind.mime,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
      uploadedBy: ctx.actor.personId,
      uploadedAt: ctx.now,
    })
    .returning({ id: files.id })
  return { fileId: file?.id ?? '', name, size: content.length }
}
