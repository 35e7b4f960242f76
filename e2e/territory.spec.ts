import fs from 'node:fs'
import { expect as expectSoon, type Page, test } from '@playwright/test'
import { axe, behind, fits, fitsElsewhere, people, signIn, speak, walkOf, watch } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

/** The unit of that name which stood on a day. */
const unitOf = (fullName: string, level: string, on: string) =>
  behind(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `select unit_id as id from unit_versions where full_name = $1 and level = $2 and valid_from <= $3 and (valid_to is null or valid_to > $3)
        order by unit_id limit 1`,
      [fullName, level, on],
    )
    return rows[0]?.id ?? 0
  })
const eve = '2025-06-30'
const now = '2026-11-01'
const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 640

test.beforeEach(async ({ page }) => signIn(page, people.ministry))

test('a unit shows its line, what came from what, and what it was before', async ({ page }, info) => {
  const ward = await unitOf('Phường Hồng Hà', 'commune', now)
  const old = await unitOf('Phường Phúc Xá', 'commune', eve)
  const town = await unitOf('Thị xã Bỉm Sơn', 'district', eve)
  const { locale, theme } = walkOf(info)
  await speak(page, locale, theme)
  for (const id of [ward, old, town]) {
    await page.goto(`/units/${id}?tab=history`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await fits(page)
    await axe(page)
    await fitsElsewhere(page)
  }
  await speak(page, 'vi')
  await page.goto(`/units/${ward}?tab=history`)
  await expect(page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })).toContainText(
    'Phường này trước đây là phường Phúc Xá',
  )
  const section = page.getByRole('region', { name: 'Sơ đồ hình thành và kế tục' }).first()
  const link = section.getByRole('link', { name: /Phường Phúc Xá/ }).filter({ visible: true })
  await expect(
    section
      .getByText(/^chưa xác nhận/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  // By the keyboard alone.
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/units/${old}$`))
  await expect(page.getByText('Nay thuộc')).toBeVisible()
  await page.goto(`/units/${old}?on=${eve}`)
  await expect(page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })).toContainText(
    'Nay thuộc phường Hồng Hà',
  )
})

test('the slider goes from change to change, by thumb and by keyboard, and nothing jumps', async ({ page }) => {
  const { shift } = await watch(page)
  await page.goto('/units')
  const slider = page.getByRole('slider', { name: 'Ngày có thay đổi' })
  await expect(slider).toHaveAttribute('aria-valuetext', /hôm nay/)
  const place = () => slider.evaluate((element) => element.getBoundingClientRect().top + window.scrollY)
  const before = await place()
  await page.getByRole('button', { name: 'Lần thay đổi trước' }).click()
  await expect(page).toHaveURL(/on=2026-04-30/)
  await expect(slider).toHaveAttribute('aria-valuetext', '30/04/2026: 11 đơn vị thay đổi')
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/on=2025-03-01/)
  await expect(slider).toHaveAttribute('aria-valuetext', /ngày chưa rõ/)
  await expect(page.getByRole('main')).toContainText('63 tỉnh, thành phố')
  expect(Math.abs((await place()) - before)).toBeLessThan(2)
  expect(await shift()).toBeLessThan(0.1)
  for (const name of ['Lần thay đổi trước', 'Lần thay đổi sau']) {
    const box = await page.getByRole('button', { name }).boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(isPhone(page) ? 44 : 24)
  }
  await fits(page)
  await axe(page)
  await page.getByRole('button', { name: 'Lần thay đổi sau' }).click()
  await expect(page).toHaveURL(/on=2025-07-01/)
  await expect(page.getByRole('main')).toContainText('34 tỉnh, thành phố')
})

test('the map has the provinces of the day, each a way to its communes', async ({ page }) => {
  for (const [on, count] of [
    [eve, 63],
    [now, 34],
  ] as const) {
    await page.goto(`/units?on=${on}`)
    await page.getByText(`Bản đồ ${count} tỉnh, thành phố`).click()
    const map = page.locator('figure svg')
    await expect(map.locator('a')).toHaveCount(count)
    await expect(map).toContainText('Quần đảo Hoàng Sa')
    await expect(map).toContainText('Quần đảo Trường Sa')
    await fits(page)
    await axe(page)
  }
  await page.locator('figure svg').getByRole('link', { name: 'Thành phố Đà Nẵng' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/unit=\d+&on=/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thành phố Đà Nẵng')
})

test('what changed between two days is counted, found, and leaves as a spreadsheet', async ({ page }) => {
  await page.goto('/units')
  await page.getByRole('link', { name: 'Thay đổi giữa hai ngày' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thay đổi giữa hai ngày')
  const counts = page.getByRole('table', { name: 'Số đơn vị ở từng cấp' })
  await expect(counts.getByRole('row', { name: /Xã, phường/ })).toContainText('3.321')
  await expect(counts.getByRole('row', { name: /Xã, phường/ })).toContainText('−6.714')
  await fits(page)
  await axe(page)

  await page.getByRole('combobox', { name: 'Phạm vi' }).selectOption({ label: 'Tỉnh Quảng Trị' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('tỉnh Quảng Trị')
  await expect(counts.getByRole('row', { name: /Xã, phường/ })).toContainText('78')
  await page.getByRole('combobox', { name: 'Loại thay đổi' }).selectOption({ index: 2 })
  await expect(page).toHaveURL(/kind=merged/)
  await page.getByRole('searchbox', { name: 'Tìm theo tên' }).fill('xa a doi')
  await expect(page).toHaveURL(/q=xa\+a\+doi/)
  const merged = page.getByRole('table', { name: 'Nhập vào đơn vị khác' })
  await expect(merged.getByRole('link', { name: 'Xã A Dơi' }).first()).toBeVisible()
  await fits(page)
  await axe(page)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải về Excel' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^thay-doi-don-vi-.*\.xlsx$/)
  expect(
    fs
      .readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  await page.goto('/units/changes?from=2024-12-31&to=2025-01-01')
  await expect(page.getByRole('table', { name: 'Đổi tên' }).getByRole('link', { name: 'Thành phố Huế' })).toBeVisible()
  await page.goto('/units/changes?from=2026-05-01&to=2026-05-02')
  await expect(page.getByText('Không có thay đổi nào giữa hai ngày này')).toBeVisible()
  await axe(page)
  await page.goto('/units/changes?from=2026-05-02&to=2024-05-01')
  await expect(page.getByText('đã đổi chỗ hai ngày')).toBeVisible()
})

test('an old name, with the place it lay in, leads to the unit of today', async ({ page }) => {
  await page.goto(`/units?q=${encodeURIComponent('Phúc Xá, Ba Đình')}`)
  const found = page.getByRole('list', { name: 'Đơn vị tìm thấy' })
  await expect(found.getByRole('listitem')).toHaveCount(1)
  await expect(found).toContainText('nay thuộc phường Hồng Hà')
  await page.goto(`/units?q=${encodeURIComponent('tinh tuyen quang')}`)
  await expect(found.getByRole('listitem').first()).toContainText('trước đây là tỉnh Hà Giang và tỉnh Tuyên Quang')
  await fits(page)
  await axe(page)
})
