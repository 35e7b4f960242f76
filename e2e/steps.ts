import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, type TestInfo, test } from '@playwright/test'
import { lookAt } from '@/db/testing/look'
import { baseUrl, widths, world } from './world'

/** What the stories share: who people are, how they come in, and what every page must hold. */

export const password = 'Tungngo@2026'
export const people = {
  ministry: '0900000001',
  provinceOfficer: '0900000005',
  department: '0900000006',
  leader: '0900000007',
  officer: '0900000008',
  teamLeader: '0900000009',
  thanhHoa: '0900000013',
} as const

/** Signs in as a person does, by the form. */
export async function signInByForm(page: Page, name: string, { shared = false } = {}): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=password]').fill(password)
  if (shared) await page.locator('[name=shared]').check()
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>
const sessions = new Map<string, Cookies>()

/** Comes in as somebody: by the sign-in service once, after that with the session it gave. The page stays blank. */
export async function signIn(page: Page, name: string): Promise<void> {
  const known = sessions.get(name)
  if (known) return page.context().addCookies(known)
  const { request } = page.context()
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, name, password, json: 'true', callbackUrl: baseUrl() },
  })
  expect(answer.ok(), `${name} signs in`).toBe(true)
  sessions.set(name, await page.context().cookies())
}

/** A page of somebody else, in a browser of his own. */
export async function signedIn(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })).newPage()
  await signIn(page, name)
  await page.goto('/')
  return page
}

/** Fonts are there and nothing moves any more: what is measured in the middle of a change is nowhere on the page. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const places = () =>
      [...document.querySelectorAll('button, a, input, tr')].map((e) => e.getBoundingClientRect().top).join()
    const frame = () => new Promise(requestAnimationFrame)
    for (let still = 0, last = ''; still < 3; ) {
      await frame()
      const now = places()
      still = now === last ? still + 1 : 0
      last = now
    }
  })
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** No barrier of WCAG 2.2 A or AA on the page as it stands. Of a long table the first rows speak for the others. */
export async function axe(page: Page, seen = page.url()): Promise<void> {
  // What floats over the page hides a piece of it that a person scrolls free; its own size is measured all the same.
  // And what steps aside a moment after a cell is left has done so: it is not looked at half-way.
  const floating = '.frame-bottom, .action-bar { position: static !important; transition: none !important }'
  const style = await page.addStyleTag({ content: floating })
  await page.evaluate(() => window.scrollTo(0, 0))
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    // No frames here, so nothing is lost; several times as fast.
    .setLegacyMode(true)
    .exclude('tbody tr:nth-child(n+25)')
    .options({ runOnly: rules, resultTypes: ['violations'] })
    .analyze()
  await style.evaluate((element) => (element as Element).remove())
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, seen).toEqual([])
}

/** The page itself does not scroll sideways. */
export async function fits(page: Page, seen = page.url()): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over, `${seen} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** What a walk over pages is read in: Vietnamese by day on a phone, English by night on a wide screen. `fitsElsewhere` has the rest. */
export const walkOf = ({ project }: TestInfo) =>
  project.name === 'phone' ? { locale: 'vi', theme: 'light' } : { locale: 'en', theme: 'dark' }

/** The same page in the same language does not scroll sideways at the other width either. */
export async function fitsElsewhere(page: Page, seen = page.url()): Promise<void> {
  const here = page.viewportSize() ?? widths.desktop
  const { phone, desktop } = widths
  await page.setViewportSize(here.width === phone.width ? desktop : phone)
  await settled(page)
  await fits(page, `${seen} at the other width`)
  await page.setViewportSize(here)
}

/** From the next page on: what goes wrong in the scripts, and how much moved by itself after it was shown (layout shift). */
export async function watch(page: Page): Promise<{ errors: string[]; shift: () => Promise<number> }> {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => {
    const moved: number[] = []
    Object.assign(window, { moved })
    new PerformanceObserver((list) => {
      for (const each of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!each.hadRecentInput) moved.push(each.value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const shift = () => page.evaluate(() => (window as unknown as { moved: number[] }).moved.reduce((a, b) => a + b, 0))
  return { errors, shift }
}

/** From the next page on, in this language and, when said, in this light. */
export async function speak(page: Page, locale: string, theme?: string): Promise<void> {
  // Of the whole site: the address of a page would make it a cookie of that folder.
  const url = new URL('/', baseUrl()).href
  await page
    .context()
    .addCookies([{ name: 'locale', value: locale, url }, ...(theme ? [{ name: 'theme', value: theme, url }] : [])])
}

/** Looks behind the pages, as the system. */
export const behind = <T>(work: Parameters<typeof lookAt<T>>[1]): Promise<T> =>
  lookAt(world().urls.system, async (client) => {
    await client.query(`select set_config('app.seed', 'on', false)`)
    return work(client)
  })

/**
 * On any day of the month a story finds the month that ended open, and the server's clock does not set its times back
 * while it is told.
 */
export const openMonth = (code: string): Promise<unknown> =>
  behind(async (client) => {
    await client.query('delete from pgboss.schedule')
    await client.query(`update periods set state = 'open', closes_at = now() + interval '5 days' where code = $1`, [
      code,
    ])
  })

/** Only the printed sign-ins of the demonstration have a password: these get the same one. */
export const letIn = (names: readonly string[]): Promise<unknown> =>
  behind((client) =>
    client.query(
      `update accounts set must_change = false, password_hash =
         (select password_hash from accounts where sign_in_name = $1) where sign_in_name = any ($2)`,
      [people.officer, names],
    ),
  )

const isWide = ({ viewport }: { viewport: { width: number } | null }) => (viewport?.width ?? 0) >= 1000
export const wideOnly = (why: string) => test.skip(({ viewport }) => !isWide({ viewport }), why)
