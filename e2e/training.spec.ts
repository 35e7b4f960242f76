import { expect as expectSoon, type Page, test } from '@playwright/test'
import { axe, behind, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })
const names = ['Hồ Văn Tập', 'Hồ Thị Huấn', 'Hồ Thị Bồi'] as const

/** Three people on the roster of a team of xã Lìa. Returns the team's name. */
async function enrol(): Promise<string> {
  return behind(async (client) => {
    const { rows } = await client.query<{ id: number; path: string; name: string }>(
      `select t.unit_id as id, t.path, v.full_name as name from teams t join unit_versions v on v.unit_id = t.unit_id and v.valid_to is null
         join unit_versions c on c.unit_id = t.commune_id and c.valid_to is null and c.name = 'Lìa'
        where t.level = 'village' and t.state = 'active' order by t.unit_id desc limit 1`,
    )
    const [team] = rows
    if (!team) throw new Error('xã Lìa has no team')
    for (const [i, name] of names.entries()) {
      await client.query(
        `with who as (
           insert into members (unit_id, path, full_name, sort_name, sex, phone, created_at)
           values ($1, $2, $3, $3, 'female', $4, now()) returning id
         ) insert into memberships (member_id, unit_id, path, role, valid_from, created_at)
           select id, $1, $2, 'member', current_date - 200, now() from who`,
        [team.id, team.path, name, i === 0 ? '0900000771' : null],
      )
    }
    return team.name
  })
}

const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** "12/34" of a figure of the page. */
async function fraction(page: Page): Promise<[number, number]> {
  const text =
    (await page
      .getByRole('definition')
      .filter({ hasText: /\(\d+\/\d+\)/ })
      .first()
      .textContent()) ?? ''
  const [, n, of] = /\((\d+)\/(\d+)\)/.exec(text) ?? []
  return [Number(n), Number(of)]
}

test('a class is recorded, attendance is ticked, completions are pasted, and the share is n/N', async ({ page }) => {
  const team = await enrol()
  await signIn(page, people.officer)
  await page.goto('/training')
  await page.getByRole('button', { name: 'Thêm buổi tập huấn' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Lưu buổi tập huấn' }).click()
  await expect(dialog.getByText('Chưa nhập nội dung này.').first()).toBeVisible()
  await dialog.getByLabel('Tên buổi, lớp').fill('Lớp buổi tối ở nhà văn hóa')
  await dialog.getByLabel('Ngày', { exact: true }).fill(today)
  await dialog
    .getByLabel(/^Theo khóa học/)
    .selectOption({ label: 'Kỹ năng Tổ công nghệ số cộng đồng (phiên bản dành cho thành viên Tổ)' })
  await dialog.getByRole('checkbox', { name: 'Thanh toán trực tuyến' }).check()
  await axe(page)
  await dialog.getByRole('button', { name: 'Lưu buổi tập huấn' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Lớp buổi tối ở nhà văn hóa' })).toBeVisible()
  await expect(page.getByText('Buổi này chưa tổ chức')).toBeVisible()
  await page.getByRole('button', { name: 'Ghi đã tổ chức' }).click()
  const ticks = page.getByRole('group', { name: team })
  for (const name of names.slice(0, 2)) await ticks.getByRole('checkbox', { name }).check()
  await expect(page.getByText('2 chỗ chưa lưu')).toBeVisible()
  await fits(page)
  await axe(page)
  await page.getByRole('button', { name: 'Lưu điểm danh' }).click()
  await expect(page.getByText('Đã lưu: 2 người dự.')).toBeVisible()
  await page.reload()
  await expect(ticks.getByRole('checkbox', { name: names[0] })).toBeChecked()
  await expect(ticks.getByRole('checkbox', { name: names[2] })).not.toBeChecked()

  await page.goto('/training?tab=courses')
  await axe(page)
  await page.getByRole('link', { name: 'Phổ cập kỹ năng số cộng đồng' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Phổ cập kỹ năng số cộng đồng' })).toBeVisible()
  const [before, of] = await fraction(page)
  await page.getByRole('button', { name: 'Dán danh sách' }).click()
  await dialog.getByLabel('Danh sách', { exact: true }).fill(`${names[0]}\t0900 000 771\nKhông Có Ai Tên Vậy`)
  await dialog.getByRole('button', { name: 'Đối chiếu' }).click()
  await expect(dialog.getByText('Không có trong danh sách Tổ').first()).toBeVisible()
  await axe(page)
  await dialog.getByRole('button', { name: 'Ghi 1 người hoàn thành' }).click()
  await expect(page.getByText('Đã ghi 1 người.')).toBeVisible()
  await expect.poll(() => fraction(page)).toEqual([before + 1, of])
  await fits(page)
  await axe(page)

  await page.goto('/training?tab=board')
  await expect(page.getByText('Được tập huấn').first()).toBeVisible()
  await fits(page)
  await axe(page)
})

test('names leave for a reason alone; a department sees counts', async ({ page }) => {
  await signIn(page, people.officer)
  await page.goto('/training?tab=courses')
  await page.getByRole('link', { name: 'Phổ cập kỹ năng số cộng đồng' }).click()
  await page.getByRole('button', { name: 'Tải danh sách' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Tải danh sách này' }).click()
  await expect(dialog.getByText('Cần ghi lý do, ít nhất 5 chữ cái.')).toBeVisible()
  await dialog.getByLabel('Lý do').fill('Gửi Sở đối chiếu kết quả')
  const file = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Tải danh sách này' }).click()
  expect((await file).suggestedFilename()).toBe('danh-sach-hoan-thanh.xlsx')

  await page.context().clearCookies()
  await signIn(page, people.department)
  await page.goto('/training?tab=board')
  await expect(page.getByRole('heading', { level: 1, name: 'Tập huấn, bồi dưỡng' })).toBeVisible()
  await expect(page.getByText(/Thành viên Tổ, tỉnh Quảng Trị/)).toBeVisible()
  const answer = await page.request.get('/training/export?tab=board')
  expect(answer.headers()['content-type']).toContain('spreadsheetml')
  await page.goto('/training?scope=below')
  const list = page.getByRole('list', { name: /^Buổi tập huấn năm/ })
  await list.getByRole('listitem').filter({ hasText: 'Đã tổ chức' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Số người dự theo xã' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Điểm danh' })).toHaveCount(0)
  await fits(page)
  await axe(page)
})
