import { customType, date, timestamp } from 'drizzle-orm/pg-core'

/** A day as 'YYYY-MM-DD', never a Date: a day has no zone. */
export const day = (name: string) => date(name, { mode: 'string' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
