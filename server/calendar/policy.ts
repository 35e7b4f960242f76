import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'

/** Holidays and made-up days are announced each year; the ministry keeps them for everybody. */
export const canManageCalendar = (actor: Actor): boolean => hasRight(actor.role, 'calendar.manage')
