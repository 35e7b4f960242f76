import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { compiledMessages } from '@/messages/compiled'
import { defaultLocale, isLocale, localeCookie, timeZone } from '@/messages/locales'

/** The language of a request: what was asked for by name, else the cookie, else Vietnamese. */
export default getRequestConfig(async ({ locale: asked }) => {
  const chosen = asked ?? (await cookies()).get(localeCookie)?.value
  const locale = isLocale(chosen) ? chosen : defaultLocale
  return { locale, timeZone, messages: compiledMessages(locale) }
})
