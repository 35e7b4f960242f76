import type { IdentityRow } from '@/db/session'

/** Who acts: a person under one assignment, as the database has just confirmed it. */
export type Actor = Readonly<IdentityRow>
