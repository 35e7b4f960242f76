import { z } from 'zod'

const requestId = z.uuid()

export const seeRemindersInput = z.object({ requestId })
