import type { Locale } from '@/messages/locales'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

/** Cookie read by the root layout; absent means that the device decides. */
export const themeCookie = 'theme'

const year = 60 * 60 * 24 * 365

function keep(name: string, value: string, maxAge = year): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in the browsers served (in-app ones, Firefox 115)
  document.cookie = `${name}=${value}; path=/; max-age=${maxAge}; samesite=lax`
}

/** Shows the theme at once and remembers it on this device. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    keep(themeCookie, '', 0)
    return
  }
  document.documentElement.dataset.theme = theme
  keep(themeCookie, theme)
}

export function currentTheme(): Theme {
  const set = document.documentElement.dataset.theme
  return set === 'light' || set === 'dark' ? set : 'system'
}

/** Remembers the language; the caller refreshes the page's server part. */
export function chooseLocale(locale: Locale): void {
  keep('locale', locale)
}
