import { z } from 'zod'

/** `monthlyLimit`: messages a month; `priceVnd`: whole đồng for one. */
export const setQuotaInput = z.object({
  requestId: z.uuid(),
  enabled: z.boolean(),
  monthlyLimit: z.int().min(0).max(1_000_000),
  priceVnd: z.int().min(0).max(100_000),
})
export type SetQuotaInput = z.output<typeof setQuotaInput>
