import fs from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { world } from './world'

/** Every page there is, read from the tree, under the posts that may see it: no barrier, no side scroll, no word of the other language. */

const password = 'Tungngo@2026'
const posts = { ministry: '0900000001', department: '0900000006', commune: '0900000008' } as const

const app = path.join(import.meta.dirname, '..', 'app', '(dashboard)')
const pages = fs
  .readdirSync(app, { recursive: true })
  .map(String)
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => `/${path.dirname(file)}`.replace('/.', '/'))
  .sort()

/** Values for the dynamic parts of an address, for a post. */
async function places() {
  const client = new pg.Client(world().urls.system)
  await client.connect()
  const { rows } = await client.query(
    `select c.unit_id as commune, c.parent_id as province, (select code from periods where ends_on < current_date order by code desc limit 1) as period,
            (select person_id from accounts where sign_in_name = $1) as person
       from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_to is null
      where c.level = 'commune' and c.name = 'Lìa' and p.code = '44' and c.valid_to is null`,
    [posts.commune],
  )
  await client.end()
  return rows[0] as { commune: number; province: number; period: string; person: string }
}

async function signIn(page: Page, name: string) {
  await page.goto('/sign-in')
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

const violations = async (page: Page) =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)

test.use({ reducedMotion: 'reduce' } as object)

test('the list of pages is read from the tree', () => {
  expect(pages).toContain('/')
  expect(pages).toContain('/reports/[unitId]/[period]')
  expect(pages.length).toBeGreaterThan(8)
})

for (const [post, name] of Object.entries(posts)) {
  test(`no page raises a barrier for ${post}`, async ({ page }) => {
    test.setTimeout(240_000)
    const found = await places()
    await signIn(page, name)
    for (const [locale, theme] of [
      ['vi', 'light'],
      ['en', 'dark'],
    ] as const) {
      await page.context().addCookies([
        // Of the whole site: the address of a page would make it a cookie of that folder.
        { name: 'locale', value: locale, url: new URL('/', page.url()).href },
        { name: 'theme', value: theme, url: new URL('/', page.url()).href },
      ])
      for (const route of pages) {
        const unit = post === 'ministry' ? found.province : found.commune
        const address = route
          .replace('[unitId]', String(found.commune))
          .replace('[period]', found.period)
          .replace('/people/[id]', `/people/${found.person}`)
          .replace('[id]', String(unit))
        const response = await page.goto(address)
        const seen = `${post} ${locale} ${theme} ${address}`
        expect(response?.status(), seen).toBeLessThan(500)
        await expect(page.locator('html'), seen).toHaveAttribute('lang', locale)
        await page.locator('main').first().waitFor()
        expect(await violations(page), seen).toEqual([])
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(over, `${seen} scrolls sideways`).toBeLessThanOrEqual(0)
      }
    }
  })
}

test('nobody gets in without signing in, and comes back to where he wanted', async ({ page }) => {
  for (const route of pages) {
    const address = route.replace(/\[\w+\]/g, '1')
    await page.goto(address)
    expect(new URL(page.url()).pathname, address).toBe('/sign-in')
  }
  const api = await page.request.get('/api/trpc/people.me')
  expect(api.status()).toBe(401)
  const posted = await page.request.post('/api/trpc/reports.submit', {
    data: {},
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(posted.status()).toBe(403)
  await page.goto('/calendar')
  await page.locator('[name=name]').fill(posts.commune)
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL('**/calendar')
})
