import { expect as expectSoon, test } from '@playwright/test'
import { axe, behind, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

test('a steering committee is recorded, ends on a day, and the day is put right', async ({ page }) => {
  const number = '1201/QĐ-UBND'
  const { rows } = await behind((client) =>
    client.query<{ id: number }>(
      `select unit_id as id from unit_versions where level = 'province' and code = '38' and valid_to is null`,
    ),
  )
  await signIn(page, people.thanhHoa)
  await page.goto(`/units/${rows[0]?.id}?tab=committees`)
  await page.getByRole('button', { name: 'Thêm Ban Chỉ đạo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Số quyết định').fill(number)
  await dialog.getByLabel('Ngày quyết định').fill('10/07/2025')
  await dialog.getByLabel('Có hiệu lực từ').fill('15/07/2025')
  await dialog.getByLabel('Trưởng ban', { exact: true }).fill('Chủ tịch UBND tỉnh')
  await dialog.getByRole('button', { name: 'Lưu Ban Chỉ đạo' }).click()
  const committee = page.getByRole('listitem').filter({ hasText: number })
  await expect(committee).toContainText('từ 15/07/2025')

  await committee.getByRole('button', { name: /^Kết thúc/ }).click()
  const day = dialog.getByLabel('Không còn kể từ ngày')
  await day.fill('15/07/2025')
  await dialog.getByRole('button', { name: 'Kết thúc Ban Chỉ đạo' }).click()
  await expect(dialog.getByText('Ngày kết thúc phải sau ngày bắt đầu.')).toHaveCount(2)
  await axe(page)
  await day.fill('01/11/2025')
  await dialog.getByRole('button', { name: 'Kết thúc Ban Chỉ đạo' }).click()
  await expect(committee).toContainText('từ 15/07/2025 đến hết 31/10/2025')
  await fits(page)
  await axe(page)

  await committee.getByRole('button', { name: /^Sửa ngày kết thúc/ }).click()
  await expect(day).toHaveValue('01/11/2025')
  await day.fill('01/12/2025')
  await dialog.getByRole('button', { name: 'Kết thúc Ban Chỉ đạo' }).click()
  await expect(committee).toContainText('đến hết 30/11/2025')
})

test('a team leader begins at his team, and sees who leads it and what it covers', async ({ page }) => {
  await signIn(page, people.teamLeader)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tổ')
  await expect(page.getByText('Tổ trưởng', { exact: true }).first()).toBeVisible()
  await fits(page)
  await axe(page)
  await page.getByRole('link', { name: 'Trang của Tổ' }).click()
  await expect(page).toHaveURL(/\/teams\/\d+/)
  await expect(page.getByRole('heading', { name: 'Thôn phụ trách' })).toBeVisible()
  await expect(page.getByText('Hồ Hồng Anh', { exact: true }).first()).toBeVisible()
  await fits(page)
  await axe(page)
})

test('coverage of a province ends in how many communes have a team and a committee', async ({ page }) => {
  const { rows } = await behind((client) =>
    client.query<{ id: number }>(
      `select unit_id as id from unit_versions where level = 'province' and code = '44' and valid_to is null`,
    ),
  )
  await signIn(page, people.department)
  await page.goto(`/teams/${rows[0]?.id}`)
  const total = page.locator('table.dt tfoot tr')
  await expect(total).toBeVisible()
  const more = total.getByRole('button')
  if (await more.isVisible()) await more.click()
  await expect(total).toContainText(/tại \d+\/78 đơn vị cấp xã/)
  await fits(page)
  await axe(page)
})
