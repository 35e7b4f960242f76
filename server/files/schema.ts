import { z } from 'zod'
import { maxFileBytes } from './rules'

/** A file as base64 inside the command, so that it is stored once per requestId like everything else. */
export const storeFileInput = z.object({
  name: z.string().min(1).max(500),
  content: z.base64().max(Math.ceil((maxFileBytes * 4) / 3) + 8),
})
export const getFileInput = z.object({ fileId: z.uuid() })
