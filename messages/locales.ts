/** The two languages of the product; Vietnamese is the first. Imports nothing, so that the browser may read it. */
export const locales = ['vi', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'vi'

/** Every clock in the product shows this zone, wherever the browser stands. */
export const timeZone = 'Asia/Ho_Chi_Minh'

export const localeCookie = 'locale'

export function isLocale(value: string | undefined): value is Locale {
  return locales.some((locale) => locale === value)
}
