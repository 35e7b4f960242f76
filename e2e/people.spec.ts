import { expect as expectSoon, test } from '@playwright/test'
import { axe, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

test('several people who wait get new one-time codes at once, each on a slip to cut out', async ({ page }) => {
  await signIn(page, people.thanhHoa)
  await page.goto('/people?role=commune_leader&state=invited')
  const boxes = page.locator('table.dt tbody').getByRole('checkbox')
  const names = await page.locator('table.dt tbody th a').allInnerTexts()
  for (const place of [0, 1, 2]) await boxes.nth(place).check()
  await expect(page.getByText('Đã chọn 3 tài khoản')).toBeVisible()
  await fits(page)
  await axe(page)
  await page.getByRole('button', { name: 'Cấp lại mã và in phiếu (3)' }).click()
  const asked = page.getByRole('dialog')
  await expect(asked.getByText('Cấp mã kích hoạt mới cho 3 người?')).toBeVisible()
  await asked.getByRole('button', { name: 'Cấp mã và in phiếu' }).click()
  await expect(page).toHaveURL(/\/people\/slips$/)
  const slips = page.locator('.slips > li')
  await expect(slips).toHaveCount(3)
  for (const [place, name] of names.slice(0, 3).entries()) {
    await expect(slips.nth(place)).toContainText(name)
    await expect(slips.nth(place)).toContainText(/[A-Z2-9]{5}-[A-Z2-9]{5}/)
    await expect(slips.nth(place).getByRole('img', { name: `Mã QR kích hoạt tài khoản của ${name}` })).toBeVisible()
  }
  await fits(page)
  await axe(page)
  // Shown once: coming back finds none.
  await page.reload()
  await expect(page.getByText('Không còn mã nào để in')).toBeVisible()
})
