import type { DeliveryChannel, ReminderMoment } from '@/db/reminder-enums'

/** One report that is still to be sent. `href`: its page, from the site's root. */
export type Owed = { unit: string; period: string; moment: ReminderMoment; dueAt: Date; href: string }
/** What one person is told on one day; `site`: the product's address without a slash at its end. */
export type Telling = { name: string; lines: readonly [Owed, ...Owed[]]; site: string }

/** What goes to one address. `id` is the same at every try: who gets it twice knows it by that. */
export type Message = { id: string; to: string; subject: string; text: string }
/** A way out of the house. @throws Undelivered when the other side does not take it. */
export type Outlet = (message: Message) => Promise<void>
export type Outlets = Partial<Record<DeliveryChannel, Outlet>>

/** Not taken. `code` is the other side's, without any address or name; `final`: another try would be refused as well. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered'
  constructor(
    readonly code: string,
    readonly final: boolean,
  ) {
    super(code)
  }
}

/** What stands in the log of a failure: a code of letters and digits, never the words of the other side, which may name somebody. */
export const codeOf = (value: unknown): string => {
  const text = String(value ?? '')
  return /^[A-Za-z0-9_.-]{1,40}$/.test(text) ? text : 'error'
}

/** An SMTP or HTTP number that says that trying again is of no use. */
export const finalSmtp = (status: number | undefined): boolean => status !== undefined && status >= 500 && status < 600
export const finalHttp = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
