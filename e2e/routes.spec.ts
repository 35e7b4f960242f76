import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import {
  axe,
  behind,
  fits,
  fitsElsewhere,
  password,
  people,
  settled,
  signIn,
  signInByForm,
  speak,
  walkOf,
  watch,
} from './steps'

/** Every page there is, read from the tree, under the posts that may see it: no barrier, no side scroll, nothing that moves by itself, no script that fails. */

const posts = { ministry: people.ministry, department: people.department, commune: people.officer } as const
/** On which screens a post walks: a commune works on both, the others on one; the other width is measured on the same load. */
const screens = { ministry: ['desktop'], department: ['phone'], commune: ['desktop', 'phone'] } as const

const app = path.join(import.meta.dirname, '..', 'app', '(dashboard)')
const pages = fs
  .readdirSync(app, { recursive: true })
  .map(String)
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => `/${path.dirname(file)}`.replace('/.', '/'))
  .sort()

/** Values for the dynamic parts of an address, for a post. */
const places = () =>
  behind(async (client) => {
    const { rows } = await client.query<{
      commune: number
      province: number
      period: string
      person: string
      activity: string
      member: string
      decision: string
      team: number
    }>(
      `select c.unit_id as commune, c.parent_id as province, (select code from periods where ends_on < current_date order by code desc limit 1) as period,
              (select person_id from accounts where sign_in_name = $1) as person,
              (select a.id from activities a join teams t on t.unit_id = a.unit_id where t.commune_id = c.unit_id order by a.on_day desc, a.id limit 1) as activity,
              (select s.member_id from memberships s join teams t on t.unit_id = s.unit_id where t.commune_id = c.unit_id order by s.path, s.member_id limit 1) as member,
              (select d.id from team_decisions d where d.unit_id = c.unit_id order by d.decided_on, d.id limit 1) as decision,
              (select t.unit_id from teams t where t.commune_id = c.unit_id and t.level = 'village' order by t.unit_id limit 1) as team
         from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_to is null
        where c.level = 'commune' and c.name = 'Lìa' and p.code = '44' and c.valid_to is null`,
      [posts.commune],
    )
    const [row] = rows
    if (!row) throw new Error('the demonstration has no xã Lìa')
    const { rows: resolutions } = await client.query<{ id: string }>(
      `with made as (
         insert into reorganisations (id, unit_id, path, resolution_number, issuer, effective_on, state, created_at)
         select $2, id, path, '01/NQ-HĐND', 'Hội đồng nhân dân tỉnh', '2099-01-01', 'scheduled', now() from units where id = $1
         on conflict (id) do update set state = excluded.state returning id, unit_id, path
       ), said as (
         insert into reorganisation_changes (reorganisation_id, unit_id, path, line, kind, subject_id, name)
         select id, unit_id, path, 0, 'rename', $3, 'Lìa Mới' from made on conflict do nothing
       ) select id from made`,
      [row.province, '00000000-0000-4000-8000-000000000044', row.commune],
    )
    const { rows: training } = await client.query<{ session: string; course: string }>(
      `select (select id from training_sessions where unit_id = $1 order by ends_on limit 1) as session,
              (select id from courses where path = '' and code = 'TV01') as course`,
      [row.commune],
    )
    const [taught] = training
    if (!taught) throw new Error('the demonstration has no training')
    return { ...row, ...taught, resolution: resolutions[0]?.id ?? '' }
  })

test('the list of pages is read from the tree', () => {
  expect(pages).toContain('/')
  expect(pages).toContain('/reports/[unitId]/[period]')
  expect(pages.length).toBeGreaterThan(8)
})

for (const [post, name] of Object.entries(posts) as [keyof typeof posts, string][]) {
  test(`no page raises a barrier for ${post}`, async ({ page }, info) => {
    test.skip(!screens[post].some((screen) => screen === info.project.name), 'walks on the other screen')
    test.setTimeout(360_000)
    const { locale, theme } = walkOf(info)
    const found = await places()
    await signIn(page, name)
    await speak(page, locale, theme)
    const { errors, shift } = await watch(page)
    for (const route of pages) {
      const unit = post === 'ministry' ? found.province : found.commune
      const address = route
        .replace('[unitId]', String(route.endsWith('/frozen') ? found.province : found.commune))
        .replace('[teamId]', String(found.team))
        .replace(/^\/reports\/teams(\/paper)?$/, `$&?commune=${found.commune}`)
        .replace('[period]', found.period)
        .replace('/people/[id]', `/people/${found.person}`)
        .replace('[memberId]', found.member)
        .replace('/teams/decisions/[id]', `/teams/decisions/${found.decision}`)
        .replace('/activities/[id]', `/activities/${found.activity}`)
        .replace('/reorganisations/[id]', `/reorganisations/${found.resolution}`)
        .replace('/training/sessions/[id]', `/training/sessions/${found.session}`)
        .replace('/training/courses/[id]', `/training/courses/${found.course}`)
        .replace('[id]', String(unit))
      const response = await page.goto(address)
      const seen = `${post} ${locale} ${theme} ${address}`
      expect(response?.status(), seen).toBeLessThan(500)
      await expect(page.locator('html'), seen).toHaveAttribute('lang', locale)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      // The font that arrives moves no line, only ends of lines: a hundredth. A jump that is felt begins at a tenth.
      expect(await shift(), `${seen} moves by itself`).toBeLessThan(0.03)
      await axe(page, seen)
      await fits(page, seen)
      await fitsElsewhere(page, seen)
      expect(errors, seen).toEqual([])
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

test('a locked PC answers nobody until the password is given', async ({ page }) => {
  await signInByForm(page, people.officer, { shared: true })
  const asking = page.waitForRequest('**/api/trpc/**')
  await page.goto('/units')
  await page.getByRole('searchbox').fill('lia')
  const assignment = (await (await asking).allHeaders())['x-assignment'] ?? ''
  const me = () => page.request.get('/api/trpc/people.me', { headers: { 'x-assignment': assignment } })
  expect((await me()).status()).toBe(200)
  // What the page does after fifteen idle minutes.
  await page.context().addCookies([{ name: 'locked', value: '1', url: new URL('/', page.url()).href, httpOnly: true }])
  expect((await me()).status()).toBe(401)
  await page.goto('/calendar')
  await expect(page.getByRole('heading', { name: 'Màn hình đã khóa' })).toBeVisible()
  expect(await page.content()).not.toContain('Lịch báo cáo')
  await page.goto('/sign-in')
  await expect(page).toHaveURL(/\/locked/)
  await axe(page)
  await page.goto('/calendar')
  await page.locator('[name=password]').fill('sai-mat-khau')
  await page.locator('[name=password]').press('Enter')
  await expect(page.getByText(/mật khẩu chưa đúng/)).toBeVisible()
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL('**/calendar')
  expect((await me()).status()).toBe(200)
})
