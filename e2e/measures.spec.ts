import { expect, test } from '@playwright/test'
import { axe, fits, people, signIn } from './steps'

/** Who sends on time, below a department and below a commune. */

test('a department sees its communes, month by month and one by one', async ({ page }, info) => {
  await signIn(page, people.department)
  await page.goto('/reports')
  await page.getByRole('link', { name: 'Đúng hạn', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Đúng hạn' })).toBeVisible()
  const months = page.getByRole('region', { name: 'Theo kỳ' })
  await expect(
    months.getByRole('link', { name: 'Tháng 10/2026' }).or(months.getByText('Tháng 10/2026')).first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Theo xã, phường' }).getByText('Xã Lìa').first()).toBeVisible()
  await page.screenshot({ path: info.outputPath('measures.png'), fullPage: true })
  await axe(page)
  await fits(page)
  await page.getByLabel('Số kỳ').selectOption('3')
  await expect(page).toHaveURL(/months=3/)
  await expect(page.getByText('3 kỳ gần nhất. Đúng hạn', { exact: false })).toBeVisible()
})

test('a commune sees its teams', async ({ page }) => {
  await signIn(page, people.officer)
  await page.goto('/reports/measures')
  await expect(
    page
      .getByRole('region', { name: 'Theo Tổ' })
      .getByText(/Tổ công nghệ số cộng đồng/)
      .first(),
  ).toBeVisible()
  await axe(page)
  await fits(page)
})
