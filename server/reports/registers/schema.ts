import { z } from 'zod'
import { reportRegisters } from '@/db/training-enums'

const register = z.enum(reportRegisters)

export const getRegisterInput = z.object({ register })
/** `from`: the code of the first month ('2026-12') that is to be filled, or typed again. */
export const setRegisterInput = z.object({
  requestId: z.uuid(),
  register,
  from: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  source: z.enum(['manual', 'register']),
})
export type GetRegisterInput = z.output<typeof getRegisterInput>
export type SetRegisterInput = z.output<typeof setRegisterInput>
