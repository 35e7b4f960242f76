import fs from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { axe, fits, fitsElsewhere, people, signIn, speak, walkOf } from './steps'

/** The table, as text by row: what a colleague who opens the same address must see. */
const lines = (page: Page) => page.locator('table.dt').first().locator('tbody tr')
const rows = (page: Page) => lines(page).allTextContents()
test.beforeEach(async ({ page }) => signIn(page, people.ministry))

test('the ministry compares, in either language, and the page keeps to its width', async ({ page }, info) => {
  const { locale, theme } = walkOf(info)
  await speak(page, locale, theme)
  for (const view of ['table', 'bar', 'line', 'map']) {
    await page.goto(`/compare?view=${view}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      locale === 'vi' ? 'So sánh các tỉnh, thành phố' : 'Compare provinces and cities',
    )
    await expect(page.locator('figure, table.dt').first()).toBeVisible()
    await expect(page.locator('.recharts-surface')).toHaveCount(view === 'bar' || view === 'line' ? 1 : 0)
    await fits(page)
    await axe(page)
    await fitsElsewhere(page)
  }
})

test('an address gives a colleague the same table', async ({ page, browser }, info) => {
  await page.goto('/compare?codes=T1_01,T3_01&per=households')
  await expect(lines(page)).toHaveCount(34)
  if (info.project.name === 'desktop')
    await page.getByRole('button', { name: /^(Lượt hướng dẫn dịch vụ công)$/ }).click()
  await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('thanh')
  await expect(page).toHaveURL(/q=thanh/)
  if (info.project.name === 'desktop') await expect(page.locator('th[aria-sort=descending]')).toHaveCount(1)
  await expect(lines(page)).not.toHaveCount(34)
  const seen = await rows(page)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.length).toBeLessThan(34)
  const colleague = await (await browser.newContext({ viewport: page.viewportSize() })).newPage()
  await signIn(colleague, people.ministry)
  await colleague.goto(page.url())
  await expect(lines(colleague)).toHaveCount(seen.length)
  expect(await rows(colleague)).toEqual(seen)
  await colleague.context().close()
})

test('a figure is followed down to the report behind it', async ({ page }) => {
  await page.goto('/compare?codes=T1_01')
  await page
    .getByRole('link', { name: /Quảng Trị/ })
    .first()
    .click()
  await expect(page).toHaveURL(/province=\d+/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quảng Trị')
  await expect(lines(page)).toHaveCount(78)
  const first = lines(page).filter({ hasText: '1/1' }).first()
  await first.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/reports\/\d+\/\d{4}-\d\d\/review$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('indicators are chosen by name, without diacritics', async ({ page }) => {
  await page.goto('/compare')
  await page.getByRole('button', { name: /^Chỉ tiêu báo cáo \(/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('thanh toan truc tuyen')
  await expect(dialog.getByRole('checkbox')).not.toHaveCount(0)
  await axe(page)
  await dialog.getByRole('searchbox').fill('chong lua dao')
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByRole('button', { name: 'Xem số liệu' }).click()
  await expect(page).toHaveURL(/codes=[^&]*T4_02/)
})

test('both archipelagos are on the map, and it says whose it is', async ({ page }) => {
  await page.goto('/compare?view=map')
  for (const text of ['Quần đảo Hoàng Sa', 'Quần đảo Trường Sa', 'CC BY 4.0'])
    await expect(page.getByText(text, { exact: true }).first()).toBeVisible()
  for (const id of ['hoangsa', 'truongsa']) await expect(page.locator(`use[href$="#${id}"]`)).toHaveCount(1)
  expect(await page.locator('svg a').count()).toBeGreaterThan(0)
})

test('what counts each person once is not added up over months: it says so and leads to one month', async ({
  page,
}) => {
  await page.goto('/compare?codes=C06&view=bar')
  await page.getByLabel('Cộng dồn từ').selectOption({ index: 1 })
  await expect(page.getByText('Không cộng chỉ tiêu này qua nhiều kỳ')).toBeVisible()
  await page.getByRole('link', { name: /^Chỉ xem tháng/ }).click()
  await expect(page).not.toHaveURL(/from=/)
  await expect(page).toHaveURL(/view=bar/)
  await expect(page.getByText('Không cộng chỉ tiêu này qua nhiều kỳ')).toHaveCount(0)
})

test('a rate stands without the change over one set of communes, the months without either', async ({ page }) => {
  await page.goto('/compare?codes=T1_01&per=adults&same=1')
  const same = page.getByRole('checkbox', { name: 'Trên cùng tập xã đã báo cáo ở cả hai kỳ' })
  await expect(same).toBeDisabled()
  await expect(same).not.toBeChecked()
  await page.goto('/compare?codes=T1_01&view=line')
  await expect(same).toHaveCount(0)
  await expect(page.getByLabel('Tính theo')).toHaveCount(0)
})

test('what is on the screen is exported as a spreadsheet', async ({ page }) => {
  await page.goto('/compare?codes=T1_01&q=thanh')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Xuất Excel' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^so-sanh-\d{4}-\d\d\.xlsx$/)
  const file = await download.path()
  expect(fs.readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  const refused = await page.request.get('/compare/export?from=x&to=y&province=999999999', { maxRedirects: 0 })
  expect(refused.status()).toBe(404)
})

test('a figure of the past is tried, then entered with date and source', async ({ page }) => {
  await page.goto('/compare')
  await page.getByRole('button', { name: 'Nhập số liệu đã công bố' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('textbox')
    .fill('30/6/2023; tổ; 74.422; Công văn 2251/BTTTT-CĐSQG\n31/2/2023; tổ; 1; Nguồn khác')
  await dialog.getByRole('button', { name: 'Kiểm tra' }).click()
  await expect(dialog.getByText('1 dòng nhập được, 1 dòng chưa đúng, sẽ bỏ qua')).toBeVisible()
  await axe(page)
  await dialog.getByRole('button', { name: 'Nhập 1 số liệu' }).click()
  await expect(page.getByRole('row', { name: /74\.422 30\/06\/2023 .*Công văn 2251/ })).toBeVisible()
})
