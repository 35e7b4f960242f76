import { z } from 'zod'
import { photoContent, removeReason } from '../../../photos/schema'
import { period, requestId, unitId } from '../schema'

/** `id` is made on the device. */
export const addSourcePhotoInput = z.object({ requestId, id: z.uuid(), teamId: unitId, period, content: photoContent })
export const removeSourcePhotoInput = z.object({ requestId, id: z.uuid(), reason: removeReason })
export const getSourcePhotoInput = z.object({ id: z.uuid() })

export type AddSourcePhotoInput = z.output<typeof addSourcePhotoInput>
export type RemoveSourcePhotoInput = z.output<typeof removeSourcePhotoInput>
