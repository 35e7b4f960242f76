import { z } from 'zod'
import { filesAtOnce, importBytes } from './rules'

/** Base64 of so many bytes, all files together. */
const longest = Math.ceil((importBytes * 4) / 3) + 8 * filesAtOnce
/** Files as base64 inside the question, as they are chosen: what each is its columns say. */
const files = z
  .array(z.object({ name: z.string().min(1).max(300), content: z.base64().max(longest) }))
  .min(1)
  .max(filesAtOnce)
  .refine((all) => all.reduce((sum, { content }) => sum + content.length, 0) <= longest, 'tooLong')
const given = { id: z.uuid(), files, complete: z.boolean().default(true) }

export const checkImportInput = z.object(given)
/** `expected`: the mark of the lines that the dry run showed (`markOf`); `skipWrong`: take the right rows though others are wrong. */
export const importReorganisationInput = z.object({
  ...{ requestId: z.uuid(), version: z.int().min(0), ...given },
  ...{ expected: z.string().regex(/^[0-9a-f]{64}$/), skipWrong: z.boolean().default(false) },
})
export type CheckImportInput = z.output<typeof checkImportInput>
export type ImportReorganisationInput = z.output<typeof importReorganisationInput>
