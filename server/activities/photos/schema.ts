import { z } from 'zod'
import { photoContent, removeReason } from '../../photos/schema'

const requestId = z.uuid()
/** `id` is made on the device. */
export const addPhotoInput = z.object({ requestId, id: z.uuid(), activityId: z.uuid(), content: photoContent })
export const removePhotoInput = z.object({ requestId, id: z.uuid(), reason: removeReason })
export const getPhotoInput = z.object({ id: z.uuid() })

export type AddPhotoInput = z.output<typeof addPhotoInput>
export type RemovePhotoInput = z.output<typeof removePhotoInput>
