import { expect as expectSoon, type Page, test } from '@playwright/test'
import { axe, behind, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })
const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** The last village team of xã Lìa, and its commune. */
const lia = () =>
  behind(async (client) => {
    const { rows } = await client.query<{ id: number; name: string; commune: number; province: number }>(
      `select t.unit_id as id, v.name, t.commune_id as commune, c.parent_id as province
         from teams t join unit_versions v on v.unit_id = t.unit_id and v.valid_to is null
         join unit_versions c on c.unit_id = t.commune_id and c.valid_to is null and c.name = 'Lìa'
        where t.level = 'village' and t.state = 'active' order by t.unit_id desc limit 1`,
    )
    const [team] = rows
    if (!team) throw new Error('xã Lìa has no team')
    return team
  })

/** In a list of a phone the rest of a row lies behind a press. */
async function openRow(page: Page, name: string) {
  const row = page.getByRole('row').filter({ hasText: name }).first()
  const more = row.getByRole('button', { name: /chi tiết|xem thêm|more/i }).first()
  if (await more.isVisible().catch(() => false)) await more.click()
  return row
}

test('somebody comes onto a roster, is known when he is entered again, and his number is read by a press that is written down', async ({
  page,
}) => {
  const team = await lia()
  await signIn(page, people.officer)
  await page.goto(`/teams/${team.id}`)
  const add = async () => {
    await page.getByRole('button', { name: 'Thêm thành viên' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Họ và tên').fill('Hồ Thị Chắc Chắn')
    await dialog.getByLabel('Điện thoại').fill('0900 777 123')
    await dialog.getByLabel('Năm sinh').fill('1994')
    await dialog.getByLabel('Thành phần').selectOption({ label: 'Giáo viên' })
    await dialog.getByRole('button', { name: 'Thêm vào danh sách' }).click()
    return dialog
  }
  await add()
  const row = await openRow(page, 'Hồ Thị Chắc Chắn')
  await expect(row).toContainText('09xx xxx 123')
  await row.getByRole('button', { name: /Xem số/ }).click()
  await expect(row).toContainText('0900 777 123')
  const { rows } = await behind((client) =>
    client.query(
      `select 1 from access_log l join members m on l.subject = 'members/' || m.id where m.full_name = 'Hồ Thị Chắc Chắn' and l.kind = 'reveal'`,
    ),
  )
  expect(rows).toHaveLength(1)
  const again = await add()
  await expect(again.getByText('Có thể đã có trong danh sách')).toBeVisible()
  await axe(page)
  await again.getByRole('button', { name: 'Hủy' }).click()
  await fits(page)
})

test('a renewal is drafted, taken away as .docx, entered once it is signed, and changes the roster from its day', async ({
  page,
}) => {
  const team = await lia()
  await signIn(page, people.officer)
  await page.goto(`/teams/decisions/new?commune=${team.commune}`)
  await page.getByLabel('Loại').selectOption({ label: 'Kiện toàn: thay đổi người trong Tổ' })
  await page.getByLabel('Chọn Tổ').selectOption(String(team.id))
  await page
    .getByRole('button', { name: /^Bỏ (?!Tổ)/ })
    .last()
    .click()
  await expect(page.getByText(/Thôi tham gia theo quyết định này/)).toBeVisible()
  await fits(page)
  await axe(page)
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click()
  await expect(page.getByText(/Dự thảo chưa có hiệu lực/)).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Tải bản trình ký/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^quyet-dinh-du-thao-.*\.docx$/)

  await page.getByRole('button', { name: 'Ghi quyết định đã ký' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Số, ký hiệu').fill('45/QĐ-UBND')
  await dialog.getByLabel('Ngày ký').fill(today)
  await dialog.getByLabel('Có hiệu lực từ').fill(today)
  await dialog.getByLabel('Người ký', { exact: true }).fill('Hồ Văn Ký')
  await axe(page)
  await dialog.getByRole('button', { name: 'Ghi và cho có hiệu lực' }).click()
  await expect(page.getByText('45/QĐ-UBND').first()).toBeVisible()
  const { rows } = await behind((client) =>
    client.query(
      `select count(*)::int as n from memberships s join team_decisions d on d.id = s.ended_by where d.number = '45/QĐ-UBND' and s.ended_reason = 'renewal'`,
    ),
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('a province opens names for a reason; the ministry has counts and no names', async ({ page }) => {
  const team = await lia()
  await signIn(page, people.department)
  await page.goto(`/teams/${team.commune}?tab=members`)
  await page.getByRole('button', { name: 'Mở họ tên' }).click()
  await expect(page.getByText(/Cần ghi lý do rõ ràng/).first()).toBeVisible()
  await page.getByLabel('Lý do xem').fill('Kiểm tra theo Kế hoạch 12/KH-SKHCN')
  await page.getByRole('button', { name: 'Mở họ tên' }).click()
  await expect(page.getByText(/Họ tên đã mở cho lý do/)).toBeVisible()
  await fits(page)
  await axe(page)
  await signIn(page, people.ministry)
  await page.goto(`/teams/${team.commune}?tab=members`)
  await expect(page.getByText('Họ tên thành viên chỉ xem được ở cấp xã và trong Tổ')).toBeVisible()
  await page.goto('/teams')
  const total = page.locator('table.dt tfoot tr')
  await expect(total).toContainText(/\(\d[\d.]*\/\d[\d.]*\)/)
  await page.getByRole('link', { name: 'Cơ cấu thành viên' }).click()
  await expect(page.getByRole('heading', { name: 'Thành viên theo thành phần' })).toBeVisible()
  await fits(page)
  await axe(page)
})

test('a commune unlinks an account from a member and links it again; its holder then reads everything that is kept of him', async ({
  page,
}) => {
  const member = await behind(async (client) => {
    const { rows } = await client.query<{ id: string; name: string }>(
      `select m.id, m.full_name as name from members m join assignments a on a.person_id = m.person_id and a.role = 'team_leader' limit 1`,
    )
    return rows[0] ?? { id: '', name: '' }
  })
  await signIn(page, people.teamLeader)
  await page.goto('/teams/own')
  await expect(page.getByText(member.name).first()).toBeVisible()
  for (const part of [
    'Đã dự tập huấn',
    'Đã hoàn thành',
    'Hoạt động có ghi tên',
    'Quyết định có tên',
    'Ngoài các bảng trên',
  ])
    await expect(page.getByRole('heading', { name: part })).toBeVisible()
  await fits(page)
  await axe(page)
  await signIn(page, people.officer)
  await page.goto(`/teams/members/${member.id}`)
  await expect(page.getByText(`Đã gắn với tài khoản của ${member.name}.`)).toBeVisible()
  await fits(page)
  await axe(page)
  await page.getByRole('button', { name: 'Bỏ gắn' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Bỏ gắn' }).click()
  await expect(page.getByText('Chưa gắn với tài khoản nào.')).toBeVisible()
  await page.getByRole('button', { name: 'Gắn tài khoản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Gắn tài khoản' }).click()
  await expect(dialog.getByText('Cần chọn một tài khoản.').first()).toBeVisible()
  await axe(page)
  // The first after the empty one is of the same name.
  await dialog.getByLabel('Tài khoản').selectOption({ index: 1 })
  await dialog.getByRole('button', { name: 'Gắn tài khoản' }).click()
  await expect(page.getByText(`Đã gắn với tài khoản của ${member.name}.`)).toBeVisible()
})
